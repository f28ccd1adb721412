//! One small table with every portable type, and rows for it.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use store::{ColumnType, Db, Migration, Tx, Value, each_row, on_db, sqlx};
use testkit::TestDb;

pub(crate) const THING: Migration = Migration {
    room: "thing",
    number: 1,
    sql: "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, word TEXT, yes BOOLEAN, key UUID, \
          raw BYTEA); CREATE INDEX thing_word ON thing (word, yes);",
};
pub(crate) const STEPS: &[Migration] = &[
    THING,
    // `b_child` sorts before what it refers to.
    Migration {
        room: "thing",
        number: 2,
        sql: "CREATE TABLE z_parent (id BIGINT NOT NULL PRIMARY KEY); CREATE TABLE b_child (id \
              BIGINT NOT NULL PRIMARY KEY, parent BIGINT NOT NULL REFERENCES z_parent (id));",
    },
];

pub(crate) const COLUMNS: &[&str] = &["id", "word", "yes", "key", "raw"];
pub(crate) const TYPES: &[ColumnType] =
    &[ColumnType::Int, ColumnType::Text, ColumnType::Bool, ColumnType::Uuid, ColumnType::Bytes];

pub(crate) fn row(n: i64) -> Vec<Value> {
    let mut row = vec![Value::Int(Some(n))];
    if n % 3 == 0 {
        row.extend(TYPES[1..].iter().map(|of| Value::null(*of)));
    } else {
        row.push(Value::text(format!("Đơn vị {n} '\"; --")));
        row.push(Value::Bool(Some(n % 2 == 0)));
        row.push(Value::Uuid(Some(kernel::Uuid::from_u128(n.unsigned_abs().into()))));
        row.push(Value::Bytes(Some(vec![0, 255, u8::try_from(n % 251).unwrap()])));
    }
    row
}

pub(crate) fn rows(count: i64) -> Vec<Vec<Value>> {
    (1..=count).map(row).collect()
}

pub(crate) async fn fill(db: &Db, count: i64) {
    let mut tx = db.write().await.unwrap();
    store::insert_rows(&mut tx, "thing", COLUMNS, &rows(count)).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn all(db: &Db) -> Vec<Vec<Value>> {
    let mut tx = db.read().await.unwrap();
    let mut found = Vec::new();
    let sql = format!("SELECT {} FROM thing ORDER BY id", COLUMNS.join(", "));
    each_row(&mut tx, sql, &[], TYPES, |row| found.push(row)).await.unwrap();
    found
}

pub(crate) async fn count(tx: &mut Tx, table: &'static str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    on_db!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await).unwrap()
}

pub(crate) async fn databases() -> Vec<TestDb> {
    testkit::databases(STEPS).await
}
