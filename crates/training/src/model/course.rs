//! Courses and their sessions.

use std::fmt;

use kernel::{Date, Uuid, folding};
use ledger::{Column, Columns, Fact, FactTable, Listed, ReadFact};
use registry::model::SheetRow;
use store::{
    ColumnType::{Int, Text, Uuid as Id},
    Value,
};

use super::{CourseId, SessionId};

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The course.
    pub id: CourseId,
    /// Its name.
    pub name: String,
}

/// The table of courses.
pub static COURSE: FactTable = FactTable {
    name: "course",
    columns: &[
        Column::open("course_id", Id),
        Column::open("name", Text),
        Column::open("name_key", Text),
    ],
    subject: None,
};

impl Fact for Course {
    const TABLE: &'static FactTable = &COURSE;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.name),
            Value::text(folding::fold(&self.name)),
        ]
    }
}

impl ReadFact for Course {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self { id: CourseId(c.uuid()?), name: c.text()? })
    }
}

impl Listed for Course {
    type Key = String;

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> String {
        folding::fold(&self.name)
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// How a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// In a room, day by day.
    Class,
    /// On a platform.
    Online,
}

impl Way {
    /// The word in the record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Online => "online",
        }
    }

    /// What a word of the record means.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Class, Self::Online].into_iter().find(|w| w.as_str() == word)
    }
}

/// When a session is held: what tells two sessions of one course apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// From a day on.
    Day(Date),
    /// A quarter of a year, from 1.
    Quarter(i16, i8),
}

impl Period {
    /// The quarter a day lies in.
    pub fn quarter_of(day: Date) -> Self {
        Self::Quarter(day.year(), (day.month() - 1) / 3 + 1)
    }

    /// Its year.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(day) => day.year(),
            Self::Quarter(year, _) => year,
        }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Quarter(year, quarter) => {
                let month = (quarter.clamp(1, 4) - 1) * 3 + 1;
                Date::new(year, month, 1).unwrap_or(Date::constant(1900, 1, 1))
            }
        }
    }

    /// What stands in the record.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((year, quarter)) = text.split_once("-Q") {
            return Some(Self::Quarter(year.parse().ok()?, quarter.parse().ok()?));
        }
        kernel::parse_iso(text).map(Self::Day)
    }
}

/// `2023-02-16` or `2023-Q1`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
        }
    }
}

/// A session of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// Its course.
    pub course: CourseId,
    /// How it is held.
    pub way: Way,
    /// When it is held.
    pub period: Period,
    /// Its last day, where it is stated.
    pub ends_on: Option<Date>,
    /// The sheet it came from.
    pub source: Option<SheetRow>,
}

/// The table of sessions.
pub static SESSION: FactTable = FactTable {
    name: "course_session",
    columns: &[
        Column::open("session_id", Id),
        Column::open("course_id", Id),
        Column::open("way", Text),
        Column::open("period", Text),
        Column::open("year", Int),
        Column::open("starts_on", Text),
        Column::open("ends_on", Text),
        Column::open("source_file", Text),
        Column::open("source_sheet", Text),
        Column::open("source_row", Int),
    ],
    subject: None,
};

impl Fact for Session {
    const TABLE: &'static FactTable = &SESSION;

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.course.0)),
            Value::text(self.way.as_str()),
            Value::text(self.period.to_string()),
            Value::Int(Some(i64::from(self.period.year()))),
            Value::text(self.period.first().to_string()),
            Value::Text(self.ends_on.map(|d| d.to_string())),
        ];
        values.extend(SheetRow::values(self.source.as_ref()));
        values
    }
}

impl ReadFact for Session {
    fn read(c: &mut Columns) -> Option<Self> {
        let (id, course) = (SessionId(c.uuid()?), CourseId(c.uuid()?));
        let (way, period) = (Way::parse(&c.text()?)?, Period::parse(&c.text()?)?);
        c.int();
        c.text();
        Some(Self { id, course, way, period, ends_on: c.date(), source: SheetRow::read(c) })
    }
}

impl Listed for Session {
    type Key = (CourseId, Way, Period);

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> Self::Key {
        (self.course, self.way, self.period)
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        vec![("ends_on", self.ends_on.map(|d| d.to_string()).unwrap_or_default())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_survive_their_text() {
        let day = Date::constant(2023, 8, 16);
        for period in [Period::Day(day), Period::quarter_of(day)] {
            assert_eq!(Period::parse(&period.to_string()), Some(period));
        }
        assert_eq!(Period::quarter_of(day).to_string(), "2023-Q3");
        assert_eq!(Period::Quarter(2023, 4).first(), Date::constant(2023, 10, 1));
        assert_eq!(Period::parse("2023"), None);
    }
}
