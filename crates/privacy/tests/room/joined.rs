//! Two records of one person are joined: what is held under either, who read it and what they asked
//! are the one person's; an erasure reaches all of it.

use access::Actor;
use privacy::{
    acts::{Clerk, NewRequest, Requests, receive},
    figures::own_requests,
    model::{Ask, Request, Way},
};
use registry::{
    acts::{self, Added, DutyTerms, Joins, NewHand, NewPerson, Note, Reach, join_people},
    model::{Mode, PersonId, PersonJoin},
    rules::joining::Choices,
};
use serde_json::Value as Json;

use crate::office::{Office, everywhere};

pub(crate) fn note() -> Note {
    Note { reason: "Một người có hai hồ sơ".to_owned(), ..Note::default() }
}

/// An once more, with another phone.
pub(crate) async fn again(office: &Office, by: &Actor) -> PersonId {
    let person = NewPerson {
        full_name: "Nguyễn Văn An".to_owned(),
        birth: "1985".parse().ok(),
        phone: Some("0977000111".to_owned()),
        ..NewPerson::default()
    };
    let org = office.org("D.SNV").await;
    let (title, fields) = (None, vec!["dx".to_owned()]);
    let duty = DutyTerms { org, title, mode: Mode::Concurrent, fields, share: None };
    let over = kernel::Interval::ALWAYS;
    let new = NewHand { person, duty, over, not_these: office.people.clone() };
    match acts::add_person(&office.desk(by), new, &note()).await.unwrap() {
        Added::Entered { person, .. } => person,
        Added::Asks(likely) => panic!("{likely:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_held_read_and_asked_under_either_is_the_ones() {
    for office in everywhere().await {
        let by = Actor::command();
        let (an, other) = (office.people[0], again(&office, &by).await);
        let clerk = Clerk { app: &office.app, actor: &by };
        let asked = NewRequest {
            ask: Ask::Correct,
            way: Way::Letter,
            person: Some(other),
            who: "Nguyễn Văn An".to_owned(),
            contact: String::new(),
            what: "Số điện thoại đã đổi".to_owned(),
            received_on: office.clock.today(),
        };
        receive(&clerk, asked).await.unwrap();
        let mut phoi = office.client("phoi").await;
        let page = format!("/nhan-luc/{other}");
        phoi.get(&page).await.expect(200);
        phoi.post(&format!("{page}/mo"), &[("muc_dich", "Gọi xác nhận")]).await.expect(200);

        let pair = PersonJoin { person: other, into: an };
        let rooms: [Box<dyn Joins>; 1] = [Box::new(Requests)];
        join_people(&office.desk(&by), &rooms, pair, &Choices::default(), &note()).await.unwrap();

        let mut reader = office.client("an").await;
        let file = reader.post("/ve-toi/tai-ve", &[]).await.expect(200);
        let told: Json = serde_json::from_slice(&file.body).unwrap();
        let facts = told["facts"].as_array().unwrap();
        let phone = |fact: &&Json| fact["says"]["phone"] == "0977000111";
        assert_eq!(facts.iter().filter(phone).count(), 1, "{told}");
        let people = facts.iter().filter(|fact| fact["kind"] == "person");
        assert_eq!(people.count(), 2, "each record once: {told}");
        let reads = told["reads"].as_array().unwrap();
        assert!(reads.iter().any(|read| read["purpose"] == "Gọi xác nhận"), "{told}");
        let page = reader.get("/ve-toi").await.expect(200).text();
        assert!(page.contains("Gọi xác nhận"), "{page}");
        {
            let mut tx = office.db.read().await.unwrap();
            let today = office.clock.today();
            assert_eq!(own_requests(&mut tx, an, today).await.unwrap().len(), 1);
            assert_eq!(own_requests(&mut tx, other, today).await.unwrap().len(), 0);
        }

        let (facts, elsewhere): (_, [Box<dyn acts::Elsewhere>; 1]) =
            (office.facts(), [Box::new(registry::acts::Within(privacy::acts::Earlier))]);
        let reach = Reach { tables: &facts, elsewhere: &elsewhere };
        acts::erase_person(&office.desk(&by), reach, an, &note()).await.unwrap();
        let mut tx = office.db.read().await.unwrap();
        let all = ledger::traced::<Request>(&mut tx, i64::MAX, "", &[]).await.unwrap();
        assert!(!all.is_empty());
        assert!(all.iter().all(|said| said.held.fact.who.is_none()), "{all:?}");
        drop(tx);
        office.verify().await;
    }
}
