//! Acts on the record: many at once, moved facts, erased persons, declared tables.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "helpers of tests fail the test")]

mod common;

use common::{Post, TABLES, TEST_TABLES, enter, erase, header, id, post, posts, since, story};
use kernel::{Interval, Timestamp};
use ledger::{Column, Draft, Error, Fact, FactTable, Why};
use store::{ColumnType, Migration, Value};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_acts_at_once_stand_in_one_line() {
    for db in common::databases().await {
        // Two processes, one clock that stands still.
        let (clock, other) = (testkit::clock(), db.reopen().await);
        let running: Vec<_> = (0..16_u128)
            .map(|n| {
                let (db, clock) = (if n % 2 == 0 { db.db() } else { other.clone() }, clock.clone());
                tokio::spawn(async move {
                    for round in 0..4_u128 {
                        let receipt = enter(&db, &clock, async |draft, tx| {
                            draft.overlay(&posts(tx, 1).await, since(0), &post(1, n, "A"));
                            draft.assert(since(0), &post(100 * (n + 1) + round, n, "B"));
                            Ok(())
                        })
                        .await;
                        assert!(receipt.seq > 0);
                    }
                })
            })
            .collect();
        for one in running {
            one.await.unwrap();
        }
        let mut tx = db.read().await.unwrap();
        let acts = ledger::acts_of(&mut tx, 1, i64::MAX).await.unwrap();
        assert!(acts.iter().map(|a| a.seq).eq(1..=64), "{}", db.name());
        assert!(acts.is_sorted_by(|a, b| a.entered_at < b.entered_at), "{}", db.name());
        assert_eq!(posts(&mut tx, 1).await.len(), 1, "{}: each saw the one before", db.name());
        let verdict = ledger::verify(&mut tx, TABLES, None).await.unwrap();
        assert!(verdict.holds(), "{}: {verdict:?}", db.name());
    }
}

#[tokio::test]
async fn a_fact_that_somebody_else_closed_has_moved() {
    for db in common::databases().await {
        story::tell(&db).await;
        let clock = testkit::clock();
        let mut tx = db.read().await.unwrap();
        let standing = posts(&mut tx, 1).await;
        drop(tx);
        enter(&db, &clock, async |draft, _| {
            draft.close::<Post>(standing[0].id);
            Ok(())
        })
        .await;
        let mut tx = db.write().await.unwrap();
        let mut draft = Draft::begin(&mut tx, &clock, header("test")).await.unwrap();
        draft.close::<Post>(standing[0].id);
        let refused = draft.seal(&mut tx).await.unwrap_err();
        assert!(matches!(refused, Error::Moved { table: "post" }), "{refused}");
        drop(tx);
        assert!(common::verify(&db, None).await.holds());
    }
}

#[tokio::test]
async fn an_unsealed_or_uncommitted_act_leaves_nothing() {
    for db in common::databases().await {
        story::tell(&db).await;
        let before = common::export(&db).await;
        let clock = testkit::clock();
        for sealed in [false, true] {
            let mut tx = db.write().await.unwrap();
            let mut draft = Draft::begin(&mut tx, &clock, header("test")).await.unwrap();
            draft.assert(since(0), &post(9, 9, "Z"));
            draft.erase(&mut tx, TABLES, id(1_001)).await.unwrap();
            if sealed {
                draft.seal(&mut tx).await.unwrap();
            }
        }
        assert!(common::export(&db).await == before, "{}", db.name());
        assert!(common::verify(&db, None).await.holds());
    }
}

#[tokio::test]
async fn the_record_is_known_at_a_time() {
    for db in common::databases().await {
        let clock = testkit::clock();
        let first: Timestamp = testkit::NOW.parse().unwrap();
        let hour = jiff::SignedDuration::from_hours(1);
        for at in [first, first + hour, first - hour] {
            clock.set(at);
            enter(&db, &clock, async |draft, _| {
                draft.assert(since(0), &post(1, 1, "A"));
                Ok(())
            })
            .await;
        }
        let micro = jiff::SignedDuration::from_micros(1);
        let mut tx = db.read().await.unwrap();
        let times = [first - micro, first, first + hour, first + hour + micro];
        for (at, expected) in times.into_iter().zip([0, 1, 2, 3]) {
            assert_eq!(ledger::known_at(&mut tx, at).await.unwrap(), expected, "{}", db.name());
        }
    }
}

