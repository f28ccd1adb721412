//! Who takes jobs from the queue and does them.

mod run;
mod trades;

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use kernel::{Clock, IdSource};
use store::Db;
use tokio::{sync::watch, task::JoinHandle};

pub use self::{
    run::work_one,
    trades::{Task, Trades, next_morning},
};

/// Jobs a process works on at the same time.
const HANDS: usize = 2;
/// How long it waits before it looks again.
const PAUSE: Duration = Duration::from_secs(1);
/// How often it is seen to that what recurs is in the queue: what somebody dropped was one time of
/// it, and nobody takes it to put in the next.
const RECURS: SignedDuration = SignedDuration::from_mins(30);
/// How long a job may go on after the process was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What a worker stands on.
#[derive(Clone, Debug)]
pub struct Worker {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) ids: IdSource,
    pub(crate) trades: Arc<Trades>,
    /// Which process: shown beside what it works on.
    pub(crate) name: Arc<str>,
    pause: Duration,
    grace: Duration,
}

impl Worker {
    /// Somebody who can do these kinds of work.
    pub fn new(db: Db, clock: Clock, trades: Trades) -> Self {
        Self {
            ids: IdSource::new(clock.clone()),
            db,
            clock,
            trades: Arc::new(trades),
            name: format!("{}", std::process::id()).into(),
            pause: PAUSE,
            grace: GRACE,
        }
    }

    /// With another name and pause: for tests of several at once.
    #[must_use]
    pub fn named(mut self, name: &str, pause: Duration) -> Self {
        self.name = name.into();
        self.pause = pause;
        self
    }

    /// How long a job may go on after the process was asked to stop.
    #[must_use]
    pub const fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Puts in what recurs, and begins to work, until `stop` says so.
    pub async fn start(self, stop: watch::Sender<bool>) -> Result<Running, store::Error> {
        self.put_in_what_recurs().await?;
        let stopping = stop.subscribe();
        let hands =
            (0..HANDS).map(|_| tokio::spawn(hand(self.clone(), stopping.clone()))).collect();
        Ok(Running { stop, hands })
    }

    async fn put_in_what_recurs(&self) -> Result<(), store::Error> {
        let now = self.clock.now();
        let mut tx = self.db.write().await?;
        for job in self.trades.recurring(now) {
            store::jobs::enqueue(&mut tx, &self.ids, now, &job).await?;
        }
        tx.commit().await
    }
}

/// A worker at work.
#[derive(Debug)]
pub struct Running {
    stop: watch::Sender<bool>,
    hands: Vec<JoinHandle<()>>,
}

impl Running {
    /// Stops: what is being done is finished, or given back when it takes too long.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for hand in self.hands {
            if let Err(error) = hand.await {
                tracing::error!(%error, "a worker ended badly");
            }
        }
    }
}

async fn hand(worker: Worker, mut stopping: watch::Receiver<bool>) {
    let mut put_in = worker.clock.now();
    while !*stopping.borrow_and_update() {
        let now = worker.clock.now();
        if now.duration_since(put_in) >= RECURS {
            put_in = now;
            if let Err(error) = worker.put_in_what_recurs().await {
                tracing::error!(%error, "what recurs could not be put in");
            }
        }
        match work_one(&worker, &mut stopping).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "no job could be taken"),
        }
        tokio::select! {
            () = tokio::time::sleep(worker.pause) => {}
            _ = stopping.changed() => {}
        }
    }
}

impl Worker {
    pub(crate) const fn patience(&self) -> Duration {
        self.grace
    }
}
