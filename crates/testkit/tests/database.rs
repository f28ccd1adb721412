//! Fresh databases do not see each other.

use store::{Migration, execute, on_db, sqlx};

const STEPS: &[Migration] = &[Migration {
    room: "testkit",
    number: 1,
    sql: "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY);",
}];

#[tokio::test]
async fn every_call_gives_databases_of_their_own() {
    let (first, second) = (testkit::databases(STEPS).await, testkit::databases(STEPS).await);
    for (a, b) in first.iter().zip(&second) {
        assert_eq!(a.name(), b.name());
        let mut tx = a.write().await.unwrap();
        execute!(&mut tx, sqlx::query("INSERT INTO thing (id) VALUES (1)")).unwrap();
        tx.commit().await.unwrap();
        for (db, expected) in [(a.reopen().await, 1), (b.reopen().await, 0)] {
            let mut tx = db.read().await.unwrap();
            let count: i64 = on_db!(&mut tx, c =>
                sqlx::query_scalar("SELECT count(*) FROM thing").fetch_one(c).await)
            .unwrap();
            assert_eq!(count, expected, "{}", a.name());
        }
    }
}

#[tokio::test]
async fn an_open_transaction_does_not_keep_a_schema_from_going() {
    for db in testkit::databases(STEPS).await {
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, sqlx::query("INSERT INTO thing (id) VALUES (1)")).unwrap();
        let own = db.db();
        drop(db);
        drop(tx);
        drop(own);
    }
}
