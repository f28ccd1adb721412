//! Attendees matched by hand: once, by who may, and for good.

use house::House;
use kernel::AsOf;
use ledger::Source;
use registry::{
    acts::{Desk, Note, Reach},
    model::PersonId,
};

use crate::{
    lists::{again, fill, person},
    office::{everywhere, look},
};

/// Where somebody who is not found on the register is matched.
pub(crate) async fn page_of(office: &House, name: &str) -> String {
    let page = office.client("phoi").await.get("/tap-huan/nguoi?khop=chua").await.expect(200);
    let page = page.text();
    let at = page.find(&format!("\">Khớp {name}</a>")).unwrap();
    let from = page[..at].rfind("/tap-huan/nguoi/").unwrap();
    page[from..at].to_owned()
}

async fn told(office: &House) -> (i64, i64, i64) {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = AsOf { valid_on: office.clock.today(), known_at };
    let told = training::figures::overview(&mut tx, at).await.unwrap();
    (told.attendances, told.people, told.people_unmatched)
}

#[tokio::test]
async fn an_attendee_is_matched_and_a_list_that_comes_again_changes_nothing() {
    for office in everywhere().await {
        let an = fill(&office).await;
        let stc = office.org("D.STC").await;
        let hoa = person(&office, "Trần Thị Hoà", "1990-02-03", stc).await;
        let path = page_of(&office, "Trần Thị Hoa").await;
        let mut reader = office.client("phoi").await;
        look(&office, &mut reader, &[("match", &path)]).await;
        let page = reader.post(&path, &[]).await.expect(422);
        assert!(page.text().contains("Hãy chọn một người"));
        // An attends the same sessions.
        let page = reader.post(&path, &[("nguoi", &an.to_string())]).await.expect(422);
        assert!(page.text().contains("cùng một lớp"));
        reader.post(&path, &[("nguoi", &hoa.to_string())]).await.expect(303);
        assert_eq!(told(&office).await, (5, 3, 1), "{}", office.db.name());
        reader.get(&path).await.expect(404);
        reader.post(&path, &[("nguoi", &hoa.to_string())]).await.expect(404);

        // The lists still write her name as the register does not.
        let mut tx = office.db.read().await.unwrap();
        let before = ledger::last_seq(&mut tx).await.unwrap();
        drop(tx);
        again(&office, an).await;
        let mut tx = office.db.read().await.unwrap();
        assert_eq!(ledger::last_seq(&mut tx).await.unwrap(), before);
        drop(tx);

        // Taken back, everything is as it was.
        let by = access::Actor::command();
        let desk = Desk { db: &office.db, clock: &office.clock, by: &by, source: Source::Form };
        let mut tx = office.db.write().await.unwrap();
        let header = desk.header("undo", None, "");
        let tables = [access::FACTS, registry::FACTS, training::FACTS].concat();
        let draft = ledger::undo(&mut tx, &office.clock, &tables, before, header).await.unwrap();
        draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(told(&office).await, (5, 3, 2));
    }
}

#[tokio::test]
async fn only_who_keeps_training_matches() {
    for office in everywhere().await {
        let an = fill(&office).await;
        let path = page_of(&office, "Trần Thị Hoa").await;
        for who in ["stc", "hoc"] {
            let mut reader = office.client(who).await;
            reader.get(&path).await.expect(403);
            reader.post(&path, &[("nguoi", &an.to_string())]).await.expect(403);
        }
    }
}

/// Erases somebody as one act; gives what it would do, as told beforehand.
async fn erase(office: &House, who: PersonId) -> registry::acts::Kept {
    let by = access::Actor::command();
    let desk = Desk { db: &office.db, clock: &office.clock, by: &by, source: Source::Command };
    let tables = [access::FACTS, registry::FACTS, training::FACTS].concat();
    let elsewhere: [Box<dyn registry::acts::Elsewhere>; 1] = [Box::new(training::acts::LISTED)];
    let reach = Reach { tables: &tables, elsewhere: &elsewhere };
    let told = registry::acts::preview_erasure(&desk, reach, who).await.unwrap().kept;
    let done = registry::acts::erase_person(&desk, reach, who, &Note::default()).await.unwrap();
    assert_eq!(done.kept.rows, told.rows);
    let mut tx = office.db.read().await.unwrap();
    assert!(ledger::verify(&mut tx, &tables, None).await.unwrap().holds());
    told
}

