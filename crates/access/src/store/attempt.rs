use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::store::time;

/// Sign-ins are counted one after another, on however many nodes.
const LOCK: i64 = 0x6e68_616e_6c75_6303;

pub(crate) async fn lock(tx: &mut Tx) -> Result<(), Error> {
    tx.lock(LOCK).await
}

/// Whose failures are counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'a> {
    pub(crate) name_key: Option<&'a str>,
    pub(crate) address: Option<&'a str>,
}

/// The `nth` newest failure since a moment, from 1. A name's failures count since it was last
/// signed in with; an address's always.
pub(crate) async fn nth_failure(
    tx: &mut Tx,
    of: Of<'_>,
    since: Timestamp,
    nth: i64,
) -> Result<Option<Timestamp>, Error> {
    let at: Option<i64> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT at FROM sign_in_attempt WHERE NOT good AND at > $1 \
         AND (CAST($2 AS TEXT) IS NULL OR name_key = $2) \
         AND (CAST($3 AS TEXT) IS NULL OR address = $3) \
         AND at > COALESCE((SELECT max(at) FROM sign_in_attempt \
                            WHERE good AND name_key = $2), 0) \
         ORDER BY at DESC LIMIT 1 OFFSET $4")
        .bind(since.as_microsecond()).bind(of.name_key).bind(of.address).bind(nth - 1)
        .fetch_optional(c).await)?;
    Ok(at.map(time))
}

pub(crate) async fn insert(
    tx: &mut Tx,
    id: Uuid,
    name_key: &str,
    address: &str,
    at: Timestamp,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO sign_in_attempt (id, name_key, address, at, good) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(name_key)
        .bind(address)
        .bind(at.as_microsecond())
        .bind(false)
    )?;
    Ok(())
}

pub(crate) async fn succeed(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    execute!(tx, sqlx::query("UPDATE sign_in_attempt SET good = true WHERE id = $1").bind(id))?;
    Ok(())
}

pub(crate) async fn forget(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    execute!(tx, sqlx::query("DELETE FROM sign_in_attempt WHERE id = $1").bind(id))?;
    Ok(())
}

pub(crate) async fn forget_before(tx: &mut Tx, at: Timestamp) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("DELETE FROM sign_in_attempt WHERE at < $1").bind(at.as_microsecond())
    )?;
    Ok(())
}
