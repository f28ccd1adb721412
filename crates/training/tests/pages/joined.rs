//! Two records of one person are joined: what either attended is the one's, each session once.

use house::House;
use kernel::AsOf;
use registry::{
    acts::{Joins, Note, join_people, preview_join},
    model::{PersonId, PersonJoin},
    rules::joining::Choices,
};

use crate::{
    lists::{again, fill, person},
    matching::page_of,
    office::everywhere,
};

async fn told(office: &House) -> (i64, i64, i64) {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = AsOf { valid_on: office.clock.today(), known_at };
    let told = training::figures::overview(&mut tx, at).await.unwrap();
    (told.attendances, told.people, told.people_unmatched)
}

async fn last(office: &House) -> i64 {
    ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap()
}

async fn matched(office: &House, name: &str, person: PersonId) {
    let path = page_of(office, name).await;
    let mut phoi = office.client("phoi").await;
    phoi.get(&path).await.expect(200);
    phoi.post(&path, &[("nguoi", &person.to_string())]).await.expect(303);
}

#[tokio::test]
async fn attendances_of_both_are_the_kept_ones_and_a_session_counts_once() {
    for office in everywhere().await {
        let an = fill(&office).await;
        let stc = office.org("D.STC").await;
        let hoa = person(&office, "Trần Thị Hoà", "1990-02-03", stc).await;
        let other = person(&office, "Phạm Văn Ngoài", "1970", office.org("D.BT").await).await;
        matched(&office, "Trần Thị Hoa", hoa).await;
        matched(&office, "Phạm Văn Ngoài", other).await;
        let before = told(&office).await;
        let by = access::Actor::command();
        let (desk, note) =
            (office.desk(&by), Note { reason: "Một người".into(), ..Note::default() });
        let rooms: [Box<dyn Joins>; 1] = [Box::new(training::acts::Attendances)];
        let choices = Choices::default();

        // Elsewhere: it moves.
        let pair = PersonJoin { person: other, into: an };
        let seen = preview_join(&desk, &rooms, pair, &choices).await.unwrap();
        assert_eq!(seen.elsewhere, [("training-join-moved", 1)]);
        join_people(&desk, &rooms, pair, &choices, &note).await.unwrap();
        assert_eq!(told(&office).await, (before.0, before.1 - 1, before.2));

        // At the same sessions: one of each is kept.
        let pair = PersonJoin { person: hoa, into: an };
        let seen = preview_join(&desk, &rooms, pair, &choices).await.unwrap();
        assert_eq!(seen.elsewhere, [("training-join-twice", 2)]);
        let act = join_people(&desk, &rooms, pair, &choices, &note).await.unwrap();
        assert_eq!(told(&office).await, (before.0 - 2, before.1 - 2, before.2));

        let mut phoi = office.client("phoi").await;
        phoi.get(&format!("/nhan-luc/{an}")).await.expect(200);
        let undo = format!("/quyet-dinh/{}/huy", act.seq);
        phoi.get(&undo).await.expect(200);
        phoi.submit(&undo, &[("ly_do", "Hai người")]).await.expect(200);
        assert_eq!(told(&office).await, (before.0, before.1 - 1, before.2));
        let known = last(&office).await;
        again(&office, an).await;
        assert_eq!(last(&office).await, known, "the lists again change nothing");
    }
}
