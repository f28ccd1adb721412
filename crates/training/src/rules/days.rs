//! The days of classes, and who was there on which, as lists say it.

use kernel::{Date, IdSource, Interval};
use ledger::{Book, Difference, Held, Saying};

use super::Row;
use crate::model::{
    AttendanceId, ClassDay, ClassDayId, DayPresence, DayPresenceId, Presence, SessionId,
};

/// A day as a column of a list states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayColumn {
    /// Its date, where that is stated.
    pub held_on: Option<Date>,
    /// Its number: among all that bear no date, else among those of the date.
    pub number: i64,
    /// What it is called.
    pub heading: Option<String>,
}

/// Days on record, and what lists add.
#[derive(Debug, Default)]
pub(super) struct Days {
    days: Book<ClassDay>,
    presences: Book<DayPresence>,
}

impl Days {
    pub(super) fn new(days: Vec<Held<ClassDay>>, presences: Vec<Held<DayPresence>>) -> Self {
        Self { days: Book::new(days), presences: Book::new(presences) }
    }

    /// The days that the columns of a list are, in their order. Days that it has no column for
    /// stay as they are: it says nothing of them.
    pub(super) fn take(
        &mut self,
        ids: &IdSource,
        (session, since): (SessionId, Date),
        columns: &[DayColumn],
    ) -> Vec<ClassDayId> {
        let known: Vec<&ClassDay> =
            self.days.facts().filter(|day| day.session == session).collect();
        let same = same_days(known, columns);
        let ids = columns.iter().zip(same).map(|(column, known)| {
            let id = known.unwrap_or_else(|| ClassDayId(ids.next()));
            self.days.say((id, 0), Interval::since(since), |before| match before {
                Some(before) => told_again(before, column),
                None => ClassDay {
                    id,
                    session,
                    number: column.number,
                    held_on: column.held_on,
                    heading: column.heading.clone(),
                },
            });
            id
        });
        ids.collect()
    }

    /// Takes what a row says of each day. What it says otherwise than the record, or than a row
    /// before it, is told; a row that speaks of somebody again changes nothing.
    pub(super) fn mark(
        &mut self,
        ids: &IdSource,
        attendance: AttendanceId,
        row: &Row,
        repeats: bool,
    ) -> Option<Difference> {
        let known = |day: ClassDayId| {
            self.presences.get(&(attendance, day), 0).map_or(Presence::Unknown, |p| p.presence)
        };
        let before: Vec<Presence> = row.by_day.iter().map(|(day, _)| known(*day)).collect();
        let after: Vec<Presence> = row.by_day.iter().map(|(_, presence)| *presence).collect();
        if before == after {
            return None;
        }
        if !repeats {
            for (day, presence) in &row.by_day {
                self.say(ids, (attendance, *day, row), *presence);
            }
        }
        Some(("by_day", signs(&before), signs(&after)))
    }

    fn say(
        &mut self,
        ids: &IdSource,
        (attendance, day, row): (AttendanceId, ClassDayId, &Row),
        presence: Presence,
    ) {
        let key = (attendance, day);
        // What was never known and is not said now is no fact.
        if presence == Presence::Unknown && self.presences.get(&key, 0).is_none() {
            return;
        }
        self.presences.say((key, 0), Interval::since(row.since), |before| match before {
            Some(before) => DayPresence { presence, ..before.clone() },
            None => DayPresence {
                id: DayPresenceId(ids.next()),
                attendance,
                day,
                session: row.session,
                presence,
            },
        });
    }

    pub(super) fn finish(self) -> (Vec<Saying<ClassDay>>, Vec<Saying<DayPresence>>) {
        (self.days.finish(), self.presences.finish())
    }
}

fn signs(all: &[Presence]) -> String {
    let signs: Vec<&str> = all.iter().map(|presence| presence.sign()).collect();
    signs.join(" ")
}

