//! One job from its claim to its end.

use std::time::Duration;

use store::jobs::{self, Claimed, Failure, LEASE};
use tokio::{sync::watch, task::JoinHandle};

use super::{Task, Worker};

/// How often it is said that somebody is still at it: several times within a lease.
const BEAT: Duration = Duration::from_secs(LEASE.unsigned_abs() / 4);

/// Takes a job that is due and does it; `false` where there is none.
pub async fn work_one(
    worker: &Worker,
    stopping: &mut watch::Receiver<bool>,
) -> Result<bool, store::Error> {
    let Some(job) = take(worker, stopping).await? else { return Ok(false) };
    let outcome = match begin(worker, &job) {
        Some(doing) => see_through(worker, &job, doing, stopping).await,
        None => Outcome::Over(Err(Failure::ForGood("kind_unknown".to_owned()))),
    };
    end(worker, &job, &outcome).await?;
    Ok(true)
}

async fn take(
    worker: &Worker,
    stopping: &watch::Receiver<bool>,
) -> Result<Option<Claimed>, store::Error> {
    let (kinds, now) = (worker.trades.kinds(), worker.clock.now());
    // Looking first leaves the writer to those who have something to write.
    if kinds.is_empty() || !jobs::due(&mut worker.db.read().await?, now, &kinds).await? {
        return Ok(None);
    }
    let mut tx = worker.db.write().await?;
    // Asked again now that it is our turn to write: else what another hand gives back because the
    // process ends would be begun once more.
    if *stopping.borrow() {
        return Ok(None);
    }
    let proof = (&*worker.name, worker.ids.next());
    let job = jobs::claim(&mut tx, now, proof, &kinds).await?;
    // What recurs is put in again by the transaction that takes it: once, and whatever becomes
    // of this time's.
    if let Some(next) = job.as_ref().and_then(|job| worker.trades.after(&job.kind, now)) {
        jobs::enqueue(&mut tx, &worker.ids, now, &next).await?;
    }
    tx.commit().await?;
    Ok(job)
}

type Doing = JoinHandle<Result<(), Failure>>;

fn begin(worker: &Worker, job: &Claimed) -> Option<Doing> {
    let task = Task { db: worker.db.clone(), clock: worker.clock.clone(), job: job.clone() };
    // A task of its own: when it panics, the worker goes on.
    worker.trades.begin(task).map(tokio::spawn)
}

enum Outcome {
    Over(Result<(), Failure>),
    /// The process ends first.
    CutShort,
    /// Another process has it.
    Lost,
}

/// Waits for its end, says meanwhile that somebody is at it, and gives it up when the process is
/// asked to stop and it takes too long.
async fn see_through(
    worker: &Worker,
    job: &Claimed,
    mut doing: Doing,
    stopping: &mut watch::Receiver<bool>,
) -> Outcome {
    let mut beat = tokio::time::interval(BEAT);
    beat.tick().await;
    let patience = async {
        // A sender that is gone asks for nothing any more.
        if stopping.wait_for(|stop| *stop).await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(worker.patience()).await;
    };
    tokio::pin!(patience);
    loop {
        tokio::select! {
            ended = &mut doing => return Outcome::Over(ended.unwrap_or_else(|error| {
                tracing::error!(%error, kind = job.kind, "a job broke off");
                Err(Failure::Again("broke_off".to_owned()))
            })),
            () = &mut patience => {
                doing.abort();
                return Outcome::CutShort;
            }
            _ = beat.tick() => match keep(worker, job).await {
                Ok(true) => {}
                Ok(false) => {
                    doing.abort();
                    return Outcome::Lost;
                }
                Err(error) => tracing::warn!(%error, "a claim could not be kept"),
            },
        }
    }
}

async fn keep(worker: &Worker, job: &Claimed) -> Result<bool, store::Error> {
    let mut tx = worker.db.write().await?;
    let ours = jobs::keep(&mut tx, worker.clock.now(), job).await?;
    tx.commit().await?;
    Ok(ours)
}

async fn end(worker: &Worker, job: &Claimed, outcome: &Outcome) -> Result<(), store::Error> {
    let now = worker.clock.now();
    let mut tx = worker.db.write().await?;
    let ours = match outcome {
        Outcome::Over(Ok(())) => jobs::done(&mut tx, now, job).await?,
        Outcome::Over(Err(failure)) => {
            tracing::warn!(kind = job.kind, why = failure.why(), "a job failed");
            jobs::failed(&mut tx, now, job, failure).await?
        }
        Outcome::CutShort => jobs::give_back(&mut tx, now, job).await?,
        Outcome::Lost => false,
    };
    tx.commit().await?;
    if !ours {
        tracing::warn!(kind = job.kind, "a job was taken over by another process");
    }
    Ok(())
}
