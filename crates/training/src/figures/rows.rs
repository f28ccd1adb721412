//! Which attendances a list asks for, and whose of them one may see.

use std::fmt::Write as _;

use access::{Actor, Refused, Right, Scope};
use kernel::{AsOf, Uuid, folding};
use ledger::as_of;
use store::Value;

use super::through;
use crate::model::{AttendanceId, ClassDayId, SessionId, Way};

/// What a list of attendances or of people asks for.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Words of a name, diacritics forgiven; every word must be in it.
    pub search: Option<String>,
    /// Only this session.
    pub session: Option<SessionId>,
    /// Only this attendance.
    pub attendance: Option<AttendanceId>,
    /// Only this attendee.
    pub attendee: Option<Uuid>,
    /// Only sessions that began in this year.
    pub year: Option<i64>,
    /// Only this course, by its name.
    pub course: Option<String>,
    /// Only sessions held this way.
    pub way: Option<Way>,
    /// Only those found on the register, or only those not found there.
    pub matched: Option<bool>,
    /// Also rows of who was enrolled and never came: these are no attendances.
    pub absent: bool,
    /// The other way round.
    pub descending: bool,
    /// Whether names lead the order; else the latest session.
    pub by_name: bool,
    /// Whether who was there on this day leads the order.
    pub by_day: Option<ClassDayId>,
    /// Rows to skip.
    pub offset: u64,
    /// Rows to return; `None` = all.
    pub limit: Option<u64>,
}

/// Who keeps training, and who sees people.
const RIGHTS: [Right; 2] = [Right::KeepTraining, Right::SeePeople];

/// Whether somebody sees who attends anywhere.
pub fn sees_some(by: &Actor) -> bool {
    RIGHTS.into_iter().any(|right| by.may(right))
}

/// What is read, what it must meet, and what is bound.
pub(super) struct Statement {
    pub(super) from: String,
    pub(super) binds: Vec<Value>,
}

impl Statement {
    pub(super) fn new(by: &Actor, at: AsOf, asked: &Listing) -> Result<Self, Refused> {
        if !sees_some(by) {
            return Err(Refused(Right::KeepTraining));
        }
        let (day, year) = through(at);
        let binds = vec![Value::text(day), Value::Int(Some(at.known_at)), Value::Int(Some(year))];
        let mut it = Self { from: FROM.to_owned(), binds };
        if !asked.absent {
            it.from.push_str(" AND a.present");
        }
        if let Some(session) = asked.session {
            it.and("a.session_id = ", Value::Uuid(Some(session.0)));
        }
        if let Some(attendance) = asked.attendance {
            it.and("a.attendance_id = ", Value::Uuid(Some(attendance.0)));
        }
        if let Some(attendee) = asked.attendee {
            it.and("a.attendee_id = ", Value::Uuid(Some(attendee)));
        }
        if let Some(year) = asked.year {
            it.and("s.year = ", Value::Int(Some(year)));
        }
        if let Some(course) = &asked.course {
            it.and("c.name_key = ", Value::text(folding::fold(course)));
        }
        if let Some(way) = asked.way {
            it.and("s.way = ", Value::text(way.as_str()));
        }
        if let Some(matched) = asked.matched {
            it.and("a.matched = ", Value::Bool(Some(matched)));
        }
        it.within(by);
        Ok(it)
    }

    pub(super) fn and(&mut self, condition: &str, value: Value) {
        self.binds.push(value);
        // Writing into memory does not fail.
        let _ = write!(self.from, " AND {condition}${}", self.binds.len());
    }

    pub(super) fn and_in(&mut self, column: &str, ids: impl Iterator<Item = Uuid>) {
        let marks: Vec<String> = ids
            .map(|id| {
                self.binds.push(Value::Uuid(Some(id)));
                format!("${}", self.binds.len())
            })
            .collect();
        let _ = write!(self.from, " AND {column} IN ({})", marks.join(", "));
    }

    /// Only rows of offices one may see.
    fn within(&mut self, by: &Actor) {
        let mut units = Vec::new();
        for right in RIGHTS {
            match by.scope(right) {
                Scope::Whole => return,
                Scope::Units(some) => units.extend(some.iter().copied()),
            }
        }
        units.sort_unstable();
        units.dedup();
        self.and_in("a.org_id", units.into_iter());
    }
}

const FROM: &str = concat!(
    " FROM attendance a JOIN course_session s ON s.session_id = a.session_id AND ",
    as_of!("s", "$1", "$2"),
    " JOIN course c ON c.course_id = s.course_id AND ",
    as_of!("c", "$1", "$2"),
    " WHERE s.year <= $3 AND ",
    as_of!("a", "$1", "$2"),
);

/// Whether every word searched for is in a name.
pub(super) fn is_found(search: &str, name: Option<&str>) -> bool {
    let name = folding::plain(name.unwrap_or_default());
    folding::plain(search).split(' ').all(|word| name.contains(word))
}

/// The part of rows in memory that a page shows.
pub(super) fn leaf<T>(rows: Vec<T>, asked: &Listing) -> Vec<T> {
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let Some(limit) = asked.limit else { return rows };
    rows.into_iter().skip(size(asked.offset)).take(size(limit)).collect()
}

/// The part of a statement that a page shows.
pub(super) fn limit(asked: &Listing) -> String {
    // What is searched for is found in memory: names are kept with their diacritics.
    match asked.limit.filter(|_| asked.search.is_none()) {
        Some(limit) => format!(" LIMIT {limit} OFFSET {}", asked.offset),
        None => String::new(),
    }
}
