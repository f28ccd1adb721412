//! Campaigns are opened, given more time, locked, withdrawn.

use std::collections::BTreeSet;

use ::store::{Tx, Value};
use access::Right;
use kernel::{Date, Interval, Seq};
use ledger::{Draft, Held, Receipt, held};
use registry::{
    figures::org_map,
    model::{OrgId, Organisation},
    rules::lineage::OrgMap,
};
use store::boxed;

use super::{
    Clerk,
    case::{Case, campaign, latest, without_numbers},
    review::lock_into,
    tell::{News, Reporters, tell_locked},
};
use crate::{
    Error,
    model::{
        Campaign, CampaignId, CampaignState, Obligation, ObligationId, Offices, State, Submission,
    },
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

/// An office a campaign would ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOffice {
    /// The office.
    pub office: Organisation,
    /// Whether somebody's account would be told.
    pub told: bool,
}

/// Which offices a campaign would ask, by code. Nothing is opened.
#[boxed]
pub async fn preview_campaign(
    clerk: &Clerk<'_>,
    new: &NewCampaign,
) -> Result<Vec<AskedOffice>, Error> {
    clerk.actor.require_some(Right::RunCampaigns)?;
    let mut tx = clerk.app.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let (orgs, asked) = decide(&mut tx, clerk, known, new).await?;
    let reporters = Reporters::load(&mut tx, clerk, &orgs).await?;
    let told = |office: Organisation| AskedOffice { told: reporters.has(office.id), office };
    Ok(asked.into_iter().map(told).collect())
}

/// Whether a campaign can be opened, and which offices it asks.
async fn decide(
    tx: &mut Tx,
    clerk: &Clerk<'_>,
    known: Seq,
    new: &NewCampaign,
) -> Result<(OrgMap, Vec<Organisation>), Error> {
    let today = clerk.today();
    new.check(today)?;
    if !crate::figures::kinds(tx, known).await?.contains(&new.kind) {
        return Err(Error::Field { field: "loai", what: "unknown" });
    }
    let scope = clerk.actor.scope(Right::RunCampaigns);
    let orgs = org_map(tx, known).await?;
    let all = rules::asked(&new.offices, &orgs, today).into_iter();
    let asked: Vec<Organisation> = all.filter(|org| scope.has(org.id.0)).cloned().collect();
    if asked.is_empty() {
        return Err(Error::Field { field: "don-vi", what: "none" });
    }
    Ok((orgs, asked))
}

/// Opens a campaign: who owes is written down, and told.
#[boxed]
pub async fn open_campaign(
    clerk: &Clerk<'_>,
    new: &NewCampaign,
) -> Result<(CampaignId, usize, Receipt), Error> {
    clerk.actor.require_some(Right::RunCampaigns)?;
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("campaign", Some(today), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let (orgs, asked) = decide(&mut tx, clerk, draft.seq() - 1, new).await?;
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
    without_numbers(reason)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("campaign_due", Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let case = Case::load(&mut tx, draft.seq() - 1, at).await?;
    case.require_asked()?;
    let before = case.obligation;
    let after = Obligation { due_on: Some(due_on), ..before.fact.clone() };
    if !draft.overlay(&[before], Interval::since(clerk.today()), &after) {
        return Err(Error::Step);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// A campaign that is closed in one way or another, in an act that is being written.
struct Closing {
    tx: Tx,
    draft: Draft,
    standing: Vec<Held<Campaign>>,
    campaign: Campaign,
}

impl Closing {
    /// Begins it: of a campaign that is open, by who runs it for every office that owes.
    async fn begin(
        clerk: &Clerk<'_>,
        id: CampaignId,
        (kind, reason): (&'static str, &str),
    ) -> Result<Self, Error> {
        clerk.actor.require_some(Right::RunCampaigns)?;
        without_numbers(reason)?;
        let mut tx = clerk.app.db.write().await?;
        let header = clerk.desk().header(kind, Some(clerk.today()), reason);
        let draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
        let known = draft.seq() - 1;
        require_whole(&mut tx, clerk, known, id).await?;
        let standing = campaign(&mut tx, known, id).await?;
        let campaign = latest(&standing).ok_or(Error::Unknown)?.fact.clone();
        if campaign.state == CampaignState::Open {
            Ok(Self { tx, draft, standing, campaign })
        } else {
            Err(Error::Step)
        }
    }

    /// Says what it is from today on.
    fn becomes(&mut self, clerk: &Clerk<'_>, state: CampaignState) {
        self.campaign.state = state;
        self.draft.overlay(&self.standing, Interval::since(clerk.today()), &self.campaign);
    }
}

/// Locks a campaign: its figures are published. What still comes needs a reason, and nobody is
/// reminded any more. Only who runs it for every office that owes may.
#[boxed]
pub async fn lock_campaign(
    clerk: &Clerk<'_>,
    id: CampaignId,
    reason: &str,
) -> Result<Receipt, Error> {
    let mut closing = Closing::begin(clerk, id, ("campaign_lock", reason)).await?;
    closing.becomes(clerk, CampaignState::Locked);
    let Closing { mut tx, mut draft, campaign, .. } = closing;
    let locked = lock_into(&mut tx, clerk, &mut draft, id).await?;
    let receipt = draft.seal(&mut tx).await?;
    tell_locked(&mut tx, clerk, &campaign, &locked).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Withdraws a campaign that was opened by mistake: nobody owes anything any more, and whoever was
/// told of it is told so. Files that were put stay where they are. What was accepted is on record,
/// so a campaign with such a sheet can be locked and not withdrawn.
#[boxed]
pub async fn withdraw_campaign(
    clerk: &Clerk<'_>,
    id: CampaignId,
    reason: &str,
) -> Result<Receipt, Error> {
    let mut closing = Closing::begin(clerk, id, ("campaign_withdraw", reason)).await?;
    let known = closing.draft.seq() - 1;
    let key = [Value::Uuid(Some(id.0))];
    let sent = held::<Submission>(&mut closing.tx, known, "f.campaign_id = $2", &key).await?;
    let entered =
        |s: &Submission| s.round > 1 || matches!(s.state, State::Accepted | State::Locked);
    if sent.iter().any(|held| entered(&held.fact)) {
        return Err(Error::Step);
    }
    if !ledger::says_something(reason) {
        return Err(Error::Reason);
    }
    closing.becomes(clerk, CampaignState::Withdrawn);
    let Closing { mut tx, draft, campaign, .. } = closing;
    let receipt = draft.seal(&mut tx).await?;
    let owes = held::<Obligation>(&mut tx, known, "f.campaign_id = $2", &key).await?;
    let offices: BTreeSet<OrgId> = owes.into_iter().map(|held| held.fact.org).collect();
    let told = offices.into_iter().map(|org| (org, News::withdrawn(&campaign, reason)));
    let news: Vec<(OrgId, News)> = told.collect();
    let orgs = org_map(&mut tx, known).await?;
    Reporters::load(&mut tx, clerk, &orgs).await?.tell(&mut tx, clerk, &news).await?;
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
