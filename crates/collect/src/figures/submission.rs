//! What happened to what an office sent.

use std::collections::{BTreeMap, BTreeSet};

use ::store::{Tx, Value};
use access::{Actor, Author, Right, author};
use intake::model::BatchId;
use kernel::{AsOf, Date, Seq, Timestamp};
use ledger::held;
use registry::{figures::org_map, model::OrgId};
use store::boxed;

use crate::{
    Error,
    model::{Campaign, CampaignId, Handover, Obligation, Remark, State, Submission, SubmissionId},
    rules, store as sql,
};

/// A step that was taken: by whom, when, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The act.
    pub act: Seq,
    /// Kind of the act.
    pub kind: String,
    /// Where it led.
    pub state: State,
    /// In which round.
    pub round: i64,
    /// The files that were there.
    pub batch: Option<BatchId>,
    /// By which account.
    pub by: String,
    /// Who that was; `None` at the command line.
    pub author: Option<Author>,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// The step by which it came back to be mended, where it is there to be mended now.
pub fn came_back(steps: &[Given]) -> Option<&Given> {
    let back = |step: &&Given| step.state == State::ToFix && step.kind != FILES_PUT;
    let there = steps.last().is_some_and(|step| step.state == State::ToFix);
    steps.iter().rev().find(back).filter(|_| there)
}

/// The kind of act by which files are put.
pub(crate) const FILES_PUT: &str = "submission_draft";

/// The kind of act by which somebody is erased: what names them goes back.
const ERASE: &str = "erase";

/// The kind of act by which it is sent.
pub(crate) const SEND: &str = "submission_send";

/// How often it was sent, in all its rounds.
pub fn sendings(steps: &[Given]) -> i64 {
    let sent = steps.iter().filter(|step| step.kind == SEND).count();
    i64::try_from(sent).unwrap_or(i64::MAX)
}

/// The kind of act by which what was accepted is opened again.
pub(crate) const CORRECT: &str = "submission_correct";

/// When it was last sent again after it had come back to be mended, in its present round.
pub fn sent_again(steps: &[Given]) -> Option<Timestamp> {
    let round = steps.last()?.round;
    let own: Vec<&Given> = steps.iter().filter(|step| step.round == round).collect();
    let again = |pair: &&[&Given]| pair[0].state == State::ToFix && pair[1].state == State::Sent;
    own.windows(2).rev().find(again).map(|pair| pair[1].at)
}

/// Who sees what an office sent: who reports for it, and who looks it through.
const SEES: [Right; 2] = [Right::Report, Right::SeeCampaigns];

/// One office in one campaign.
#[derive(Clone, Debug)]
pub struct OfOffice {
    /// The campaign.
    pub campaign: Campaign,
    /// Until when the office owes.
    pub due_on: Date,
    /// What it sent.
    pub submission: Option<Submission>,
    /// Whether a draft of it is owed: no correction of what was entered.
    pub owed: bool,
    /// What is said of its cells.
    pub remarks: Vec<Remark>,
    /// What was said of files that others took the place of, the earliest first.
    pub earlier: Vec<Remark>,
    /// Everything that happened, the first first.
    pub steps: Vec<Given>,
    /// Who owes in its place, where it is no more: perhaps nobody.
    pub heirs: Option<BTreeSet<OrgId>>,
    /// In whose place it owes.
    pub before: BTreeSet<OrgId>,
}

