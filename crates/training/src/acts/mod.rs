//! The verbs: entering sessions and attendances into an act that is being written, entering and
//! correcting them by hand, and saying by hand who an attendee is.

mod by_day;
mod by_hand;
mod erase;
mod join;
mod matching;

use access::{Refused, Right};
use ledger::{Draft, Held};
use registry::{Error, acts::Desk};

pub use self::{
    by_day::ByDay,
    by_hand::{
        LONGEST, NewAttendee, Outcome, SessionTerms, correct_attendance, correct_session,
        enter_attendee, enter_session, keep_attendance, remove_attendance,
    },
    erase::LISTED,
    join::Attendances,
    matching::match_attendee,
};
use crate::{
    figures::keeps_all,
    model::{Attendance, Unlisted},
    rules::Changes,
};

/// Enters what lists come to.
pub fn enter(draft: &mut Draft, changes: &Changes) {
    draft.say(&changes.courses);
    draft.say(&changes.sessions);
    draft.say(&changes.attendances);
    draft.say(&changes.days);
    draft.say(&changes.presences);
    for left_out in &changes.unlisted {
        draft.assert(kernel::Interval::ALWAYS, left_out);
    }
    for again in &changes.listed_again {
        draft.close::<Unlisted>(again.id);
    }
}

/// Who says whose attendances these are must keep training for all of them.
fn require_all(desk: &Desk<'_>, all: &[Held<Attendance>]) -> Result<(), Refused> {
    if keeps_all(desk.by, all) { Ok(()) } else { Err(Refused(Right::KeepTraining)) }
}

fn refused<T>(what: &'static str, value: impl Into<String>) -> Result<T, Error> {
    Err(Error::Refused { what, value: value.into() })
}
