//! What one act said, took back and erased, table by table.

use access::{Actor, Right};
use kernel::{Interval, Seq, parse_iso};
use ledger::FactTable;
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::Error;

/// What one act did to one table.
#[derive(Debug)]
pub struct TableChange {
    /// The table.
    pub table: &'static FactTable,
    /// Facts it said.
    pub asserted: i64,
    /// Facts it took back.
    pub closed: i64,
    /// Facts whose personal values it erased.
    pub erased: i64,
    /// The first of what it said, then the first of what it took back.
    pub rows: Vec<FactLine>,
}

/// A fact as it stands in its table.
#[derive(Debug)]
pub struct FactLine {
    /// Whether it was said; else it was taken back.
    pub asserted: bool,
    /// Of when.
    pub valid: Interval,
    /// Its columns, in the order of the table's.
    pub values: Vec<Value>,
}

/// What an act did, in the tables it touched; `most` rows of each kind are read. Who may not see
/// everybody sees personal values blank.
#[boxed]
pub async fn act_contents(
    tx: &mut Tx,
    by: &Actor,
    tables: &[&'static FactTable],
    seq: Seq,
    most: u32,
) -> Result<Vec<TableChange>, Error> {
    by.require(Right::SeeActs)?;
    let whole = by.may_all(Right::SeePeople);
    let mut changes = Vec::new();
    for table in tables {
        let mut change = TableChange {
            table,
            asserted: count(tx, table, "recorded_from", seq).await?,
            closed: count(tx, table, "recorded_to", seq).await?,
            erased: count_erased(tx, table, seq).await?,
            rows: Vec::new(),
        };
        if change.asserted + change.closed + change.erased == 0 {
            continue;
        }
        change.rows = rows(tx, table, "recorded_from", seq, most).await?;
        change.rows.append(&mut rows(tx, table, "recorded_to", seq, most).await?);
        if !whole {
            change.rows.iter_mut().for_each(|row| blank(table, row));
        }
        changes.push(change);
    }
    Ok(changes)
}

fn blank(table: &FactTable, row: &mut FactLine) {
    let personal = table.columns.iter().zip(&mut row.values).filter(|(c, _)| c.personal);
    personal.for_each(|(_, value)| *value = Value::Text(None));
}

async fn count_erased(tx: &mut Tx, table: &FactTable, seq: Seq) -> Result<i64, Error> {
    if table.is_personal() { count(tx, table, "erased_by", seq).await } else { Ok(0) }
}

async fn count(tx: &mut Tx, table: &FactTable, column: &str, seq: Seq) -> Result<i64, Error> {
    let sql = format!("SELECT count(*) FROM {} WHERE {column} = $1", table.name);
    let mut found = 0;
    each_row(tx, sql, &[Value::Int(Some(seq))], &[ColumnType::Int], |values| {
        if let [Value::Int(Some(n))] = values[..] {
            found = n;
        }
    })
    .await?;
    Ok(found)
}

async fn rows(
    tx: &mut Tx,
    table: &FactTable,
    column: &str,
    seq: Seq,
    most: u32,
) -> Result<Vec<FactLine>, Error> {
    let names: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
    let sql = format!(
        "SELECT {}, valid_from, valid_to FROM {} WHERE {column} = $1 ORDER BY fact_id LIMIT {most}",
        names.join(", "),
        table.name
    );
    let mut types: Vec<ColumnType> = table.columns.iter().map(|c| c.of).collect();
    types.extend([ColumnType::Text; 2]);
    let mut found = Vec::new();
    each_row(tx, sql, &[Value::Int(Some(seq))], &types, |mut values| {
        let [to, from] = [values.pop(), values.pop()].map(|v| match v {
            Some(Value::Text(Some(text))) => parse_iso(&text),
            _ => None,
        });
        let valid = Interval { from, to };
        found.push(FactLine { asserted: column == "recorded_from", valid, values });
    })
    .await?;
    Ok(found)
}
