//! Facts with both their datings: what was ever said of a thing, and by which acts.

use std::collections::HashSet;

use kernel::{Interval, Seq};
use store::{ColumnType, Tx, Value, each_row};

use crate::{
    Error, FactId, FactTable, Held, REMOVAL, ReadFact,
    read::{Columns, and},
};

/// A fact with its place in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced<F> {
    /// What was said, and of when.
    pub held: Held<F>,
    /// The act that said it.
    pub recorded_from: Seq,
    /// The act that took it back; `None` while it is held true.
    pub recorded_to: Option<Seq>,
    /// The act that erased its personal values.
    pub erased_by: Option<Seq>,
}

/// Everything that was said up to act `known` and meets a condition (as in [`crate::held`]), also
/// what was taken back since, in the order it was said. What later acts did is not told, but for
/// an erasure: what is gone is gone.
pub async fn traced<F: ReadFact>(
    tx: &mut Tx,
    known: Seq,
    condition: &str,
    binds: &[Value],
) -> Result<Vec<Traced<F>>, Error> {
    let table = F::TABLE;
    let head = ["fact_id", "valid_from", "valid_to", "recorded_from", "recorded_to", "erased_by"];
    let mut names: Vec<String> = head.iter().map(|n| format!("f.{n}")).collect();
    let mut types = vec![ColumnType::Uuid, ColumnType::Text, ColumnType::Text];
    types.extend([ColumnType::Int; 3]);
    for column in table.columns {
        names.push(format!("f.{}", column.name));
        types.push(column.of);
    }
    let sql = format!(
        "SELECT {} FROM {} f WHERE f.recorded_from <= $1 {} ORDER BY f.recorded_from, f.fact_id",
        names.join(", "),
        table.name,
        and(condition),
    );
    let mut all = vec![Value::Int(Some(known))];
    all.extend_from_slice(binds);
    let mut found = Vec::new();
    each_row(tx, sql, &all, &types, |values| found.extend(read::<F>(values, known))).await?;
    Ok(found)
}

fn read<F: ReadFact>(values: Vec<Value>, known: Seq) -> Option<Traced<F>> {
    let mut columns = Columns::new(values);
    let id = FactId(columns.uuid()?);
    let valid = Interval { from: columns.date(), to: columns.date() };
    let recorded_from = columns.int()?;
    let recorded_to = columns.int().filter(|to| *to <= known);
    let erased_by = columns.int();
    let held = Held { id, valid, fact: F::read(&mut columns)? };
    Some(Traced { held, recorded_from, recorded_to, erased_by })
}

/// Facts of a table whose personal values were removed after their time ([`REMOVAL`]).
pub async fn removed(tx: &mut Tx, table: &FactTable) -> Result<HashSet<FactId>, Error> {
    let sql = format!(
        "SELECT f.fact_id FROM {} f JOIN act a ON a.seq = f.erased_by WHERE a.kind = $1",
        table.name
    );
    let mut found = HashSet::new();
    each_row(tx, sql, &[Value::text(REMOVAL)], &[ColumnType::Uuid], |values| {
        if let [Value::Uuid(Some(id))] = values[..] {
            found.insert(FactId(id));
        }
    })
    .await?;
    Ok(found)
}
