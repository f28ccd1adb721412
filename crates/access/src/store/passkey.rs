use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{AccountId, Passkey, PasskeyId, rules::webauthn::Made, store::time};

pub(crate) async fn insert(
    tx: &mut Tx,
    id: PasskeyId,
    account: AccountId,
    made: Made,
    name: &str,
    at: Timestamp,
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "INSERT INTO passkey (id, account, credential, public_key, counter, backed_up, name, \
             made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential) DO NOTHING",
        )
        .bind(id.0)
        .bind(account.0)
        .bind(made.credential)
        .bind(made.public_key)
        .bind(i64::from(made.counter))
        .bind(made.backed_up)
        .bind(name)
        .bind(at.as_microsecond())
    )?)
}

/// Those of an account, the oldest first.
pub(crate) async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Passkey>, Error> {
    type Row = (Uuid, Vec<u8>, bool, String, i64, Option<i64>);
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT id, credential, backed_up, name, made_at, used_at FROM passkey \
         WHERE account = $1 ORDER BY made_at, id")
        .bind(account.0).fetch_all(c).await)?;
    let passkey = |(id, credential, backed_up, name, made, used): Row| Passkey {
        id: PasskeyId(id),
        credential,
        backed_up,
        name,
        made_at: time(made),
        used_at: used.map(time),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

/// Names those of an account by when they were made: somebody may have named them after themselves.
pub(crate) async fn forget_names(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    for it in of_account(tx, account).await? {
        execute!(
            tx,
            sqlx::query("UPDATE passkey SET name = $1 WHERE id = $2")
                .bind(ui::format::time(it.made_at))
                .bind(it.id.0)
        )?;
    }
    Ok(())
}

/// A passkey as an answer is held against it.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) id: PasskeyId,
    pub(crate) account: AccountId,
    pub(crate) public_key: Vec<u8>,
    pub(crate) counter: u32,
}

/// The passkey of a credential, of an account that may sign in.
pub(crate) async fn by_credential(tx: &mut Tx, credential: &[u8]) -> Result<Option<Kept>, Error> {
    let row: Option<(Uuid, Uuid, Vec<u8>, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT p.id, a.id, p.public_key, p.counter FROM passkey p \
         JOIN account a ON a.id = p.account WHERE p.credential = $1 AND a.disabled_at IS NULL")
        .bind(credential.to_vec()).fetch_optional(c).await)?;
    Ok(row.map(|(id, account, public_key, counter)| Kept {
        id: PasskeyId(id),
        account: AccountId(account),
        public_key,
        counter: u32::try_from(counter).unwrap_or(u32::MAX),
    }))
}

/// Notes that it was used. 0 where its counter is no longer what it was held against.
pub(crate) async fn used(
    tx: &mut Tx,
    kept: &Kept,
    counter: u32,
    at: Timestamp,
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "UPDATE passkey SET counter = $2, used_at = $3 WHERE id = $1 AND counter = $4",
        )
        .bind(kept.id.0)
        .bind(i64::from(counter))
        .bind(at.as_microsecond())
        .bind(i64::from(kept.counter))
    )?)
}

/// Removes one of an account. 0 where it has no such.
pub(crate) async fn delete(tx: &mut Tx, account: AccountId, id: PasskeyId) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM passkey WHERE id = $1 AND account = $2")
            .bind(id.0)
            .bind(account.0)
    )?)
}

/// Removes all of an account.
pub(crate) async fn delete_all(tx: &mut Tx, account: AccountId) -> Result<u64, Error> {
    Ok(execute!(tx, sqlx::query("DELETE FROM passkey WHERE account = $1").bind(account.0))?)
}

/// When the `nth` newest challenge that an address has open is over, from 1. Those that are over
/// are forgotten first.
pub(crate) async fn nth_open(
    tx: &mut Tx,
    address: &str,
    now: Timestamp,
    nth: i64,
) -> Result<Option<Timestamp>, Error> {
    execute!(
        tx,
        sqlx::query("DELETE FROM passkey_challenge WHERE expires_at <= $1")
            .bind(now.as_microsecond())
    )?;
    let over: Option<i64> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT expires_at FROM passkey_challenge WHERE address = $1 \
         ORDER BY expires_at DESC LIMIT 1 OFFSET $2")
        .bind(address).bind(nth - 1).fetch_optional(c).await)?;
    Ok(over.map(time))
}

/// Keeps a challenge.
pub(crate) async fn ask(
    tx: &mut Tx,
    challenge_hash: [u8; 32],
    account: Option<AccountId>,
    address: &str,
    expires: Timestamp,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO passkey_challenge (challenge_hash, account, address, expires_at) \
             VALUES ($1, $2, $3, $4)",
        )
        .bind(challenge_hash.to_vec())
        .bind(account.map(|account| account.0))
        .bind(address)
        .bind(expires.as_microsecond())
    )?;
    Ok(())
}

/// Takes a challenge, once: for whom it was made. `None` where there is none such any more.
pub(crate) async fn take(
    tx: &mut Tx,
    challenge_hash: [u8; 32],
    now: Timestamp,
) -> Result<Option<Option<AccountId>>, Error> {
    let row: Option<(Option<Uuid>,)> = on_db!(tx, c => sqlx::query_as(
        "DELETE FROM passkey_challenge WHERE challenge_hash = $1 AND expires_at > $2 \
         RETURNING account")
        .bind(challenge_hash.to_vec()).bind(now.as_microsecond()).fetch_optional(c).await)?;
    Ok(row.map(|(account,)| account.map(AccountId)))
}
