//! Which days of a class somebody attended, on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

use kernel::{AsOf, Clock, Date, IdSource, Seq, Uuid};
use ledger::{Draft, Header, Said, Source};
use registry::model::{PersonId, SheetRow};
use store::Db;
use training::{
    FACTS, MIGRATIONS, acts, figures,
    model::{Attendee, Period, Presence, Way},
    rules::{DayColumn, Meeting, Row, Training},
};

use Presence::{Absent, Excused, Present, Unknown};

const DAY: Date = Date::constant(2023, 2, 16);
const NEXT: Date = Date::constant(2023, 2, 17);
const AN: Attendee = Attendee::Person(PersonId(Uuid::from_u128(7)));
const HOA: Attendee = Attendee::Unmatched(Uuid::from_u128(8));

fn header(kind: &'static str) -> Header {
    Header {
        kind,
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

fn undated(number: i64) -> DayColumn {
    DayColumn { held_on: None, number, heading: Some(format!("Ngày {number}")) }
}

fn dated(day: Date) -> DayColumn {
    DayColumn { held_on: Some(day), number: 1, heading: Some(day.to_string()) }
}

type List<'a> = (&'a [DayColumn], &'a [(Attendee, &'a [Presence])]);

/// Enters the list of the class; what its rows come to, and the act where anything changes.
async fn enter(db: &Db, clock: &Clock, (columns, rows): List<'_>) -> (Vec<Said>, Option<Seq>) {
    let mut tx = db.write().await.unwrap();
    let mut draft = Draft::begin(&mut tx, clock, header("intake")).await.unwrap();
    let known = draft.seq() - 1;
    let (courses, sessions) = figures::sessions(&mut tx, known).await.unwrap();
    let attendances = figures::attendances(&mut tx, known, false).await.unwrap();
    let (days, presences) = figures::days_on_record(&mut tx, known).await.unwrap();
    let ids = IdSource::new(clock.clone());
    let mut book = Training::new(courses, sessions, attendances).by_day(days, presences);
    let meeting = Meeting {
        course: "Kỹ năng số".into(),
        way: Way::Class,
        period: Period::Day(DAY),
        ends_on: None,
        source: source(),
    };
    let session = book.session(&ids, &meeting);
    let held = book.class_days(&ids, (session, DAY), columns);
    let mut said = Vec::new();
    for (attendee, presences) in rows {
        let came = presences.iter().filter(|p| **p == Present).count();
        let (all, came) = (i64::try_from(columns.len()).unwrap(), i64::try_from(came).unwrap());
        let row = Row {
            session,
            attendee: *attendee,
            full_name: "Nguyễn Văn An".into(),
            birth: None,
            org: None,
            unit: None,
            days: Some((all, came)),
            by_day: held.iter().copied().zip(presences.iter().copied()).collect(),
            present: came > 0,
            completed_on: None,
            score: None,
            source: source(),
            since: DAY,
        };
        said.push(book.take(&ids, &row));
    }
    let changes = book.finish();
    if changes.is_empty() {
        return (said, None);
    }
    acts::enter(&mut draft, &changes);
    let seq = draft.seal(&mut tx).await.unwrap().seq;
    tx.commit().await.unwrap();
    (said, Some(seq))
}

/// Each day: its date, how many were there, were not, were excused, are unknown.
async fn days(db: &Db, known_at: Seq) -> Vec<(Option<Date>, [i64; 4])> {
    let mut tx = db.read().await.unwrap();
    let at = AsOf { valid_on: DAY, known_at };
    let sessions = figures::session_lines(&mut tx, at).await.unwrap();
    let Some(session) = sessions.first() else { return Vec::new() };
    let lines = figures::day_lines(&mut tx, at, session.id).await.unwrap();
    lines.iter().map(|l| (l.held_on, [l.present, l.absent, l.excused, l.unknown])).collect()
}

/// Facts of days that an act entered.
async fn entered(db: &Db, seq: Seq) -> usize {
    let mut tx = db.read().await.unwrap();
    let before = figures::days_on_record(&mut tx, seq - 1).await.unwrap();
    let after = figures::days_on_record(&mut tx, seq).await.unwrap();
    let old: Vec<_> = before.1.iter().map(|h| h.id).collect();
    after.1.iter().filter(|h| !old.contains(&h.id)).count()
}

