//! Whoever changes the record behind the program's back is found, and the first act that no
//! longer holds is named.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "helpers of tests fail the test")]

mod common;

use common::{TABLES, run, story};
use kernel::Seq;
use ledger::{Broken, Verdict, Why};
use store::{Db, Tx, backup, restore};

async fn verdict(tx: &mut Tx, noted: Option<&str>) -> Verdict {
    ledger::verify(tx, TABLES, noted).await.unwrap()
}

/// The head of the chain after each act, from 0.
async fn heads(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let acts = ledger::acts_of(&mut tx, 1, Seq::MAX).await.unwrap();
    ["0".repeat(64)].into_iter().chain(acts.into_iter().map(|a| a.hash)).collect()
}

/// Statements, and the first act that must be found not to hold.
type Case<'a> = (&'a [&'a str], Seq, Why);

/// Plays each case in a transaction that is then dropped.
async fn each(db: &Db, label: &str, cases: &[Case<'_>]) {
    for (statements, seq, why) in cases {
        let mut tx = db.write().await.unwrap();
        for sql in *statements {
            run(&mut tx, sql).await;
        }
        let found = verdict(&mut tx, None).await.broken;
        let expected = Some(Broken { seq: *seq, why: *why });
        assert_eq!(found, expected, "{label}: {statements:?}");
    }
    let mut tx = db.read().await.unwrap();
    assert!(verdict(&mut tx, None).await.holds(), "{label}: nothing of it was kept");
}

/// A row of the post of act 1 that is about post 1, and one about post 2.
const FIRST: &str = "post_id = '00000000-0000-0000-0000-000000000001' AND recorded_from = 1";

/// `SQLite` writes an id as bytes.
fn ids(db: &testkit::TestDb, sql: &str) -> String {
    if db.file().is_none() {
        return sql.to_owned();
    }
    let quoted = |n: u8| format!("'00000000-0000-0000-0000-00000000000{n}'");
    (1..=9).fold(sql.to_owned(), |sql, n| sql.replace(&quoted(n), &format!("x'{n:032x}'")))
}

#[tokio::test]
async fn every_change_of_a_fact_is_found() {
    for db in common::databases().await {
        story::tell(&db).await;
        let first = ids(&db, FIRST);
        let set = |what: &str| format!("UPDATE post SET {what} WHERE {first}");
        let cases: Vec<(String, Seq, Why)> = vec![
            (set("title = 'X'"), 1, Why::Facts),
            (set("title = ''"), 1, Why::Facts),
            (set("weight = 7"), 1, Why::Facts),
            (set("ready = TRUE"), 1, Why::Facts),
            (set(&ids(&db, "person_id = '00000000-0000-0000-0000-000000000009'")), 1, Why::Facts),
            (set("valid_from = '2024-12-19'"), 1, Why::Facts),
            (set("valid_from = NULL"), 1, Why::Facts),
            (set("valid_from = ''"), 1, Why::Facts),
            (set("valid_to = '2025-01-01'"), 1, Why::Facts),
            (set("valid_to = '0000'"), 1, Why::Facts),
            (set("valid_to = 'never'"), 1, Why::Facts),
            (set("recorded_to = NULL"), 2, Why::Facts),
            (set("recorded_to = 3"), 2, Why::Facts),
            (set("recorded_to = 1"), 1, Why::Facts),
            (set("recorded_to = 0"), 0, Why::Facts),
            (set("recorded_to = -1"), 0, Why::Facts),
            (set("recorded_to = 8"), 2, Why::Facts),
            (set("recorded_from = 2"), 1, Why::Facts),
            (set("recorded_from = 8"), 1, Why::Facts),
            (set("recorded_from = 0"), 0, Why::Facts),
            (set("full_name = 'Người Khác'"), 1, Why::Personal),
            (set("born = 1999"), 1, Why::Personal),
            (set("full_name = NULL"), 1, Why::Personal),
            (set("full_name = NULL, born = NULL, salt = NULL"), 1, Why::ErasedWithoutAct),
            (set("salt = NULL"), 1, Why::Personal),
            (set("full_name = NULL, born = NULL, salt = NULL, erased_by = 3"), 3, Why::Facts),
            (set("full_name = NULL, born = NULL, salt = NULL, erased_by = 5"), 5, Why::Facts),
            (set("full_name = NULL, born = NULL, salt = NULL, erased_by = 99"), 99, Why::Missing),
            (set("seal = NULL"), 1, Why::Facts),
            (set("seal = salt"), 1, Why::Facts),
            (set("seal = NULL, salt = NULL"), 1, Why::Facts),
            (format!("DELETE FROM post WHERE {first}"), 1, Why::Facts),
            ("DELETE FROM post WHERE recorded_from = 6".into(), 6, Why::Facts),
            ("DELETE FROM post".into(), 1, Why::Facts),
            ("DELETE FROM link".into(), 3, Why::Facts),
            ("UPDATE link SET word = 'nối'".into(), 3, Why::Facts),
            ("UPDATE post SET full_name = 'Lại Có' WHERE erased_by = 5".into(), 1, Why::Personal),
            (
                "UPDATE post SET erased_by = NULL WHERE erased_by = 5".into(),
                1,
                Why::ErasedWithoutAct,
            ),
            ("UPDATE post SET erased_by = 6 WHERE erased_by = 5".into(), 5, Why::Facts),
        ];
        for (sql, seq, why) in &cases {
            each(&db, db.name(), &[(&[sql], *seq, *why)]).await;
        }
    }
}

#[tokio::test]
async fn an_added_row_is_found() {
    const OWN: &str = "post_id, person_id, title, weight, ready, raw, full_name, born, valid_from, \
                       valid_to, salt, seal";
    for db in common::databases().await {
        story::tell(&db).await;
        let insert = |from: Seq, to: &str| {
            let new = ids(&db, "'00000000-0000-0000-0000-000000000009'");
            let cast = if db.file().is_some() { new } else { format!("CAST({new} AS UUID)") };
            format!(
                "INSERT INTO post (fact_id, recorded_from, recorded_to, {OWN}) \
                 SELECT {cast}, {from}, {to}, {OWN} FROM post WHERE recorded_from = 6"
            )
        };
        // A copy of a row of ours: even so it was never asserted.
        each(
            &db,
            db.name(),
            &[
                (&[&insert(6, "NULL")], 6, Why::Facts),
                (&[&insert(3, "4")], 3, Why::Facts),
                (&[&insert(8, "NULL")], 8, Why::Missing),
                (&[&insert(0, "NULL")], 0, Why::Facts),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn every_change_of_an_act_is_found() {
    for db in common::databases().await {
        story::tell(&db).await;
        let cases: &[Case<'_>] = &[
            (&["UPDATE act SET reason = 'khác' WHERE seq = 4"], 4, Why::Chain),
            (&["UPDATE act SET kind = 'x' WHERE seq = 4"], 4, Why::Chain),
            (&["UPDATE act SET entered_by = 'bình' WHERE seq = 1"], 1, Why::Chain),
            (&["UPDATE act SET entered_at = entered_at + 10000000 WHERE seq = 7"], 7, Why::Chain),
            (&["UPDATE act SET effective_on = NULL WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET effective_on = 'x' WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET basis = '{}' WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET basis = 'x' WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET basis = basis || ' ' WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET source = '{\"from\":\"form\"}' WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET undoes = 1 WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET content = hash WHERE seq = 2"], 2, Why::Chain),
            (&["UPDATE act SET hash = content WHERE seq = 2"], 2, Why::Chain),
            // Two acts change places.
            (
                &[
                    "UPDATE act SET seq = 100 WHERE seq = 3",
                    "UPDATE act SET seq = 3 WHERE seq = 4",
                    "UPDATE act SET seq = 4 WHERE seq = 100",
                ],
                3,
                Why::Chain,
            ),
            // They and their facts.
            (
                &[
                    "UPDATE act SET seq = 100 WHERE seq = 3",
                    "UPDATE act SET seq = 3 WHERE seq = 6",
                    "UPDATE act SET seq = 6 WHERE seq = 100",
                    "UPDATE post SET recorded_from = 3 WHERE recorded_from = 6",
                    "UPDATE link SET recorded_from = 6 WHERE recorded_from = 3",
                ],
                3,
                Why::Chain,
            ),
            (&["DELETE FROM act WHERE seq = 3"], 3, Why::Missing),
            (&["DELETE FROM act WHERE seq = 1"], 1, Why::Missing),
            (&["DELETE FROM act"], 1, Why::Missing),
            // The gap is closed.
            (
                &[
                    "DELETE FROM act WHERE seq = 3",
                    "DELETE FROM link",
                    "UPDATE act SET seq = seq + 100 WHERE seq > 3",
                    "UPDATE act SET seq = seq - 101 WHERE seq > 100",
                ],
                3,
                Why::Chain,
            ),
            (&["UPDATE act SET seq = 0 WHERE seq = 1"], 1, Why::Missing),
            // Cut behind act 5, with the facts left there.
            (&["DELETE FROM act WHERE seq > 5"], 6, Why::Missing),
            (&["DELETE FROM act WHERE seq > 6"], 7, Why::Missing),
            (
                &["DELETE FROM act WHERE seq > 5", "DELETE FROM post WHERE recorded_from > 5"],
                7,
                Why::Missing,
            ),
        ];
        each(&db, db.name(), cases).await;
    }
}

#[tokio::test]
async fn a_file_takes_anything_in_any_column_and_is_found() {
    let db = testkit::sqlite(&common::steps()).await;
    story::tell(&db).await;
    let cases: &[Case<'_>] = &[
        (&["UPDATE post SET recorded_to = 'x' WHERE recorded_from = 6"], 6, Why::Facts),
        (&["UPDATE post SET recorded_from = 5.5 WHERE recorded_from = 6"], 0, Why::Facts),
        (&["UPDATE post SET title = x'41' WHERE recorded_from = 6"], 6, Why::Facts),
        (&["UPDATE post SET person_id = 'x' WHERE recorded_from = 6"], 6, Why::Facts),
        (&["UPDATE post SET weight = 'x' WHERE recorded_from = 6"], 6, Why::Facts),
        (&["UPDATE post SET ready = 2 WHERE recorded_from = 6"], 6, Why::Facts),
        (&["UPDATE post SET ready = 2 WHERE ready = 1"], 1, Why::Facts),
        (&["UPDATE act SET kind = x'41' WHERE seq = 6"], 6, Why::Missing),
        (&["UPDATE act SET seq = 'x' WHERE seq = 7"], 7, Why::Missing),
        (&["UPDATE act SET entered_at = 9223372036854775807 WHERE seq = 7"], 7, Why::Chain),
    ];
    each(&db, "sqlite", cases).await;
}

/// The last acts are cut with all they said, as one would who knows the tables well.
const CUT: &[&str] = &[
    "DELETE FROM act WHERE seq > 5",
    "DELETE FROM post WHERE recorded_from > 5",
    "UPDATE post SET recorded_to = NULL WHERE recorded_to > 5",
];

#[tokio::test]
async fn a_clean_cut_is_found_through_a_noted_head_alone() {
    for db in common::databases().await {
        story::tell(&db).await;
        let heads = heads(&db).await;
        let mut tx = db.write().await.unwrap();
        for (n, head) in heads.iter().enumerate().skip(1) {
            let noted = verdict(&mut tx, Some(head)).await;
            assert!(noted.holds(), "{}: the head after act {n} is in the chain", db.name());
        }
        assert!(verdict(&mut tx, Some(&heads[7].to_uppercase())).await.holds());
        // What was before the first act was so before the first of every record.
        for wrong in ["", "00", &heads[7][..63], &heads[0]] {
            let broken = verdict(&mut tx, Some(wrong)).await.broken.unwrap();
            assert_eq!(broken, Broken { seq: 8, why: Why::NotedHead });
        }
        for sql in CUT {
            run(&mut tx, sql).await;
        }
        let without = verdict(&mut tx, None).await;
        assert!(without.holds(), "{}: the chain alone can't tell: {without:?}", db.name());
        assert!(verdict(&mut tx, Some(&heads[5])).await.holds());
        for later in [6, 7] {
            let broken = verdict(&mut tx, Some(&heads[later])).await.broken.unwrap();
            assert_eq!(broken, Broken { seq: 6, why: Why::NotedHead }, "{}", db.name());
        }
    }
}

#[tokio::test]
async fn an_older_copy_is_found_through_a_noted_head() {
    for (db, other) in common::databases().await.into_iter().zip(testkit::databases(&[]).await) {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy");
        let clock = testkit::clock();
        common::enter(&db, &clock, async |draft, _| {
            draft.assert(common::since(0), &common::post(1, 1, "A"));
            Ok(())
        })
        .await;
        backup(&db, &common::steps(), &copy).await.unwrap();
        common::erase(&db, &clock, 1).await;
        let noted = heads(&db).await.pop().unwrap();
        restore(&other, &common::steps(), &copy).await.unwrap();
        assert!(common::verify(&other, None).await.holds());
        let broken = common::verify(&other, Some(&noted)).await.broken.unwrap();
        assert_eq!(broken, Broken { seq: 2, why: Why::NotedHead }, "{}", db.name());
        // Going on from the older copy does not help.
        common::enter(&other, &clock, async |draft, _| {
            draft.assert(common::since(0), &common::post(2, 1, "A"));
            Ok(())
        })
        .await;
        let broken = common::verify(&other, Some(&noted)).await.broken.unwrap();
        assert_eq!(broken, Broken { seq: 3, why: Why::NotedHead }, "{}", db.name());
    }
}