#[tokio::test]
async fn acts_are_listed_by_page_and_kind() {
    for db in common::databases().await {
        story::tell(&db).await;
        let mut tx = db.read().await.unwrap();
        let page = ledger::acts(&mut tx, None, 1, 3).await.unwrap();
        assert_eq!(page.acts.iter().map(|a| a.seq).collect::<Vec<_>>(), [6, 5, 4]);
        assert_eq!(page.total, story::ACTS);
        let page = ledger::acts(&mut tx, Some("erase"), 0, 10).await.unwrap();
        assert_eq!(page.acts.iter().map(|a| a.seq).collect::<Vec<_>>(), [5]);
        assert_eq!(page.total, 1);
        assert_eq!(page.acts[0].reason, "thử test");
        assert!(ledger::act(&mut tx, 99).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn facts_are_read_as_known_and_with_their_trace() {
    for db in common::databases().await {
        story::tell(&db).await;
        let mut tx = db.read().await.unwrap();
        let either = "f.post_id = $2 OR f.post_id = $3";
        let binds = [1, 3].map(|n| Value::Uuid(Some(id(n))));
        let mut seen = Vec::new();
        for known in [0, 1, 2, 5, 6] {
            let held = ledger::held::<Post>(&mut tx, known, either, &binds).await.unwrap();
            seen.push(held.into_iter().map(|h| h.fact.title).collect::<Vec<_>>().concat());
        }
        assert_eq!(seen, ["", "A", "AC", "AC", "ACD"], "{}", db.name());
        let traced = ledger::traced::<Post>(&mut tx, 2, "", &[]).await.unwrap();
        let place = |t: &ledger::Traced<Post>| {
            (t.held.fact.title.clone(), t.recorded_from, t.recorded_to, t.erased_by)
        };
        let expected = [
            ("A".into(), 1, Some(2), None),
            ("B".into(), 1, None, Some(5)),
            ("A".into(), 2, None, None),
            ("C".into(), 2, None, None),
        ];
        assert_eq!(traced.iter().map(place).collect::<Vec<_>>(), expected, "{}", db.name());
        let one = ledger::traced::<Post>(&mut tx, 7, either, &binds).await.unwrap();
        assert_eq!(one.len(), 4, "{}", db.name());
    }
}

#[tokio::test]
async fn an_erased_person_is_gone_from_the_bytes_and_the_chain_says_where() {
    for db in common::databases().await {
        let clock = testkit::clock();
        for n in 0..40 {
            enter(&db, &clock, async |draft, tx| {
                draft.overlay(&posts(tx, 1).await, since(n), &post(1, 7, &format!("{n}")));
                draft.assert(since(n), &post(2, 8, "A"));
                Ok(())
            })
            .await;
        }
        let mut tx = db.read().await.unwrap();
        let salts: Vec<Vec<u8>> = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
            "SELECT salt FROM post WHERE person_id = $1").bind(id(1_007)).fetch_all(c).await)
        .unwrap();
        drop(tx);
        let erased = erase(&db, &clock, 7).await;
        db.scrub(&["post"]).await.unwrap();
        if let Some(folder) = db.folder() {
            let files: Vec<Vec<u8>> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
                .collect();
            let holds =
                |what: &[u8]| files.iter().any(|f| f.windows(what.len()).any(|w| w == what));
            assert!(!holds("Nguyễn Thị Số 7".as_bytes()));
            assert!(holds("Nguyễn Thị Số 8".as_bytes()), "the search finds what is there");
            assert!(salts.len() > 40 && salts.iter().all(|salt| !holds(salt)));
        }
        let verdict = common::verify(&db, None).await;
        assert!(verdict.holds(), "{}: {verdict:?}", db.name());
        assert_eq!(verdict.erased.len(), 1);
        assert_eq!((verdict.erased[0].seq, verdict.erased[0].rows), (erased.seq, salts.len()));
        assert!(verdict.erased[0].facts.iter().all(|(table, _)| table == "post"));
        let mut tx = db.read().await.unwrap();
        assert!(posts(&mut tx, 1).await.iter().all(|held| held.fact.name.is_none()));
        assert!(posts(&mut tx, 2).await.iter().all(|held| held.fact.name.is_some()));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let mut draft = Draft::begin(&mut tx, &clock, header("erase")).await.unwrap();
        assert_eq!(draft.erase(&mut tx, TABLES, id(1_007)).await.unwrap(), 0, "nothing is left");
        assert!(draft.is_empty());
    }
}

#[tokio::test]
async fn what_came_after_an_erasure_is_sealed_on_its_own() {
    for db in common::databases().await {
        let clock = testkit::clock();
        story::tell(&db).await;
        enter(&db, &clock, async |draft, _| {
            draft.assert(since(0), &post(2, 2, "Z"));
            Ok(())
        })
        .await;
        assert!(common::verify(&db, None).await.holds());
        let mut tx = db.write().await.unwrap();
        common::run(&mut tx, "UPDATE post SET full_name = 'X' WHERE recorded_from = 8").await;
        let broken = ledger::verify(&mut tx, TABLES, None).await.unwrap().broken.unwrap();
        assert_eq!((broken.seq, broken.why), (8, Why::Personal), "{}", db.name());
    }
}

struct Misfit(Vec<Value>);

impl Fact for Misfit {
    const TABLE: &'static FactTable = &common::LINK;

    fn values(&self) -> Vec<Value> {
        self.0.clone()
    }
}

#[tokio::test]
async fn a_fact_that_does_not_fit_its_table_is_refused() {
    let db = testkit::sqlite(&common::steps()).await;
    let good = || vec![Value::Uuid(Some(id(1))), Value::Uuid(Some(id(2)))];
    for last in [vec![], vec![Value::Int(Some(1))], vec![Value::text("a"), Value::text("b")]] {
        let mut tx = db.write().await.unwrap();
        let mut draft = Draft::begin(&mut tx, &testkit::clock(), header("test")).await.unwrap();
        draft.assert(Interval::ALWAYS, &Misfit([good(), last].concat()));
        let refused = draft.seal(&mut tx).await.unwrap_err();
        assert!(matches!(refused, Error::Shape { table: "link" }), "{refused}");
    }
}

static BAD: FactTable = FactTable {
    name: "link",
    columns: &[
        Column::open("word", ColumnType::Text),
        Column::personal("link_id", ColumnType::Int),
        Column::open("more", ColumnType::Text),
    ],
    subject: None,
};
static NOWHERE: FactTable = FactTable {
    name: "nowhere",
    columns: &[Column::open("a", ColumnType::Uuid)],
    subject: Some("b"),
};

#[tokio::test]
async fn declared_tables_are_those_of_the_database() {
    for db in common::databases().await {
        let mut tx = db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, TABLES).await.unwrap();
        assert!(none.is_empty(), "{}: {none:?}", db.name());
        let found = ledger::disagreements(&mut tx, &[&BAD, &NOWHERE]).await.unwrap();
        let expected = [
            "link: its first column is not the open id of what a fact is about",
            "link: it holds personal values, and no column says whose",
            "link: column link_id is Uuid, declared Int",
            "link: the database has no column more",
            "link: column post_id is not declared, so the chain does not cover it",
            "link: no index begins with word",
            "nowhere: its subject b is no open column of ids",
        ];
        assert_eq!(found[..7], expected, "{}", db.name());
        assert!(found[7..].iter().all(|f| f.starts_with("nowhere: ")));
    }
}

