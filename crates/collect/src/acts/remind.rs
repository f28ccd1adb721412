//! Offices that have not sent are reminded: each morning by a job, or at once by a person.

use access::{Actor, App, Right};
use errands::Task;
use kernel::AsOf;
use registry::{figures::org_map, model::OrgId};
use store::boxed;
use store::jobs::Failure;

use super::{
    Clerk,
    follow::follow_offices,
    tell::{News, Reporters},
};
use crate::{
    Error, figures,
    model::{Campaign, CampaignId, CampaignState},
    rules::{self, Standing},
    store as sql,
};

/// The kind of job that reminds every morning.
pub const KIND: &str = "collect.remind";

/// What came of a reminder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Reminded {
    /// Offices that owe and were reminded.
    pub offices: usize,
    /// Accounts that were told.
    pub accounts: usize,
}

/// Reminds every office of a campaign that owes, once a day at most.
#[boxed]
pub async fn remind(clerk: &Clerk<'_>, id: CampaignId) -> Result<Reminded, Error> {
    clerk.actor.require_some(Right::RunCampaigns)?;
    run(clerk, id, false).await
}

/// The job of the morning.
#[boxed]
pub async fn work(task: Task, app: App) -> Result<(), Failure> {
    let actor = Actor::command_of("errands");
    let clerk = Clerk { app: &app, actor: &actor };
    let all = open_campaigns(&clerk).await.map_err(again)?;
    for (n, id) in all.iter().enumerate() {
        // Nobody is reminded who is no more.
        follow_offices(&clerk, *id).await.map_err(again)?;
        run(&clerk, *id, true).await.map_err(again)?;
        task.progress(n + 1, all.len()).await?;
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn again(error: Error) -> Failure {
    tracing::error!(%error, "offices could not be reminded");
    Failure::Again("reminders_failed".to_owned())
}

async fn open_campaigns(clerk: &Clerk<'_>) -> Result<Vec<CampaignId>, Error> {
    let mut tx = clerk.app.db.read().await?;
    let known_at = ledger::last_seq(&mut tx).await?;
    let at = AsOf { valid_on: clerk.today(), known_at };
    let all = figures::campaigns(&mut tx, at).await?;
    let open = all.into_iter().filter(|c| c.state == CampaignState::Open);
    Ok(open.map(|c| c.id).collect())
}

/// One campaign in one transaction: whoever is told is told once, however often this is begun.
async fn run(clerk: &Clerk<'_>, id: CampaignId, on_its_day: bool) -> Result<Reminded, Error> {
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let known_at = ledger::last_seq(&mut tx).await?;
    let at = AsOf { valid_on: today, known_at };
    let campaign = figures::campaign(&mut tx, at, id).await?.ok_or(Error::Unknown)?;
    if campaign.state != CampaignState::Open {
        return if on_its_day { Ok(Reminded::default()) } else { Err(Error::Step) };
    }
    let scope = clerk.actor.scope(Right::RunCampaigns);
    let owed = sql::owed(&mut tx, at, Some(id)).await?;
    let passed = sql::passed(&mut tx, at, Some(id)).await?;
    let mut news: Vec<(OrgId, News)> = Vec::new();
    for one in owed.into_iter().filter(|one| !passed.contains_key(&(id, one.org))) {
        let due = one.due_on.unwrap_or(campaign.due_on);
        let standing = rules::standing(one.sent.map(sql::SentRow::told), due, today);
        let day = !on_its_day || rules::is_reminded_on(&campaign, due, today);
        if day && standing.is_owed() && scope.has(one.org.0) {
            news.push((one.org, told(&campaign, due, standing)));
        }
    }
    if news.is_empty() {
        return Ok(Reminded::default());
    }
    let orgs = org_map(&mut tx, known_at).await?;
    let accounts =
        Reporters::load(&mut tx, clerk, &orgs).await?.tell(&mut tx, clerk, &news).await?;
    let count = i64::try_from(accounts).unwrap_or(i64::MAX);
    if !sql::note_reminded(&mut tx, id, today, (count, clerk.app.clock.now())).await? {
        return if on_its_day { Ok(Reminded::default()) } else { Err(Error::Step) };
    }
    tx.commit().await?;
    Ok(Reminded { offices: news.len(), accounts })
}

fn told(campaign: &Campaign, due: kernel::Date, standing: Standing) -> News {
    match standing {
        Standing::Late => News::late(campaign, due),
        _ => News::due(campaign, due),
    }
}
