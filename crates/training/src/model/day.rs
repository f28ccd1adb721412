//! The days of a class, and who was there on which.

use kernel::{Date, Uuid};
use ledger::{Column, Columns, Fact, FactTable, Listed, ReadFact};
use store::{
    ColumnType::{Int, Text, Uuid as Id},
    Value,
};

use super::{AttendanceId, ClassDayId, DayPresenceId, SessionId};

/// A day, or a part of a day, on which a class is held: a column of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassDay {
    /// The day.
    pub id: ClassDayId,
    /// Its class.
    pub session: SessionId,
    /// Its number: among all where the list states no dates, else among those of the date.
    pub number: i64,
    /// Its date, where the list states it.
    pub held_on: Option<Date>,
    /// What the list calls it.
    pub heading: Option<String>,
}

impl ClassDay {
    /// The order days are told in.
    pub const fn order(&self) -> (Option<Date>, i64) {
        (self.held_on, self.number)
    }
}

/// The table of days.
pub static CLASS_DAY: FactTable = FactTable {
    name: "class_day",
    columns: &[
        Column::open("class_day_id", Id),
        Column::open("session_id", Id),
        Column::open("number", Int),
        Column::open("held_on", Text),
        Column::open("heading", Text),
    ],
    subject: None,
};

impl Fact for ClassDay {
    const TABLE: &'static FactTable = &CLASS_DAY;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.session.0)),
            Value::Int(Some(self.number)),
            Value::Text(self.held_on.map(|d| d.to_string())),
            Value::Text(self.heading.clone()),
        ]
    }
}

impl ReadFact for ClassDay {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: ClassDayId(c.uuid()?),
            session: SessionId(c.uuid()?),
            number: c.int()?,
            held_on: c.date(),
            heading: c.text(),
        })
    }
}

impl Listed for ClassDay {
    type Key = ClassDayId;

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> ClassDayId {
        self.id
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        vec![
            ("number", self.number.to_string()),
            ("held_on", self.held_on.map(|d| d.to_string()).unwrap_or_default()),
            ("heading", self.heading.clone().unwrap_or_default()),
        ]
    }
}

/// Whether somebody was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Presence {
    /// There.
    Present,
    /// Not there.
    Absent,
    /// Not there, with leave.
    Excused,
    /// The list does not say: it left the cell blank.
    #[default]
    Unknown,
}

impl Presence {
    /// All, in the order they are told in.
    pub const ALL: [Self; 4] = [Self::Present, Self::Absent, Self::Excused, Self::Unknown];

    /// The word in the record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Absent => "absent",
            Self::Excused => "excused",
            Self::Unknown => "unknown",
        }
    }

    /// What a word of the record means.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == word)
    }

    /// One sign, the same in every language, where words would not fit.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Present => "✓",
            Self::Absent => "✗",
            Self::Excused => "○",
            Self::Unknown => "–",
        }
    }
}

/// Whether somebody was there on one day of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPresence {
    /// Its id.
    pub id: DayPresenceId,
    /// Whose attendance.
    pub attendance: AttendanceId,
    /// On which day.
    pub day: ClassDayId,
    /// Of which class.
    pub session: SessionId,
    /// Whether they were there.
    pub presence: Presence,
}

/// The table of who was there on which day. It names nobody: who it was stands with the
/// attendance, and goes with it.
pub static DAY_PRESENCE: FactTable = FactTable {
    name: "day_presence",
    columns: &[
        Column::open("day_presence_id", Id),
        Column::open("attendance_id", Id),
        Column::open("class_day_id", Id),
        Column::open("session_id", Id),
        Column::open("presence", Text),
    ],
    subject: None,
};

impl Fact for DayPresence {
    const TABLE: &'static FactTable = &DAY_PRESENCE;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.attendance.0)),
            Value::Uuid(Some(self.day.0)),
            Value::Uuid(Some(self.session.0)),
            Value::text(self.presence.as_str()),
        ]
    }
}

impl ReadFact for DayPresence {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: DayPresenceId(c.uuid()?),
            attendance: AttendanceId(c.uuid()?),
            day: ClassDayId(c.uuid()?),
            session: SessionId(c.uuid()?),
            presence: Presence::parse(&c.text()?)?,
        })
    }
}

impl Listed for DayPresence {
    type Key = (AttendanceId, ClassDayId);

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> Self::Key {
        (self.attendance, self.day)
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        vec![("presence", self.presence.as_str().to_owned())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presences_survive_their_word() {
        for presence in Presence::ALL {
            assert_eq!(Presence::parse(presence.as_str()), Some(presence));
        }
        assert_eq!(Presence::parse("x"), None);
    }
}