/// A day as a later list tells it: a date it does not state is not taken back.
fn told_again(before: &ClassDay, column: &DayColumn) -> ClassDay {
    let same = |a: &Option<String>, b: &Option<String>| {
        let fold = |text: &Option<String>| text.as_deref().map(kernel::folding::fold);
        fold(a) == fold(b)
    };
    if before.held_on.is_some() && column.held_on.is_none() {
        return before.clone();
    }
    let heading = if same(&before.heading, &column.heading) {
        before.heading.clone()
    } else {
        column.heading.clone()
    };
    ClassDay { held_on: column.held_on, number: column.number, heading, ..before.clone() }
}

/// Which days on record the columns of a list are. Days are told apart by their dates, else by
/// their numbers; a list that states dates where another stated none, of as many days, speaks of
/// the same days in their order.
fn same_days(mut known: Vec<&ClassDay>, columns: &[DayColumn]) -> Vec<Option<ClassDayId>> {
    known.sort_by_key(|day| day.order());
    let dated = |all: &mut dyn Iterator<Item = Option<Date>>| {
        let all: Vec<bool> = all.map(|day| day.is_some()).collect();
        (all.iter().all(|d| *d), all.iter().any(|d| *d))
    };
    let (known_all, known_any) = dated(&mut known.iter().map(|day| day.held_on));
    let (all, any) = dated(&mut columns.iter().map(|column| column.held_on));
    if known.len() == columns.len() && (known_all && !any || all && !known_any) {
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_key(|at| (columns[*at].held_on, columns[*at].number));
        let mut same = vec![None; columns.len()];
        for (at, day) in order.into_iter().zip(known) {
            same[at] = Some(day.id);
        }
        return same;
    }
    let is = |column: &DayColumn| {
        let found = known.iter().find(|d| d.order() == (column.held_on, column.number));
        found.map(|day| day.id)
    };
    columns.iter().map(is).collect()
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;

    use super::*;

    const FIRST: Date = Date::constant(2023, 2, 16);
    const NEXT: Date = Date::constant(2023, 2, 17);

    fn column(held_on: Option<Date>, number: i64) -> DayColumn {
        DayColumn { held_on, number, heading: None }
    }

    fn day(n: u128, held_on: Option<Date>, number: i64) -> ClassDay {
        let session = SessionId(Uuid::from_u128(1));
        ClassDay { id: ClassDayId(Uuid::from_u128(n)), session, number, held_on, heading: None }
    }

    fn same(known: &[ClassDay], columns: &[DayColumn]) -> Vec<Option<u128>> {
        let same = same_days(known.iter().collect(), columns);
        same.into_iter().map(|id| id.map(|id| id.0.as_u128())).collect()
    }

    #[test]
    fn a_day_is_known_again_by_its_date_else_by_its_number() {
        let undated = [day(1, None, 1), day(2, None, 2)];
        let dated = [day(1, Some(FIRST), 1), day(2, Some(NEXT), 1)];
        let (a, b) = (column(Some(FIRST), 1), column(Some(NEXT), 1));
        let (one, two) = (column(None, 1), column(None, 2));
        for (known, columns, expected) in [
            (&undated[..], vec![one.clone(), two.clone()], vec![Some(1), Some(2)]),
            (&undated, vec![two.clone()], vec![Some(2)]),
            (&undated, vec![column(None, 3)], vec![None]),
            (&dated, vec![b.clone(), a.clone()], vec![Some(2), Some(1)]),
            // As many days, dated now or no longer: the same in their order.
            (&undated, vec![b.clone(), a.clone()], vec![Some(2), Some(1)]),
            (&dated, vec![one.clone(), two], vec![Some(1), Some(2)]),
            // Of another number of days it can't be told.
            (&undated, vec![a], vec![None]),
            (&dated, vec![one], vec![None]),
            // Two parts of one day.
            (&dated, vec![b, column(Some(NEXT), 2)], vec![Some(2), None]),
            (&[], vec![column(None, 1)], vec![None]),
        ] {
            assert_eq!(same(known, &columns), expected, "{columns:?}");
        }
    }

    #[test]
    fn a_date_once_known_is_not_taken_back() {
        let known = day(1, Some(FIRST), 1);
        assert_eq!(told_again(&known, &column(None, 1)), known);
        let dated = told_again(&day(1, None, 1), &column(Some(NEXT), 1));
        assert_eq!((dated.held_on, dated.number), (Some(NEXT), 1));
    }
}