async fn everywhere() -> Vec<testkit::TestDb> {
    testkit::databases(&[ledger::MIGRATIONS, registry::MIGRATIONS, MIGRATIONS].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_day_is_kept_and_a_blank_is_neither_there_nor_absent() {
    for db in everywhere().await {
        let clock = testkit::clock();
        let two = [undated(1), undated(2)];
        let list: List<'_> = (&two, &[(AN, &[Present, Unknown]), (HOA, &[Absent, Excused])]);
        let (said, seq) = enter(&db, &clock, list).await;
        assert_eq!(said, [Said::New, Said::New]);
        let first = seq.unwrap();
        let expected = [(None, [1, 1, 0, 0]), (None, [0, 0, 1, 1])];
        assert_eq!(days(&db, first).await, expected);
        // No fact is made of a blank.
        assert_eq!(entered(&db, first).await, 3);
        assert!(enter(&db, &clock, list).await.1.is_none(), "the same list changes nothing");

        // A corrected list changes one day of one person, and says so.
        let mended: List<'_> = (&two, &[(AN, &[Present, Present]), (HOA, &[Absent, Excused])]);
        let (said, seq) = enter(&db, &clock, mended).await;
        let differs = vec![
            ("days", "1/2".to_owned(), "2/2".to_owned()),
            ("by_day", "✓ –".to_owned(), "✓ ✓".to_owned()),
        ];
        assert_eq!(said, [Said::Changed(differs), Said::Same]);
        assert_eq!(entered(&db, seq.unwrap()).await, 1);
        assert_eq!(days(&db, seq.unwrap()).await[1].1, [1, 0, 1, 0]);
        assert_eq!(days(&db, first).await, expected, "as it was known");

        // As often, and on the other day: the number alone would hide it.
        let swapped: List<'_> = (&two, &[(AN, &[Present, Unknown])]);
        enter(&db, &clock, swapped).await;
        let moved: List<'_> = (&two, &[(AN, &[Unknown, Present])]);
        let (said, seq) = enter(&db, &clock, moved).await;
        let differs = vec![("by_day", "✓ –".to_owned(), "– ✓".to_owned())];
        assert_eq!(said, [Said::Changed(differs)]);
        assert_eq!(days(&db, seq.unwrap()).await[0].1, [0, 1, 0, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_rows_of_one_person_that_tell_of_other_days_do_not_agree() {
    for db in everywhere().await {
        let clock = testkit::clock();
        let two = [undated(1), undated(2)];
        let list: List<'_> = (&two, &[(AN, &[Present, Unknown]), (AN, &[Unknown, Present])]);
        let (said, seq) = enter(&db, &clock, list).await;
        let differs = vec![("by_day", "✓ –".to_owned(), "– ✓".to_owned())];
        assert_eq!(said, [Said::New, Said::Repeats(differs)]);
        let told = days(&db, seq.unwrap()).await;
        assert_eq!(told, [(None, [1, 0, 0, 0]), (None, [0, 0, 0, 1])]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_says_nothing_of_days_it_has_no_column_for() {
    for db in everywhere().await {
        let clock = testkit::clock();
        let first = [dated(DAY)];
        enter(&db, &clock, (&first, &[(AN, &[Present])])).await;
        let next = [dated(NEXT)];
        let (_, seq) = enter(&db, &clock, (&next, &[(AN, &[Absent])])).await;
        let told = days(&db, seq.unwrap()).await;
        assert_eq!(told, [(Some(DAY), [1, 0, 0, 0]), (Some(NEXT), [0, 1, 0, 0])]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_are_dated_later_are_the_same_days() {
    for db in everywhere().await {
        let clock = testkit::clock();
        let (bare, full) = ([undated(1), undated(2)], [dated(DAY), dated(NEXT)]);
        let rows: &[(Attendee, &[Presence])] = &[(AN, &[Present, Absent])];
        let (_, before) = enter(&db, &clock, (&bare, rows)).await;
        let (said, seq) = enter(&db, &clock, (&full, rows)).await;
        assert_eq!(said, [Said::Same], "who was there is as it was");
        let told = days(&db, seq.unwrap()).await;
        assert_eq!(told, [(Some(DAY), [1, 0, 0, 0]), (Some(NEXT), [0, 1, 0, 0])]);
        assert!(enter(&db, &clock, (&bare, rows)).await.1.is_none(), "a date is not taken back");
        assert_eq!(days(&db, before.unwrap()).await[0].0, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_undone_with_their_list_and_the_chain_holds() {
    for db in everywhere().await {
        let clock = testkit::clock();
        let mut tx = db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, FACTS).await.unwrap();
        assert!(none.is_empty(), "{none:?}");
        drop(tx);
        let two = [undated(1), undated(2)];
        let rows: &[(Attendee, &[Presence])] = &[(AN, &[Present, Absent])];
        let (_, seq) = enter(&db, &clock, (&two, rows)).await;
        let mut tx = db.write().await.unwrap();
        let undo = ledger::undo(&mut tx, &clock, FACTS, seq.unwrap(), header("undo")).await;
        let undone = undo.unwrap().seal(&mut tx).await.unwrap().seq;
        tx.commit().await.unwrap();
        assert_eq!(days(&db, undone).await, []);
        assert_eq!(days(&db, seq.unwrap()).await.len(), 2);
        let (_, again) = enter(&db, &clock, (&two, rows)).await;
        assert_eq!(days(&db, again.unwrap()).await.len(), 2);
        let mut tx = db.read().await.unwrap();
        let verdict = ledger::verify(&mut tx, FACTS, None).await.unwrap();
        assert!(verdict.broken.is_none(), "{verdict:?}");
    }
}
