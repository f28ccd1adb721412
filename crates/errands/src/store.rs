//! SQL of notices and of where they are mailed to.

use ::store::{Error, Tx, Value, execute, insert_rows, on_db, sqlx};
use access::AccountId;
use kernel::{IdSource, Timestamp, Uuid};

use crate::model::{MailAddress, News, Notice, NoticeId};

::store::row! {
    struct Row {
        notice_id: Uuid,
        account_id: Uuid,
        told_at: i64,
        message: String,
        args: String,
        href: String,
        read_at: Option<i64>,
    }
}

impl Row {
    fn notice(self) -> Notice {
        let time = |micros: i64| Timestamp::from_microsecond(micros).unwrap_or_default();
        Notice {
            id: NoticeId(self.notice_id),
            account: AccountId(self.account_id),
            told_at: time(self.told_at),
            message: self.message,
            args: serde_json::from_str(&self.args).unwrap_or_default(),
            href: self.href,
            read_at: self.read_at.map(time),
        }
    }
}

pub(crate) async fn insert(
    tx: &mut Tx,
    ids: &IdSource,
    now: Timestamp,
    told: &[(AccountId, &News)],
) -> Result<(), Error> {
    let columns = ["notice_id", "account_id", "told_at", "message", "args", "href"];
    let rows: Vec<Vec<Value>> = told
        .iter()
        .map(|(account, news)| {
            vec![
                Value::Uuid(Some(ids.next())),
                Value::Uuid(Some(account.0)),
                Value::Int(Some(now.as_microsecond())),
                Value::text(news.message),
                Value::text(serde_json::to_string(&news.args).unwrap_or_default()),
                Value::text(&news.href),
            ]
        })
        .collect();
    insert_rows(tx, "notice", &columns, &rows).await
}

pub(crate) async fn page(
    tx: &mut Tx,
    account: AccountId,
    offset: i64,
    limit: i64,
) -> Result<Vec<Notice>, Error> {
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT notice_id, account_id, told_at, message, args, href, read_at FROM notice \
         WHERE account_id = $1 ORDER BY told_at DESC, notice_id DESC LIMIT $2 OFFSET $3")
        .bind(account.0).bind(limit).bind(offset).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Row::notice).collect())
}

/// All of them, and those that were not read.
pub(crate) async fn count(tx: &mut Tx, account: AccountId) -> Result<(i64, i64), Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT count(*), count(*) - count(read_at) FROM notice WHERE account_id = $1")
        .bind(account.0).fetch_one(c).await)?)
}

/// Reads one of an account's own; `None` for all of them. Returns how many.
pub(crate) async fn read(
    tx: &mut Tx,
    account: AccountId,
    notice: Option<NoticeId>,
    now: Timestamp,
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "UPDATE notice SET read_at = COALESCE(read_at, $1) WHERE account_id = $2 \
             AND ($3 IS NULL OR notice_id = $3)",
        )
        .bind(now.as_microsecond())
        .bind(account.0)
        .bind(notice.map(|n| n.0))
    )?)
}

pub(crate) async fn address(tx: &mut Tx, account: AccountId) -> Result<Option<MailAddress>, Error> {
    let row: Option<(String, Option<i64>)> = on_db!(tx, c => sqlx::query_as(
        "SELECT address, confirmed_at FROM mail_address WHERE account_id = $1")
        .bind(account.0).fetch_optional(c).await)?;
    let time = |micros: i64| Timestamp::from_microsecond(micros).unwrap_or_default();
    Ok(row.map(|(address, at)| MailAddress { address, confirmed_at: at.map(time) }))
}

/// Whether another account gives the same address.
pub(crate) async fn is_shared(tx: &mut Tx, but: AccountId, address: &str) -> Result<bool, Error> {
    let others: i64 = on_db!(tx, c => sqlx::query_scalar(
        "SELECT count(*) FROM mail_address WHERE address = $1 AND account_id <> $2")
        .bind(address).bind(but.0).fetch_one(c).await)?;
    Ok(others > 0)
}

