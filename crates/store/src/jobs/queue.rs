//! Putting jobs in, taking them, saying how it went.

use jiff::SignedDuration;
use kernel::{IdSource, Timestamp, Uuid};
use sqlx::AssertSqlSafe;

use super::{Claimed, Failure, JobId, LEASE, LONGEST_ERROR, MOST_ATTEMPTS, NewJob, next_try};
use crate::{Error, Tx, boxed, dialect, execute, on_db};

/// Puts a job in. `None` where there is or was one with its key.
#[boxed]
pub async fn enqueue(
    tx: &mut Tx,
    ids: &IdSource,
    now: Timestamp,
    job: &NewJob,
) -> Result<Option<JobId>, Error> {
    let id = JobId(ids.next());
    let touched = execute!(
        tx,
        sqlx::query(
            "INSERT INTO job (job_id, kind, payload, once_key, state, enqueued_at, run_at, \
             changed_at) VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $5) \
             ON CONFLICT (once_key) DO NOTHING",
        )
        .bind(id.0)
        .bind(job.kind)
        .bind(&job.payload)
        .bind(&job.once)
        .bind(now.as_microsecond())
        .bind(job.run_at.as_microsecond())
    )?;
    Ok((touched == 1).then_some(id))
}

/// Claims older than this are nobody's any more.
fn expired(now: Timestamp) -> i64 {
    (now - SignedDuration::from_secs(LEASE)).as_microsecond()
}

/// Whether there is something of these kinds to take. Changes nothing and waits for nobody.
#[boxed]
pub async fn due(tx: &mut Tx, now: Timestamp, kinds: &[&str]) -> Result<bool, Error> {
    let sql = AssertSqlSafe(format!(
        "SELECT count(*) FROM (SELECT 1 FROM job WHERE ((state = 'waiting' AND run_at <= $1) \
         OR (state = 'running' AND claimed_at < $2)) AND kind IN ({}) LIMIT 1) AS one",
        dialect::marks(3, kinds.len()),
    ));
    let found: i64 = on_db!(tx, c => {
        let mut query = sqlx::query_scalar(sql).bind(now.as_microsecond()).bind(expired(now));
        for kind in kinds {
            query = query.bind(*kind);
        }
        query.fetch_one(c).await
    })?;
    Ok(found > 0)
}

crate::row! {
    struct Row {
        job_id: Uuid,
        kind: String,
        payload: String,
        attempts: i64,
        run_at: i64,
    }
}

/// Takes the job of these kinds that has waited longest. What its process left when it died is
/// taken again, unless it was tried too often.
#[boxed]
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    (by, claim): (&str, Uuid),
    kinds: &[&str],
) -> Result<Option<Claimed>, Error> {
    if kinds.is_empty() {
        return Ok(None);
    }
    bury(tx, now).await?;
    let sql = AssertSqlSafe(dialect::claim_job(tx, kinds.len()));
    let row: Option<Row> = on_db!(tx, c => {
        let mut query = sqlx::query_as(sql)
            .bind(now.as_microsecond())
            .bind(expired(now))
            .bind(claim)
            .bind(by);
        for kind in kinds {
            query = query.bind(*kind);
        }
        query.fetch_optional(c).await
    })?;
    Ok(row.map(|row| Claimed {
        id: JobId(row.job_id),
        kind: row.kind,
        payload: row.payload,
        attempt: row.attempts,
        run_at: Timestamp::from_microsecond(row.run_at).unwrap_or_default(),
        claim,
    }))
}

/// A job whose process died at every attempt may well be what kills them.
async fn bury(tx: &mut Tx, now: Timestamp) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "UPDATE job SET state = 'failed', last_error = 'process_died', claim = NULL, \
             changed_at = $1 WHERE state = 'running' AND claimed_at < $2 AND attempts >= $3",
        )
        .bind(now.as_microsecond())
        .bind(expired(now))
        .bind(MOST_ATTEMPTS)
    )?;
    Ok(())
}

