//! Ending what a list does not name: duties, memberships and teams of which somebody said so.

use ::store::{Tx, Value};
use kernel::{Interval, Uuid};
use ledger::{Draft, Held, held};
use registry::model::{Assignment, SheetRow};

use crate::{
    Error,
    model::{Missing, Proposal},
};

/// A duty, a membership or a team that somebody said has ended, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Which.
    pub thing: Uuid,
    /// Why, in words.
    pub because: String,
}

/// Ends those of the missing that were said to have ended. Others stay.
pub(super) async fn end(
    tx: &mut Tx,
    draft: &mut Draft,
    proposal: &Proposal,
    endings: &[Ending],
) -> Result<(), Error> {
    let known = draft.seq() - 1;
    for ending in endings {
        let standing = proposal.unlisted.iter().filter(|gone| gone.brought.is_none());
        let ends = standing.filter_map(|gone| gone.ends);
        for it in ends.filter(|(thing, _)| *thing == ending.thing) {
            community::acts::end(tx, draft, it).await?;
        }
        let missing = proposal.missing.iter().find(|m| m.assignment.0 == ending.thing);
        let Some(missing) = missing.filter(|m| m.brought.is_none()) else { continue };
        let id = Value::Uuid(Some(ending.thing));
        let standing = held::<Assignment>(tx, known, "f.assignment_id = $2", &[id]).await?;
        close(draft, &standing, missing, &ending.because);
    }
    Ok(())
}

/// Ends what these files bring in and a list of a later day does not name, as was said: it is
/// entered up to the day of that list.
pub(super) fn shorten(proposal: &mut Proposal, endings: &[Ending]) {
    let Proposal { missing, unlisted, assignments, listed, .. } = proposal;
    for ending in endings {
        let ends = unlisted.iter().filter_map(|gone| Some((gone.ends?, gone.brought?)));
        for ((_, on), thing) in ends.filter(|((row, _), _)| *row == ending.thing) {
            listed.community.end(thing, on);
        }
        let mut asked = missing.iter().filter(|m| m.assignment.0 == ending.thing);
        let brought = asked.find_map(|m| Some((m.brought?, m.on)));
        let Some((id, on)) = brought else { continue };
        for said in assignments.iter_mut().filter(|it| it.fact.id == id) {
            said.over.to = Some(on);
            said.fact.ended_because = Some(ending.because.clone());
        }
    }
}

/// The duty holds until the day of the sheet, and says why no longer. What a later sheet said of
/// a later time stays; and where a later sheet named the duty as it stood, it is there again from
/// the day of that sheet on.
fn close(draft: &mut Draft, standing: &[Held<Assignment>], missing: &Missing, because: &str) {
    let Some(covering) = standing.iter().find(|h| h.valid.contains(missing.on)) else { return };
    draft.close::<Assignment>(covering.id);
    let again = missing.confirmed.as_ref().filter(|it| covering.valid.contains(it.on));
    if let Some(it) = again {
        let source = SheetRow { file: it.file.clone(), sheet: it.sheet.clone(), row: it.row };
        let since = Interval { from: Some(it.on), to: covering.valid.to };
        draft.assert(since, &Assignment { source: Some(source), ..covering.fact.clone() });
    }
    if covering.valid.from == Some(missing.on) {
        return;
    }
    let until = Interval { from: covering.valid.from, to: Some(missing.on) };
    let ended = Assignment { ended_because: Some(because.to_owned()), ..covering.fact.clone() };
    draft.assert(until, &ended);
}
