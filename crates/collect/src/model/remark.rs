//! What is said of a cell of a submission.

use intake::model::BatchId;
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use store::{
    ColumnType::{Int, Text, Uuid},
    Value,
};

use super::SubmissionId;

kernel::typed_id! {
    /// Something said of a cell.
    RemarkId,
}

/// Something said of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The remark.
    pub id: RemarkId,
    /// Of which submission.
    pub submission: SubmissionId,
    /// The files it was said of.
    pub batch: BatchId,
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: i64,
    /// Column, from 0.
    pub column: i64,
    /// What is to be mended; `None` where it was erased.
    pub body: Option<String>,
}

/// The table of remarks. What is said of a row about a person may name them: it can be erased.
pub static REMARK: FactTable = FactTable {
    name: "remark",
    columns: &[
        Column::open("remark_id", Uuid),
        Column::open("submission_id", Uuid),
        Column::open("batch_id", Uuid),
        Column::open("file", Text),
        Column::open("sheet", Text),
        Column::open("sheet_row", Int),
        Column::open("sheet_column", Int),
        Column::personal("body", Text),
    ],
    subject: Some("remark_id"),
};

impl Fact for Remark {
    const TABLE: &'static FactTable = &REMARK;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.submission.0)),
            Value::Uuid(Some(self.batch.0)),
            Value::text(&self.file),
            Value::text(&self.sheet),
            Value::Int(Some(self.row)),
            Value::Int(Some(self.column)),
            Value::Text(self.body.clone()),
        ]
    }
}

impl ReadFact for Remark {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: RemarkId(c.uuid()?),
            submission: SubmissionId(c.uuid()?),
            batch: BatchId(c.uuid()?),
            file: c.text()?,
            sheet: c.text()?,
            row: c.int()?,
            column: c.int()?,
            body: c.text(),
        })
    }
}
