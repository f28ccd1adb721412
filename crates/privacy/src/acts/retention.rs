//! How long things are kept is said; what is past its time is removed by whoever decides so; a
//! job says each day what is.

use access::{Actor, App, Right};
use errands::Task;
use jiff::Span;
use kernel::{Date, Interval};
use ledger::{Draft, REMOVAL, Receipt, held};
use registry::figures::{Ages, Disposal};
use store::{Value, boxed, jobs::Failure};

use super::{Clerk, law::seal_from, tell};
use crate::{
    Error, figures,
    model::{Removal, RemovalId, RetentionRule},
    store as sql,
};

/// The kind of job.
pub const KIND: &str = "privacy.retention";

/// Says how long a kind of thing is kept from a day on.
#[boxed]
pub async fn set_retention(
    clerk: &Clerk<'_>,
    since: Date,
    rule: &RetentionRule,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("retention_rule", Some(since), reason);
    let draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let kind = [Value::text(&rule.kind)];
    let standing = held::<RetentionRule>(&mut tx, draft.seq() - 1, "f.kind = $2", &kind).await?;
    let id = standing.first().map_or(rule.id, |held| held.fact.id);
    let said = RetentionRule { id, ..rule.clone() };
    seal_from(clerk, tx, draft, (&standing, since, &said)).await
}

/// What is past its time before this day.
pub fn border(today: Date, months: i64) -> Date {
    let back = Span::new().try_months(months).ok();
    back.and_then(|span| today.checked_sub(span).ok()).unwrap_or(Date::MIN)
}

/// Removes what is past its time of a kind, as one act that says how much it was. `agreed` is how
/// much whoever decides has seen: where it is something else meanwhile, nothing is removed.
#[boxed]
pub async fn remove(
    clerk: &Clerk<'_>,
    ages: &dyn Ages,
    agreed: i64,
    reason: &str,
) -> Result<Receipt, Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    if ages.disposal() != Disposal::Together {
        return Err(Error::Step);
    }
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header(REMOVAL, Some(today), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let rule = figures::rule_of(&mut tx, ages.kind(), today).await?.ok_or(Error::Unknown)?;
    let before = border(today, rule.months);
    let past = ages.past(&mut tx, before).await?;
    if past != agreed || past == 0 {
        return Err(Error::Field { field: "so", what: "changed" });
    }
    let removed = ages.remove(&mut tx, &mut draft, before).await?;
    let id = RemovalId(draft.new_id());
    let said = Removal { id, kind: ages.kind().to_owned(), before, removed };
    draft.assert(Interval::since(today), &said);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    clerk.app.acted();
    Ok(receipt)
}

/// The job of each day.
#[boxed]
pub async fn work_retention(task: Task, app: App) -> Result<(), Failure> {
    drop(task);
    let actor = Actor::command_of("errands");
    look(&Clerk { app: &app, actor: &actor }).await.map(drop).map_err(|error| {
        tracing::error!(%error, "what is past its time could not be counted");
        Failure::Again("counting_failed".to_owned())
    })
}

/// Counts what is past its time and tells of kinds of which there was nothing before. Removes
/// nothing. Returns how many kinds were told of.
#[boxed]
pub async fn look(clerk: &Clerk<'_>) -> Result<usize, Error> {
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let room = clerk.app.room::<crate::pages::Room>();
    let kept = figures::retention(&mut tx, clerk.actor, room.aging_kinds(), today).await?;
    let mut fresh = 0;
    for it in &kept {
        let before = sql::seen(&mut tx, it.kind).await?;
        fresh += usize::from(before == 0 && it.past > 0);
        sql::note_seen(&mut tx, it.kind, it.past, clerk.app.clock.now()).await?;
    }
    if fresh > 0 {
        tell::past_time(clerk, &mut tx, i64::try_from(fresh).unwrap_or(i64::MAX)).await?;
    }
    tx.commit().await?;
    Ok(fresh)
}
