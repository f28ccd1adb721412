//! Who may look at a batch, and who may change it.

use access::{Actor, Refused, Right};

use crate::model::Batch;

/// Refuses who may not look at a batch: those who see everybody do, and who sent it.
pub fn require_look(by: &Actor, batch: &Batch) -> Result<(), Refused> {
    if is_own(by, batch) { Ok(()) } else { by.require(Right::SeePeople) }
}

/// Refuses who may not mend a batch: those who take sheets in do, and who sent it.
pub fn require_mend(by: &Actor, batch: &Batch) -> Result<(), Refused> {
    if is_own(by, batch) { Ok(()) } else { by.require(Right::Intake) }
}

fn is_own(by: &Actor, batch: &Batch) -> bool {
    by.may(Right::Report) && by.name() == batch.opened_by
}
