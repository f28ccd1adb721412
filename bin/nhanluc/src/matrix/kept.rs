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
