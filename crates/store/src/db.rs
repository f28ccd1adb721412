//! Connections and transactions.

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    ConnectOptions as _, Connection as _, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{Error, Secret, boxed, dialect};

/// The database a province runs on. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db(Pools, Option<Secret>);

#[derive(Clone, Debug)]
enum Pools {
    /// One writer and a few readers on one file in WAL mode.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// An open transaction on either database. Dropped without [`Tx::commit`], it leaves no trace.
#[derive(Debug)]
pub enum Tx {
    /// On a file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On a server.
    Postgres(Transaction<'static, Postgres>),
}

/// How long a writer waits for its turn.
const BUSY: Duration = Duration::from_mins(1);
/// How often, and how long apart, a file is tried that another process is just making.
const MOST_TRIES: u32 = 500;
const PAUSE: Duration = Duration::from_millis(20);
/// How long a connection to a server is taken to be there without asking it.
const TRUSTED: Duration = Duration::from_secs(1);
const READERS: u32 = 8;
const PG_CONNECTIONS: u32 = 16;

impl Db {
    /// Opens `postgres://…`, or a file (made when absent).
    #[boxed]
    pub async fn open(address: &str) -> Result<Self, Error> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Self::open_postgres(address).await;
        }
        if address.contains("://") {
            return Err(Error::Address(address.to_owned()));
        }
        Self::open_file(Path::new(address)).await
    }