/// Says that somebody is still at it; `false` where the job is no longer theirs.
#[boxed]
pub async fn keep(tx: &mut Tx, now: Timestamp, job: &Claimed) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE job SET claimed_at = $1 WHERE job_id = $2 AND claim = $3 \
             AND state = 'running'"
        )
        .bind(now.as_microsecond())
        .bind(job.id.0)
        .bind(job.claim)
    )?;
    Ok(touched == 1)
}

/// Says how far it has got, and that somebody is still at it; `false` where the job is no longer
/// theirs.
#[boxed]
pub async fn progress(
    tx: &mut Tx,
    now: Timestamp,
    job: &Claimed,
    (part, whole): (i64, i64),
) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE job SET claimed_at = $1, changed_at = $1, progress_done = $2, \
             progress_whole = $3 WHERE job_id = $4 AND claim = $5 AND state = 'running'",
        )
        .bind(now.as_microsecond())
        .bind(part)
        .bind(whole)
        .bind(job.id.0)
        .bind(job.claim)
    )?;
    Ok(touched == 1)
}

/// It is done; `false` where the job is no longer theirs.
#[boxed]
pub async fn done(tx: &mut Tx, now: Timestamp, job: &Claimed) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE job SET state = 'done', payload = '{}', last_error = NULL, claim = NULL, \
             done_at = $1, changed_at = $1 WHERE job_id = $2 AND claim = $3 \
             AND state = 'running'",
        )
        .bind(now.as_microsecond())
        .bind(job.id.0)
        .bind(job.claim)
    )?;
    Ok(touched == 1)
}

/// It went wrong; it is tried again later, or left to a person. `false` where the job is no
/// longer theirs.
#[boxed]
pub async fn failed(
    tx: &mut Tx,
    now: Timestamp,
    job: &Claimed,
    failure: &Failure,
) -> Result<bool, Error> {
    let again = match failure {
        Failure::Again(_) => next_try(job.attempt, now),
        Failure::ForGood(_) => None,
    };
    let why: String = failure.why().chars().take(LONGEST_ERROR).collect();
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE job SET state = $1, last_error = $2, claim = NULL, \
             run_at = COALESCE($3, run_at), changed_at = $4 \
             WHERE job_id = $5 AND claim = $6 AND state = 'running'",
        )
        .bind(if again.is_some() { "waiting" } else { "failed" })
        .bind(why)
        .bind(again.map(Timestamp::as_microsecond))
        .bind(now.as_microsecond())
        .bind(job.id.0)
        .bind(job.claim)
    )?;
    Ok(touched == 1)
}

/// The process ends before the job does: the next one takes it, and it was not an attempt.
#[boxed]
pub async fn give_back(tx: &mut Tx, now: Timestamp, job: &Claimed) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE job SET state = 'waiting', claim = NULL, attempts = attempts - 1, \
             changed_at = $1 WHERE job_id = $2 AND claim = $3 AND state = 'running'",
        )
        .bind(now.as_microsecond())
        .bind(job.id.0)
        .bind(job.claim)
    )?;
    Ok(touched == 1)
}

/// A job that failed is tried again, from the beginning; so is one that waits for its next
/// attempt. `false` where it is neither.
#[boxed]
pub async fn retry(tx: &mut Tx, now: Timestamp, id: JobId) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE job SET state = 'waiting', attempts = 0, run_at = $1, changed_at = $1 \
             WHERE job_id = $2 AND (state = 'failed' OR (state = 'waiting' AND attempts > 0))",
        )
        .bind(now.as_microsecond())
        .bind(id.0)
    )?;
    Ok(touched == 1)
}

/// A job that waits or failed is not to be done; what it carried is forgotten. `false` where it
/// is neither.
#[boxed]
pub async fn drop_one(tx: &mut Tx, now: Timestamp, id: JobId) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE job SET state = 'dropped', payload = '{}', done_at = $1, changed_at = $1 \
             WHERE job_id = $2 AND state IN ('waiting', 'failed')",
        )
        .bind(now.as_microsecond())
        .bind(id.0)
    )?;
    Ok(touched == 1)
}
