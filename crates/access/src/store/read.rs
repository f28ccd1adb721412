use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{Actor, Read, ReadFilter, ReadLine, store::time};

pub(crate) async fn insert(
    tx: &mut Tx,
    id: Uuid,
    at: Timestamp,
    actor: &Actor,
    read: &Read<'_>,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO read_log (id, at, account, account_name, kind, subject, many, page, \
             purpose) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(at.as_microsecond())
        .bind(actor.id().map(|a| a.0))
        .bind(actor.name())
        .bind(read.kind)
        .bind(read.subject)
        .bind(i64::try_from(read.people).unwrap_or(i64::MAX))
        .bind(read.page)
        .bind(read.purpose)
    )?;
    Ok(())
}

/// What reads were said to be for: the read, whom it was of, and the words.
pub(crate) async fn purposes(tx: &mut Tx) -> Result<Vec<(Uuid, Option<Uuid>, String)>, Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT id, subject, purpose FROM read_log WHERE purpose <> '' ORDER BY at, id")
        .fetch_all(c).await)?)
}

/// Puts other words in place of what a read was said to be for.
pub(crate) async fn set_purpose(tx: &mut Tx, read: Uuid, purpose: &str) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE read_log SET purpose = $1 WHERE id = $2").bind(purpose).bind(read)
    )?;
    Ok(())
}

/// The condition of a filter; binds `$1` to `$5`.
macro_rules! matching {
    () => {
        "(CAST($1 AS TEXT) IS NULL OR account_name = $1) \
         AND (CAST($2 AS TEXT) IS NULL OR kind = $2) \
         AND (CAST($3 AS UUID) IS NULL OR subject = $3) \
         AND at >= $4 AND at < $5"
    };
}

pub(crate) async fn count(tx: &mut Tx, filter: &ReadFilter) -> Result<i64, Error> {
    let (from, to) = filter.moments();
    Ok(on_db!(tx, c => sqlx::query_scalar(
        concat!("SELECT count(*) FROM read_log WHERE ", matching!()))
        .bind(filter.account.as_deref()).bind(filter.kind.as_deref()).bind(filter.subject)
        .bind(from).bind(to)
        .fetch_one(c).await)?)
}

pub(crate) async fn page(
    tx: &mut Tx,
    filter: &ReadFilter,
    offset: i64,
    limit: i64,
) -> Result<Vec<ReadLine>, Error> {
    type Row = (i64, String, String, Option<Uuid>, i64, String, String);
    let (from, to) = filter.moments();
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        concat!("SELECT at, account_name, kind, subject, many, page, purpose FROM read_log WHERE ",
                matching!(), " ORDER BY at DESC, id DESC LIMIT $6 OFFSET $7"))
        .bind(filter.account.as_deref()).bind(filter.kind.as_deref()).bind(filter.subject)
        .bind(from).bind(to).bind(limit).bind(offset)
        .fetch_all(c).await)?;
    let line = |(at, account_name, kind, subject, people, page, purpose)| ReadLine {
        at: time(at),
        account_name,
        kind,
        subject,
        people,
        page,
        purpose,
    };
    Ok(rows.into_iter().map(line).collect())
}

pub(crate) async fn kinds(tx: &mut Tx) -> Result<Vec<String>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT DISTINCT kind FROM read_log ORDER BY kind")
        .fetch_all(c).await)?)
}

pub(crate) async fn accounts(tx: &mut Tx) -> Result<Vec<String>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT DISTINCT account_name FROM read_log ORDER BY account_name")
        .fetch_all(c).await)?)
}

pub(crate) async fn before(tx: &mut Tx, moment: Timestamp) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT count(*) FROM read_log WHERE at < $1")
        .bind(moment.as_microsecond()).fetch_one(c).await)?)
}

pub(crate) async fn forget(tx: &mut Tx, moment: Timestamp) -> Result<i64, Error> {
    let gone = execute!(
        tx,
        sqlx::query("DELETE FROM read_log WHERE at < $1").bind(moment.as_microsecond())
    )?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}