static WIDER: FactTable = FactTable {
    name: "link",
    columns: &[
        Column::open("link_id", ColumnType::Uuid),
        Column::open("post_id", ColumnType::Uuid),
        Column::open("word", ColumnType::Text),
        Column::open("a_new_one", ColumnType::Int),
    ],
    subject: None,
};

#[tokio::test]
async fn a_table_can_gain_a_column_and_what_was_sealed_before_still_holds() {
    let later =
        Migration { room: "test", number: 2, sql: "ALTER TABLE link ADD COLUMN a_new_one BIGINT;" };
    for db in common::databases().await {
        story::tell(&db).await;
        store::migrate(&db, &[common::steps(), vec![later]].concat()).await.unwrap();
        let tables: &[&FactTable] = &[&common::POST, &WIDER];
        let mut tx = db.write().await.unwrap();
        let verdict = ledger::verify(&mut tx, tables, None).await.unwrap();
        assert!(verdict.holds(), "{}: {verdict:?}", db.name());
        common::run(&mut tx, "UPDATE link SET a_new_one = 1").await;
        let broken = ledger::verify(&mut tx, tables, None).await.unwrap().broken.unwrap();
        assert_eq!((broken.seq, broken.why), (3, Why::Facts), "{}", db.name());
    }
}

#[tokio::test]
async fn the_act_table_is_as_its_migration_says() {
    let later = Migration { room: "test", number: 2, sql: "CREATE TABLE more (id BIGINT);" };
    for db in testkit::databases(&[ledger::MIGRATIONS, &[TEST_TABLES, later]].concat()).await {
        let mut tx = db.read().await.unwrap();
        let names = store::tables(&mut tx).await.unwrap();
        assert_eq!(names, ["act", "day", "link", "migration", "more", "post"], "{}", db.name());
    }
}
