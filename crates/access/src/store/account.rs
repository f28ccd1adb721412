use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{Account, AccountId, store::time};

type Row = (Uuid, String, String, i64, i64, Option<i64>);

const COLUMNS: &str = "id, name, full_name, created_at, password_at, disabled_at";

fn from_row((id, name, full_name, created, password, disabled): Row) -> Account {
    Account {
        id: AccountId(id),
        name,
        full_name,
        created_at: time(created),
        password_at: time(password),
        disabled_at: disabled.map(time),
    }
}

pub(crate) async fn count(tx: &mut Tx) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT count(*) FROM account").fetch_one(c).await)?)
}

pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<Account>, Error> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM account ORDER BY name"));
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(sql).fetch_all(c).await)?;
    Ok(rows.into_iter().map(from_row).collect())
}

pub(crate) async fn by_name(tx: &mut Tx, name: &str) -> Result<Option<Account>, Error> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM account WHERE name = $1"));
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(sql).bind(name).fetch_optional(c).await)?;
    Ok(row.map(from_row))
}

pub(crate) async fn by_id(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, Error> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM account WHERE id = $1"));
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(from_row))
}

/// Id and kept hash of an account that may sign in.
pub(crate) async fn credentials(
    tx: &mut Tx,
    name: &str,
) -> Result<Option<(AccountId, String)>, Error> {
    let row: Option<(Uuid, String)> = on_db!(tx, c => sqlx::query_as(
        "SELECT id, password_hash FROM account WHERE name = $1 AND disabled_at IS NULL")
        .bind(name).fetch_optional(c).await)?;
    Ok(row.map(|(id, hash)| (AccountId(id), hash)))
}

pub(crate) async fn insert(tx: &mut Tx, account: &Account, hash: &str) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO account (id, name, full_name, password_hash, password_at, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(account.id.0)
        .bind(&account.name)
        .bind(&account.full_name)
        .bind(hash)
        .bind(account.password_at.as_microsecond())
        .bind(account.created_at.as_microsecond())
    )?;
    Ok(())
}

pub(crate) async fn set_hash(
    tx: &mut Tx,
    id: AccountId,
    hash: &str,
    at: Timestamp,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE account SET password_hash = $1, password_at = $2 WHERE id = $3")
            .bind(hash)
            .bind(at.as_microsecond())
            .bind(id.0)
    )?;
    Ok(())
}

pub(crate) async fn set_full_name(
    tx: &mut Tx,
    id: AccountId,
    full_name: &str,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE account SET full_name = $1 WHERE id = $2").bind(full_name).bind(id.0)
    )?;
    Ok(())
}

pub(crate) async fn set_disabled(
    tx: &mut Tx,
    id: AccountId,
    at: Option<Timestamp>,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE account SET disabled_at = $1 WHERE id = $2")
            .bind(at.map(Timestamp::as_microsecond))
            .bind(id.0)
    )?;
    Ok(())
}
