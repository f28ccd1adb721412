//! Undoing an act is another act: what it asserted is closed, what it closed is asserted again.

use std::collections::{BTreeSet, HashSet};

use kernel::{Clock, Interval, Seq, Uuid, parse_iso};
use store::{ColumnType, Tx, Value, each_row};

use crate::{Draft, Error, FactId, FactTable, Header};

/// Acts that can't be undone: what was erased is gone.
const FINAL: &[&str] = &["erase"];

/// A row with its place in the record.
struct Placed {
    id: FactId,
    values: Vec<Value>,
    valid: Interval,
    from: Seq,
    to: Option<Seq>,
}

/// Drafts the act that undoes act `seq`. Refused while later acts build on it.
pub async fn undo(
    tx: &mut Tx,
    clock: &Clock,
    tables: &[&'static FactTable],
    seq: Seq,
    header: Header,
) -> Result<Draft, Error> {
    let act = crate::act(tx, seq).await?.ok_or(Error::NoSuchAct(seq))?;
    if FINAL.contains(&act.kind.as_str()) {
        return Err(Error::Final(act.kind));
    }
    let mut draft = Draft::begin(tx, clock, header).await?;
    draft.undoing(seq);
    let mut later = BTreeSet::new();
    let mut introduced = HashSet::new();
    for table in tables {
        let touched =
            rows(tx, table, &format!("recorded_from = {seq} OR recorded_to = {seq}")).await?;
        for row in touched {
            if row.from == seq {
                later.extend(row.to.filter(|to| *to != seq));
                introduced.extend(about(&row));
                draft.close_row(table, row.id);
            } else {
                draft.assert_row(table, row.valid, row.values);
            }
        }
    }
    for table in tables {
        forget_older(tx, table, seq, &mut introduced).await?;
    }
    for table in tables {
        later.extend(standing_on(tx, table, seq, &introduced).await?);
    }
    if later.is_empty() { Ok(draft) } else { Err(Error::BuiltUpon(later.into_iter().collect())) }
}

/// The id of what a row is about.
fn about(row: &Placed) -> Option<Uuid> {
    match row.values.first() {
        Some(Value::Uuid(id)) => *id,
        _ => None,
    }
}

/// Leaves in `ids` only what was first named by act `seq`.
async fn forget_older(
    tx: &mut Tx,
    table: &'static FactTable,
    seq: Seq,
    ids: &mut HashSet<Uuid>,
) -> Result<(), Error> {
    for row in rows(tx, table, &format!("recorded_from < {seq}")).await? {
        if let Some(id) = about(&row) {
            ids.remove(&id);
        }
    }
    Ok(())
}

/// Later acts whose standing facts name something that would no longer be there.
async fn standing_on(
    tx: &mut Tx,
    table: &'static FactTable,
    seq: Seq,
    ids: &HashSet<Uuid>,
) -> Result<Vec<Seq>, Error> {
    let later = rows(tx, table, &format!("recorded_from > {seq} AND recorded_to IS NULL")).await?;
    let names = |row: &Placed| {
        row.values.iter().any(|v| matches!(v, Value::Uuid(Some(id)) if ids.contains(id)))
    };
    Ok(later.iter().filter(|row| names(row)).map(|row| row.from).collect())
}

async fn rows(tx: &mut Tx, table: &FactTable, which: &str) -> Result<Vec<Placed>, Error> {
    let mut names = vec!["fact_id"];
    let mut types = vec![ColumnType::Uuid];
    for column in table.columns {
        names.push(column.name);
        types.push(column.of);
    }
    names.extend(["valid_from", "valid_to", "recorded_from", "recorded_to"]);
    types.extend([ColumnType::Text, ColumnType::Text, ColumnType::Int, ColumnType::Int]);
    let sql = format!("SELECT {} FROM {} WHERE {which}", names.join(", "), table.name);
    let mut found = Vec::new();
    each_row(tx, sql, &[], &types, |values| found.extend(place(values))).await?;
    Ok(found)
}

fn place(mut values: Vec<Value>) -> Option<Placed> {
    let tail = values.split_off(values.len().checked_sub(4)?);
    let Value::Uuid(Some(id)) = values.remove(0) else { return None };
    let [Value::Text(valid_from), Value::Text(valid_to), Value::Int(Some(from)), Value::Int(to)] =
        &tail[..]
    else {
        return None;
    };
    let date = |text: &Option<String>| text.as_deref().and_then(parse_iso);
    let valid = Interval { from: date(valid_from), to: date(valid_to) };
    Some(Placed { id: FactId(id), values, valid, from: *from, to: *to })
}
