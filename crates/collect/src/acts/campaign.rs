//! Campaigns are opened, given more time, locked.

use ::store::{Tx, Value};
use access::Right;
use kernel::{Date, Interval, Seq};
use ledger::{Draft, Receipt, held};
use registry::{figures::org_map, model::OrgId};
use store::boxed;

use super::{
    Clerk,
    case::{Case, campaign, latest},
    tell::{News, Reporters},
};
use crate::{
    Error,
    model::{Campaign, CampaignId, CampaignState, Obligation, ObligationId, Offices},
    rules,
};

/// Longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// Reminders lie within so many days of the due day.
const FURTHEST: i64 = 365;
/// More reminders are not read.
const MOST_REMINDERS: usize = 12;

/// A campaign to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCampaign {
    /// What it is called.
    pub name: String,
    /// The kind of sheet.
    pub kind: String,
    /// Which offices are asked.
    pub offices: Offices,
    /// The day the sheets speak of.
    pub as_of: Date,
    /// The last day that is in time.
    pub due_on: Date,
    /// Days from the due day on which offices are reminded.
    pub reminders: Vec<i64>,
}

impl NewCampaign {
    fn check(&self, today: Date) -> Result<(), Error> {
        let wrong = |field, what| Err(Error::Field { field, what });
        let name = self.name.trim();
        if name.is_empty() {
            return wrong("ten", "missing");
        }
        if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return wrong("ten", "long");
        }
        if self.due_on < today {
            return wrong("han", "past");
        }
        let near = self.reminders.iter().all(|days| days.abs() <= FURTHEST);
        if !near || self.reminders.len() > MOST_REMINDERS {
            return wrong("nhac", "far");
        }
        Ok(())
    }
}

/// Opens a campaign: who owes is written down, and told.
#[boxed]
pub async fn open_campaign(
    clerk: &Clerk<'_>,
    new: &NewCampaign,
) -> Result<(CampaignId, usize, Receipt), Error> {
    clerk.actor.require_some(Right::RunCampaigns)?;
    let today = clerk.today();
    new.check(today)?;
    let (desk, scope) = (clerk.desk(), clerk.actor.scope(Right::RunCampaigns));
    let mut tx = clerk.app.db.write().await?;
    let header = desk.header("campaign", Some(today), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    if !crate::figures::kinds(&mut tx, known).await?.contains(&new.kind) {
        return Err(Error::Field { field: "loai", what: "unknown" });
    }
    let orgs = org_map(&mut tx, known).await?;
    let mut asked = rules::asked(&new.offices, &orgs, today);
    asked.retain(|org| scope.has(org.id.0));
    if asked.is_empty() {
        return Err(Error::Field { field: "don-vi", what: "none" });
    }
    let mut reminders = new.reminders.clone();
    reminders.sort_unstable();
    reminders.dedup();
    let opened = Campaign {
        id: CampaignId(draft.new_id()),
        name: new.name.trim().to_owned(),
        kind: new.kind.clone(),
        offices: new.offices.clone(),
        as_of: new.as_of,
        due_on: new.due_on,
        reminders,
        state: CampaignState::Open,
    };
    let over = Interval::since(today);
    draft.assert(over, &opened);
    let offices: Vec<OrgId> = asked.iter().map(|org| org.id).collect();
    for org in &offices {
        let id = ObligationId(draft.new_id());
        let owes = Obligation { id, campaign: opened.id, org: *org, due_on: None };
        draft.assert(over, &owes);
    }
    let receipt = draft.seal(&mut tx).await?;
    let news: Vec<(OrgId, News)> =
        offices.iter().map(|org| (*org, News::opened(&opened))).collect();
    Reporters::load(&mut tx, clerk, &orgs).await?.tell(&mut tx, clerk, &news).await?;
    tx.commit().await?;
    Ok((opened.id, offices.len(), receipt))
}

/// Gives an office until another day.
#[boxed]
pub async fn extend(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    due_on: Date,
    reason: &str,
) -> Result<Receipt, Error> {
    clerk.actor.require_at(Right::RunCampaigns, at.1.0)?;
    if due_on < clerk.today() {
        return Err(Error::Field { field: "han", what: "past" });
    }
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("campaign_due", Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let case = Case::load(&mut tx, draft.seq() - 1, at).await?;
    let before = case.obligation;
    let after = Obligation { due_on: Some(due_on), ..before.fact.clone() };
    if !draft.overlay(&[before], Interval::since(clerk.today()), &after) {
        return Err(Error::Step);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Locks a campaign: its figures are published. What still comes needs a reason, and nobody is
/// reminded any more. Only who runs it for every office that owes may.
#[boxed]
pub async fn lock_campaign(
    clerk: &Clerk<'_>,
    id: CampaignId,
    reason: &str,
) -> Result<Receipt, Error> {
    clerk.actor.require_some(Right::RunCampaigns)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("campaign_lock", Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    require_whole(&mut tx, clerk, known, id).await?;
    let standing = campaign(&mut tx, known, id).await?;
    let before = latest(&standing).ok_or(Error::Unknown)?.fact.clone();
    if before.state == CampaignState::Locked {
        return Err(Error::Step);
    }
    let after = Campaign { state: CampaignState::Locked, ..before };
    draft.overlay(&standing, Interval::since(clerk.today()), &after);
    super::review::lock_into(&mut tx, clerk, &mut draft, id).await?;
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Refuses who may not run a campaign at some office that owes.
async fn require_whole(
    tx: &mut Tx,
    clerk: &Clerk<'_>,
    known: Seq,
    id: CampaignId,
) -> Result<(), Error> {
    let key = [Value::Uuid(Some(id.0))];
    for owes in held::<Obligation>(tx, known, "f.campaign_id = $2", &key).await? {
        clerk.actor.require_at(Right::RunCampaigns, owes.fact.org.0)?;
    }
    Ok(())
}
