//! Attendees who are not on the register: the same one in many lists is one person.

use std::collections::HashMap;

use kernel::{Birth, IdSource, Uuid, folding};

use crate::model::{Attendance, Attendee};

/// Those who are not found on the register, by name, birth and office.
#[derive(Debug, Default)]
pub struct Attendees(HashMap<(String, String), Vec<Known>>);

/// A birth as a list states it, and whose it is.
type Known = (Option<Birth>, Uuid);

impl Attendees {
    /// From attendances on record.
    pub fn new<'a>(attendances: impl Iterator<Item = &'a Attendance>) -> Self {
        let mut known = Self::default();
        for attendance in attendances {
            let Attendee::Unmatched(id) = attendance.attendee else { continue };
            // Erased ones are nobody's any more.
            let Some(name) = attendance.full_name.as_deref() else { continue };
            known.note(Self::key(name, &office_of(attendance)), attendance.birth, id);
        }
        known
    }

    fn key(name: &str, office: &str) -> (String, String) {
        (folding::fold(name), office.to_owned())
    }

    fn note(&mut self, key: (String, String), birth: Option<Birth>, id: Uuid) {
        let there = self.0.entry(key).or_default();
        if !there.contains(&(birth, id)) {
            there.push((birth, id));
        }
    }

    /// The id of somebody who is not on the register. A year of birth agrees with a day in it,
    /// where only one such person is known.
    pub fn id(&mut self, ids: &IdSource, name: &str, birth: Option<Birth>, office: &str) -> Uuid {
        let key = Self::key(name, office);
        let there = self.0.get(&key).map_or(&[][..], Vec::as_slice);
        let exact = there.iter().find(|(b, _)| *b == birth).map(|(_, id)| *id);
        let id = exact.or_else(|| the_one(there, birth?)).unwrap_or_else(|| ids.next());
        self.note(key, birth, id);
        id
    }
}

/// The only one none of whose births contradicts this one.
fn the_one(there: &[Known], birth: Birth) -> Option<Uuid> {
    let agrees = |b: Option<Birth>| b.is_some_and(|b| b.agrees_with(birth));
    let fits = |id: Uuid| there.iter().filter(|(_, i)| *i == id).all(|(b, _)| agrees(*b));
    let mut fitting = there.iter().map(|(_, id)| *id).filter(|id| fits(*id));
    let first = fitting.next()?;
    fitting.all(|id| id == first).then_some(first)
}

/// What an attendee's office is called here: its id where it is known, else what is written.
pub(crate) fn office_of(attendance: &Attendance) -> String {
    let written = || folding::fold(attendance.unit.as_deref().unwrap_or_default());
    attendance.org.map_or_else(written, |org| org.0.to_string())
}

#[cfg(test)]
mod tests {
    use kernel::Clock;

    use super::*;

    #[test]
    fn one_person_in_many_lists_is_one() {
        let ids = IdSource::new(Clock::system());
        let mut known = Attendees::default();
        let born = |text: &str| text.parse::<Birth>().ok();
        let mut id = |name: &str, birth, office| known.id(&ids, name, born(birth), office);
        let an = id("Nguyễn Văn An", "1985-05-01", "A");
        assert_eq!(id("NGUYỄN  VĂN AN", "1985", "A"), an);
        assert_ne!(id("Nguyễn Văn An", "1985", "B"), an);
        assert_ne!(id("Nguyễn Văn An", "1986", "A"), an);
        // A second of the same year: a year alone is not told any more whose it is.
        let other = id("Nguyễn Văn An", "1985-07-01", "A");
        assert_ne!(other, an);
        assert_eq!(id("Nguyễn Văn An", "1985-07-01", "A"), other);
    }
}
