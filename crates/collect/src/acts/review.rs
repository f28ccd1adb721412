//! What whoever looks a sheet through does: says what is to be mended, gives it back, accepts,
//! locks.

use ::store::{Tx, Value};
use access::Right;
use intake::acts::{Along, Applied, BatchError, Confirmed, Task, apply_along, hand_in};
use kernel::{Interval, Seq};
use ledger::{Draft, Receipt, held, says_something};
use registry::model::OrgId;
use store::boxed;

use super::{
    Clerk,
    case::{Case, campaign, latest, without_numbers},
    tell::{News, tell_locked, tell_office},
};
use crate::{
    Error,
    model::{CampaignId, Remark, RemarkId, State, Submission},
    rules::{Step, needs_reason},
};

/// Longest remark, in characters.
const LONGEST: usize = 1_000;

/// Something to be said of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRemark {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: i64,
    /// Column, from 0.
    pub column: i64,
    /// What is to be mended.
    pub body: String,
}

/// Remarks on a submission as known after an act.
async fn remarks(
    tx: &mut Tx,
    known: Seq,
    submission: &Submission,
) -> Result<Vec<ledger::Held<Remark>>, Error> {
    let key = [Value::Uuid(Some(submission.id.0))];
    Ok(held::<Remark>(tx, known, "f.submission_id = $2", &key).await?)
}

/// Says what is to be mended in a cell of what was sent.
#[boxed]
pub async fn add_remark(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    new: &NewRemark,
) -> Result<RemarkId, Error> {
    clerk.actor.require_at(Right::RunCampaigns, at.1.0)?;
    let body = new.body.trim();
    if body.is_empty() || body.chars().count() > LONGEST {
        return Err(Error::Field { field: "noi_dung", what: "missing" });
    }
    if ledger::holds_a_number(body) {
        return Err(Error::Field { field: "noi_dung", what: "number" });
    }
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("submission_remark", Some(clerk.today()), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let case = Case::load(&mut tx, draft.seq() - 1, at).await?;
    case.require_asked()?;
    let submission = case.submission.filter(|s| s.state == State::Sent).ok_or(Error::Step)?;
    let remark = Remark {
        id: RemarkId(draft.new_id()),
        submission: submission.id,
        batch: submission.batch.ok_or(Error::Step)?,
        file: new.file.clone(),
        sheet: new.sheet.clone(),
        row: new.row,
        column: new.column,
        body: Some(body.to_owned()),
    };
    draft.assert(Interval::since(clerk.today()), &remark);
    draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(remark.id)
}

/// Takes a remark back, while the sheet is still being looked through.
#[boxed]
pub async fn remove_remark(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    id: RemarkId,
) -> Result<(), Error> {
    clerk.actor.require_at(Right::RunCampaigns, at.1.0)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("submission_remark", Some(clerk.today()), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    let case = Case::load(&mut tx, known, at).await?;
    case.require_asked()?;
    let submission = case.submission.filter(|s| s.state == State::Sent).ok_or(Error::Step)?;
    let all = remarks(&mut tx, known, &submission).await?;
    let remark = all.iter().find(|h| h.fact.id == id).ok_or(Error::Unknown)?;
    draft.close::<Remark>(remark.id);
    draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives it back to be mended: with remarks at cells, or with a reason in words.
#[boxed]
pub async fn give_back(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    reason: &str,
) -> Result<Receipt, Error> {
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("submission_return", Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    let case = Case::load(&mut tx, known, at).await?;
    let after = case.after(clerk, &draft, Step::Return, reason)?;
    let batch = after.batch.ok_or(Error::Step)?;
    let said = remarks(&mut tx, known, &after).await?;
    let said = said.iter().filter(|h| h.fact.batch == batch).count();
    if said == 0 && !says_something(reason) {
        return Err(Error::Reason);
    }
    hand_in(&mut tx, batch, false).await?;
    case.say(clerk, &mut draft, &after);
    let receipt = draft.seal(&mut tx).await?;
    tell_office(&mut tx, clerk, at.1, News::returned(&case.campaign, said)).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Accepts it: what the sheet changes is entered, and that it was accepted, as one act.
#[boxed]
pub async fn accept(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    confirmed: &Confirmed,
) -> Result<Applied, Error> {
    clerk.actor.require_at(Right::RunCampaigns, at.1.0)?;
    without_numbers(&confirmed.reason)?;
    let kind = {
        let mut tx = clerk.app.db.read().await?;
        let known = ledger::last_seq(&mut tx).await?;
        Case::load(&mut tx, known, at).await?.campaign.kind
    };
    let accepting = Accepting { clerk, at, confirmed, kind };
    let applied = apply_along(&clerk.desk(), confirmed, &accepting).await;
    applied.map_err(|error| match error {
        BatchError::Refused(why) if why == NO_REASON => Error::Reason,
        BatchError::Refused(_) => Error::Step,
        BatchError::Erased(file) => Error::Erased(file),
        BatchError::NoTable(files) => Error::NoTable(files),
        other => Error::Batch(other),
    })
}

/// What is entered with the sheet.
struct Accepting<'a> {
    clerk: &'a Clerk<'a>,
    at: (CampaignId, OrgId),
    confirmed: &'a Confirmed,
    /// The kind of sheet that was asked for.
    kind: String,
}

const NO_REASON: &str = "reason";

impl Along for Accepting<'_> {
    fn asks(&self) -> Option<&str> {
        Some(&self.kind)
    }

    fn enter<'t>(&'t self, tx: &'t mut Tx, draft: &'t mut Draft) -> Task<'t> {
        Box::pin(async move {
            self.decide(tx, draft).await.map_err(|error| match error {
                Error::Batch(error) => error,
                Error::Reason => BatchError::Refused(NO_REASON),
                Error::Registry(error) => BatchError::Intake(error.into()),
                Error::Refused(_)
                | Error::Unknown
                | Error::Step
                | Error::Erased(_)
                | Error::NoTable(_)
                | Error::Field { .. } => BatchError::Refused("step"),
            })
        })
    }
}

impl Accepting<'_> {
    async fn decide(&self, tx: &mut Tx, draft: &mut Draft) -> Result<(), Error> {
        let case = Case::load(tx, draft.seq() - 1, self.at).await?;
        let after = case.after(self.clerk, draft, Step::Accept, &self.confirmed.reason)?;
        if after.batch != Some(self.confirmed.batch) {
            return Err(Error::Step);
        }
        case.say(self.clerk, draft, &after);
        tell_office(tx, self.clerk, self.at.1, News::accepted(&case.campaign)).await
    }
}

