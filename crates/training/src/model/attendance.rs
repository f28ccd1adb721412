//! One person at one session.

use kernel::{Birth, Date, Uuid, folding, names};
use ledger::{Column, Columns, Fact, FactTable, Listed, ReadFact};
use registry::model::{OrgId, PersonId, SheetRow};
use store::{
    ColumnType::{Bool, Int, Text, Uuid as Id},
    Value,
};

use super::{AttendanceId, SessionId};

/// Who attends: somebody of the register, or somebody who is not found there and may be later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attendee {
    /// A person of the register.
    Person(PersonId),
    /// Somebody else; the id is theirs in every list.
    Unmatched(Uuid),
}

impl Attendee {
    /// The id all their attendances share.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Person(person) => person.0,
            Self::Unmatched(id) => id,
        }
    }

    /// Whether they are on the register.
    pub const fn is_matched(self) -> bool {
        matches!(self, Self::Person(_))
    }
}

/// One person at one session. What is personal is `None` where it is not known, or was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The attendance.
    pub id: AttendanceId,
    /// The session.
    pub session: SessionId,
    /// Who.
    pub attendee: Attendee,
    /// Full name as written.
    pub full_name: Option<String>,
    /// Date of birth as the list states it.
    pub birth: Option<Birth>,
    /// The office, where it is known.
    pub org: Option<OrgId>,
    /// The office as written.
    pub unit: Option<String>,
    /// Of classes: days held, days attended.
    pub days: Option<(i64, i64)>,
    /// Whether it is an attendance: any day of a class, or taken up on a platform.
    pub present: bool,
    /// When it was completed, on a platform.
    pub completed_on: Option<Date>,
    /// Score as written.
    pub score: Option<String>,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
}

/// The table of attendances. A matched attendee's id is the person's: erasing the person erases
/// these.
pub static ATTENDANCE: FactTable = FactTable {
    name: "attendance",
    columns: &[
        Column::open("attendance_id", Id),
        Column::open("session_id", Id),
        Column::open("attendee_id", Id),
        Column::open("matched", Bool),
        Column::personal("full_name", Text),
        Column::personal("name_key", Text),
        Column::personal("sort_key", Text),
        Column::personal("birth", Text),
        Column::open("org_id", Id),
        Column::personal("unit", Text),
        Column::open("days", Int),
        Column::open("days_attended", Int),
        Column::open("present", Bool),
        Column::open("completed_on", Text),
        Column::personal("score", Text),
        Column::open("source_file", Text),
        Column::open("source_sheet", Text),
        Column::open("source_row", Int),
    ],
    subject: Some("attendee_id"),
};

impl Fact for Attendance {
    const TABLE: &'static FactTable = &ATTENDANCE;

    fn values(&self) -> Vec<Value> {
        let name = self.full_name.as_deref();
        let mut values = vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.session.0)),
            Value::Uuid(Some(self.attendee.id())),
            Value::Bool(Some(self.attendee.is_matched())),
            Value::Text(self.full_name.clone()),
            Value::Text(name.map(folding::fold)),
            Value::Text(name.map(names::sort_key)),
            Value::Text(self.birth.map(|b| b.to_string())),
            Value::Uuid(self.org.map(|o| o.0)),
            Value::Text(self.unit.clone()),
            Value::Int(self.days.map(|d| d.0)),
            Value::Int(self.days.map(|d| d.1)),
            Value::Bool(Some(self.present)),
            Value::Text(self.completed_on.map(|d| d.to_string())),
            Value::Text(self.score.clone()),
        ];
        values.extend(SheetRow::values(self.source.as_ref()));
        values
    }
}

impl ReadFact for Attendance {
    fn read(c: &mut Columns) -> Option<Self> {
        let (id, session) = (AttendanceId(c.uuid()?), SessionId(c.uuid()?));
        let (attendee, matched) = (c.uuid()?, c.bool()?);
        let attendee = if matched {
            Attendee::Person(PersonId(attendee))
        } else {
            Attendee::Unmatched(attendee)
        };
        let full_name = c.text();
        c.text();
        c.text();
        let (birth, org, unit) = (c.birth(), c.uuid().map(OrgId), c.text());
        let days = (c.int(), c.int());
        Some(Self {
            id,
            session,
            attendee,
            full_name,
            birth,
            org,
            unit,
            days: days.0.zip(days.1),
            present: c.bool()?,
            completed_on: c.date(),
            score: c.text(),
            source: SheetRow::read(c),
        })
    }
}

impl Listed for Attendance {
    type Key = (SessionId, Attendee);

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> Self::Key {
        (self.session, self.attendee)
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        let days = self.days.map(|(held, attended)| format!("{attended}/{held}"));
        vec![
            ("days", days.unwrap_or_default()),
            ("completed_on", self.completed_on.map(|d| d.to_string()).unwrap_or_default()),
            ("score", self.score.clone().unwrap_or_default()),
        ]
    }
}
