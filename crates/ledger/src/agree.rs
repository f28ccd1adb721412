//! Whether the fact tables a program declares are those the database has.

use std::collections::BTreeMap;

use store::{ColumnType, Tx, boxed};

use crate::{Error, FactTable};

/// What every fact table has beside its own columns.
const COMMON: &[(&str, ColumnType)] = &[
    ("fact_id", ColumnType::Uuid),
    ("valid_from", ColumnType::Text),
    ("valid_to", ColumnType::Text),
    ("recorded_from", ColumnType::Int),
    ("recorded_to", ColumnType::Int),
    ("salt", ColumnType::Bytes),
    ("seal", ColumnType::Bytes),
    ("erased_by", ColumnType::Int),
];

/// Where the declared tables differ from those in the database, in words; nothing when they
/// agree. Each room's tests ask this of its own tables, and `doctor` of all.
#[boxed]
pub async fn disagreements(
    tx: &mut Tx,
    tables: &[&'static FactTable],
) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    for table in tables {
        let say = |what: String| format!("{}: {what}", table.name);
        found.extend(declaration(table).map(say));
        let there: BTreeMap<String, ColumnType> =
            store::columns(tx, table.name).await?.into_iter().collect();
        found.extend(columns(table, &there).map(say));
        let indexed = store::indexed(tx, table.name).await?;
        let needed = ["fact_id", "recorded_from", "recorded_to"].into_iter();
        let needed = needed.chain(table.columns.first().map(|c| c.name)).chain(table.subject);
        found.extend(
            needed
                .filter(|name| !indexed.iter().any(|i| i == name))
                .map(|name| say(format!("no index begins with {name}"))),
        );
    }
    Ok(found)
}

/// What a declaration itself lacks.
fn declaration(table: &FactTable) -> impl Iterator<Item = String> {
    let first = table.columns.first().is_none_or(|c| c.of != ColumnType::Uuid || c.personal);
    let of = |name: &str| table.columns.iter().find(|c| c.name == name);
    let subject = table.subject.and_then(|s| {
        let fits = of(s).is_some_and(|c| c.of == ColumnType::Uuid && !c.personal);
        (!fits).then(|| format!("its subject {s} is no open column of ids"))
    });
    let nobody = table.is_personal() && table.subject.is_none();
    first
        .then(|| "its first column is not the open id of what a fact is about".to_owned())
        .into_iter()
        .chain(subject)
        .chain(nobody.then(|| "it holds personal values, and no column says whose".to_owned()))
}

fn columns(
    table: &FactTable,
    there: &BTreeMap<String, ColumnType>,
) -> impl Iterator<Item = String> {
    let declared: BTreeMap<&str, ColumnType> =
        COMMON.iter().copied().chain(table.columns.iter().map(|c| (c.name, c.of))).collect();
    let missing: Vec<String> = declared
        .iter()
        .filter_map(|(name, of)| match there.get(*name) {
            None => Some(format!("the database has no column {name}")),
            Some(is) if is != of => Some(format!("column {name} is {is:?}, declared {of:?}")),
            Some(_) => None,
        })
        .collect();
    let undeclared: Vec<String> = there
        .keys()
        .filter(|name| !declared.contains_key(name.as_str()))
        .map(|name| format!("column {name} is not declared, so the chain does not cover it"))
        .collect();
    missing.into_iter().chain(undeclared)
}
