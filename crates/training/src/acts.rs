//! Entering sessions and attendances into an act that is being written.

use ledger::Draft;

use crate::rules::Changes;

/// Enters what lists come to.
pub fn enter(draft: &mut Draft, changes: &Changes) {
    draft.say(&changes.courses);
    draft.say(&changes.sessions);
    draft.say(&changes.attendances);
}
