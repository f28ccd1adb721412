use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{AccountId, store::time};

/// A second step as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) sealed: Vec<u8>,
    /// `None`: begun, and not on yet.
    pub(crate) confirmed_at: Option<Timestamp>,
}

pub(crate) async fn of(tx: &mut Tx, account: AccountId) -> Result<Option<Kept>, Error> {
    let row: Option<(Vec<u8>, Option<i64>)> = on_db!(tx, c => sqlx::query_as(
        "SELECT sealed, confirmed_at FROM second_step WHERE account = $1")
        .bind(account.0).fetch_optional(c).await)?;
    Ok(row.map(|(sealed, confirmed)| Kept { sealed, confirmed_at: confirmed.map(time) }))
}

/// Puts a new secret there; what is on is not touched. 0 where one is on.
pub(crate) async fn begin(
    tx: &mut Tx,
    account: AccountId,
    sealed: Vec<u8>,
    at: Timestamp,
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "INSERT INTO second_step (account, sealed, made_at, last_step) VALUES ($1, $2, $3, 0) \
             ON CONFLICT (account) DO UPDATE SET sealed = $2, made_at = $3 \
             WHERE second_step.confirmed_at IS NULL",
        )
        .bind(account.0)
        .bind(sealed)
        .bind(at.as_microsecond())
    )?)
}

/// Turns it on. 0 where it is on, or was not begun.
pub(crate) async fn confirm(
    tx: &mut Tx,
    account: AccountId,
    at: Timestamp,
    step: i64,
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "UPDATE second_step SET confirmed_at = $2, last_step = $3 \
             WHERE account = $1 AND confirmed_at IS NULL",
        )
        .bind(account.0)
        .bind(at.as_microsecond())
        .bind(step)
    )?)
}

/// Takes the code of a half minute. 0 where it, or a later one, was taken before.
pub(crate) async fn take(tx: &mut Tx, account: AccountId, step: i64) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("UPDATE second_step SET last_step = $2 WHERE account = $1 AND last_step < $2")
            .bind(account.0)
            .bind(step)
    )?)
}

/// Forgets the secret, on or not, and the codes to recover with. 0 where there is none.
pub(crate) async fn forget(tx: &mut Tx, account: AccountId) -> Result<u64, Error> {
    forget_codes(tx, account).await?;
    forget_waiting(tx, account).await?;
    Ok(execute!(tx, sqlx::query("DELETE FROM second_step WHERE account = $1").bind(account.0))?)
}

async fn forget_codes(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    execute!(tx, sqlx::query("DELETE FROM recovery_code WHERE account = $1").bind(account.0))?;
    Ok(())
}

/// Keeps new codes to recover with in place of the old.
pub(crate) async fn set_codes(
    tx: &mut Tx,
    account: AccountId,
    hashes: &[[u8; 32]],
) -> Result<(), Error> {
    forget_codes(tx, account).await?;
    for hash in hashes {
        execute!(
            tx,
            sqlx::query("INSERT INTO recovery_code (account, code_hash) VALUES ($1, $2)")
                .bind(account.0)
                .bind(hash.to_vec())
        )?;
    }
    Ok(())
}

/// Uses a code to recover with. 0 where there is none such, or it was used.
pub(crate) async fn use_code(
    tx: &mut Tx,
    account: AccountId,
    hash: [u8; 32],
    at: Timestamp,
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "UPDATE recovery_code SET used_at = $3 \
             WHERE account = $1 AND code_hash = $2 AND used_at IS NULL",
        )
        .bind(account.0)
        .bind(hash.to_vec())
        .bind(at.as_microsecond())
    )?)
}

pub(crate) async fn codes_left(tx: &mut Tx, account: AccountId) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT count(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL")
        .bind(account.0).fetch_one(c).await)?)
}

/// Somebody whose password was right, and who still owes a code.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) attempt: Uuid,
}

/// Keeps that somebody owes a code; what is over is forgotten.
pub(crate) async fn wait(
    tx: &mut Tx,
    token_hash: [u8; 32],
    of: (AccountId, &str, Uuid),
    (now, expires): (Timestamp, Timestamp),
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("DELETE FROM sign_in_waiting WHERE expires_at <= $1")
            .bind(now.as_microsecond())
    )?;
    let (account, password_hash, attempt) = of;
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO sign_in_waiting (token_hash, account, password_hash, attempt, \
             expires_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(token_hash.to_vec())
        .bind(account.0)
        .bind(password_hash)
        .bind(attempt)
        .bind(expires.as_microsecond())
    )?;
    Ok(())
}

/// Who owes a code behind a token, if that still holds, the account is open, and its password is
/// the one that was given.
pub(crate) async fn waiting(
    tx: &mut Tx,
    token_hash: [u8; 32],
    now: Timestamp,
) -> Result<Option<Waiting>, Error> {
    let row: Option<(Uuid, String, Uuid)> = on_db!(tx, c => sqlx::query_as(
        "SELECT a.id, a.name, w.attempt FROM sign_in_waiting w \
         JOIN account a ON a.id = w.account AND a.password_hash = w.password_hash \
         WHERE w.token_hash = $1 AND w.expires_at > $2 AND a.disabled_at IS NULL")
        .bind(token_hash.to_vec()).bind(now.as_microsecond()).fetch_optional(c).await)?;
    Ok(row.map(|(account, name, attempt)| Waiting { account: AccountId(account), name, attempt }))
}

/// Takes one away; 0 where another was quicker.
pub(crate) async fn done_waiting(tx: &mut Tx, token_hash: [u8; 32]) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM sign_in_waiting WHERE token_hash = $1").bind(token_hash.to_vec())
    )?)
}

/// Forgets everybody who owes a code for an account.
pub(crate) async fn forget_waiting(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    execute!(tx, sqlx::query("DELETE FROM sign_in_waiting WHERE account = $1").bind(account.0))?;
    Ok(())
}
