//! Attendances whose personal values are gone: nothing names them any longer, but the row of the
//! list they came from, said again, is the same attendance and no second one.

use std::collections::{HashMap, HashSet};

use ledger::{FactId, Held};
use registry::model::Gone;

use super::Row;
use crate::model::{Attendance, AttendanceId, Attendee, SessionId};

/// Attendances without a name.
#[derive(Debug, Default)]
pub struct Emptied {
    /// By session and the number of the row they came from.
    by_row: HashMap<(SessionId, i64), Vec<(Attendance, Gone)>>,
    by_attendee: HashMap<(SessionId, Attendee), (AttendanceId, Gone)>,
}

impl Emptied {
    /// Among what is on record; `removed` went with its time, the others were erased.
    pub fn new(all: &[Held<Attendance>], removed: &HashSet<FactId>) -> Self {
        let mut emptied = Self::default();
        for held in all.iter().filter(|h| h.fact.full_name.is_none()) {
            let gone = if removed.contains(&held.id) { Gone::Removed } else { Gone::Erased };
            let fact = &held.fact;
            emptied.by_attendee.insert((fact.session, fact.attendee), (fact.id, gone));
            if let Some(source) = &fact.source {
                let there = emptied.by_row.entry((fact.session, source.row)).or_default();
                there.push((fact.clone(), gone));
            }
        }
        emptied
    }

    /// The attendance without a name that a row says again: of the same attendee, else of the same
    /// row of the same sheet, else of a row of that number that says the same of office, days and
    /// completion (the file may bear another name).
    pub(super) fn of(&self, row: &Row) -> Option<(AttendanceId, Gone)> {
        if let Some(own) = self.by_attendee.get(&(row.session, row.attendee)) {
            return Some(*own);
        }
        let there = self.by_row.get(&(row.session, row.source.row))?;
        let candidates = || there.iter().filter(|(fact, gone)| may_be(fact, *gone, row.attendee));
        let same = |(fact, _): &&(Attendance, Gone)| fact.source.as_ref() == Some(&row.source);
        let found = candidates().find(same);
        let found = found.or_else(|| candidates().find(|(fact, _)| says_the_same(fact, row)));
        found.map(|(fact, gone)| (fact.id, *gone))
    }
}

/// Two people of the register are not one. Who was erased is known as nobody any longer.
fn may_be(fact: &Attendance, gone: Gone, who: Attendee) -> bool {
    gone == Gone::Erased || !(fact.attendee.is_matched() && who.is_matched())
}

fn says_the_same(fact: &Attendance, row: &Row) -> bool {
    (fact.org, fact.days, fact.present, fact.completed_on)
        == (row.org, row.days, row.present, row.completed_on)
}