/// One office in one campaign as it is known after an act; `None` where it owes nothing there.
/// Whoever stands for an office that came from it by today
/// sees its past.
#[boxed]
pub async fn of_office(
    tx: &mut Tx,
    actor: &Actor,
    (known, today): (Seq, Date),
    (id, org): (CampaignId, OrgId),
) -> Result<Option<OfOffice>, Error> {
    let sees = |org: &OrgId| SEES.iter().any(|right| actor.may_at(*right, org.0));
    if !sees(&org) {
        let orgs = org_map(tx, known).await?;
        let came_from_it = rules::heirs(&orgs, org, today);
        if !came_from_it.is_some_and(|all| all.iter().any(sees)) {
            actor.require_at(Right::SeeCampaigns, org.0)?;
        }
    }
    let key = [Value::Uuid(Some(id.0)), Value::Uuid(Some(org.0))];
    let campaigns = held::<Campaign>(tx, known, "f.campaign_id = $2", &key[..1]).await?;
    let condition = "f.campaign_id = $2 AND f.org_id = $3";
    let obligations = held::<Obligation>(tx, known, condition, &key).await?;
    let campaign = campaigns.into_iter().find(|h| h.valid.to.is_none());
    let obligation = obligations.into_iter().find(|h| h.valid.to.is_none());
    let Some((campaign, obligation)) = campaign.zip(obligation) else { return Ok(None) };
    let submissions = held::<Submission>(tx, known, condition, &key).await?;
    let submission = submissions.into_iter().find(|h| h.valid.to.is_none()).map(|h| h.fact);
    let owed = submission.as_ref().is_none_or(|s| s.round == 1)
        || sql::taken_over(tx, known).await?.contains(&(id, org));
    let due_on = obligation.fact.due_on.unwrap_or(campaign.fact.due_on);
    let ((remarks, earlier), steps) = match &submission {
        Some(s) => (remarks(tx, known, s).await?, steps(tx, known, s).await?),
        None => Default::default(),
    };
    let mut passed = passed_now(tx, known, id).await?;
    let before = passed.iter().filter(|(_, heirs)| heirs.contains(&org)).map(|(o, _)| *o).collect();
    let heirs = passed.remove(&org);
    let campaign = campaign.fact;
    Ok(Some(OfOffice {
        campaign,
        due_on,
        submission,
        owed,
        remarks,
        earlier,
        steps,
        heirs,
        before,
    }))
}

/// Which offices of a campaign passed on what they owed, and to whom.
async fn passed_now(
    tx: &mut Tx,
    known: Seq,
    id: CampaignId,
) -> Result<BTreeMap<OrgId, BTreeSet<OrgId>>, Error> {
    let key = [Value::Uuid(Some(id.0))];
    let all = held::<Handover>(tx, known, "f.campaign_id = $2", &key).await?;
    let mut passed = BTreeMap::<OrgId, BTreeSet<OrgId>>::new();
    for now in all.into_iter().filter(|h| h.valid.to.is_none()) {
        passed.entry(now.fact.org).or_default().extend(now.fact.heir);
    }
    Ok(passed)
}

/// What is said of the files that are there now, and what was said of those before them.
async fn remarks(
    tx: &mut Tx,
    known: Seq,
    submission: &Submission,
) -> Result<(Vec<Remark>, Vec<Remark>), Error> {
    let key = [Value::Uuid(Some(submission.id.0))];
    let all = held::<Remark>(tx, known, "f.submission_id = $2", &key).await?;
    let mut all: Vec<Remark> = all.into_iter().map(|h| h.fact).collect();
    // Ids grow with time.
    all.sort_unstable_by_key(|remark| remark.id.0);
    Ok(all.into_iter().partition(|remark| Some(remark.batch) == submission.batch))
}

/// What is said of the cells of a batch as known after the last act.
#[boxed]
pub async fn remarks_of_batch(tx: &mut Tx, batch: BatchId) -> Result<Vec<Remark>, Error> {
    let known = ledger::last_seq(tx).await?;
    let key = [Value::Uuid(Some(batch.0))];
    let all = held::<Remark>(tx, known, "f.batch_id = $2", &key).await?;
    Ok(all.into_iter().map(|h| h.fact).collect())
}

async fn steps(tx: &mut Tx, known: Seq, submission: &Submission) -> Result<Vec<Given>, Error> {
    steps_of(tx, known, submission.id).await
}

/// Every step of a submission, the first first.
pub(crate) async fn steps_of(
    tx: &mut Tx,
    known: Seq,
    id: SubmissionId,
) -> Result<Vec<Given>, Error> {
    let mut given = Vec::new();
    for row in sql::steps(tx, known, id).await? {
        let Some(act) = ledger::act(tx, row.act).await? else { continue };
        let on = AsOf { valid_on: act.effective_on.unwrap_or(Date::MAX), known_at: row.act };
        let author = author(tx, &act.entered_by, on).await?;
        given.push(Given {
            author,
            act: row.act,
            kind: act.kind.clone(),
            state: row.state,
            round: row.round,
            batch: row.batch,
            by: act.entered_by,
            at: act.entered_at,
            // Why somebody is erased is not for whoever sent their row.
            reason: if act.kind == ERASE { String::new() } else { act.reason },
        });
    }
    Ok(given)
}
