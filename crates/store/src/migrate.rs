//! Migrations: each room brings its own, numbered; a database remembers which it has.

use sqlx::AssertSqlSafe;

use crate::{Db, Error, Tx, boxed, dialect, execute, on_db};

/// One step of one room's tables. One text for both databases.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The room.
    pub room: &'static str,
    /// Its number in that room, from 1.
    pub number: i64,
    /// Statements, ended by `;`. Column types in capitals.
    pub sql: &'static str,
}

/// A step a database remembers.
pub(crate) struct Done {
    pub(crate) room: String,
    pub(crate) number: i64,
    pub(crate) sql: String,
}

impl Done {
    pub(crate) fn is(&self, step: &Migration) -> bool {
        self.room == step.room && self.number == step.number
    }
}

const LOCK: i64 = 0x6e68_616e_6c75_6301;

/// Brings the database up to date: all of it or, when a step fails, nothing.
#[boxed]
pub async fn migrate(db: &Db, steps: &[Migration]) -> Result<(), Error> {
    let mut tx = db.write().await?;
    lock(&mut tx).await?;
    apply_missing(&mut tx, steps, steps).await?;
    tx.commit().await
}

/// Migrations of other processes wait until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx) -> Result<(), Error> {
    tx.lock(LOCK).await
}

/// Runs those of `wanted` the database does not have; `known` are all this program knows.
pub(crate) async fn apply_missing(
    tx: &mut Tx,
    known: &[Migration],
    wanted: &[Migration],
) -> Result<(), Error> {
    run(
        tx,
        "CREATE TABLE IF NOT EXISTS migration (room TEXT NOT NULL, number BIGINT NOT NULL, \
         sql TEXT NOT NULL, PRIMARY KEY (room, number))",
    )
    .await?;
    let done = done(tx).await?;
    check(&done, known)?;
    for step in wanted {
        if !done.iter().any(|d| d.is(step)) {
            apply(tx, step).await?;
        }
    }
    Ok(())
}

/// What the database remembers.
pub(crate) async fn done(tx: &mut Tx) -> Result<Vec<Done>, Error> {
    let rows: Vec<(String, i64, String)> = on_db!(tx, c =>
        sqlx::query_as("SELECT room, number, sql FROM migration").fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(room, number, sql)| Done { room, number, sql }).collect())
}

/// Whether this program knows every step, as it was.
pub(crate) fn check(done: &[Done], known: &[Migration]) -> Result<(), Error> {
    for Done { room, number, sql } in done {
        match known.iter().find(|s| s.room == room && s.number == *number) {
            None => return Err(Error::Newer { room: room.clone(), number: *number }),
            Some(step) if step.sql != sql => {
                return Err(Error::Migration { room: room.clone(), number: *number });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

async fn apply(tx: &mut Tx, step: &Migration) -> Result<(), Error> {
    run(tx, step.sql).await?;
    execute!(
        tx,
        sqlx::query("INSERT INTO migration (room, number, sql) VALUES ($1, $2, $3)")
            .bind(step.room)
            .bind(step.number)
            .bind(step.sql)
    )?;
    Ok(())
}

async fn run(tx: &mut Tx, sql: &str) -> Result<(), Error> {
    let sql = AssertSqlSafe(dialect::migration(tx, sql));
    on_db!(tx, c => sqlx::raw_sql(sql).execute(c).await.map(drop))?;
    Ok(())
}
