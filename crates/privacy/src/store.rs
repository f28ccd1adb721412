//! SQL of what is no fact: on which days reminders went out, what was past its time, under which
//! ids somebody asked before it was known who they are.

use ::store::{Error, Tx, execute, on_db, sqlx};
use kernel::{Date, Timestamp, Uuid};

/// Notes that the reminders of a day go out; `false` where they did.
pub(crate) async fn note_reminded(tx: &mut Tx, day: Date, now: Timestamp) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "INSERT INTO request_reminded (day, at) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING",
        )
        .bind(day.to_string())
        .bind(now.as_microsecond())
    )?;
    Ok(touched == 1)
}

/// How much of a kind was past its time when the job last looked.
pub(crate) async fn seen(tx: &mut Tx, kind: &str) -> Result<i64, Error> {
    let found: Option<i64> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT many FROM retention_seen WHERE kind = $1").bind(kind).fetch_optional(c).await)?;
    Ok(found.unwrap_or(0))
}

/// Notes how much it is now.
pub(crate) async fn note_seen(
    tx: &mut Tx,
    kind: &str,
    many: i64,
    now: Timestamp,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO retention_seen (kind, many, at) VALUES ($1, $2, $3) \
             ON CONFLICT (kind) DO UPDATE SET many = excluded.many, at = excluded.at",
        )
        .bind(kind)
        .bind(many)
        .bind(now.as_microsecond())
    )?;
    Ok(())
}

/// Requests that are a person's now and were kept under another id before: it was not said yet whose
/// they are, or said of somebody else.
pub(crate) async fn renamed(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT DISTINCT b.request_id FROM data_request a \
         JOIN data_request b ON b.request_id = a.request_id \
         WHERE a.subject_id = $1 AND a.recorded_to IS NULL AND b.subject_id <> $1")
        .bind(person).fetch_all(c).await)?)
}
