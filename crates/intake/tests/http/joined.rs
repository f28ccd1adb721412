//! Two offices name one person, who is entered twice; later it turns out that both are one. Their
//! sheets find the one from then on.

use house::House;
use registry::{
    acts::{Note, join_people},
    model::{PersonId, PersonJoin},
    rules::joining::Choices,
};
use testkit::Client;

use crate::{
    books::{Book, book},
    office::{apply, duties_of, everywhere, last_act, rows_waiting, send},
};

/// A list of one office: name, birth, number, title, phone of each.
fn list(office: &'static str, rows: &[[&'static str; 5]]) -> Vec<u8> {
    let row = |(n, said): (usize, &[&'static str; 5])| {
        let [name, birth, number, title, phone] = *said;
        let n = ["1", "2", "3"][n];
        vec![n, name, birth, number, office, title, "", "x", "CĐS", phone]
    };
    let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
    Book { total: None, rows, ..book() }.bytes()
}

async fn take_in(lan: &mut Client, name: &str, bytes: &[u8]) -> String {
    let (batch, page) = send(lan, &[(name, bytes)]).await;
    apply(lan, &batch, &[]).await.expect(200);
    page.text()
}

/// Sent again they change nothing at all.
async fn again(office: &House, lan: &mut Client, files: &[(&str, &[u8])]) {
    let (before, waiting) = (last_act(office).await, rows_waiting(office).await);
    for (name, bytes) in files {
        let (batch, page) = send(lan, &[(name, bytes)]).await;
        let page = page.text();
        assert!(page.contains("0 người mới, 0 nhiệm vụ mới, 0 thay đổi"), "{name}: {page}");
        assert!(!page.contains("maybe_same_person"), "{page}");
        apply(lan, &batch, &[("ly_do", "Gửi lại")]).await.expect(200);
    }
    assert_eq!(last_act(office).await, before, "{}", office.db.name());
    assert_eq!(rows_waiting(office).await, waiting);
}

async fn person_in(office: &House, code: &str) -> PersonId {
    let org = office.org(code).await;
    let duties = duties_of(office).await;
    duties.iter().find(|h| h.fact.org == org).unwrap().fact.person
}

async fn join(office: &House, keep: PersonId, other: PersonId) -> i64 {
    let by = access::Actor::command();
    let note = Note { reason: "Cùng một người".to_owned(), ..Note::default() };
    let pair = PersonJoin { person: other, into: keep };
    let rooms: [Box<dyn registry::acts::Joins>; 2] =
        [Box::new(training::acts::Attendances), Box::new(intake::acts::Answered)];
    let desk = office.desk(&by);
    join_people(&desk, &rooms, pair, &Choices::default(), &note).await.unwrap().seq
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_that_named_either_find_the_one_and_change_nothing() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        // Another spelling, another day of birth, another phone: what the kept record says stays.
        let one = list(
            "Sở Nội vụ",
            &[["Đặng Thu Hoà", "05/06/1988", "098188001234", "Chuyên viên", "0301234567"]],
        );
        let two =
            list("Sở Y tế", &[["Đặng Thị Thu Hoà", "06/05/1988", "", "Phó phòng", "0307654321"]]);
        let files: [(&str, &[u8]); 2] = [("mot.xlsx", &one), ("hai.xlsx", &two)];
        for (name, bytes) in files {
            take_in(&mut lan, name, bytes).await;
        }
        assert_eq!(office.people().await.len(), 2);
        let (keep, other) = (person_in(&office, "D.SNV").await, person_in(&office, "D.SYT").await);
        again(&office, &mut lan, &files).await;
        let act = join(&office, keep, other).await;
        assert_eq!(person_in(&office, "D.SYT").await, keep);
        assert_eq!(office.people().await.len(), 1, "one person");
        again(&office, &mut lan, &files).await;
        // Both in one go, and in the other order.
        let (batch, page) = send(&mut lan, &[files[1], files[0]]).await;
        assert!(page.text().contains("0 người mới, 0 nhiệm vụ mới, 0 thay đổi"), "{}", page.text());
        apply(&mut lan, &batch, &[("ly_do", "Gửi lại")]).await.expect(200);
        assert_eq!(last_act(&office).await, act, "{}", office.db.name());
        // What is new of them is theirs.
        let moved = list(
            "Sở Y tế",
            &[["Đặng Thị Thu Hoà", "06/05/1988", "", "Trưởng phòng", "0307654321"]],
        );
        let page = take_in(&mut lan, "hai.xlsx", &moved).await;
        assert!(page.contains("0 người mới, 0 nhiệm vụ mới, 1 thay đổi"), "{page}");
        assert_eq!(person_in(&office, "D.SYT").await, keep);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parted_again_each_sheet_names_its_own() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let one = list("Sở Nội vụ", &[["Đặng Thu Hoà", "05/06/1988", "", "Chuyên viên", ""]]);
        let two = list("Sở Y tế", &[["Đặng Thu Hoà", "05/06/1988", "", "Phó phòng", ""]]);
        let files: [(&str, &[u8]); 2] = [("mot.xlsx", &one), ("hai.xlsx", &two)];
        for (name, bytes) in files {
            take_in(&mut lan, name, bytes).await;
        }
        let (keep, other) = (person_in(&office, "D.SNV").await, person_in(&office, "D.SYT").await);
        assert_ne!(keep, other, "a namesake elsewhere is entered and warned of");
        let act = join(&office, keep, other).await;
        again(&office, &mut lan, &files).await;
        lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Nhầm")]).await.expect(200);
        assert_eq!(person_in(&office, "D.SYT").await, other);
        again(&office, &mut lan, &files).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_rows_of_one_list_that_are_one_person_stay_one() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let one = list(
            "Sở Nội vụ",
            &[
                ["Đặng Thu Hoà", "05/06/1988", "", "Chuyên viên", ""],
                ["Bùi Dũng", "01/02/1991", "", "Chuyên viên", ""],
                ["Đặng Thị Thu Hoà", "05/06/1988", "", "Phó phòng", ""],
            ],
        );
        take_in(&mut lan, "mot.xlsx", &one).await;
        assert_eq!(office.people().await.len(), 3);
        let duties = duties_of(&office).await;
        let of = |row| {
            let from = |h: &&ledger::Held<registry::model::Assignment>| {
                h.fact.source.as_ref().is_some_and(|s| s.row == row)
            };
            duties.iter().find(from).unwrap().fact.person
        };
        join(&office, of(5), of(7)).await;
        assert_eq!(office.people().await.len(), 2);
        again(&office, &mut lan, &[("mot.xlsx", &one)]).await;
    }
}
