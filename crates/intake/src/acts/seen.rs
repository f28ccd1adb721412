//! Who may look at a batch, and who may change it.

use access::{Actor, Refused, Right};

use crate::model::{Batch, Submitted};

/// Refuses who may not look at a batch: those who see everybody do, and who sent it. What an
/// office hands in is looked at by those who report for it and by those who look it through.
pub fn require_look(by: &Actor, batch: &Batch) -> Result<(), Refused> {
    if let Some(submitted) = &batch.submitted {
        let office = submitted.office.0;
        let own = by.may_at(Right::Report, office) || by.may_at(Right::RunCampaigns, office);
        return if own { Ok(()) } else { by.require_at(Right::SeePeople, office) };
    }
    if is_own(by, batch) { Ok(()) } else { by.require(Right::SeePeople) }
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
