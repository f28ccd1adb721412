//! A file of a sheet is deleted because somebody in it was erased: what was sent goes back to its
//! office in the same act, and whoever reports for it is told, without a name.

use ::store::{
    Tx,
    jobs::{self, Failure, NewJob},
};
use access::{Actor, App};
use errands::Task as Job;
use intake::{
    acts::{emptied_by, hand_in},
    model::Batch,
};
use kernel::{Date, Uuid};
use ledger::Draft;
use registry::{
    acts::{Identity, Keeps, Kept, Task},
    figures::org_map,
    model::OrgId,
};
use store::boxed;

use super::{
    Clerk,
    case::{Case, of_batch},
    tell::{News, Reporters},
};
use crate::{
    Error,
    model::{CampaignId, CampaignState, State, Submission},
};

/// The kind of job that tells offices which file they have to send anew.
pub const KIND: &str = "collect.emptied";

/// Sheets that lose a file. Comes after what deletes the files; which those are, the room that keeps
/// them tells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Emptied;

impl Keeps for Emptied {
    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        _: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            give_back(tx, draft).await.map_err(|error| match error {
                Error::Registry(error) => error,
                other => registry::Error::Refused { what: "sheet", value: other.to_string() },
            })?;
            Ok(Kept::default())
        })
    }
}

/// What the job needs to know: campaigns, and the offices that lost a file there.
type Told = Vec<(Uuid, Uuid)>;

async fn give_back(tx: &mut Tx, draft: &mut Draft) -> Result<(), Error> {
    let today = jiff::tz::offset(7).to_datetime(draft.entered_at()).date();
    let mut told = Told::new();
    for batch in emptied_by(tx, draft.seq()).await? {
        let Some(at) = of_batch(tx, draft.seq() - 1, batch.id).await? else { continue };
        if of_office(tx, draft, (at, &batch), today).await? {
            told.push((at.0.0, at.1.0));
        }
    }
    if told.is_empty() {
        return Ok(());
    }
    let (at, payload) = (draft.entered_at(), serde_json::to_string(&told).unwrap_or_default());
    let job = NewJob::now(KIND, payload, at);
    jobs::enqueue(tx, draft.ids(), at, &job).await?;
    Ok(())
}

/// Gives a sheet back that waits to be looked through; whether its office has to send it anew.
async fn of_office(
    tx: &mut Tx,
    draft: &mut Draft,
    (at, batch): ((CampaignId, OrgId), &Batch),
    today: Date,
) -> Result<bool, Error> {
    let case = Case::load(tx, draft.seq() - 1, at).await?;
    let asked = case.campaign.state != CampaignState::Withdrawn;
    let Some(now) = case.submission.clone().filter(|s| s.batch == Some(batch.id) && asked) else {
        return Ok(false);
    };
    match now.state {
        State::Sent => {
            hand_in(tx, batch.id, false).await?;
            case.say_from(today, draft, &Submission { state: State::ToFix, ..now });
            Ok(true)
        }
        State::Draft | State::ToFix => Ok(true),
        State::Accepted | State::Locked => Ok(false),
    }
}

/// Tells the offices.
#[boxed]
pub async fn work_emptied(task: Job, app: App) -> Result<(), Failure> {
    let told: Told = task.payload()?;
    let actor = Actor::command_of("errands");
    tell(&Clerk { app: &app, actor: &actor }, &told).await.map_err(|error| {
        tracing::error!(%error, "offices could not be told of a file that was deleted");
        Failure::Again("telling_failed".to_owned())
    })
}

async fn tell(clerk: &Clerk<'_>, told: &Told) -> Result<(), Error> {
    let mut tx = clerk.app.db.write().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let mut news = Vec::new();
    for (campaign, org) in told {
        let at = (CampaignId(*campaign), OrgId(*org));
        let case = Case::load(&mut tx, known, at).await?;
        news.push((at.1, News::emptied(&case.campaign)));
    }
    let orgs = org_map(&mut tx, known).await?;
    Reporters::load(&mut tx, clerk, &orgs).await?.tell(&mut tx, clerk, &news).await?;
    tx.commit().await?;
    Ok(())
}
