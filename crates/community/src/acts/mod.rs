//! Entering teams and members into an act that is being written, and erasing members.

mod erase;

use ledger::Draft;

pub use self::erase::MEMBERS;

use crate::rules::Changes;

/// Enters what lists come to.
pub fn enter(draft: &mut Draft, changes: &Changes) {
    draft.say(&changes.teams);
    draft.say(&changes.members);
}
