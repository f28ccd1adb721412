//! Attendees whom the register does not tell: the same one in many lists is one person, and who
//! was said by hand to be somebody stays that.

use std::collections::HashMap;

use kernel::{Birth, IdSource, folding};

use crate::model::{Attendance, Attendee};

/// Those who attended, by name, birth and office as lists state them.
#[derive(Debug, Default)]
pub struct Attendees(HashMap<(String, String), Vec<Known>>);

/// A birth as a list states it, and whose it is.
type Known = (Option<Birth>, Attendee);

impl Attendees {
    /// From attendances on record.
    pub fn new<'a>(attendances: impl Iterator<Item = &'a Attendance>) -> Self {
        let mut known = Self::default();
        for attendance in attendances {
            // Erased ones are nobody's any more.
            let Some(name) = attendance.full_name.as_deref() else { continue };
            let office = office_of(attendance);
            known.note((name, attendance.birth, &office), attendance.attendee);
        }
        known
    }

    fn key(name: &str, office: &str) -> (String, String) {
        (folding::fold(name), office.to_owned())
    }

    /// Remembers who it is that a list names so: name, birth, office.
    pub fn note(&mut self, (name, birth, office): (&str, Option<Birth>, &str), who: Attendee) {
        let there = self.0.entry(Self::key(name, office)).or_default();
        if !there.contains(&(birth, who)) {
            there.push((birth, who));
        }
    }

    /// Who somebody is whom the register does not tell. Whom a list named with exactly the same
    /// birth before, it is again. Of those who are not on the register, a year of birth agrees
    /// with a day in it, where only one such person is known.
    pub fn who(
        &mut self,
        ids: &IdSource,
        name: &str,
        birth: Option<Birth>,
        office: &str,
    ) -> Attendee {
        let who = self.known(name, birth, office);
        let who = who.unwrap_or_else(|| Attendee::Unmatched(ids.next()));
        self.note((name, birth, office), who);
        who
    }

    /// The same, where some list named them before.
    pub fn known(&self, name: &str, birth: Option<Birth>, office: &str) -> Option<Attendee> {
        let there = self.0.get(&Self::key(name, office))?.as_slice();
        let same = || there.iter().filter(|(b, _)| *b == birth).map(|(_, who)| *who);
        let exact = same().find(|who| who.is_matched()).or_else(|| same().next());
        exact.or_else(|| the_one(there, birth?))
    }
}

/// The only one not on the register none of whose births contradicts this one.
fn the_one(there: &[Known], birth: Birth) -> Option<Attendee> {
    let agrees = |b: Option<Birth>| b.is_some_and(|b| b.agrees_with(birth));
    let fits = |who: Attendee| there.iter().filter(|(_, w)| *w == who).all(|(b, _)| agrees(*b));
    let unmatched = there.iter().map(|(_, who)| *who).filter(|who| !who.is_matched());
    let mut fitting = unmatched.filter(|who| fits(*who));
    let first = fitting.next()?;
    fitting.all(|who| who == first).then_some(first)
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
        let mut id = |name: &str, birth, office| known.who(&ids, name, born(birth), office);
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
