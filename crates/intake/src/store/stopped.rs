//! SQL of the marks of people who were erased.

use ::store::{Tx, execute, on_db, sqlx};
use kernel::{Seq, Timestamp};

use crate::{Error, rules::stops::Of};

/// Keeps a mark; one that is there stays as it is.
pub(crate) async fn keep(
    tx: &mut Tx,
    (of, mark): (Of, &str),
    act: Seq,
    now: Timestamp,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO stopped (kind, mark, act, made_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (kind, mark) DO NOTHING",
        )
        .bind(of.word())
        .bind(mark)
        .bind(act)
        .bind(now.as_microsecond())
    )?;
    Ok(())
}

/// Every mark, with the act it was made in.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<(Of, String, Seq)>, Error> {
    let rows: Vec<(String, String, Seq)> = on_db!(tx, c =>
        sqlx::query_as("SELECT kind, mark, act FROM stopped").fetch_all(c).await)?;
    let mark = |(kind, mark, act): (String, String, Seq)| Some((Of::parse(&kind)?, mark, act));
    Ok(rows.into_iter().filter_map(mark).collect())
}

/// How many were made before a moment.
pub(crate) async fn past(tx: &mut Tx, before: Timestamp) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT count(*) FROM stopped WHERE made_at < $1")
        .bind(before.as_microsecond()).fetch_one(c).await)?)
}

/// Forgets them; returns how many they were.
pub(crate) async fn forget(tx: &mut Tx, before: Timestamp) -> Result<i64, Error> {
    let gone = execute!(
        tx,
        sqlx::query("DELETE FROM stopped WHERE made_at < $1").bind(before.as_microsecond())
    )?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}
