//! SQL of which details of people sheets stated.

use std::{collections::HashMap, sync::Arc};

use ::store::{Tx, Value, insert_rows, on_db, sqlx};
use kernel::{Seq, Timestamp, Uuid, parse_iso};
use registry::model::PersonId;

use crate::{
    Error,
    rules::stated::{Details, Statement},
};

const COLUMNS: [&str; 8] =
    ["person_id", "on_date", "details", "file", "sheet", "sheet_row", "act", "said_at"];
/// So many are made ready at once: a list may have a hundred thousand.
const AT_ONCE: usize = 2000;

/// Keeps them.
pub(crate) async fn keep(
    tx: &mut Tx,
    all: &[(PersonId, Statement)],
    act: Option<Seq>,
    now: Timestamp,
) -> Result<(), Error> {
    let row = |(person, said): &(PersonId, Statement)| {
        vec![
            Value::Uuid(Some(person.0)),
            Value::text(said.on.map(|on| on.to_string()).unwrap_or_default()),
            Value::text(said.details.words()),
            Value::text(&*said.file),
            Value::text(&*said.sheet),
            Value::Int(Some(said.row.into())),
            Value::Int(act),
            Value::Int(Some(now.as_microsecond())),
        ]
    };
    for some in all.chunks(AT_ONCE) {
        let rows: Vec<Vec<Value>> = some.iter().map(row).collect();
        insert_rows(tx, "stated", &COLUMNS, &rows).await?;
    }
    Ok(())
}

/// All, by person. What came with an act that was undone says nothing.
pub(crate) async fn all(tx: &mut Tx) -> Result<HashMap<PersonId, Vec<Statement>>, Error> {
    let rows: Vec<(Uuid, String, String, String, String, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT s.person_id, s.on_date, s.details, s.file, s.sheet, s.sheet_row FROM stated s \
         WHERE NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = s.act \
         AND NOT EXISTS (SELECT 1 FROM act v WHERE v.undoes = u.seq))")
        .fetch_all(c).await)?;
    let mut found: HashMap<PersonId, Vec<Statement>> = HashMap::new();
    let mut texts: HashMap<String, Arc<str>> = HashMap::new();
    let mut shared = |text: String| -> Arc<str> {
        texts.entry(text).or_insert_with_key(|text| Arc::from(&text[..])).clone()
    };
    for (person, on, details, file, sheet, row) in rows {
        let (file, sheet) = (shared(file), shared(sheet));
        found.entry(PersonId(person)).or_default().push(Statement {
            on: parse_iso(&on),
            details: Details::read(&details),
            file,
            sheet,
            row: u32::try_from(row).unwrap_or_default(),
            new: false,
        });
    }
    Ok(found)
}
