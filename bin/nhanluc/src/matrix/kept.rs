//! Whoever signs in as a person of the register is told of them by every room of the house.

use std::collections::BTreeSet;

use ledger::{Draft, Source};
use registry::{acts::Desk, figures::Ages as _};
use serde_json::Value as Json;
use testkit::Client;

use super::house::House;
use crate::wiring::fact_tables;

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

/// What a row that waited says has its time once it waits no longer; then it is erased, and the
/// record still verifies.
#[tokio::test(flavor = "multi_thread")]
async fn rows_that_waited_have_their_time() {
    let mut house = House::build().await;
    let (_, db) = house.open_with_db().await;
    let (clock, by) = (testkit::clock(), access::Actor::command());
    let desk = Desk { db: &db, clock: &clock, by: &by, source: Source::Command };
    let rows = privacy::figures::Records::of(&intake::model::HELD_ROW).unwrap();
    let later = kernel::Date::constant(2040, 1, 1);
    let held: intake::model::HeldId = house.things.held.parse().unwrap();
    let past = async |day| rows.past(&mut db.read().await.unwrap(), day).await.unwrap();
    let before = past(later).await;
    intake::acts::set_aside(&desk, held, "Đã chuyển công tác").await.unwrap();
    assert_eq!(past(later).await, before + 1);
    assert_eq!(past(clock.today()).await, 0, "not yet");
    let mut tx = db.write().await.unwrap();
    let header = desk.header("removal", None, "Hết thời hạn");
    let mut draft = Draft::begin(&mut tx, &clock, header).await.unwrap();
    assert_eq!(rows.remove(&mut tx, &mut draft, later).await.unwrap(), before + 1);
    draft.seal(&mut tx).await.unwrap();
    let left: i64 = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT count(*) FROM held_row WHERE held_id = $1 AND cells IS NOT NULL")
        .bind(held.0).fetch_one(c).await)
    .unwrap();
    assert_eq!(left, 0);
    let verdict = ledger::verify(&mut tx, &fact_tables(), None).await.unwrap();
    assert!(verdict.broken.is_none(), "{:?}", verdict.broken);
    tx.commit().await.unwrap();
    assert_eq!(past(later).await, 0);
}
