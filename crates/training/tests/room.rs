//! The room on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

use kernel::{AsOf, Clock, Date, IdSource, Seq, Uuid};
use ledger::{Draft, Header, Said, Source};
use registry::model::{PersonId, SheetRow};
use store::Db;
use training::{
    FACTS, MIGRATIONS, acts, figures,
    model::{Attendee, Period, Way},
    rules::{Meeting, Row, Training},
};

const DAY: Date = Date::constant(2023, 2, 16);
const MATCHED: Attendee = Attendee::Person(PersonId(Uuid::from_u128(7)));
const OTHER: Attendee = Attendee::Unmatched(Uuid::from_u128(8));

fn header() -> Header {
    Header {
        kind: "intake",
        effective_on: Some(DAY),
        basis: ledger::Basis::default(),
        entered_by: "test".into(),
        source: Source::Command,
        reason: String::new(),
    }
}

fn source() -> SheetRow {
    SheetRow { file: "lop.xlsx".into(), sheet: "s".into(), row: 1 }
}

fn class(on: Date) -> Meeting {
    Meeting {
        course: "Kỹ năng số".into(),
        way: Way::Class,
        period: Period::Day(on),
        ends_on: None,
        source: source(),
    }
}

/// A class as a list: who, and how many of its two days they came.
type List = (Meeting, Vec<(Attendee, i64)>);

async fn enter(db: &Db, clock: &Clock, lists: &[List]) -> (Vec<Said>, Option<Seq>) {
    let mut tx = db.write().await.unwrap();
    let mut draft = Draft::begin(&mut tx, clock, header()).await.unwrap();
    let known = draft.seq() - 1;
    let (courses, sessions) = figures::sessions(&mut tx, known).await.unwrap();
    let attendances = figures::attendances(&mut tx, known, false).await.unwrap();
    let ids = IdSource::new(clock.clone());
    let mut book = Training::new(courses, sessions, attendances);
    let mut said = Vec::new();
    for (meeting, rows) in lists {
        let session = book.session(&ids, meeting);
        for (attendee, days) in rows {
            let row = Row {
                session,
                attendee: *attendee,
                full_name: "Nguyễn Văn An".into(),
                birth: None,
                org: None,
                unit: None,
                days: Some((2, *days)),
                by_day: Vec::new(),
                present: *days > 0,
                completed_on: None,
                score: None,
                source: source(),
                since: meeting.period.first(),
            };
            said.push(book.take(&ids, &row));
        }
    }
    book.match_again(|_| None);
    let changes = book.finish();
    if changes.is_empty() {
        return (said, None);
    }
    acts::enter(&mut draft, &changes);
    let seq = draft.seal(&mut tx).await.unwrap().seq;
    tx.commit().await.unwrap();
    (said, Some(seq))
}

#[tokio::test(flavor = "multi_thread")]
async fn attendances_and_people_are_counted_apart() {
    let migrations = [ledger::MIGRATIONS, registry::MIGRATIONS, MIGRATIONS].concat();
    for db in testkit::databases(&migrations).await {
        let clock = testkit::clock();
        let mut tx = db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, FACTS).await.unwrap();
        assert!(none.is_empty(), "{none:?}");
        drop(tx);
        let later = Date::constant(2024, 11, 5);
        let lists = [
            (class(DAY), vec![(MATCHED, 2), (OTHER, 1), (OTHER, 1)]),
            (class(later), vec![(MATCHED, 1), (OTHER, 0)]),
        ];
        let (said, seq) = enter(&db, &clock, &lists).await;
        assert_eq!(said[2], Said::Repeats(vec![]));
        assert!(enter(&db, &clock, &lists).await.1.is_none(), "the same lists change nothing");
        let mut tx = db.read().await.unwrap();
        let at = |valid_on| AsOf { valid_on, known_at: seq.unwrap() };
        let told = figures::overview(&mut tx, at(Date::constant(2024, 10, 15))).await.unwrap();
        assert_eq!((told.attendances, told.people, told.people_unmatched), (3, 2, 1));
        assert_eq!(told.by_year, [(2023, 2), (2024, 1)].into());
        assert_eq!(told.by_course, [("Kỹ năng số".to_owned(), 3)].into());
        let told = figures::overview(&mut tx, at(DAY)).await.unwrap();
        assert_eq!((told.attendances, told.by_year.len()), (2, 1));
        drop(tx);

        // Somebody who was not on the register is found there now.
        let mut tx = db.write().await.unwrap();
        let mut draft = Draft::begin(&mut tx, &clock, header()).await.unwrap();
        let unmatched = figures::attendances(&mut tx, draft.seq() - 1, true).await.unwrap();
        let mut book = Training::new(Vec::new(), Vec::new(), unmatched);
        let person = PersonId(Uuid::from_u128(9));
        assert_eq!(book.match_again(|a| a.full_name.as_ref().map(|_| person)), 2);
        acts::enter(&mut draft, &book.finish());
        let known_at = draft.seal(&mut tx).await.unwrap().seq;
        let at = AsOf { valid_on: later, known_at };
        let told = figures::overview(&mut tx, at).await.unwrap();
        assert_eq!((told.attendances, told.people, told.people_unmatched), (3, 2, 0));
    }
}
