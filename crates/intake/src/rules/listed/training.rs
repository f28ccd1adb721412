//! Rows of classes and of platforms.

use std::collections::{HashMap, HashSet};

use ::training::{
    model::{Attendee, ClassDayId, Period, Presence, SessionId, Way},
    rules::{Attendees, DayColumn, Meeting, Row, Training},
};
use kernel::{Birth, Date, folding};
use ledger::Said;
use registry::model::{Gone, OrgId, SheetRow};

use super::{At, Register, Taken};
use crate::{
    listing::{DayOf, Days, Line, Meant, Said as Cell, in_capitals, quarter_in, sentence_case},
    model::Verdict,
    rules::roll::TooMany,
};

/// A sheet that is being taken.
pub(super) struct Sheet<'a> {
    book: &'a mut Training,
    attendees: &'a mut Attendees,
    register: &'a Register<'a>,
    at: &'a At<'a>,
    /// Sessions by the course as written and the days its heading states.
    sessions: HashMap<CourseOf, Result<SessionId, &'static str>>,
    /// The first completion of each course, where the file does not state its quarter.
    first: HashMap<String, Date>,
    since: HashMap<SessionId, Date>,
    /// Of a class: the columns of the grid, each with the day it is.
    days: HashMap<SessionId, Vec<(u16, ClassDayId)>>,
    /// Rows whose attendance is on record without its name.
    removed: HashSet<RowOf>,
}

/// A course as written, and the days its heading states.
type CourseOf = (String, Option<Days>);

/// Whose a row is, as it says: session, folded name, birth, office.
type RowOf = (SessionId, String, Option<Birth>, Option<OrgId>);

impl<'a> Sheet<'a> {
    pub(super) fn new(
        book: &'a mut Training,
        attendees: &'a mut Attendees,
        register: &'a Register<'a>,
        at: &'a At<'a>,
    ) -> Self {
        let mut first: HashMap<String, Date> = HashMap::new();
        for row in &at.listing.rows {
            let line = at.listing.line(row);
            let Some(day) = line.date("completed_at") else { continue };
            let course = folding::fold(line.text("course").unwrap_or_default());
            let known = first.entry(course).or_insert(day);
            *known = day.min(*known);
        }
        Self {
            book,
            attendees,
            register,
            at,
            sessions: HashMap::new(),
            first,
            since: HashMap::new(),
            days: HashMap::new(),
            removed: HashSet::new(),
        }
    }

    fn is_class(&self) -> bool {
        self.at.listing.kind == "class_attendance"
    }

    pub(super) fn take(&mut self, line: Line<'_>, source: SheetRow) -> Taken {
        let in_row = line.text("course").map(str::to_owned);
        let course = in_row.or_else(|| line.meant().course.clone()).unwrap_or_default();
        let name = line.text("full_name").unwrap_or_default().to_owned();
        let session = match self.session(&course, line.meant(), &source) {
            Ok(session) => session,
            Err(code) => return Taken::held(code, "full_name", &course),
        };
        let birth = line.birth("birth");
        let unit = line.unit("unit");
        let org = unit.and_then(|code| self.register.codes.get(code)).copied();
        let written = line.text("unit").map(str::to_owned);
        let found = org.map(|org| self.register.roll.attends(&name, birth, org));
        let answer = self.at.answer(self.register, &source);
        let office = org.map_or_else(
            || folding::fold(written.as_deref().unwrap_or_default()),
            |org| org.0.to_string(),
        );
        let matched = match (answer, &found) {
            (Some(Verdict::Person(person)), _) => {
                self.register.roll.of_person(person).map(|_| person)
            }
            (_, Some(Ok(person))) => *person,
            _ => None,
        };
        let known =
            matched.map(Attendee::Person).or_else(|| self.attendees.known(&name, birth, &office));
        let ticks = line.ticks("day");
        let row = Row {
            session,
            attendee: known.unwrap_or_else(|| Attendee::Unmatched(self.register.ids.next())),
            full_name: name.clone(),
            birth,
            org,
            unit: written,
            days: self.is_class().then(|| (self.at.listing.times("day"), ticks)),
            by_day: self.by_day(session, line),
            present: !self.is_class() || ticks > 0,
            completed_on: line.date("completed_at"),
            score: line.text("score").map(str::to_owned),
            source,
            since: self.since.get(&session).copied().unwrap_or(self.at.sheet.on),
        };
        if let Some(taken) = self.gone(&row, known.is_some(), answer.is_some()) {
            return taken.of(unit);
        }
        if matched.is_none() {
            self.attendees.note((&name, birth, &office), row.attendee);
        }
        let said = self.book.take(self.register.ids, &row);
        let conflict = matches!(&said, Said::Repeats(differences) if !differences.is_empty());
        if conflict {
            return Taken::held("repeat_conflict", "full_name", &name).of(unit);
        }
        let taken = Taken::new(said).of(unit);
        // Completed or not is told by the day: where only a word says so, no day is invented.
        let undated = row.completed_on.is_none() && line.tick("status") == Some(true);
        let taken = if undated { taken.warn("completion_undated", "status", &name) } else { taken };
        match found {
            Some(Err(TooMany)) => taken.warn("person_ambiguous", "full_name", &name),
            _ => taken,
        }
    }

