//! What tables are there, and how they are made.

use sqlx::{AssertSqlSafe, SqlitePool, sqlite::SqlitePoolOptions};

use crate::{ColumnType, Error, Migration, Tx, boxed, dialect, migrate, on_db};

/// Names of the tables that are there, sorted.
#[boxed]
pub async fn tables(tx: &mut Tx) -> Result<Vec<String>, Error> {
    dialect::table_names(tx).await
}

/// Columns of a table, in order; none where there is no such table.
#[boxed]
pub async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<(String, ColumnType)>, Error> {
    let declared = dialect::columns(tx, table).await?;
    Ok(declared.into_iter().map(|(name, of)| (name, column_type(&of))).collect())
}

/// Columns of a table that stand first in one of its indexes.
#[boxed]
pub async fn indexed(tx: &mut Tx, table: &str) -> Result<Vec<String>, Error> {
    dialect::indexed(tx, table).await
}

fn column_type(declared: &str) -> ColumnType {
    match declared {
        "BIGINT" | "INTEGER" => ColumnType::Int,
        "BOOLEAN" => ColumnType::Bool,
        "UUID" => ColumnType::Uuid,
        "BYTEA" => ColumnType::Bytes,
        _ => ColumnType::Text,
    }
}

/// The tables these steps make, those that are referred to first. Found by making them, in
/// memory.
pub(crate) async fn made_by(steps: &[Migration]) -> Result<Vec<String>, Error> {
    let pool: SqlitePool =
        SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    let mut tx = Tx::Sqlite(pool.begin().await?);
    migrate::apply_missing(&mut tx, steps, steps).await?;
    let mut waiting = Vec::new();
    for table in dialect::table_names(&mut tx).await? {
        if table != "migration" {
            let needs = dialect::references(&mut tx, &table).await?;
            waiting.push((table, needs));
        }
    }
    drop(tx);
    pool.close().await;
    Ok(by_reference(waiting))
}

fn by_reference(mut waiting: Vec<(String, Vec<String>)>) -> Vec<String> {
    let mut ordered: Vec<String> = Vec::new();
    while !waiting.is_empty() {
        let ready = |(table, needs): &(String, Vec<String>)| {
            needs.iter().all(|n| n == table || ordered.contains(n))
        };
        // A circle of references has no order; its first table goes first.
        let next = waiting.iter().position(ready).unwrap_or(0);
        ordered.push(waiting.remove(next).0);
    }
    ordered
}

pub(crate) async fn is_empty(tx: &mut Tx, table: &str) -> Result<bool, Error> {
    let sql = AssertSqlSafe(format!("SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1) AS one"));
    let rows: i64 = on_db!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?;
    Ok(rows == 0)
}
