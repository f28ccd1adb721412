use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{
    AccountId, Actor, Powers, Session, SessionId, SessionLine,
    store::time,
    token::{self, TokenHash},
};

/// A session about to be kept.
#[derive(Debug)]
pub(crate) struct New<'a> {
    pub(crate) id: SessionId,
    pub(crate) hash: TokenHash,
    pub(crate) account: AccountId,
    pub(crate) at: Timestamp,
    pub(crate) expires: Timestamp,
    pub(crate) address: &'a str,
    pub(crate) agent: &'a str,
}

pub(crate) async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO web_session (id, token_hash, account, created_at, last_seen_at, \
             expires_at, address, agent) VALUES ($1, $2, $3, $4, $4, $5, $6, $7)",
        )
        .bind(new.id.0)
        .bind(new.hash.to_vec())
        .bind(new.account.0)
        .bind(new.at.as_microsecond())
        .bind(new.expires.as_microsecond())
        .bind(new.address)
        .bind(new.agent)
    )?;
    Ok(())
}

/// The session of a token, whether or not it is still good, of somebody who may do nothing yet;
/// none of a disabled account.
pub(crate) async fn by_token(tx: &mut Tx, token: &str) -> Result<Option<Session>, Error> {
    let Some(hash) = token::hash(token) else { return Ok(None) };
    let row: Option<(Uuid, Uuid, String, String, i64, i64, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT s.id, a.id, a.name, a.full_name, s.created_at, s.last_seen_at, s.expires_at \
         FROM web_session s JOIN account a ON a.id = s.account \
         WHERE s.token_hash = $1 AND a.disabled_at IS NULL")
        .bind(hash.to_vec()).fetch_optional(c).await)?;
    Ok(row.map(|(id, account, name, full_name, created, seen, expires)| Session {
        id: SessionId(id),
        actor: Actor::account(AccountId(account), &name, Powers::none()),
        full_name,
        csrf: token::csrf(token),
        created_at: time(created),
        last_seen_at: time(seen),
        expires_at: time(expires),
    }))
}

pub(crate) async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<SessionLine>, Error> {
    let rows: Vec<(Uuid, i64, i64, i64, String, String)> = on_db!(tx, c => sqlx::query_as(
        "SELECT id, created_at, last_seen_at, expires_at, address, agent FROM web_session \
         WHERE account = $1 ORDER BY last_seen_at DESC, id DESC")
        .bind(account.0).fetch_all(c).await)?;
    let line = |(id, created, seen, expires, address, agent)| SessionLine {
        id: SessionId(id),
        created_at: time(created),
        last_seen_at: time(seen),
        expires_at: time(expires),
        address,
        agent,
    };
    Ok(rows.into_iter().map(line).collect())
}

pub(crate) async fn touch(tx: &mut Tx, id: SessionId, at: Timestamp) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE web_session SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $1")
            .bind(at.as_microsecond())
            .bind(id.0)
    )?;
    Ok(())
}

/// Ends one session of an account; 0 when it has no such session.
pub(crate) async fn delete(tx: &mut Tx, account: AccountId, id: SessionId) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM web_session WHERE id = $1 AND account = $2")
            .bind(id.0)
            .bind(account.0)
    )?)
}

/// Ends every session of an account, but one if named.
pub(crate) async fn delete_all(
    tx: &mut Tx,
    account: AccountId,
    but: Option<SessionId>,
) -> Result<u64, Error> {
    let but = but.map_or(Uuid::nil(), |id| id.0);
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM web_session WHERE account = $1 AND id <> $2")
            .bind(account.0)
            .bind(but)
    )?)
}

pub(crate) async fn forget_expired(tx: &mut Tx, at: Timestamp) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("DELETE FROM web_session WHERE expires_at <= $1").bind(at.as_microsecond())
    )?;
    Ok(())
}
