//! One database type over `SQLite` (one file, one node) and `PostgreSQL` (several nodes).
//!
//! Every statement is written once, in SQL both understand, and run through [`on_db!`]. The few
//! that must differ stand in `dialect.rs`. Portable types only: `UUID`, `BIGINT` (UTC
//! microseconds, đồng), `TEXT` (ISO dates, JSON), `BOOLEAN`, `BYTEA`.

mod bulk;
mod copy;
mod db;
mod dialect;
pub mod jobs;
mod migrate;
mod row;
mod schema;
mod secret;

/// Boxes the future of an async function.
///
/// The body of an async function is compiled anew in every crate that awaits it, and in every part
/// of it, with all that it awaits itself, down to the driver of the database. Boxed, it is compiled
/// once, where it stands. What a room offers to others in front of a query is boxed: the price is
/// one allocation beside a visit to the database, and it takes minutes off a build from nothing.
pub use async_recursion::async_recursion as boxed;
pub use bulk::{ColumnType, Value, each_row, each_row_as_found, insert_rows};
pub use copy::{backup, restore};
pub use db::{Db, Tx};
pub use migrate::{Migration, migrate};
pub use schema::{columns, indexed, tables};
pub use secret::Secret;
pub use sqlx;

/// Runs one statement on whichever database the transaction is open on.
///
/// `on_db!(tx, c => sqlx::query("…").bind(x).execute(c).await)`
#[macro_export]
macro_rules! on_db {
    ($tx:expr, $c:ident => $body:expr) => {
        match $tx {
            $crate::Tx::Sqlite(open) => {
                let $c = &mut **open;
                $body
            }
            $crate::Tx::Postgres(open) => {
                let $c = &mut **open;
                $body
            }
        }
    };
}

/// Executes a statement and says how many rows it touched.
///
/// `execute!(tx, sqlx::query("…").bind(x))`
#[macro_export]
macro_rules! execute {
    ($tx:expr, $query:expr) => {
        $crate::on_db!($tx, c => $query.execute(c).await.map(|done| done.rows_affected()))
    };
}

/// What can go wrong between us and the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or broke off.
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
    /// `--db` is neither a path nor a `postgres://` address.
    #[error("not a database address: {0}")]
    Address(String),
    /// A migration that was applied earlier reads differently now.
    #[error("migration {room}/{number} was changed after it was applied")]
    Migration {
        /// The room it belongs to.
        room: String,
        /// Its number there.
        number: i64,
    },
    /// The database was written by a newer program.
    #[error("the database has migration {room}/{number}, which this program does not know")]
    Newer {
        /// The room it belongs to.
        room: String,
        /// Its number there.
        number: i64,
    },
    /// A reader kept the log from being emptied.
    #[error("the database is being read; try again")]
    Busy,
    /// A backup is put back only where nothing is yet.
    #[error("the database is not empty")]
    NotEmpty,
    /// A file that should be a backup is not.
    #[error("not a backup: {0}")]
    NotABackup(String),
    /// The file system refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Error {
    /// Whether the database was closed, as it is where the program ends.
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::PoolClosed))
    }
}
