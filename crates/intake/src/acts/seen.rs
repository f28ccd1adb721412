//! Who may look at a batch, and who may change it.

use access::{Actor, Refused, Right};

use crate::model::{Batch, Submitted};

/// Refuses who may not look at a batch: those who see everybody do, and who sent it. What an
/// office hands in is looked at by those who report for it and by those who look it through.
pub fn require_look(by: &Actor, batch: &Batch) -> Result<(), Refused> {
    if sees_whole(by, batch) {
        return Ok(());
    }
    match &batch.submitted {
        Some(submitted) => by.require_at(Right::SeePeople, submitted.office.0),
        None => by.require(Right::SeePeople),
    }
}

/// Whether somebody may look at a batch.
pub fn may_look(by: &Actor, batch: &Batch) -> bool {
    sees_whole(by, batch)
        || match &batch.submitted {
            Some(submitted) => by.may_at(Right::SeePeople, submitted.office.0),
            None => by.may_all(Right::SeePeople),
        }
}

/// Whether somebody sees a batch as it was sent: those who send it, take it in or look it through
/// do. To whoever else may look, numbers and dates of birth are masked.
pub fn sees_whole(by: &Actor, batch: &Batch) -> bool {
    match &batch.submitted {
        Some(at) => [Right::Report, Right::RunCampaigns].iter().any(|r| by.may_at(*r, at.office.0)),
        None => is_own(by, batch) || by.may_all(Right::Intake),
    }
}

/// Whether somebody may mend a batch.
pub fn may_mend(by: &Actor, batch: &Batch) -> bool {
    match &batch.submitted {
        Some(submitted) => by.may_at(hands(submitted), submitted.office.0),
        None => is_own(by, batch) || by.may_all(Right::Intake),
    }
}

/// Refuses who may not mend a batch: those who take sheets in do, and who sent it. What an office
/// hands in is mended by the office as long as it has it, and then by those who look it through.
pub fn require_mend(by: &Actor, batch: &Batch) -> Result<(), Refused> {
    if let Some(submitted) = &batch.submitted {
        return by.require_at(hands(submitted), submitted.office.0);
    }
    if is_own(by, batch) { Ok(()) } else { by.require(Right::Intake) }
}

const fn hands(submitted: &Submitted) -> Right {
    if submitted.handed_in { Right::RunCampaigns } else { Right::Report }
}

fn is_own(by: &Actor, batch: &Batch) -> bool {
    by.may(Right::Report) && by.name() == batch.opened_by
}
