//! The verbs: entering sessions and attendances into an act that is being written, and saying by
//! hand who an attendee is.

mod erase;
mod matching;

use ledger::Draft;

pub use self::{erase::Earlier, matching::match_attendee};
use crate::rules::Changes;

/// Enters what lists come to.
pub fn enter(draft: &mut Draft, changes: &Changes) {
    draft.say(&changes.courses);
    draft.say(&changes.sessions);
    draft.say(&changes.attendances);
}
