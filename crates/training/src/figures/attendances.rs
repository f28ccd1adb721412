//! Attendances as a page lists them.

use access::Actor;
use kernel::{AsOf, Date, Uuid, parse_iso};
use registry::{
    Error,
    model::{OrgId, PersonId, SheetRow},
};
use store::{ColumnType, Tx, Value, boxed, each_row};

use super::rows::{Listing, Statement, is_found, leaf, limit};
use crate::model::{AttendanceId, Attendee, Period, SessionId, Way};

/// An attendance as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendanceLine {
    /// The attendance.
    pub id: AttendanceId,
    /// Who.
    pub attendee: Attendee,
    /// Full name; `None` where it was erased.
    pub full_name: Option<String>,
    /// Date of birth as the list states it.
    pub birth: Option<String>,
    /// The office, where it is known.
    pub org: Option<OrgId>,
    /// The office as written.
    pub unit: Option<String>,
    /// The session.
    pub session: SessionId,
    /// Name of the course.
    pub course: String,
    /// How it is held.
    pub way: Way,
    /// When it is held.
    pub period: Period,
    /// Of classes: days held, days attended.
    pub days: Option<(i64, i64)>,
    /// Whether it is an attendance.
    pub present: bool,
    /// When it was completed.
    pub completed_on: Option<Date>,
    /// Score as written.
    pub score: Option<String>,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
}

/// A page of attendances.
#[derive(Clone, Debug, Default)]
pub struct Attended {
    /// The rows.
    pub rows: Vec<AttendanceLine>,
    /// How many there are in all.
    pub total: i64,
}

/// A page of attendances, of those whom one may see.
#[boxed]
pub async fn attended(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    asked: &Listing,
) -> Result<Attended, Error> {
    let Statement { from, binds } = Statement::new(by, at, asked)?;
    let mut ordered = binds.clone();
    let order = order(asked, &mut ordered);
    let select = format!("SELECT {COLUMNS}{from}{order}{}", limit(asked));
    let mut rows = Vec::new();
    each_row(tx, select, &ordered, &TYPES, |values| rows.extend(read(values))).await?;
    if let Some(search) = &asked.search {
        rows.retain(|row: &AttendanceLine| is_found(search, row.full_name.as_deref()));
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        return Ok(Attended { rows: leaf(rows, asked), total });
    }
    let mut total = 0;
    each_row(tx, format!("SELECT count(*){from}"), &binds, &[ColumnType::Int], |values| {
        if let [Value::Int(Some(n))] = values[..] {
            total = n;
        }
    })
    .await?;
    Ok(Attended { rows, total })
}

/// Who was erased comes last: there is no name to sort by.
fn order(asked: &Listing, binds: &mut Vec<Value>) -> String {
    let way = if asked.descending { " DESC" } else { "" };
    let back = if asked.descending { "" } else { " DESC" };
    if let Some(day) = asked.by_day {
        binds.push(Value::Uuid(Some(day.0)));
        return format!(
            " ORDER BY COALESCE((SELECT {BY_PRESENCE} FROM day_presence p \
             WHERE p.attendance_id = a.attendance_id AND p.class_day_id = ${} AND {}), 3){way}, \
             a.sort_key NULLS LAST, a.attendance_id",
            binds.len(),
            ledger::as_of!("p", "$1", "$2"),
        );
    }
    if asked.by_name {
        format!(" ORDER BY a.sort_key{way} NULLS LAST, s.starts_on DESC, a.attendance_id")
    } else {
        format!(" ORDER BY s.starts_on{back}, c.name, a.sort_key NULLS LAST, a.attendance_id")
    }
}

/// Who was there comes first, of whom nothing is known last.
const BY_PRESENCE: &str = "CASE p.presence WHEN 'present' THEN 0 WHEN 'absent' THEN 1 \
     WHEN 'excused' THEN 2 ELSE 3 END";

const COLUMNS: &str = "a.attendance_id, a.attendee_id, a.matched, a.full_name, a.birth, a.org_id, a.unit, \
     s.session_id, c.name, s.way, s.period, a.days, a.days_attended, a.present, a.completed_on, \
     a.score, a.source_file, a.source_sheet, a.source_row";

const TYPES: [ColumnType; 19] = {
    use ColumnType::{Bool, Int, Text, Uuid};
    [
        Uuid, Uuid, Bool, Text, Text, Uuid, Text, Uuid, Text, Text, Text, Int, Int, Bool, Text,
        Text, Text, Text, Int,
    ]
};

fn read(values: Vec<Value>) -> Option<AttendanceLine> {
    let mut values = Cells(values.into_iter());
    let attendance = AttendanceId(values.uuid()?);
    let (id, matched) = (values.uuid()?, values.yes());
    Some(AttendanceLine {
        id: attendance,
        attendee: if matched { Attendee::Person(PersonId(id)) } else { Attendee::Unmatched(id) },
        full_name: values.text(),
        birth: values.text(),
        org: values.uuid().map(OrgId),
        unit: values.text(),
        session: SessionId(values.uuid()?),
        course: values.text()?,
        way: Way::parse(&values.text()?)?,
        period: Period::parse(&values.text()?)?,
        days: {
            let days = (values.int(), values.int());
            days.0.zip(days.1)
        },
        present: values.yes(),
        completed_on: values.text().as_deref().and_then(parse_iso),
        score: values.text(),
        source: source(values.text(), values.text(), values.int()),
    })
}

fn source(file: Option<String>, sheet: Option<String>, row: Option<i64>) -> Option<SheetRow> {
    Some(SheetRow { file: file?, sheet: sheet?, row: row? })
}

/// The values of a row, one after another.
pub(super) struct Cells(pub(super) std::vec::IntoIter<Value>);

impl Cells {
    pub(super) fn text(&mut self) -> Option<String> {
        if let Some(Value::Text(text)) = self.0.next() { text } else { None }
    }

    pub(super) fn int(&mut self) -> Option<i64> {
        if let Some(Value::Int(n)) = self.0.next() { n } else { None }
    }

    pub(super) fn uuid(&mut self) -> Option<Uuid> {
        if let Some(Value::Uuid(id)) = self.0.next() { id } else { None }
    }

    pub(super) fn yes(&mut self) -> bool {
        matches!(self.0.next(), Some(Value::Bool(Some(true))))
    }
}
