//! The questions: which campaigns there are, how offices stand, what an office owes, what
//! happened to a submission.

mod board;
mod owed;
mod submission;

use std::collections::BTreeMap;

use ::store::{Tx, Value};
use intake::{
    figures::{kinds_ever, kinds_on_record},
    listing::built_in,
};
use kernel::{AsOf, Seq};
use ledger::{Act, held, traced};
use store::boxed;

pub(crate) use self::submission::{CORRECT, FILES_PUT, SEND, steps_of};
pub use self::{
    board::{Board, BoardLine, board},
    owed::{OwedLine, owed},
    submission::{Given, OfOffice, came_back, of_office, remarks_of_batch, sendings, sent_again},
};
use crate::{
    Error,
    model::{Campaign, CampaignId, CampaignState},
};

/// The kind of sheet that lists officers.
pub const OFFICERS: &str = intake::acts::OFFICERS;

/// Kinds of sheet that can be collected: officers, every further kind whose rows are taken in, and
/// those the office described and uses.
#[boxed]
pub async fn kinds(tx: &mut Tx, known: Seq) -> Result<Vec<String>, Error> {
    let further = built_in().iter().filter(|k| k.set_aside.is_none()).map(|k| k.code.clone());
    let described = kinds_on_record(tx, known).await?.into_iter().map(|kind| kind.code);
    Ok(std::iter::once(OFFICERS.to_owned()).chain(further).chain(described).collect())
}

/// What described kinds are called, by their code: those in use no more as well.
#[boxed]
pub async fn kind_names(tx: &mut Tx, known: Seq) -> Result<BTreeMap<String, String>, Error> {
    let all = kinds_ever(tx, known).await?;
    Ok(all.into_iter().map(|(kind, _)| (kind.code, kind.name)).collect())
}

/// Every campaign as of a pair of dates, the latest due first.
#[boxed]
pub async fn campaigns(tx: &mut Tx, at: AsOf) -> Result<Vec<Campaign>, Error> {
    let all = held::<Campaign>(tx, at.known_at, "", &[]).await?;
    let on = all.into_iter().filter(|h| h.valid.contains(at.valid_on));
    let mut found: Vec<Campaign> = on.map(|h| h.fact).collect();
    found.sort_by(|a, b| b.due_on.cmp(&a.due_on).then_with(|| a.name.cmp(&b.name)));
    Ok(found)
}

/// The act by which a campaign was withdrawn, as known after an act.
#[boxed]
pub async fn withdrawn_by(tx: &mut Tx, known: Seq, id: CampaignId) -> Result<Option<Act>, Error> {
    let key = [Value::Uuid(Some(id.0))];
    let all = traced::<Campaign>(tx, known, "f.campaign_id = $2", &key).await?;
    let last = all.into_iter().filter(|said| {
        said.recorded_to.is_none() && said.held.fact.state == CampaignState::Withdrawn
    });
    match last.map(|said| said.recorded_from).max() {
        Some(seq) => Ok(ledger::act(tx, seq).await?),
        None => Ok(None),
    }
}

/// One campaign as of a pair of dates.
#[boxed]
pub async fn campaign(tx: &mut Tx, at: AsOf, id: CampaignId) -> Result<Option<Campaign>, Error> {
    let key = [Value::Uuid(Some(id.0))];
    let all = held::<Campaign>(tx, at.known_at, "f.campaign_id = $2", &key).await?;
    let on = all.into_iter().find(|h| h.valid.contains(at.valid_on));
    Ok(on.map(|h| h.fact))
}
