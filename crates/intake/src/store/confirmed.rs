//! SQL of what sheets named just as it stands.

use std::collections::HashMap;

use ::store::{Tx, Value, insert_rows, on_db, sqlx};
use kernel::{Seq, Timestamp, Uuid, parse_iso};

use crate::{
    Error,
    model::{Confirmation, Confirmed},
};

const COLUMNS: [&str; 8] =
    ["thing_id", "of_table", "on_date", "file", "sheet", "sheet_row", "act", "said_at"];

/// Keeps them.
pub(crate) async fn keep(
    tx: &mut Tx,
    all: &[Confirmed],
    act: Option<Seq>,
    now: Timestamp,
) -> Result<(), Error> {
    let row = |Confirmed { of, thing, by }: &Confirmed| {
        vec![
            Value::Uuid(Some(*thing)),
            Value::text(*of),
            Value::text(by.on.to_string()),
            Value::text(&by.file),
            Value::text(&by.sheet),
            Value::Int(Some(by.row)),
            Value::Int(act),
            Value::Int(Some(now.as_microsecond())),
        ]
    };
    let rows: Vec<Vec<Value>> = all.iter().map(row).collect();
    Ok(insert_rows(tx, "confirmed", &COLUMNS, &rows).await?)
}

/// Of things of a table, by thing, the earliest day first. What came with an act that was undone
/// says nothing.
pub(crate) async fn of(
    tx: &mut Tx,
    table: &str,
) -> Result<HashMap<Uuid, Vec<Confirmation>>, Error> {
    let rows: Vec<(Uuid, String, String, String, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT c.thing_id, c.on_date, c.file, c.sheet, c.sheet_row FROM confirmed c \
         WHERE c.of_table = $1 AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = c.act \
         AND NOT EXISTS (SELECT 1 FROM act v WHERE v.undoes = u.seq)) \
         ORDER BY c.on_date")
        .bind(table).fetch_all(c).await)?;
    let mut found: HashMap<Uuid, Vec<Confirmation>> = HashMap::new();
    for (thing, on, file, sheet, row) in rows {
        let Some(on) = parse_iso(&on) else { continue };
        found.entry(thing).or_default().push(Confirmation { on, file, sheet, row });
    }
    Ok(found)
}
