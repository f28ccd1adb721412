//! What the office does: it puts its files there, hands them in, takes them back, opens them
//! again.

use ::store::Tx;
use intake::{
    acts::{Dropped, Tables, batch, hand_in, open_batch_in, replace_batch_in, tables},
    model::{BatchId, Submitted},
};
use kernel::Seq;
use ledger::{Draft, Receipt, says_something};
use registry::{figures::org_map, model::OrgId};
use store::boxed;

use super::{Clerk, case::Case};
use crate::{
    Error, figures,
    model::{CampaignId, State, Submission},
    pages::submission_page,
    rules::{self, Step},
    store as sql,
};

/// Puts the files of an office there, in place of those that were. They are kept as a batch that
/// can be looked at and mended.
#[boxed]
pub async fn put(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    files: Vec<Dropped>,
) -> Result<BatchId, Error> {
    let desk = clerk.desk();
    let mut tx = clerk.app.db.write().await?;
    let header = desk.header(figures::FILES_PUT, Some(clerk.today()), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    let case = Case::load(&mut tx, known, at).await?;
    let after = case.after(clerk, &draft, Step::Put, "")?;
    if let Some(earlier) = after.batch {
        replace_batch_in(&mut tx, earlier).await?;
    }
    let orgs = org_map(&mut tx, known).await?;
    let office = orgs.latest(at.1).ok_or(Error::Unknown)?;
    let page = submission_page(at.0, &office.code);
    let on = Some(case.campaign.as_of);
    let batch = open_batch_in(&mut tx, &desk, files, Submitted::new(at.1, page), on).await?;
    case.say(clerk, &mut draft, &Submission { batch: Some(batch), ..after });
    draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(batch)
}

/// Whether what came back to be mended is still as it came back.
async fn is_untouched(tx: &mut Tx, known: Seq, submission: &Submission) -> Result<bool, Error> {
    let steps = figures::steps_of(tx, known, submission.id).await?;
    let Some(back) = figures::came_back(&steps) else { return Ok(false) };
    let kept = match submission.batch {
        Some(id) => batch(tx, id).await?,
        None => None,
    };
    Ok(kept.is_some_and(|kept| rules::is_untouched(&kept, (back.batch, back.at))))
}

/// Reads what is there, before anything is locked.
async fn look(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
) -> Result<Option<(BatchId, Tables)>, Error> {
    let case = {
        let mut tx = clerk.app.db.read().await?;
        let known = ledger::last_seq(&mut tx).await?;
        Case::load(&mut tx, known, at).await?
    };
    clerk.actor.require_at(rules::right(Step::Send), at.1.0)?;
    let Some(batch) = case.submission.and_then(|s| s.batch) else { return Ok(None) };
    Ok(Some((batch, tables(&clerk.desk(), batch).await?)))
}

/// How many rows of a kind a batch has, as it was read; refused where a file of it was emptied, or
/// none has a table of the kind.
async fn rows_of(
    tx: &mut Tx,
    id: BatchId,
    kind: &str,
    found: Option<(BatchId, Tables)>,
) -> Result<usize, Error> {
    let kept = batch(tx, id).await?.ok_or(Error::Step)?;
    if let Some(file) = kept.emptied().next() {
        return Err(Error::Erased(file.name.clone()));
    }
    // Another batch, or the same mended meanwhile, is not what was read.
    let (_, found) = found
        .filter(|(read, tables)| (*read, tables.version) == (id, kept.version))
        .ok_or(Error::Step)?;
    found.rows(kind).ok_or(Error::NoTable(found.files))
}

/// Hands in what is there. What came back and is sent again as it was needs a reason.
#[boxed]
pub async fn send(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    reason: &str,
) -> Result<Receipt, Error> {
    let found = look(clerk, at).await?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header(figures::SEND, Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    let case = Case::load(&mut tx, known, at).await?;
    let after = case.after(clerk, &draft, Step::Send, reason)?;
    let id = after.batch.ok_or(Error::Field { field: "tep", what: "missing" })?;
    let rows = rows_of(&mut tx, id, &case.campaign.kind, found).await?;
    let mended = case.state() == Some(State::ToFix);
    if mended && is_untouched(&mut tx, known, &after).await? && !says_something(reason) {
        return Err(Error::Reason);
    }
    hand_in(&mut tx, id, true).await?;
    sql::note_rows(&mut tx, draft.seq(), (at.0, id), rows).await?;
    // What came back to be mended was sent on the day it was first sent: nobody is late because
    // somebody looked closely.
    let first = after.sent_on.filter(|_| mended);
    let sent = Submission { sent_on: first.or(Some(clerk.today())), ..after };
    case.say(clerk, &mut draft, &sent);
    finish(tx, draft).await
}

/// Takes back what nobody has looked through yet.
#[boxed]
pub async fn take_back(clerk: &Clerk<'_>, at: (CampaignId, OrgId)) -> Result<Receipt, Error> {
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("submission_take_back", Some(clerk.today()), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let case = Case::load(&mut tx, draft.seq() - 1, at).await?;
    let after = case.after(clerk, &draft, Step::TakeBack, "")?;
    if let Some(batch) = after.batch {
        hand_in(&mut tx, batch, false).await?;
    }
    case.say(clerk, &mut draft, &after);
    finish(tx, draft).await
}

/// Opens again what was accepted: another round, for a reason. The record stays as it is until
/// what comes is accepted.
#[boxed]
pub async fn correct(
    clerk: &Clerk<'_>,
    at: (CampaignId, OrgId),
    reason: &str,
) -> Result<Receipt, Error> {
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header(figures::CORRECT, Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let case = Case::load(&mut tx, draft.seq() - 1, at).await?;
    let after = case.after(clerk, &draft, Step::Correct, reason)?;
    debug_assert_eq!(after.state, State::Draft);
    // What was entered stays where it is; the new round has no files yet.
    case.say(clerk, &mut draft, &Submission { batch: None, ..after });
    finish(tx, draft).await
}

async fn finish(mut tx: Tx, draft: Draft) -> Result<Receipt, Error> {
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}
