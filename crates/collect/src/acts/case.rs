//! One office in one campaign, as it stands when a decision is made.

use ::store::{Tx, Value};
use access::Right;
use intake::model::BatchId;
use kernel::{Date, Interval, Seq};
use ledger::{Draft, Held, held};
use registry::model::OrgId;

use super::Clerk;
use crate::{
    Error,
    model::{
        Campaign, CampaignId, CampaignState, Handover, Obligation, State, Submission, SubmissionId,
    },
    rules::{self, Step},
};

/// One office in one campaign.
pub(super) struct Case {
    pub(super) campaign: Campaign,
    pub(super) obligation: Held<Obligation>,
    standing: Vec<Held<Submission>>,
    pub(super) submission: Option<Submission>,
    /// Whether others owe in its place.
    passed: bool,
}

/// A campaign as it is known after an act, with all its rows.
pub(super) async fn campaign(
    tx: &mut Tx,
    known: Seq,
    id: CampaignId,
) -> Result<Vec<Held<Campaign>>, Error> {
    let key = [Value::Uuid(Some(id.0))];
    Ok(held::<Campaign>(tx, known, "f.campaign_id = $2", &key).await?)
}

/// Refuses a reason that tells somebody's number: a reason stays for good, and no erasure reaches
/// it.
pub(super) fn without_numbers(reason: &str) -> Result<(), Error> {
    if ledger::holds_a_number(reason) {
        return Err(Error::Field { field: "ly_do", what: "number" });
    }
    Ok(())
}

/// What holds now.
pub(super) fn latest<F: Clone>(standing: &[Held<F>]) -> Option<&Held<F>> {
    standing.iter().find(|h| h.valid.to.is_none())
}

/// Whose the files of a batch are now.
pub(super) async fn of_batch(
    tx: &mut Tx,
    known: Seq,
    batch: BatchId,
) -> Result<Option<(CampaignId, OrgId)>, Error> {
    let key = [Value::Uuid(Some(batch.0))];
    let standing = held::<Submission>(tx, known, "f.batch_id = $2", &key).await?;
    Ok(latest(&standing).map(|held| (held.fact.campaign, held.fact.org)))
}

impl Case {
    pub(super) async fn load(
        tx: &mut Tx,
        known: Seq,
        (id, org): (CampaignId, OrgId),
    ) -> Result<Self, Error> {
        let campaigns = campaign(tx, known, id).await?;
        let campaign = latest(&campaigns).ok_or(Error::Unknown)?.fact.clone();
        let key = [Value::Uuid(Some(id.0)), Value::Uuid(Some(org.0))];
        let condition = "f.campaign_id = $2 AND f.org_id = $3";
        let obligations = held::<Obligation>(tx, known, condition, &key).await?;
        let obligation = latest(&obligations).ok_or(Error::Unknown)?.clone();
        let standing = held::<Submission>(tx, known, condition, &key).await?;
        let submission = latest(&standing).map(|h| h.fact.clone());
        let passed = held::<Handover>(tx, known, condition, &key).await?;
        let passed = latest(&passed).is_some();
        Ok(Self { campaign, obligation, standing, submission, passed })
    }

    pub(super) fn state(&self) -> Option<State> {
        self.submission.as_ref().map(|s| s.state)
    }

    pub(super) fn round(&self) -> i64 {
        self.submission.as_ref().map_or(1, |s| s.round)
    }

    /// Refuses what was withdrawn: it asks nothing of anybody any more.
    pub(super) fn require_asked(&self) -> Result<(), Error> {
        if self.campaign.state == CampaignState::Withdrawn { Err(Error::Step) } else { Ok(()) }
    }

    /// The submission after a step; refused where it can't be taken, may not be, or needs a
    /// reason that is not there.
    pub(super) fn after(
        &self,
        clerk: &Clerk<'_>,
        draft: &Draft,
        step: Step,
        reason: &str,
    ) -> Result<Submission, Error> {
        let org = self.obligation.fact.org;
        may(clerk, step, org)?;
        self.require_asked()?;
        if self.passed {
            return Err(Error::Step);
        }
        let taken = rules::take(self.state(), step).ok_or(Error::Step)?;
        without_numbers(reason)?;
        let wanted = rules::needs_reason(step, self.campaign.state, self.round());
        if wanted && !ledger::says_something(reason) {
            return Err(Error::Reason);
        }
        let before = self.submission.clone().unwrap_or_else(|| Submission {
            id: SubmissionId(draft.new_id()),
            campaign: self.campaign.id,
            org,
            round: 1,
            state: State::Draft,
            batch: None,
            sent_on: None,
        });
        let round = before.round + i64::from(taken.anew);
        Ok(Submission { state: taken.state, round, ..before })
    }

    /// Says that it stands so from today on.
    pub(super) fn say(&self, clerk: &Clerk<'_>, draft: &mut Draft, submission: &Submission) {
        self.say_from(clerk.today(), draft, submission);
    }

    /// The same from a day on.
    pub(super) fn say_from(&self, day: Date, draft: &mut Draft, submission: &Submission) {
        draft.overlay(&self.standing, Interval::since(day), submission);
    }
}

/// Whoever looks a sheet through may also open it again for its office.
fn may(clerk: &Clerk<'_>, step: Step, org: OrgId) -> Result<(), Error> {
    let own = clerk.actor.require_at(rules::right(step), org.0);
    if step == Step::Correct && own.is_err() {
        return Ok(clerk.actor.require_at(Right::RunCampaigns, org.0)?);
    }
    Ok(own?)
}