    async fn open_postgres(address: &str) -> Result<Self, Error> {
        // Statements on the log would say nothing to whoever runs the program.
        let options = PgConnectOptions::from_str(address)?.disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(PG_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(15))
            // One that was just used is there; to ask each time is a way to the server for nothing.
            .test_before_acquire(false)
            .before_acquire(|connection, known| {
                Box::pin(async move {
                    if known.idle_for >= TRUSTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self(Pools::Postgres(pool), None))
    }

    /// Opens a file, made when absent.
    #[boxed]
    pub async fn open_file(path: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            // FULL: an act that was acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            // What was erased must not linger in free pages.
            .pragma("secure_delete", "on")
            .statement_cache_capacity(256)
            // A page of rows is handed over without the thread that reads it waiting in between.
            .row_buffer_size(512)
            .disable_statement_logging();
        let writing = options
            .clone()
            .journal_mode(SqliteJournalMode::Wal)
            // Room for the ends of all indexes, so that pages are not written and read again
            // within one transaction; what undoes a single statement needs no file; a page that
            // changes often is moved into the file less often.
            .pragma("cache_size", "-32768")
            .pragma("temp_store", "memory")
            .pragma("wal_autocheckpoint", "16384");
        let write = connect_writer(writing).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .min_connections(1)
            // A file does not go away: to ask each time whether it is there is a way for nothing.
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self(Pools::Sqlite { write, read }, None))
    }

    /// Makes a file that will be one alone, without a log beside it, once it is closed.
    pub(crate) async fn make_copy(path: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Delete)
            .foreign_keys(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        Ok(Self(Pools::Sqlite { write: pool.clone(), read: pool }, None))
    }

    /// Opens a file to read from, and changes nothing about it.
    pub(crate) async fn open_read_only(path: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .read_only(true)
            .busy_timeout(BUSY)
            // It may come from anywhere: what its schema calls must be harmless.
            .pragma("trusted_schema", "off")
            .pragma("query_only", "on");
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        Ok(Self(Pools::Sqlite { write: pool.clone(), read: pool }, None))
    }

    /// With the secret of the installation, which is not in the database.
    #[must_use]
    pub fn with_secret(self, secret: Secret) -> Self {
        Self(self.0, Some(secret))
    }

    /// The secret of the installation, where there is one.
    pub const fn secret(&self) -> Option<&Secret> {
        self.1.as_ref()
    }

    /// Whether this is a server several nodes can share.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.0, Pools::Postgres(_))
    }

    /// A consistent view to read from.
    #[boxed]
    pub async fn read(&self) -> Result<Tx, Error> {
        Ok(match &self.0 {
            Pools::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => Tx::Postgres(pool.begin_with(dialect::PG_READ).await?),
        })
    }

    /// The same, in which a server follows settings of its own: a statement of SQL that sets them
    /// until the end of the transaction. It goes along with the beginning and takes no way of its
    /// own. A file has none.
    #[boxed]
    pub async fn read_with(&self, settings: &'static str) -> Result<Tx, Error> {
        match &self.0 {
            Pools::Sqlite { .. } => self.read().await,
            Pools::Postgres(pool) => {
                Ok(Tx::Postgres(pool.begin_with(dialect::read_with(settings)).await?))
            }
        }
    }

    /// A transaction to write in. On a file, writers take turns.
    #[boxed]
    pub async fn write(&self) -> Result<Tx, Error> {
        Ok(match &self.0 {
            Pools::Sqlite { write, .. } => {
                Tx::Sqlite(write.begin_with(dialect::SQLITE_WRITE).await?)
            }
            Pools::Postgres(pool) => Tx::Postgres(pool.begin_with(dialect::PG_WRITE).await?),
        })
    }

    /// Whether nobody holds the lock of this name, or waits for it, at this moment. Who else writes
    /// into a file can't be seen: there it always is.
    #[boxed]
    pub async fn is_free(&self, key: i64) -> Result<bool, Error> {
        Ok(match &self.0 {
            Pools::Sqlite { .. } => true,
            Pools::Postgres(pool) => {
                sqlx::query_scalar(dialect::PG_IS_FREE).bind(key).fetch_one(pool).await?
            }
        })
    }

    /// Closes every connection; a file is left checkpointed.
    #[boxed]
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// Makes sure that no byte of what was removed from these tables lingers: empties the
    /// write-ahead log of a file, rewrites the tables on a server. Removed values stay in
    /// backups and, on a server, in its own log archive.
    #[boxed]
    pub async fn scrub(&self, tables: &[&str]) -> Result<(), Error> {
        match &self.0 {
            Pools::Sqlite { write, .. } => {
                let (busy, _, _): (i64, i64, i64) =
                    sqlx::query_as(dialect::SQLITE_CHECKPOINT).fetch_one(write).await?;
                if busy != 0 {
                    return Err(Error::Busy);
                }
            }
            Pools::Postgres(pool) => {
                for table in tables {
                    sqlx::query(dialect::rewrite(table)).execute(pool).await?;
                }
            }
        }
        Ok(())
    }

    /// Tells a server that what was written into a table stays as it is: from then on it answers from
    /// an index alone, where otherwise it looks at each row to see whether it still counts. Left to
    /// itself it finds that out in its own time. A file knows no such thing.
    #[boxed]
    pub async fn settle(&self, table: &str) -> Result<(), Error> {
        if let Pools::Postgres(pool) = &self.0 {
            sqlx::query(dialect::settle(table)).execute(pool).await?;
        }
        Ok(())
    }

    pub(crate) const fn sqlite_writer(&self) -> Option<&SqlitePool> {
        match &self.0 {
            Pools::Sqlite { write, .. } => Some(write),
            Pools::Postgres(_) => None,
        }
    }
}

/// Several processes may open a new file at once, and the change to WAL mode does not wait for
/// its turn as a transaction does.
async fn connect_writer(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    for _ in 0..MOST_TRIES {
        match writer(options.clone()).await {
            Err(sqlx::Error::Database(e)) if e.message().contains("locked") => {
                tokio::time::sleep(PAUSE).await;
            }
            other => return other,
        }
    }
    writer(options).await
}

async fn writer(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    SqlitePoolOptions::new().max_connections(1).acquire_timeout(BUSY).connect_with(options).await
}

impl Tx {
    /// Makes what was written durable and visible.
    #[boxed]
    pub async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(open) => open.commit().await?,
            Self::Postgres(open) => open.commit().await?,
        }
        Ok(())
    }

    /// Waits until no other transaction holds the lock of this name; held until the end of this
    /// one. On a file the writer already holds everything.
    #[boxed]
    pub async fn lock(&mut self, key: i64) -> Result<(), Error> {
        if let Self::Postgres(open) = self {
            sqlx::query(dialect::PG_LOCK).bind(key).execute(&mut **open).await?;
        }
        Ok(())
    }
}
