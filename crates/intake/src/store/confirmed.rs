//! SQL of what sheets named just as it stands.

use std::collections::HashMap;

use ::store::{Tx, Value, insert_rows, on_db, sqlx};
use kernel::{Seq, Timestamp, Uuid, parse_iso};
use registry::model::AssignmentId;

use crate::{Error, model::Confirmation};

const COLUMNS: [&str; 7] =
    ["assignment_id", "on_date", "file", "sheet", "sheet_row", "act", "said_at"];

/// Keeps them.
pub(crate) async fn keep(
    tx: &mut Tx,
    all: &[(AssignmentId, Confirmation)],
    act: Option<Seq>,
    now: Timestamp,
) -> Result<(), Error> {
    let row = |(assignment, it): &(AssignmentId, Confirmation)| {
        vec![
            Value::Uuid(Some(assignment.0)),
            Value::text(it.on.to_string()),
            Value::text(&it.file),
            Value::text(&it.sheet),
            Value::Int(Some(it.row)),
            Value::Int(act),
            Value::Int(Some(now.as_microsecond())),
        ]
    };
    let rows: Vec<Vec<Value>> = all.iter().map(row).collect();
    Ok(insert_rows(tx, "confirmed", &COLUMNS, &rows).await?)
}

/// By duty, the earliest day first. What came with an act that was undone says nothing.
pub(crate) async fn all(tx: &mut Tx) -> Result<HashMap<AssignmentId, Vec<Confirmation>>, Error> {
    let rows: Vec<(Uuid, String, String, String, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT c.assignment_id, c.on_date, c.file, c.sheet, c.sheet_row FROM confirmed c \
         WHERE NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = c.act \
         AND NOT EXISTS (SELECT 1 FROM act v WHERE v.undoes = u.seq)) \
         ORDER BY c.on_date")
        .fetch_all(c).await)?;
    let mut found: HashMap<AssignmentId, Vec<Confirmation>> = HashMap::new();
    for (assignment, on, file, sheet, row) in rows {
        let Some(on) = parse_iso(&on) else { continue };
        let it = Confirmation { on, file, sheet, row };
        found.entry(AssignmentId(assignment)).or_default().push(it);
    }
    Ok(found)
}
