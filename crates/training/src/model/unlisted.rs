//! Who is no longer in the list of a session.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use store::{
    ColumnType::{Bool, Uuid as Id},
    Value,
};

use super::{AttendanceId, SessionId, UnlistedId};

/// That a later list of a session does not name somebody who is on record there. They count until
/// somebody says that they did not attend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// Its id.
    pub id: UnlistedId,
    /// The attendance.
    pub attendance: AttendanceId,
    /// Its session.
    pub session: SessionId,
    /// Whether somebody said that they attended all the same.
    pub kept: bool,
}

/// The table of those.
pub static UNLISTED: FactTable = FactTable {
    name: "attendance_unlisted",
    columns: &[
        Column::open("unlisted_id", Id),
        Column::open("attendance_id", Id),
        Column::open("session_id", Id),
        Column::open("kept", Bool),
    ],
    subject: None,
};

impl Fact for Unlisted {
    const TABLE: &'static FactTable = &UNLISTED;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.attendance.0)),
            Value::Uuid(Some(self.session.0)),
            Value::Bool(Some(self.kept)),
        ]
    }
}

impl ReadFact for Unlisted {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: UnlistedId(c.uuid()?),
            attendance: AttendanceId(c.uuid()?),
            session: SessionId(c.uuid()?),
            kept: c.bool()?,
        })
    }
}
