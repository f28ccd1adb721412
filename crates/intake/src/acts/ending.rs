//! Ending duties whose holders a new sheet no longer names.

use ::store::{Tx, Value};
use kernel::Interval;
use ledger::{Draft, Held, held};
use registry::model::{Assignment, AssignmentId, SheetRow};

use crate::{
    Error,
    model::{Missing, Proposal},
};

/// A duty that somebody said has ended, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The duty.
    pub assignment: AssignmentId,
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
        let missing = proposal.missing.iter().find(|m| m.assignment == ending.assignment);
        let Some(missing) = missing else { continue };
        let id = Value::Uuid(Some(ending.assignment.0));
        let standing = held::<Assignment>(tx, known, "f.assignment_id = $2", &[id]).await?;
        close(draft, &standing, missing, &ending.because);
    }
    Ok(())
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
