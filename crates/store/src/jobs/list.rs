//! Looking at the queue.

use std::collections::BTreeMap;

use kernel::{Timestamp, Uuid};

use super::{JobId, State};
use crate::{Error, Tx, boxed, execute, on_db};

/// A job as it is shown: without what it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The job.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// Where it stands.
    pub state: State,
    /// When it was put in.
    pub enqueued_at: Timestamp,
    /// When it is due.
    pub run_at: Timestamp,
    /// Attempts so far.
    pub attempts: i64,
    /// How the last attempt went wrong.
    pub last_error: Option<String>,
    /// Since when somebody is at it, or last said so.
    pub claimed_at: Option<Timestamp>,
    /// Which process.
    pub claimed_by: Option<String>,
    /// When it was done or dropped.
    pub done_at: Option<Timestamp>,
    /// How far it has got: of a whole that is 0 where it is not known.
    pub progress: (i64, i64),
}

crate::row! {
    struct Row {
        job_id: Uuid,
        kind: String,
        state: String,
        enqueued_at: i64,
        run_at: i64,
        attempts: i64,
        last_error: Option<String>,
        claimed_at: Option<i64>,
        claimed_by: Option<String>,
        done_at: Option<i64>,
        progress_done: i64,
        progress_whole: i64,
    }
}

impl Row {
    fn job(self) -> Waiting {
        let time = |micros: i64| Timestamp::from_microsecond(micros).unwrap_or_default();
        Waiting {
            id: JobId(self.job_id),
            kind: self.kind,
            state: State::parse(&self.state).unwrap_or(State::Dropped),
            enqueued_at: time(self.enqueued_at),
            run_at: time(self.run_at),
            attempts: self.attempts,
            last_error: self.last_error,
            claimed_at: self.claimed_at.map(time),
            claimed_by: self.claimed_by,
            done_at: self.done_at.map(time),
            progress: (self.progress_done, self.progress_whole),
        }
    }
}

/// One job.
#[boxed]
pub async fn one(tx: &mut Tx, id: JobId) -> Result<Option<Waiting>, Error> {
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT job_id, kind, state, enqueued_at, run_at, attempts, last_error, claimed_at, \
         claimed_by, done_at, progress_done, progress_whole FROM job WHERE job_id = $1")
        .bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(Row::job))
}

/// Jobs in a state: those that wait by when they are due, others the latest first.
#[boxed]
pub async fn page(
    tx: &mut Tx,
    state: State,
    offset: i64,
    limit: i64,
) -> Result<Vec<Waiting>, Error> {
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT job_id, kind, state, enqueued_at, run_at, attempts, last_error, claimed_at, \
         claimed_by, done_at, progress_done, progress_whole FROM job WHERE state = $1 \
         ORDER BY CASE WHEN state = 'waiting' THEN run_at ELSE -changed_at END, job_id \
         LIMIT $2 OFFSET $3")
        .bind(state.as_str()).bind(limit).bind(offset).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Row::job).collect())
}

/// How many jobs there are in each state.
#[boxed]
pub async fn counts(tx: &mut Tx) -> Result<BTreeMap<State, i64>, Error> {
    let rows: Vec<(String, i64)> = on_db!(tx, c =>
        sqlx::query_as("SELECT state, count(*) FROM job GROUP BY state").fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(|(state, n)| Some((State::parse(&state)?, n))).collect())
}

/// What the queue was like at a moment: another one whenever something in it changes. Written as
/// `changed-count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Microseconds of the latest change.
    changed: i64,
    /// Jobs there are, in whatever state.
    jobs: i64,
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.changed, self.jobs)
    }
}

impl std::str::FromStr for Stamp {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (changed, jobs) = text.split_once('-').unwrap_or((text, ""));
        Ok(Self { changed: changed.parse()?, jobs: jobs.parse()? })
    }
}

/// What the queue is like now.
#[boxed]
pub async fn stamp(tx: &mut Tx) -> Result<Stamp, Error> {
    let (changed, jobs) = on_db!(tx, c => sqlx::query_as(
        "SELECT COALESCE(max(changed_at), 0), count(*) FROM job").fetch_one(c).await)?;
    Ok(Stamp { changed, jobs })
}

/// Forgets jobs that were done or dropped before a moment. Returns how many.
#[boxed]
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    Ok(execute!(
        tx,
        sqlx::query("DELETE FROM job WHERE state IN ('done', 'dropped') AND done_at < $1")
            .bind(before.as_microsecond())
    )?)
}
