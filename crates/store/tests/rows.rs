//! Rows and transactions, on both databases.

mod common;

use common::{COLUMNS, TYPES};
use store::{ColumnType, Value, each_row, execute, insert_rows, sqlx};

#[tokio::test]
async fn more_rows_than_one_statement_can_bind_come_back_as_they_went() {
    for db in common::databases().await {
        common::fill(&db, 20_011).await;
        assert!(common::all(&db).await == common::rows(20_011), "{}", db.name());
    }
}

#[tokio::test]
async fn no_rows_are_no_statement() {
    for db in common::databases().await {
        let mut tx = db.write().await.unwrap();
        insert_rows(&mut tx, "thing", COLUMNS, &[]).await.unwrap();
        assert_eq!(common::count(&mut tx, "thing").await, 0);
    }
}

#[tokio::test]
async fn binds_of_every_type_and_blank_are_compared() {
    for db in common::databases().await {
        common::fill(&db, 4).await;
        let mut tx = db.read().await.unwrap();
        let sql = "SELECT id FROM thing WHERE id = $1 AND word = $2 AND yes = $3 AND key = $4 AND \
                   raw = $5";
        let mut found = Vec::new();
        let row = common::row(2);
        each_row(&mut tx, sql.into(), &row, &[ColumnType::Int], |r| found.push(r)).await.unwrap();
        assert_eq!(found, [[Value::Int(Some(2))]], "{}", db.name());
        found.clear();
        let blank: Vec<Value> = TYPES.iter().map(|of| Value::null(*of)).collect();
        each_row(&mut tx, sql.into(), &blank, &[ColumnType::Int], |r| found.push(r)).await.unwrap();
        assert!(found.is_empty(), "{}", db.name());
    }
}

#[tokio::test]
async fn an_unfinished_transaction_leaves_nothing() {
    for db in common::databases().await {
        for _ in 0..3 {
            let mut tx = db.write().await.unwrap();
            insert_rows(&mut tx, "thing", COLUMNS, &common::rows(700)).await.unwrap();
            drop(tx);
        }
        common::fill(&db, 3).await;
        assert_eq!(common::all(&db.reopen().await).await, common::rows(3), "{}", db.name());
    }
}

const ROLE: &str = "NHANLUC_STORE_CHILD";

/// The child of the test below: dies in the middle of a write.
#[tokio::test]
async fn child_that_dies() {
    let Ok(address) = std::env::var(ROLE) else { return };
    let db = store::Db::open(&address).await.unwrap();
    let mut tx = db.write().await.unwrap();
    insert_rows(&mut tx, "thing", COLUMNS, &common::rows(30_000)).await.unwrap();
    std::process::abort();
}

#[tokio::test]
async fn a_killed_process_leaves_nothing_and_no_lock() {
    for db in common::databases().await {
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["child_that_dies", "--exact"])
            .env(ROLE, db.address())
            .output()
            .unwrap();
        assert!(!child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
        common::fill(&db, 3).await;
        assert_eq!(common::all(&db).await, common::rows(3), "{}", db.name());
    }
}

#[tokio::test]
async fn a_reader_sees_one_moment_and_can_not_write() {
    for db in common::databases().await {
        common::fill(&db, 2).await;
        let mut reader = db.read().await.unwrap();
        assert_eq!(common::count(&mut reader, "thing").await, 2);
        let mut writer = db.write().await.unwrap();
        insert_rows(&mut writer, "thing", COLUMNS, &[common::row(9)]).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(common::count(&mut reader, "thing").await, 2, "{}", db.name());
        assert!(execute!(&mut reader, sqlx::query("DELETE FROM thing")).is_err(), "{}", db.name());
        drop(reader);
        assert_eq!(common::all(&db).await.len(), 3, "{}", db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_is_held_by_one_at_a_time() {
    for db in common::databases().await {
        let running: Vec<_> = (0..8)
            .map(|_| {
                let db = db.db();
                tokio::spawn(async move {
                    let mut tx = db.write().await.unwrap();
                    tx.lock(7).await.unwrap();
                    let next = common::count(&mut tx, "thing").await + 1;
                    insert_rows(&mut tx, "thing", COLUMNS, &[common::row(next)]).await.unwrap();
                    tx.commit().await.unwrap();
                })
            })
            .collect();
        for one in running {
            one.await.unwrap();
        }
        assert_eq!(common::all(&db).await, common::rows(8), "{}", db.name());
    }
}

#[tokio::test]
async fn columns_and_indexes_read_alike() {
    for db in common::databases().await {
        let mut tx = db.read().await.unwrap();
        let columns = store::columns(&mut tx, "thing").await.unwrap();
        let expected: Vec<(String, ColumnType)> =
            COLUMNS.iter().map(|c| (*c).to_owned()).zip(TYPES.iter().copied()).collect();
        assert_eq!(columns, expected, "{}", db.name());
        let mut indexed = store::indexed(&mut tx, "thing").await.unwrap();
        indexed.sort();
        assert_eq!(indexed, ["id", "word"], "{}", db.name());
        assert!(store::columns(&mut tx, "nowhere").await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn addresses_of_other_kinds_are_refused() {
    let refused = store::Db::open("mysql://localhost/x").await.unwrap_err();
    assert!(matches!(refused, store::Error::Address(_)), "{refused}");
}
