//! The job queue: work that is done later, by whichever process is free.
//!
//! A job is put in by the transaction that decides upon it ([`enqueue`]): both happen or neither.
//! A worker takes it with [`claim`] and says that it is still at it with [`keep`]; a claim nobody
//! kept is taken again, since its process died. A job therefore runs at least once, and never
//! twice at the same time: what it does must bear being done again.

mod list;
mod queue;

use kernel::{Timestamp, Uuid};

pub use self::{
    list::{Stamp, Waiting, counts, forget, one, page, stamp},
    queue::{claim, done, drop_one, due, enqueue, failed, give_back, keep, progress, retry},
};
use crate::Migration;

/// The table of the queue.
pub const MIGRATIONS: &[Migration] =
    &[Migration { room: "store", number: 1, sql: include_str!("../../migrations/0001_job.sql") }];

kernel::typed_id! {
    /// A piece of work.
    JobId,
}

/// How often a job is tried before it is left to a person.
pub const MOST_ATTEMPTS: i64 = 6;
/// Seconds a claim is good for without being kept.
pub const LEASE: i64 = 90;
/// Minutes to wait after the first, second, … attempt that failed.
const WAITS: [i64; 5] = [1, 5, 30, 120, 360];
/// Characters kept of what went wrong.
const LONGEST_ERROR: usize = 500;

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// For its time, or for a process that is free.
    Waiting,
    /// At work.
    Running,
    /// Done.
    Done,
    /// Tried too often, or it never can be done.
    Failed,
    /// Somebody decided against it.
    Dropped,
}

impl State {
    /// Each of them.
    pub const ALL: [Self; 5] =
        [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Dropped];

    /// As it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    /// The reverse of [`State::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }
}

/// A job to be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// What kind of work: a word in code, `room.verb`.
    pub kind: &'static str,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// Not before this moment.
    pub run_at: Timestamp,
    /// Of all jobs with the same key there is one.
    pub once: Option<String>,
}

impl NewJob {
    /// Work to be done as soon as somebody is free.
    pub const fn now(kind: &'static str, payload: String, now: Timestamp) -> Self {
        Self { kind, payload, run_at: now, once: None }
    }

    /// The same, but only once however often it is put in.
    #[must_use]
    pub fn once(mut self, key: String) -> Self {
        self.once = Some(key);
        self
    }
}

/// A job somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The job.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// The how manyth attempt this is, from 1.
    pub attempt: i64,
    /// The moment it was for.
    pub run_at: Timestamp,
    /// Proves that it is ours.
    pub claim: Uuid,
}

/// How an attempt went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may go well later.
    Again(String),
    /// It never will.
    ForGood(String),
}

impl Failure {
    /// Why, in words for whoever runs the office. Never with personal data in it.
    pub fn why(&self) -> &str {
        match self {
            Self::Again(why) | Self::ForGood(why) => why,
        }
    }
}

/// When to try again after so many attempts; `None` = not any more.
pub fn next_try(attempts: i64, now: Timestamp) -> Option<Timestamp> {
    if attempts >= MOST_ATTEMPTS {
        return None;
    }
    let at = usize::try_from(attempts - 1).unwrap_or(0).min(WAITS.len() - 1);
    now.checked_add(jiff::SignedDuration::from_mins(WAITS[at])).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waits_grow_and_end() {
        let now: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
        let waits: Vec<Option<Timestamp>> = (1..=7).map(|n| next_try(n, now)).collect();
        assert!(waits[..5].iter().all(Option::is_some));
        assert!(waits[..5].is_sorted_by(|a, b| a < b));
        assert_eq!(waits[5..], [None, None]);
    }

    #[test]
    fn states_are_read_as_they_are_kept() {
        assert!(State::ALL.into_iter().all(|s| State::parse(s.as_str()) == Some(s)));
        assert_eq!(State::parse("lost"), None);
    }
}
