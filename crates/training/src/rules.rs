//! Lists of classes and of platforms against the record. Pure.

mod attendees;
mod days;
mod emptied;

pub use attendees::Attendees;
pub use days::DayColumn;
pub use emptied::Emptied;

use std::collections::HashSet;

use kernel::{Birth, Date, IdSource, Interval, folding};
use ledger::{Book, Difference, Held, Listed as _, Said, Saying};
use registry::model::{Gone, OrgId, PersonId, SheetRow};

use crate::model::{
    Attendance, AttendanceId, Attendee, ClassDay, ClassDayId, Course, CourseId, DayPresence,
    Period, Presence, Session, SessionId, Unlisted, UnlistedId, Way,
};

/// A session as a list states it.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Name of the course.
    pub course: String,
    /// How it is held.
    pub way: Way,
    /// When it is held.
    pub period: Period,
    /// Its last day, where it is stated.
    pub ends_on: Option<Date>,
    /// Where it stands.
    pub source: SheetRow,
}

/// A row of a list: one person at one session.
#[derive(Clone, Debug)]
pub struct Row {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub attendee: Attendee,
    /// The name as written.
    pub full_name: String,
    /// Date of birth.
    pub birth: Option<Birth>,
    /// The office, where it is known.
    pub org: Option<OrgId>,
    /// The office as written.
    pub unit: Option<String>,
    /// Of classes: days held, days attended.
    pub days: Option<(i64, i64)>,
    /// Of classes: whether they were there, for each day the list has a column for.
    pub by_day: Vec<(ClassDayId, Presence)>,
    /// Whether it is an attendance.
    pub present: bool,
    /// When it was completed.
    pub completed_on: Option<Date>,
    /// Score as written.
    pub score: Option<String>,
    /// Where it stands.
    pub source: SheetRow,
    /// Since when it is so.
    pub since: Date,
}

/// Courses, sessions and attendances on record, and what lists add.
#[derive(Debug)]
pub struct Training {
    courses: Book<Course>,
    sessions: Book<Session>,
    attendances: Book<Attendance>,
    /// Attendances that rows named.
    named: HashSet<AttendanceId>,
    /// Folded names in rows that wait: lists name them, though nothing is taken yet.
    waiting: HashSet<String>,
    /// Those known to be in no later list, and where new ids come from.
    unlisted: Option<(IdSource, Vec<Held<Unlisted>>)>,
    emptied: Emptied,
    days: days::Days,
}

/// What lists come to.
#[derive(Debug, Default)]
pub struct Changes {
    /// Courses.
    pub courses: Vec<Saying<Course>>,
    /// Sessions.
    pub sessions: Vec<Saying<Session>>,
    /// Attendances.
    pub attendances: Vec<Saying<Attendance>>,
    /// Days of classes.
    pub days: Vec<Saying<ClassDay>>,
    /// Who was there on which.
    pub presences: Vec<Saying<DayPresence>>,
    /// Who is no longer in the list of a session.
    pub unlisted: Vec<Unlisted>,
    /// Who is in it again.
    pub listed_again: Vec<Held<Unlisted>>,
}

impl Changes {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.courses.is_empty()
            && self.sessions.is_empty()
            && self.attendances.is_empty()
            && self.days.is_empty()
            && self.presences.is_empty()
            && self.unlisted.is_empty()
            && self.listed_again.is_empty()
    }
}

impl Training {
    /// From what is on record.
    pub fn new(
        courses: Vec<Held<Course>>,
        sessions: Vec<Held<Session>>,
        attendances: Vec<Held<Attendance>>,
    ) -> Self {
        Self {
            courses: Book::new(courses),
            sessions: Book::new(sessions),
            attendances: Book::new(attendances),
            named: HashSet::new(),
            waiting: HashSet::new(),
            unlisted: None,
            emptied: Emptied::default(),
            days: days::Days::default(),
        }
    }

    /// With the days of classes, and who was there on which.
    #[must_use]
    pub fn by_day(self, days: Vec<Held<ClassDay>>, presences: Vec<Held<DayPresence>>) -> Self {
        Self { days: days::Days::new(days, presences), ..self }
    }

    /// With those whose personal values are gone.
    #[must_use]
    pub fn knowing(self, emptied: Emptied) -> Self {
        Self { emptied, ..self }
    }

    /// Why the attendance that a row says again has no name any longer, where there is one such;
    /// whoever is named at the session is not meant. Nothing is to be entered of the row.
    pub fn emptied(&mut self, row: &Row) -> Option<Gone> {
        if self.names(row.session, row.attendee) {
            return None;
        }
        let (attendance, gone) = self.emptied.of(row)?;
        self.named.insert(attendance);
        self.attendances.leave(attendance.0);
        Some(gone)
    }

    /// Whether somebody is named at a session.
    fn names(&self, session: SessionId, who: Attendee) -> bool {
        self.attendances.get(&(session, who), 0).is_some_and(|a| a.full_name.is_some())
    }

    /// With who is known to be in no later list: what lists leave out is written down.
    #[must_use]
    pub fn noting(mut self, ids: &IdSource, unlisted: Vec<Held<Unlisted>>) -> Self {
        self.unlisted = Some((ids.clone(), unlisted));
        self
    }

    /// How a course is spelled on record.
    pub fn spelling(&self, course: &str) -> Option<&str> {
        let key = kernel::folding::fold(course);
        self.courses.get(&key, 0).map(|c| c.name.as_str())
    }

