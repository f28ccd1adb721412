//! Migrations: each room brings its own, numbered; a database remembers which it has.

use sqlx::AssertSqlSafe;

use crate::{Db, Error, Tx, dialect, execute, on_db};

/// One step of one room's tables. One text for both databases.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The room.
    pub room: &'static str,
    /// Its number in that room, from 1.
    pub number: i64,
    /// Statements, ended by `;`.
    pub sql: &'static str,
}

const LOCK: i64 = 0x6e68_616e_6c75_6301;

/// Brings the database up to date: all of it or, when a step fails, nothing.
pub async fn migrate(db: &Db, steps: &[Migration]) -> Result<(), Error> {
    let mut tx = db.write().await?;
    tx.lock(LOCK).await?;
    run(
        &mut tx,
        "CREATE TABLE IF NOT EXISTS migration (room TEXT NOT NULL, number BIGINT NOT NULL, \
         sql TEXT NOT NULL, PRIMARY KEY (room, number))",
    )
    .await?;
    let done: Vec<(String, i64, String)> = on_db!(&mut tx, c =>
        sqlx::query_as("SELECT room, number, sql FROM migration").fetch_all(c).await)?;
    for (room, number, sql) in &done {
        match steps.iter().find(|s| s.room == room && s.number == *number) {
            None => return Err(Error::Newer { room: room.clone(), number: *number }),
            Some(step) if step.sql != sql => {
                return Err(Error::Migration { room: room.clone(), number: *number });
            }
            Some(_) => {}
        }
    }
    for step in steps {
        if !done.iter().any(|(room, number, _)| room == step.room && *number == step.number) {
            apply(&mut tx, step).await?;
        }
    }
    tx.commit().await
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
    on_db!(tx, c => sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(c).await.map(drop))?;
    Ok(())
}

/// Names of the tables that are there, sorted.
pub async fn tables(tx: &mut Tx) -> Result<Vec<String>, Error> {
    dialect::table_names(tx).await
}
