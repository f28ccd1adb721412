//! The room on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

use kernel::{AsOf, Clock, Date, IdSource, Seq, Uuid};
use ledger::{Draft, Header, Said, Source};
use pipeline::{
    FACTS, MIGRATIONS, acts, figures,
    model::{Graduates, GraduatesId},
    rules::Counts,
};
use store::Db;

fn header() -> Header {
    Header {
        kind: "intake",
        effective_on: None,
        basis: ledger::Basis::default(),
        entered_by: "test".into(),
        source: Source::Command,
        reason: String::new(),
    }
}

fn row(institution: &str, year: i64, number: i64) -> Graduates {
    Graduates {
        id: GraduatesId(Uuid::nil()),
        institution: institution.into(),
        year,
        field: "Mạng máy tính".into(),
        level: "Đại học".into(),
        number,
        source: None,
    }
}

async fn enter(db: &Db, clock: &Clock, rows: &[Graduates]) -> (Vec<Said>, Option<Seq>) {
    let mut tx = db.write().await.unwrap();
    let mut draft = Draft::begin(&mut tx, clock, header()).await.unwrap();
    let standing = figures::on_record(&mut tx, draft.seq() - 1).await.unwrap();
    let ids = IdSource::new(clock.clone());
    let mut book = Counts::new(standing);
    let said = rows.iter().map(|r| book.take(&ids, r)).collect();
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
async fn graduates_are_told_by_year() {
    let migrations = [ledger::MIGRATIONS, registry::MIGRATIONS, MIGRATIONS].concat();
    for db in testkit::databases(&migrations).await {
        let clock = testkit::clock();
        let mut tx = db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, FACTS).await.unwrap();
        assert!(none.is_empty(), "{none:?}");
        drop(tx);
        let list = [row("A", 2023, 10), row("B", 2023, 5), row("A", 2024, 7)];
        let (_, first) = enter(&db, &clock, &list).await;
        assert!(enter(&db, &clock, &list).await.1.is_none(), "the same list changes nothing");
        let (said, second) = enter(&db, &clock, &[row("a", 2024, 8)]).await;
        assert_eq!(said, [Said::Changed(vec![("count", "7".into(), "8".into())])]);
        let mut tx = db.read().await.unwrap();
        let at = |year, known: Option<Seq>| AsOf {
            valid_on: Date::constant(year, 3, 1),
            known_at: known.unwrap(),
        };
        let told = figures::by_year(&mut tx, at(2024, first)).await.unwrap();
        assert_eq!(told, [(2023, 15), (2024, 7)].into());
        let told = figures::by_year(&mut tx, at(2024, second)).await.unwrap();
        assert_eq!(told, [(2023, 15), (2024, 8)].into());
        assert_eq!(figures::by_year(&mut tx, at(2023, second)).await.unwrap().len(), 1);
    }
}
