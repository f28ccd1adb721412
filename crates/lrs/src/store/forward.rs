//! Other stores that get a share, and what they would not take.

use kernel::{Timestamp, Uuid};
use store::{Tx, execute, on_db};

use super::time;
use crate::model::{Forward, ForwardId, TenantId};

store::row! {
    struct Row {
        id: Uuid,
        tenant: i64,
        name: String,
        endpoint: String,
        key: String,
        secret: String,
        verb: String,
        activity: String,
        started_at: i64,
        position: i64,
        sent: i64,
        failures: i64,
        next_at: i64,
        last_error: String,
        stopped_at: Option<i64>,
    }
}

/// Every one, the newest first.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<Forward>, store::Error> {
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT id, tenant, name, endpoint, key, secret, verb, activity, started_at, position, sent, failures, \
         next_at, last_error, stopped_at FROM lrs_forward ORDER BY created_at DESC, id",
    )
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: Row) -> Forward {
    Forward {
        id: ForwardId(row.id),
        tenant: TenantId(row.tenant),
        name: row.name,
        endpoint: row.endpoint,
        key: row.key,
        secret: row.secret,
        verb: row.verb,
        activity: row.activity,
        started_at: row.started_at,
        position: row.position,
        sent: row.sent,
        failures: row.failures,
        next_at: time(row.next_at),
        last_error: row.last_error,
        stopped_at: row.stopped_at.map(time),
    }
}

/// Enters one.
pub(crate) async fn put(
    tx: &mut Tx,
    forward: &Forward,
    created_at: Timestamp,
) -> Result<(), store::Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO lrs_forward (id, tenant, name, endpoint, key, secret, verb, activity, \
             position, sent, failures, next_at, last_error, created_at, started_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        )
        .bind(forward.id.0)
        .bind(forward.tenant.0)
        .bind(forward.name.as_str())
        .bind(forward.endpoint.as_str())
        .bind(forward.key.as_str())
        .bind(forward.secret.as_str())
        .bind(forward.verb.as_str())
        .bind(forward.activity.as_str())
        .bind(forward.position)
        .bind(forward.sent)
        .bind(forward.failures)
        .bind(forward.next_at.as_microsecond())
        .bind(forward.last_error.as_str())
        .bind(created_at.as_microsecond())
        .bind(forward.started_at)
    )?;
    Ok(())
}

/// Notes how far it came, or why it did not; `false` where it was stopped meanwhile.
pub(crate) async fn note(tx: &mut Tx, forward: &Forward) -> Result<bool, store::Error> {
    let stopped_at: Option<i64> = on_db!(tx, c => sqlx::query_scalar(
        "UPDATE lrs_forward SET position = $1, sent = $2, failures = $3, next_at = $4, \
         last_error = $5 WHERE id = $6 RETURNING stopped_at",
    )
    .bind(forward.position)
    .bind(forward.sent)
    .bind(forward.failures)
    .bind(forward.next_at.as_microsecond())
    .bind(forward.last_error.as_str())
    .bind(forward.id.0)
    .fetch_one(c)
    .await)?;
    Ok(stopped_at.is_none())
}

/// Sends nothing any more; `false` where it is not there or was stopped before.
pub(crate) async fn stop(tx: &mut Tx, id: ForwardId, at: Timestamp) -> Result<bool, store::Error> {
    let touched = execute!(
        tx,
        sqlx::query("UPDATE lrs_forward SET stopped_at = $1 WHERE id = $2 AND stopped_at IS NULL")
            .bind(at.as_microsecond())
            .bind(id.0)
    )?;
    Ok(touched > 0)
}

/// Notes a statement that was not taken.
pub(crate) async fn refuse(
    tx: &mut Tx,
    id: ForwardId,
    (seq, status, answer): (i64, u16, &str),
) -> Result<(), store::Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO lrs_refused (forward, seq, status, answer) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (forward, seq) DO NOTHING"
        )
        .bind(id.0)
        .bind(seq)
        .bind(i64::from(status))
        .bind(answer)
    )?;
    Ok(())
}

/// How many each would not take.
pub(crate) async fn refused(tx: &mut Tx) -> Result<Vec<(Uuid, i64)>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT forward, count(*) FROM lrs_refused GROUP BY forward",
    )
    .fetch_all(c)
    .await)?)
}