/// Names that any list ever said.
async fn names(office: &House) -> Vec<String> {
    let mut tx = office.db.read().await.unwrap();
    store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT DISTINCT full_name FROM attendance WHERE full_name IS NOT NULL ORDER BY 1")
        .fetch_all(c).await)
    .unwrap()
}

#[tokio::test]
async fn an_erasure_reaches_what_lists_said_before_the_match() {
    for office in everywhere().await {
        fill(&office).await;
        let stc = office.org("D.STC").await;
        let hoa = person(&office, "Trần Thị Hoà", "1990-02-03", stc).await;
        let path = page_of(&office, "Trần Thị Hoa").await;
        let mut reader = office.client("phoi").await;
        reader.get(&path).await.expect(200);
        reader.post(&path, &[("nguoi", &hoa.to_string())]).await.expect(303);
        erase(&office, hoa).await;
        assert_eq!(names(&office).await, ["Lê Văn Bình", "Nguyễn Văn An", "Phạm Văn Ngoài"]);
    }
}

#[tokio::test]
async fn an_erasure_reaches_whom_nobody_matched_and_tells_of_namesakes() {
    for office in everywhere().await {
        fill(&office).await;
        let stc = office.org("D.STC").await;
        let hoa = person(&office, "Trần Thị Hoa", "1990-02-03", stc).await;
        let before = told(&office).await;
        let kept = erase(&office, hoa).await;
        assert_eq!((kept.rows, kept.words.len()), (2, 0));
        assert_eq!(names(&office).await, ["Lê Văn Bình", "Nguyễn Văn An", "Phạm Văn Ngoài"]);
        assert_eq!(told(&office).await, before, "figures keep their answers");
        // Of the name alone, and of a year that may be theirs, nothing is sure.
        let binh = person(&office, "Lê Văn Bình", "1980-04-05", stc).await;
        let other = person(&office, "Lê Văn Bình", "1981-04-05", stc).await;
        let kept = erase(&office, binh).await;
        let [words] = &kept.words[..] else { panic!("{kept:?}") };
        assert_eq!((kept.rows, words.of, words.stays), (0, "training-erase-unmatched", true));
        office.client("phoi").await.get(&words.which[0].href).await.expect(200);
        assert!(erase(&office, other).await.words.is_empty(), "born in another year");
        assert_eq!(names(&office).await, ["Lê Văn Bình", "Nguyễn Văn An", "Phạm Văn Ngoài"]);
    }
}

/// Hoa is matched to a namesake by mistake, which is undone, and to who she is.
async fn matched_twice(office: &House) -> (PersonId, PersonId) {
    fill(office).await;
    let stc = office.org("D.STC").await;
    let hoa = person(office, "Trần Thị Hoà", "", stc).await;
    let not = person(office, "Trần Thị Hoa", "1971-01-01", stc).await;
    let mut reader = office.client("phoi").await;
    let path = page_of(office, "Trần Thị Hoa").await;
    reader.post(&path, &[("nguoi", &not.to_string())]).await.expect(303);
    let by = access::Actor::command();
    let desk = Desk { db: &office.db, clock: &office.clock, by: &by, source: Source::Form };
    let act = ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap();
    let tables = [access::FACTS, registry::FACTS, training::FACTS].concat();
    let undoing = registry::acts::Undoing { tables: &tables, follows: &[], enter: true };
    registry::acts::undo(&desk, undoing, act, "nhầm").await.unwrap();
    reader.post(&path, &[("nguoi", &hoa.to_string())]).await.expect(303);
    (hoa, not)
}

#[tokio::test]
async fn what_was_matched_by_mistake_is_erased_with_whose_it_is() {
    for office in everywhere().await {
        let (hoa, _) = matched_twice(&office).await;
        erase(&office, hoa).await;
        assert_eq!(names(&office).await, ["Lê Văn Bình", "Nguyễn Văn An", "Phạm Văn Ngoài"]);
    }
}

#[tokio::test]
async fn erasing_whom_somebody_was_matched_to_by_mistake_leaves_them_alone() {
    for office in everywhere().await {
        let (_, not) = matched_twice(&office).await;
        assert_eq!(erase(&office, not).await.rows, 0);
        let mut tx = office.db.read().await.unwrap();
        let stands: i64 = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
            "SELECT count(*) FROM attendance WHERE full_name = 'Trần Thị Hoa' \
             AND recorded_to IS NULL").fetch_one(c).await)
        .unwrap();
        assert_eq!(stands, 2);
    }
}