    /// What becomes of a row whose attendance has no name any longer, or whose person was erased.
    /// Whom a list named before is asked about no more, nor is a row that was decided about.
    fn gone(&mut self, row: &Row, known: bool, answered: bool) -> Option<Taken> {
        let said = (row.session, folding::fold(&row.full_name), row.birth, row.org);
        if let Some(gone) = self.book.emptied(row) {
            if gone == Gone::Removed {
                self.removed.insert(said);
                return Some(Taken::removed());
            }
            return (!answered).then(|| Taken::maybe_erased(&row.full_name));
        }
        // Named twice in one list, of which the record had one row.
        if !known && self.removed.contains(&said) {
            return Some(Taken::removed());
        }
        let fits = || self.register.stops.fits(Some(&row.full_name), row.birth, None);
        (!known && !answered && fits()).then(|| Taken::maybe_erased(&row.full_name))
    }

    /// The session of a course: once a sheet, or once for each of its days.
    fn session(
        &mut self,
        course: &str,
        meant: &Meant,
        source: &SheetRow,
    ) -> Result<SessionId, &'static str> {
        let key = (course.to_owned(), meant.days);
        if let Some(known) = self.sessions.get(&key) {
            return *known;
        }
        let session = self.meeting(course, meant, source).map(|meeting| {
            let session = self.book.session(self.register.ids, &meeting);
            self.since.insert(session, meeting.period.first());
            self.class_days(session, meeting.period.first());
            session
        });
        self.sessions.insert(key, session);
        session
    }

    /// The days that the columns of a class list are.
    fn class_days(&mut self, session: SessionId, since: Date) {
        let listing = self.at.listing;
        if !self.is_class() || listing.days.is_empty() {
            return;
        }
        let column = |day: &DayOf| DayColumn {
            held_on: day.held_on,
            number: day.number,
            heading: Some(day.heading.clone()),
        };
        let columns: Vec<DayColumn> = listing.days.iter().map(column).collect();
        let ids = self.book.class_days(self.register.ids, (session, since), &columns);
        let columns = listing.days.iter().map(|day| day.column);
        self.days.insert(session, columns.zip(ids).collect());
    }

    /// What a row says of each day. A blank cell says nothing: nobody is absent by it.
    fn by_day(&self, session: SessionId, line: Line<'_>) -> Vec<(ClassDayId, Presence)> {
        let presence = |said: Option<&Cell>| match said {
            Some(Cell::Tick(true)) => Presence::Present,
            Some(Cell::Tick(false)) => Presence::Absent,
            Some(Cell::Excused) => Presence::Excused,
            _ => Presence::Unknown,
        };
        let days = self.days.get(&session).into_iter().flatten();
        days.map(|(column, day)| (*day, presence(line.under(*column)))).collect()
    }

    fn meeting(
        &self,
        course: &str,
        meant: &Meant,
        source: &SheetRow,
    ) -> Result<Meeting, &'static str> {
        if course.is_empty() {
            return Err("course_missing");
        }
        let (way, period, ends_on) = if self.is_class() {
            let stated = meant.days.or(self.at.listing.title.days);
            let (first, last) = stated
                .or_else(|| self.at.sheet.told.map(|day| (day, None)))
                .ok_or("session_date_missing")?;
            (Way::Class, Period::Day(first), last)
        } else {
            (Way::Online, self.quarter(course).ok_or("session_date_missing")?, None)
        };
        let known = self.book.spelling(course).map(str::to_owned);
        let course = known.unwrap_or_else(|| {
            if in_capitals(course) { sentence_case(course) } else { course.to_owned() }
        });
        Ok(Meeting { course, way, period, ends_on, source: source.clone() })
    }

    /// The quarter of a platform's list: as the file states it, else that of its first
    /// completion.
    fn quarter(&self, course: &str) -> Option<Period> {
        let stated = quarter_in(self.at.file).or_else(|| quarter_in(&self.at.sheet.name));
        let first = || self.first.get(&folding::fold(course)).copied().map(Period::quarter_of);
        stated.map(|(year, quarter)| Period::Quarter(year, quarter)).or_else(first)
    }
}
