//! The statements that must differ between the two databases, and nothing else.

use sqlx::Row;

use crate::{Error, Tx};

/// A read on `PostgreSQL` sees one moment, as it does on `SQLite`.
pub(crate) const PG_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
/// A write on `SQLite` takes its place in the queue at once, not at its first statement.
pub(crate) const SQLITE_WRITE: &str = "BEGIN IMMEDIATE";
/// A named lock until the end of the transaction.
pub(crate) const PG_LOCK: &str = "SELECT pg_advisory_xact_lock($1)";

/// Most values one statement may carry.
pub(crate) const fn max_binds(tx: &Tx) -> usize {
    match tx {
        Tx::Sqlite(_) => 32_766,
        Tx::Postgres(_) => 65_535,
    }
}

/// Names of the tables that are there, sorted.
pub(crate) async fn table_names(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = match tx {
        Tx::Sqlite(open) => sqlx::query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )
        .fetch_all(&mut **open)
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect(),
        Tx::Postgres(open) => sqlx::query(
            "SELECT table_name::text FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
        )
        .fetch_all(&mut **open)
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect(),
    };
    names.sort();
    Ok(names)
}

/// Columns of a table with their declared types, in order.
pub(crate) async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<(String, String)>, Error> {
    Ok(match tx {
        Tx::Sqlite(open) => {
            sqlx::query("SELECT name, type FROM pragma_table_info($1) ORDER BY cid")
                .bind(table)
                .fetch_all(&mut **open)
                .await?
                .iter()
                .map(|row| (row.get(0), row.get(1)))
                .collect()
        }
        Tx::Postgres(open) => sqlx::query(
            "SELECT column_name::text, upper(data_type::text) FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
        )
        .bind(table)
        .fetch_all(&mut **open)
        .await?
        .iter()
        .map(|row| (row.get(0), row.get(1)))
        .collect(),
    })
}
