use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{FailedSignIn, store::time};

pub(crate) async fn insert(tx: &mut Tx, id: Uuid, it: &FailedSignIn) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO failed_sign_in (id, at, account_name, network, locked) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(it.at.as_microsecond())
        .bind(it.account_name.as_deref())
        .bind(&it.network)
        .bind(it.locked)
    )?;
    Ok(())
}

/// Whether a shut door was noted for a network since a moment: whoever knocks on and on is noted
/// once in a while.
pub(crate) async fn locked_since(
    tx: &mut Tx,
    network: &str,
    since: Timestamp,
) -> Result<bool, Error> {
    let found: i64 = on_db!(tx, c => sqlx::query_scalar(
        "SELECT count(*) FROM failed_sign_in WHERE network = $1 AND locked AND at > $2")
        .bind(network).bind(since.as_microsecond()).fetch_one(c).await)?;
    Ok(found > 0)
}

/// The newest first.
pub(crate) async fn page(
    tx: &mut Tx,
    (from, to): (i64, i64),
    (offset, limit): (i64, i64),
) -> Result<Vec<FailedSignIn>, Error> {
    let rows: Vec<(i64, Option<String>, String, bool)> = on_db!(tx, c => sqlx::query_as(
        "SELECT at, account_name, network, locked FROM failed_sign_in WHERE at >= $1 AND at < $2 \
         ORDER BY at DESC, id DESC LIMIT $4 OFFSET $3")
        .bind(from).bind(to).bind(offset).bind(limit).fetch_all(c).await)?;
    let line = |(at, account_name, network, locked)| FailedSignIn {
        at: time(at),
        account_name,
        network,
        locked,
    };
    Ok(rows.into_iter().map(line).collect())
}

pub(crate) async fn count(tx: &mut Tx, (from, to): (i64, i64)) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT count(*) FROM failed_sign_in WHERE at >= $1 AND at < $2")
        .bind(from).bind(to).fetch_one(c).await)?)
}

pub(crate) async fn forget(tx: &mut Tx, before: Timestamp) -> Result<i64, Error> {
    let gone = execute!(
        tx,
        sqlx::query("DELETE FROM failed_sign_in WHERE at < $1").bind(before.as_microsecond())
    )?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}
