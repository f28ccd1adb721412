//! Whoever signs in as a person of the register is told of them by every room of the house.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use testkit::Client;

use super::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_on_a_person_is_told_from_every_room() {
    let mut house = House::build().await;
    let (name, token) = house.tickets["official"].cookie.clone().unwrap();
    let mut client = Client::new(house.open().await);
    client.set_cookie(name, Some(&token));
    client.get("/ve-toi").await.expect(200);
    let file = client.post("/ve-toi/tai-ve", &[]).await.expect(200);
    let told: Json = serde_json::from_slice(&file.body).unwrap();
    assert_eq!(told["person"], house.things.person.inside);
    let facts = told["facts"].as_array().unwrap();
    let kinds: BTreeSet<&str> = facts.iter().map(|f| f["kind"].as_str().unwrap()).collect();
    for kind in ["person", "assignment", "upload", "account", "role", "session"] {
        assert!(kinds.contains(kind), "{kind} is not told: {kinds:?}");
    }
    // The sheet is the very one that its duty came from.
    let says = |kind: &str, word: &str| {
        let fact = facts.iter().find(|f| f["kind"] == kind).unwrap();
        fact["says"][word].as_str().unwrap_or_default().to_owned()
    };
    let duty = facts.iter().find(|f| f["kind"] == "assignment").unwrap();
    assert_eq!(duty["source"]["file"], says("upload", "file"));
}

/// Who asked, and has neither an account nor a place on the register, is handed the learning
/// records of an address that was shown to be theirs.
#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_by_letter_gets_the_learning_records_of_their_address() {
    let mut house = House::build().await;
    let ticket = house.tickets["coord"].clone();
    let (name, token) = ticket.cookie.clone().unwrap();
    let mut client = Client::new(house.open().await);
    client.set_cookie(name, Some(&token));
    client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
    let letter = [
        ("loai", "export"),
        ("cach", "letter"),
        ("ten", "Hoàng Văn Khách"),
        ("ngay", "24/11/2026"),
    ];
    let made = client.post("/yeu-cau/moi", &letter).await.expect(303);
    let copy = format!("{}/du-lieu", made.location().unwrap());
    client.post(&copy, &[]).await.expect(422);
    let unshown = [("dia_chi", "an@example.vn"), ("chung_to", "")];
    client.post(&copy, &unshown).await.expect(422);
    let shown = [("dia_chi", "an@example.vn"), ("chung_to", "trả lời thư của ta ngày 25/11")];
    let file = client.post(&copy, &shown).await.expect(200);
    let told: Json = serde_json::from_slice(&file.body).unwrap();
    assert_eq!(told["person"], Json::Null);
    assert_eq!(kinds(&told), ["learning_record", "data_request"], "{told}");
    // What somebody else learned is not theirs.
    let other = [("dia_chi", "binh@example.vn"), shown[1]];
    let file = client.post(&copy, &other).await.expect(200);
    let told: Json = serde_json::from_slice(&file.body).unwrap();
    assert_eq!(kinds(&told), ["data_request"], "{told}");
    let log = house.tickets["inspect"].cookie.clone().unwrap();
    client.set_cookie(log.0, Some(&log.1));
    let page = client.get("/nhat-ky-doc").await.expect(200).text();
    assert!(page.contains("trả lời thư của ta ngày 25/11"), "{page}");
}

fn kinds(told: &Json) -> Vec<&str> {
    let facts = told["facts"].as_array().unwrap();
    facts.iter().map(|fact| fact["kind"].as_str().unwrap()).collect()
}
