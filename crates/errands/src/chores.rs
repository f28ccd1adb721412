//! The kinds of work of this room itself.

use ::store::{Db, jobs, jobs::Failure};
use jiff::{SignedDuration, civil::time};
use kernel::Clock;

use crate::{
    Mailer, Task, Trades,
    acts::{CODE_GOOD, MAIL},
    store as sql,
};

/// The kind of job that forgets what nobody looks at any more.
const TIDY: &str = "errands.tidy";
/// So long a job that is over is still shown.
const JOBS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// So long a notice stays in an inbox.
const NOTICES_KEPT: SignedDuration = SignedDuration::from_hours(366 * 24);

/// What this room can do; others add theirs.
pub fn trades(mailer: Mailer) -> Trades {
    Trades::default()
        .on(MAIL, move |task| mailer.clone().work(task))
        .on(TIDY, tidy)
        .daily(TIDY, time(3, 0, 0, 0))
}

async fn tidy(task: Task) -> Result<(), Failure> {
    forget(&task.db, &task.clock).await.map_err(|error| Failure::Again(error.to_string()))
}

async fn forget(db: &Db, clock: &Clock) -> Result<(), ::store::Error> {
    let now = clock.now();
    let mut tx = db.write().await?;
    let jobs = jobs::forget(&mut tx, now - JOBS_KEPT).await?;
    let notices = sql::forget(&mut tx, now - NOTICES_KEPT).await?;
    sql::forget_codes(&mut tx, now - CODE_GOOD).await?;
    tx.commit().await?;
    tracing::info!(jobs, notices, "old jobs and notices were forgotten");
    Ok(())
}
