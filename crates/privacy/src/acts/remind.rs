//! Each morning of a working day: requests that have one working day left, or none, are told of.

use access::{Actor, App};
use errands::Task;
use store::boxed;
use store::jobs::Failure;

use super::{Clerk, tell};
use crate::{Error, figures, store as sql};

/// The kind of job.
pub const KIND: &str = "privacy.remind";

/// The job of the morning.
#[boxed]
pub async fn work(task: Task, app: App) -> Result<(), Failure> {
    drop(task);
    let actor = Actor::command_of("errands");
    remind(&Clerk { app: &app, actor: &actor }).await.map(drop).map_err(|error| {
        tracing::error!(%error, "nobody could be reminded of requests");
        Failure::Again("reminders_failed".to_owned())
    })
}

/// Tells whoever answers requests how many are pressing; returns how many accounts were told. In
/// one transaction: they are told once a day, however often this is begun.
#[boxed]
pub async fn remind(clerk: &Clerk<'_>) -> Result<usize, Error> {
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let years = today.year() - 1..=today.year() + 1;
    let calendar = figures::calendar(&mut tx, known, years).await?;
    if !calendar.is_working(today) {
        return Ok(0);
    }
    let all = figures::requests(&mut tx, clerk.actor, today).await?;
    let mut waiting = tell::Waiting::default();
    for it in all.iter().filter(|it| it.request.state.is_open()) {
        let clock = it.clock;
        // What no rule sets a day for is not to be forgotten for that.
        waiting.without_term += i64::from(clock.due_on.is_none());
        waiting.pressing += i64::from(clock.late || clock.left.is_some_and(|n| n <= 1));
    }
    if waiting == tell::Waiting::default()
        || !sql::note_reminded(&mut tx, today, clerk.app.clock.now()).await?
    {
        return Ok(0);
    }
    let told = tell::due(clerk, &mut tx, waiting).await?;
    tx.commit().await?;
    Ok(told)
}