/// Every account that wants its notices mailed, and said that mail arrives there.
pub(crate) async fn addresses(tx: &mut Tx) -> Result<Vec<(AccountId, String)>, Error> {
    let rows: Vec<(Uuid, String)> = on_db!(tx, c => sqlx::query_as(
        "SELECT account_id, address FROM mail_address WHERE confirmed_at IS NOT NULL")
        .fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, address)| (AccountId(id), address)).collect())
}

/// An address nobody confirmed yet, in place of whatever stood there; `None` for none.
pub(crate) async fn set_address(
    tx: &mut Tx,
    account: AccountId,
    address: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(address) = address else {
        execute!(
            tx,
            sqlx::query("DELETE FROM mail_address WHERE account_id = $1").bind(account.0)
        )?;
        return Ok(());
    };
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO mail_address (account_id, address, said_at) VALUES ($1, $2, $3) \
             ON CONFLICT (account_id) DO UPDATE SET address = excluded.address, \
             said_at = excluded.said_at, confirmed_at = NULL",
        )
        .bind(account.0)
        .bind(address)
        .bind(now.as_microsecond())
    )?;
    Ok(())
}

pub(crate) async fn confirm(
    tx: &mut Tx,
    account: AccountId,
    address: &str,
    now: Timestamp,
) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query(
            "UPDATE mail_address SET confirmed_at = $1 WHERE account_id = $2 AND address = $3",
        )
        .bind(now.as_microsecond())
        .bind(account.0)
        .bind(address)
    )?)
}

/// Codes mailed for an account since a moment.
pub(crate) async fn codes_since(
    tx: &mut Tx,
    account: AccountId,
    since: Timestamp,
) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT count(*) FROM mail_code WHERE account_id = $1 AND sent_at > $2")
        .bind(account.0).bind(since.as_microsecond()).fetch_one(c).await)?)
}

pub(crate) async fn put_code(
    tx: &mut Tx,
    id: Uuid,
    account: AccountId,
    digest: &[u8],
    now: Timestamp,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO mail_code (code_id, account_id, digest, sent_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(id)
        .bind(account.0)
        .bind(digest)
        .bind(now.as_microsecond())
    )?;
    Ok(())
}

/// Counts a try of the code that was mailed last, and gives what it is kept as; `None` where there
/// is none any more, or it was tried too often.
pub(crate) async fn try_code(
    tx: &mut Tx,
    account: AccountId,
    since: Timestamp,
    most: i64,
) -> Result<Option<Vec<u8>>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "UPDATE mail_code SET tries = tries + 1 WHERE code_id = (SELECT code_id FROM mail_code \
         WHERE account_id = $1 AND sent_at > $2 ORDER BY sent_at DESC, code_id DESC LIMIT 1) \
         AND tries < $3 RETURNING digest")
        .bind(account.0).bind(since.as_microsecond()).bind(most).fetch_optional(c).await)?)
}

/// Forgets codes mailed before a moment.
pub(crate) async fn forget_codes(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM mail_code WHERE sent_at < $1").bind(before.as_microsecond())
    )?)
}

/// Forgets notices told before a moment. Returns how many.
pub(crate) async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM notice WHERE told_at < $1").bind(before.as_microsecond())
    )?)
}

/// Mails that were not sent yet.
pub(crate) async fn unsent(tx: &mut Tx, kind: &str) -> Result<Vec<(Uuid, String)>, Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT job_id, payload FROM job WHERE kind = $1 AND state IN ('waiting', 'failed')")
        .bind(kind).fetch_all(c).await)?)
}

pub(crate) async fn drop_codes(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    execute!(tx, sqlx::query("DELETE FROM mail_code WHERE account_id = $1").bind(account.0))?;
    Ok(())
}
