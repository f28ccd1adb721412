//! What tells most namesakes apart, close together: a common name in a large list has hundreds of
//! bearers, and all that is known of each lies far apart in memory.

use kernel::{Birth, Date};

use super::{Entry, OfficerRow, mobile};

/// What is seen of somebody at a glance.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glance {
    /// Their day of birth, where it is known and no record of theirs says another.
    day: Option<Date>,
    numbered: bool,
    phone: Option<u64>,
}

impl Glance {
    pub(super) fn at(entry: &Entry) -> Self {
        if entry.joined.is_some() {
            return Self::default();
        }
        let person = &entry.person;
        Self {
            day: day(person.birth),
            numbered: person.personal_number.is_some(),
            phone: mobile(person.phone.as_deref()),
        }
    }

    /// Whether a row says another day of birth.
    pub(super) fn other_day(self, row: &OfficerRow) -> bool {
        self.day.zip(day(row.birth)).is_some_and(|(known, said)| known != said)
    }

    /// Whether a row whose number nobody bears says another day of birth, and either another number
    /// or not the phone by which a sheet may mend the day.
    pub(super) fn is_another(self, row: &OfficerRow, phone: Option<u64>) -> bool {
        let other_number = self.numbered && row.personal_id.is_some();
        (other_number || phone.is_none() || self.phone != phone) && self.other_day(row)
    }
}

fn day(birth: Option<Birth>) -> Option<Date> {
    match birth? {
        Birth::Day(day) => Some(day),
        Birth::Year(_) => None,
    }
}