/// Locks what was accepted of an office; for a reason, where its campaign is locked already.
#[boxed]
pub async fn lock(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    reason: &str,
) -> Result<Receipt, Error> {
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("submission_lock", Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let case = Case::load(&mut tx, draft.seq() - 1, at).await?;
    let after = case.after(clerk, &draft, Step::Lock, reason)?;
    case.say(clerk, &mut draft, &after);
    let receipt = draft.seal(&mut tx).await?;
    tell_locked(&mut tx, clerk, &case.campaign, &[at.1]).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Locks everything that was accepted in a campaign; for a reason, where that is locked already.
/// Returns how many, and the act.
#[boxed]
pub async fn lock_accepted(
    clerk: &Clerk<'_>,
    id: CampaignId,
    reason: &str,
) -> Result<(usize, Option<Receipt>), Error> {
    clerk.actor.require_some(Right::RunCampaigns)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("submission_lock", Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let campaigns = campaign(&mut tx, draft.seq() - 1, id).await?;
    let campaign = latest(&campaigns).ok_or(Error::Unknown)?.fact.clone();
    if needs_reason(Step::Lock, campaign.state, 1) && !says_something(reason) {
        return Err(Error::Reason);
    }
    let locked = lock_into(&mut tx, clerk, &mut draft, id).await?;
    if locked.is_empty() {
        return Ok((0, None));
    }
    let receipt = draft.seal(&mut tx).await?;
    tell_locked(&mut tx, clerk, &campaign, &locked).await?;
    tx.commit().await?;
    Ok((locked.len(), Some(receipt)))
}

/// Locks what was accepted, where the clerk may, in an act that is being written. Returns whose it
/// was.
pub(super) async fn lock_into(
    tx: &mut Tx,
    clerk: &Clerk<'_>,
    draft: &mut Draft,
    id: CampaignId,
) -> Result<Vec<OrgId>, Error> {
    let scope = clerk.actor.scope(Right::RunCampaigns);
    let key = [Value::Uuid(Some(id.0))];
    let all = held::<Submission>(tx, draft.seq() - 1, "f.campaign_id = $2", &key).await?;
    let mut by_office: std::collections::BTreeMap<OrgId, Vec<ledger::Held<Submission>>> =
        std::collections::BTreeMap::new();
    for one in all {
        by_office.entry(one.fact.org).or_default().push(one);
    }
    let mut locked = Vec::new();
    for (org, standing) in by_office {
        let Some(now) = latest(&standing).map(|h| h.fact.clone()) else { continue };
        if now.state != State::Accepted || !scope.has(org.0) {
            continue;
        }
        let after = Submission { state: State::Locked, ..now };
        draft.overlay(&standing, Interval::since(clerk.today()), &after);
        locked.push(org);
    }
    Ok(locked)
}
