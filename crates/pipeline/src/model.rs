//! The noun: how many graduated.

use kernel::{Uuid, folding};
use ledger::{Column, Columns, Fact, FactTable, Listed, ReadFact};
use registry::model::SheetRow;
use store::{
    ColumnType::{Int, Text, Uuid as Id},
    Value,
};

kernel::typed_id! {
    /// Graduates of one institution, year, field and level.
    GraduatesId,
}

/// How many graduated of one institution, year, field and level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graduates {
    /// What is counted.
    pub id: GraduatesId,
    /// The institution, as written.
    pub institution: String,
    /// The year.
    pub year: i64,
    /// Field of study, as written; empty where the list does not tell fields apart.
    pub field: String,
    /// Level, as written; empty where the list does not tell levels apart.
    pub level: String,
    /// How many.
    pub number: i64,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
}

/// The table of graduates.
pub static GRADUATES: FactTable = FactTable {
    name: "graduates",
    columns: &[
        Column::open("graduates_id", Id),
        Column::open("institution", Text),
        Column::open("year", Int),
        Column::open("field", Text),
        Column::open("level", Text),
        Column::open("number", Int),
        Column::open("source_file", Text),
        Column::open("source_sheet", Text),
        Column::open("source_row", Int),
    ],
    subject: None,
};

impl Fact for Graduates {
    const TABLE: &'static FactTable = &GRADUATES;

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.institution),
            Value::Int(Some(self.year)),
            Value::text(&self.field),
            Value::text(&self.level),
            Value::Int(Some(self.number)),
        ];
        values.extend(SheetRow::values(self.source.as_ref()));
        values
    }
}

impl ReadFact for Graduates {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: GraduatesId(c.uuid()?),
            institution: c.text()?,
            year: c.int()?,
            field: c.text()?,
            level: c.text()?,
            number: c.int()?,
            source: SheetRow::read(c),
        })
    }
}

impl Listed for Graduates {
    type Key = (String, i64, String, String);

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> Self::Key {
        let fold = folding::fold;
        (fold(&self.institution), self.year, fold(&self.field), fold(&self.level))
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        vec![("count", self.number.to_string())]
    }
}
