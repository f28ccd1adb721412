//! Days off as data: each with the act and the clause it stands in.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use store::{
    ColumnType::{Bool, Int, Text, Uuid},
    Value,
};

kernel::typed_id! {
    /// A rule about days off.
    HolidayId,
}

/// Days on which nobody works, or a day of a weekend on which everybody does: of one year, or of
/// every year, by the calendar of the sun or of the moon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The rule.
    pub id: HolidayId,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// Whether month and day are those of the Vietnamese lunar calendar.
    pub lunar: bool,
    /// The year, by the sun; `None` = every year.
    pub year: Option<i64>,
    /// Month, from 1.
    pub month: i64,
    /// Day of the month, from 1.
    pub day: i64,
    /// Days from that day to the first that is off: −1 = the eve.
    pub shift: i64,
    /// How many days.
    pub days: i64,
    /// Whether these are days of work instead, made up for another day off.
    pub works: bool,
    /// The act it stands in.
    pub basis_act: String,
    /// The clause.
    pub basis_clause: String,
    /// Whether somebody has confirmed it against the act's text.
    pub confirmed: bool,
}

/// The table of days off.
pub static HOLIDAY: FactTable = FactTable {
    name: "holiday",
    columns: &[
        Column::open("holiday_id", Uuid),
        Column::open("name_vi", Text),
        Column::open("name_en", Text),
        Column::open("lunar", Bool),
        Column::open("year", Int),
        Column::open("month", Int),
        Column::open("day", Int),
        Column::open("shift", Int),
        Column::open("days", Int),
        Column::open("works", Bool),
        Column::open("basis_act", Text),
        Column::open("basis_clause", Text),
        Column::open("confirmed", Bool),
    ],
    subject: None,
};

impl Fact for Holiday {
    const TABLE: &'static FactTable = &HOLIDAY;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.name_vi),
            Value::text(&self.name_en),
            Value::Bool(Some(self.lunar)),
            Value::Int(self.year),
            Value::Int(Some(self.month)),
            Value::Int(Some(self.day)),
            Value::Int(Some(self.shift)),
            Value::Int(Some(self.days)),
            Value::Bool(Some(self.works)),
            Value::text(&self.basis_act),
            Value::text(&self.basis_clause),
            Value::Bool(Some(self.confirmed)),
        ]
    }
}

impl ReadFact for Holiday {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: HolidayId(c.uuid()?),
            name_vi: c.text()?,
            name_en: c.text()?,
            lunar: c.bool()?,
            year: c.int(),
            month: c.int()?,
            day: c.int()?,
            shift: c.int()?,
            days: c.int()?,
            works: c.bool()?,
            basis_act: c.text()?,
            basis_clause: c.text()?,
            confirmed: c.bool()?,
        })
    }
}
