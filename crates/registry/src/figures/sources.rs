//! The sheets the standing duties of an office came from.

use kernel::AsOf;
use ledger::as_of;
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::{
    Error,
    model::{OrgId, SheetRow},
};

/// A sheet, its first row that counts, and how many rows of it stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSource {
    /// File, sheet, and the first row.
    pub first: SheetRow,
    /// Rows that stand.
    pub rows: i64,
}

/// Sheets behind the duties held in an office on a day.
#[boxed]
pub async fn sheet_sources(tx: &mut Tx, at: AsOf, org: OrgId) -> Result<Vec<SheetSource>, Error> {
    let sql = concat!(
        "SELECT a.source_file, a.source_sheet, min(a.source_row), count(*) FROM assignment a WHERE ",
        as_of!("a", "$1", "$2"),
        " AND a.org_id = $3 AND a.source_file IS NOT NULL \
         GROUP BY a.source_file, a.source_sheet ORDER BY a.source_file, a.source_sheet"
    );
    let binds = [
        Value::text(at.valid_on.to_string()),
        Value::Int(Some(at.known_at)),
        Value::Uuid(Some(org.0)),
    ];
    let types = [ColumnType::Text, ColumnType::Text, ColumnType::Int, ColumnType::Int];
    let mut found = Vec::new();
    each_row(tx, sql.to_owned(), &binds, &types, |values| {
        if let [
            Value::Text(Some(file)),
            Value::Text(Some(sheet)),
            Value::Int(Some(row)),
            Value::Int(Some(rows)),
        ] = &values[..]
        {
            let first = SheetRow { file: file.clone(), sheet: sheet.clone(), row: *row };
            found.push(SheetSource { first, rows: *rows });
        }
    })
    .await?;
    Ok(found)
}
