use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{AccountId, Link, LinkId, store::time};

/// Somebody on their way to the provider and back.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) nonce: String,
    pub(crate) verifier: String,
    /// Whose link is made, where that is what it is about.
    pub(crate) account: Option<AccountId>,
    pub(crate) back: String,
}

/// When the `nth` newest visit that an address has begun and not ended is over, from 1. Those that
/// are over are forgotten first.
pub(crate) async fn nth_open(
    tx: &mut Tx,
    address: &str,
    now: Timestamp,
    nth: i64,
) -> Result<Option<Timestamp>, Error> {
    execute!(
        tx,
        sqlx::query("DELETE FROM provider_visit WHERE expires_at <= $1").bind(now.as_microsecond())
    )?;
    let over: Option<i64> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT expires_at FROM provider_visit WHERE address = $1 \
         ORDER BY expires_at DESC LIMIT 1 OFFSET $2")
        .bind(address).bind(nth - 1).fetch_optional(c).await)?;
    Ok(over.map(time))
}

/// Keeps a visit.
pub(crate) async fn begin(
    tx: &mut Tx,
    (state_hash, browser_hash): ([u8; 32], [u8; 32]),
    visit: &Visit,
    address: &str,
    expires: Timestamp,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO provider_visit (state_hash, browser_hash, nonce, verifier, account, back, \
             address, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(state_hash.to_vec())
        .bind(browser_hash.to_vec())
        .bind(&visit.nonce)
        .bind(&visit.verifier)
        .bind(visit.account.map(|account| account.0))
        .bind(&visit.back)
        .bind(address)
        .bind(expires.as_microsecond())
    )?;
    Ok(())
}

/// Ends a visit: once, in the browser it began in.
pub(crate) async fn end(
    tx: &mut Tx,
    (state_hash, browser_hash): ([u8; 32], [u8; 32]),
    now: Timestamp,
) -> Result<Option<Visit>, Error> {
    let row: Option<(String, String, Option<Uuid>, String)> = on_db!(tx, c => sqlx::query_as(
        "DELETE FROM provider_visit \
         WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3 \
         RETURNING nonce, verifier, account, back")
        .bind(state_hash.to_vec()).bind(browser_hash.to_vec()).bind(now.as_microsecond())
        .fetch_optional(c).await)?;
    Ok(row.map(|(nonce, verifier, account, back)| Visit {
        nonce,
        verifier,
        account: account.map(AccountId),
        back,
    }))
}

/// Keeps a link. 0 where whom it is about is linked already.
pub(crate) async fn insert(
    tx: &mut Tx,
    id: LinkId,
    account: AccountId,
    (issuer, subject): (&str, &str),
    (by, at): (&str, Timestamp),
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "INSERT INTO account_link (id, issuer, subject, account, made_by, made_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (issuer, subject) DO NOTHING",
        )
        .bind(id.0)
        .bind(issuer)
        .bind(subject)
        .bind(account.0)
        .bind(by)
        .bind(at.as_microsecond())
    )?)
}

/// Whose account it is, if it may sign in.
pub(crate) async fn owner(
    tx: &mut Tx,
    (issuer, subject): (&str, &str),
) -> Result<Option<(LinkId, AccountId)>, Error> {
    let row: Option<(Uuid, Uuid)> = on_db!(tx, c => sqlx::query_as(
        "SELECT l.id, a.id FROM account_link l JOIN account a ON a.id = l.account \
         WHERE l.issuer = $1 AND l.subject = $2 AND a.disabled_at IS NULL")
        .bind(issuer).bind(subject).fetch_optional(c).await)?;
    Ok(row.map(|(link, account)| (LinkId(link), AccountId(account))))
}

pub(crate) async fn used(tx: &mut Tx, id: LinkId, at: Timestamp) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE account_link SET used_at = $2 WHERE id = $1")
            .bind(id.0)
            .bind(at.as_microsecond())
    )?;
    Ok(())
}

/// Those of an account, the oldest first.
pub(crate) async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Link>, Error> {
    type Row = (Uuid, String, String, String, i64, Option<i64>);
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT id, issuer, subject, made_by, made_at, used_at FROM account_link \
         WHERE account = $1 ORDER BY made_at, id")
        .bind(account.0).fetch_all(c).await)?;
    let link = |(id, issuer, subject, made_by, made, used): Row| Link {
        id: LinkId(id),
        issuer,
        subject,
        made_by,
        made_at: time(made),
        used_at: used.map(time),
    };
    Ok(rows.into_iter().map(link).collect())
}

/// Removes all of an account.
pub(crate) async fn delete_all(tx: &mut Tx, account: AccountId) -> Result<u64, Error> {
    Ok(execute!(tx, sqlx::query("DELETE FROM account_link WHERE account = $1").bind(account.0))?)
}

/// Removes one of an account. 0 where it has no such.
pub(crate) async fn delete(tx: &mut Tx, account: AccountId, id: LinkId) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM account_link WHERE id = $1 AND account = $2")
            .bind(id.0)
            .bind(account.0)
    )?)
}