    /// Who attended so far, to be recognised again.
    pub fn attended(&self) -> impl Iterator<Item = &Attendance> {
        self.attendances.facts()
    }

    /// Says of attendees on record who is a person of the register, where that is known by now.
    /// Returns how many attendances it concerns.
    pub fn match_again(&mut self, who: impl Fn(&Attendance) -> Option<PersonId>) -> usize {
        self.attendances.amend(|a| {
            let Attendee::Unmatched(_) = a.attendee else { return None };
            who(a).map(|p| Attendance { attendee: Attendee::Person(p), ..a.clone() })
        })
    }

    /// The session a list is of.
    pub fn session(&mut self, ids: &IdSource, meeting: &Meeting) -> SessionId {
        let fresh = Course { id: CourseId(ids.next()), name: meeting.course.clone() };
        let key = fresh.key();
        self.courses.say((key.clone(), 0), Interval::ALWAYS, |before| {
            before.cloned().unwrap_or_else(|| fresh.clone())
        });
        let course = self.courses.get(&key, 0).map_or(fresh.id, |c| c.id);
        let fresh = Session {
            id: SessionId(ids.next()),
            course,
            way: meeting.way,
            period: meeting.period,
            ends_on: meeting.ends_on,
            source: Some(meeting.source.clone()),
        };
        let key = fresh.key();
        let since = Interval::since(meeting.period.first());
        self.sessions.say((key, 0), since, |before| match before {
            Some(before) => {
                Session { ends_on: meeting.ends_on.or(before.ends_on), ..before.clone() }
            }
            None => fresh.clone(),
        });
        self.sessions.get(&key, 0).map_or(fresh.id, |s| s.id)
    }

    /// The days of a session that a list has columns for, in the order of the columns.
    pub fn class_days(
        &mut self,
        ids: &IdSource,
        of: (SessionId, Date),
        columns: &[DayColumn],
    ) -> Vec<ClassDayId> {
        self.days.take(ids, of, columns)
    }

    /// Takes a row.
    pub fn take(&mut self, ids: &IdSource, row: &Row) -> Said {
        let key = (row.session, row.attendee);
        let said =
            self.attendances.say((key, 0), Interval::since(row.since), |before| Attendance {
                id: before.map_or_else(|| AttendanceId(ids.next()), |before| before.id),
                session: row.session,
                attendee: row.attendee,
                full_name: Some(row.full_name.clone()),
                birth: row.birth.or_else(|| before.and_then(|b| b.birth)),
                org: row.org.or_else(|| before.and_then(|b| b.org)),
                unit: row.unit.clone().or_else(|| before.and_then(|b| b.unit.clone())),
                days: row.days,
                present: row.present,
                completed_on: row.completed_on,
                score: row.score.clone(),
                source: Some(row.source.clone()),
            });
        let Some(id) = self.attendances.get(&key, 0).map(|a| a.id) else { return said };
        self.named.insert(id);
        let by_day = self.days.mark(ids, id, row, matches!(said, Said::Repeats(_)));
        with(said, by_day)
    }

    /// Names, folded, of rows that wait: whoever bears one is not left out.
    pub fn waits(&mut self, names: HashSet<String>) {
        self.waiting = names;
    }

    /// Attendances on record that a new list of their session no longer names, not even in a row
    /// that waits.
    pub fn unnamed(&self) -> Vec<&Attendance> {
        let mut all = self.attendances.unnamed(|a| a.session);
        let waits = |a: &&Attendance| {
            a.full_name.as_deref().is_some_and(|name| self.waiting.contains(&folding::fold(name)))
        };
        all.retain(|a| !waits(a));
        all
    }

    /// What all of it comes to.
    pub fn finish(mut self) -> Changes {
        let (unlisted, listed_again) = self.note();
        let (days, presences) = self.days.finish();
        Changes {
            days,
            presences,
            unlisted,
            listed_again,
            courses: self.courses.finish(),
            sessions: self.sessions.finish(),
            attendances: self.attendances.finish(),
        }
    }

    /// Who a list of their session leaves out and did not before; who is in it again.
    fn note(&mut self) -> (Vec<Unlisted>, Vec<Held<Unlisted>>) {
        let Some((ids, known)) = self.unlisted.take() else { return Default::default() };
        let before: HashSet<AttendanceId> = known.iter().map(|h| h.fact.attendance).collect();
        let left_out = self.unnamed().into_iter().filter(|a| !before.contains(&a.id));
        let fresh = left_out.map(|a| Unlisted {
            id: UnlistedId(ids.next()),
            attendance: a.id,
            session: a.session,
            kept: false,
        });
        let fresh = fresh.collect();
        let again = known.into_iter().filter(|h| self.named.contains(&h.fact.attendance));
        (fresh, again.collect())
    }
}

/// What a row comes to, with what it says otherwise of single days.
fn with(said: Said, by_day: Option<Difference>) -> Said {
    let Some(by_day) = by_day else { return said };
    match said {
        // Nothing was known of it: nothing differs.
        Said::New => Said::New,
        Said::Same => Said::Changed(vec![by_day]),
        Said::Changed(mut differences) => {
            differences.push(by_day);
            Said::Changed(differences)
        }
        Said::Repeats(mut differences) => {
            differences.push(by_day);
            Said::Repeats(differences)
        }
    }
}
