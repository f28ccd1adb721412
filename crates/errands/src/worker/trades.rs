//! Which kinds of work there are, who does them, and which come back every day.

use std::{collections::BTreeMap, fmt, future::Future, pin::Pin};

use jiff::{civil::Time, tz};
use kernel::{Clock, Timestamp};
use serde::de::DeserializeOwned;
use store::{
    Db,
    jobs::{self, Claimed, Failure, NewJob},
};

type Doing = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;
type Handler = Box<dyn Fn(Task) -> Doing + Send + Sync>;

/// One job in somebody's hands.
#[derive(Clone, Debug)]
pub struct Task {
    /// The record.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    pub(super) job: Claimed,
}

impl Task {
    /// What it needs to know.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.job.payload)
            .map_err(|_| Failure::ForGood("payload_unreadable".to_owned()))
    }

    /// The job's id: the same at every attempt.
    pub const fn id(&self) -> store::jobs::JobId {
        self.job.id
    }

    /// The moment it was for, however late it is.
    pub const fn due(&self) -> Timestamp {
        self.job.run_at
    }

    /// Says how far it has got. A job somebody else has taken over meanwhile is given up.
    pub async fn progress(&self, done: usize, whole: usize) -> Result<(), Failure> {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let told = async {
            let mut tx = self.db.write().await?;
            let part = (count(done), count(whole));
            let ours = jobs::progress(&mut tx, self.clock.now(), &self.job, part).await?;
            tx.commit().await?;
            Ok::<bool, store::Error>(ours)
        };
        match told.await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Failure::Again("taken_over".to_owned())),
            Err(error) => Err(Failure::Again(error.to_string())),
        }
    }
}

/// Something that comes back every day.
#[derive(Clone, Copy, Debug)]
struct Daily {
    kind: &'static str,
    at: Time,
}

/// The kinds of work a process can do.
#[derive(Default)]
pub struct Trades {
    handlers: BTreeMap<&'static str, Handler>,
    daily: Vec<Daily>,
}

impl fmt::Debug for Trades {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trades")
            .field("kinds", &self.handlers.keys())
            .field("daily", &self.daily)
            .finish()
    }
}

impl Trades {
    /// A kind of work and who does it. It may be begun several times: a process may die in the
    /// middle.
    #[must_use]
    pub fn on<F, D>(mut self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(Task) -> D + Send + Sync + 'static,
        D: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        self.handlers.insert(kind, Box::new(move |task| Box::pin(handler(task))));
        self
    }

    /// This kind of work is done every day at an hour of Vietnam.
    #[must_use]
    pub fn daily(mut self, kind: &'static str, at: Time) -> Self {
        self.daily.push(Daily { kind, at });
        self
    }

    pub(super) fn kinds(&self) -> Vec<&'static str> {
        self.handlers.keys().copied().collect()
    }

    /// What recurs, each for the next time after a moment.
    pub(super) fn recurring(&self, now: Timestamp) -> Vec<NewJob> {
        self.daily.iter().map(|daily| next(*daily, now)).collect()
    }

    /// The next time of a kind, where it recurs.
    pub(super) fn after(&self, kind: &str, now: Timestamp) -> Option<NewJob> {
        self.daily.iter().find(|d| d.kind == kind).map(|daily| next(*daily, now))
    }

    pub(super) fn begin(&self, task: Task) -> Option<Doing> {
        self.handlers.get(task.job.kind.as_str()).map(|handler| handler(task))
    }
}

fn next(daily: Daily, now: Timestamp) -> NewJob {
    let run_at = next_morning(daily.at, now);
    let day = tz::offset(7).to_datetime(run_at).date();
    let job = NewJob { kind: daily.kind, payload: "{}".to_owned(), run_at, once: None };
    job.once(format!("{}@{day}", daily.kind))
}

/// The next time after a moment that clocks in Vietnam show an hour.
pub fn next_morning(at: Time, now: Timestamp) -> Timestamp {
    let zone = tz::offset(7);
    let today = zone.to_datetime(now).date();
    let days = [Ok(today), today.tomorrow()];
    let times =
        days.into_iter().flatten().filter_map(|day| zone.to_timestamp(day.to_datetime(at)).ok());
    times.into_iter().find(|time| *time > now).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn mornings_are_those_of_vietnam() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let seven = time(7, 0, 0, 0);
        let next = |now| next_morning(seven, at(now)).to_string();
        assert_eq!(next("2026-11-24T08:00:00Z"), "2026-11-25T00:00:00Z");
        assert_eq!(next("2026-11-24T23:59:59Z"), "2026-11-25T00:00:00Z");
        assert_eq!(next("2026-11-25T00:00:00Z"), "2026-11-26T00:00:00Z", "strictly after");
        assert_eq!(next("2026-12-31T20:00:00Z"), "2027-01-01T00:00:00Z");
    }

    #[test]
    fn each_day_has_one_key() {
        let trades =
            Trades::default().on("a.b", |_| async { Ok(()) }).daily("a.b", time(7, 0, 0, 0));
        let early: Timestamp = "2026-11-24T01:00:00Z".parse().unwrap();
        let late: Timestamp = "2026-11-24T23:00:00Z".parse().unwrap();
        let key = |now| trades.recurring(now)[0].once.clone();
        assert_eq!(key(early), Some("a.b@2026-11-25".to_owned()));
        assert_eq!(key(early), key(late));
    }
}
