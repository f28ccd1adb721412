//! Loading the register of offices.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};
use store::boxed;

use access::Right;
use kernel::{Date, Interval};
use ledger::{Draft, Held, Receipt, held};
use serde::{Deserialize, Serialize};

use super::{Desk, lines};
use crate::{
    Error,
    model::{OrgId, Organisation},
};

/// What a load entered.
#[derive(Debug, Default, Serialize)]
pub struct UnitsLoaded {
    /// Rows of the file.
    pub rows: usize,
    /// Offices that were not on record.
    pub new: usize,
    /// Offices that read differently now.
    pub changed: usize,
    /// Offices by kind.
    pub by_kind: BTreeMap<String, usize>,
    /// The act; `None` when nothing changed.
    pub act: Option<Receipt>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    kind: String,
    #[serde(default)]
    parent: String,
    #[serde(default)]
    area: String,
    #[serde(default)]
    aliases: String,
}

/// Enters the offices of a CSV file (`code,name,kind,parent,area,aliases`, aliases joined by
/// `;`) as one act. They hold from `on`, else without a known start.
#[boxed]
pub async fn load_units(
    desk: &Desk<'_>,
    path: &Path,
    on: Option<Date>,
) -> Result<UnitsLoaded, Error> {
    desk.by.require(Right::Reorganise)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let rows = lines::read::<Row>(path)?;
    let mut tx = desk.db.write().await?;
    let mut draft = Draft::begin(&mut tx, desk.clock, desk.header("units", on, "")).await?;
    let mut standing: HashMap<String, Vec<Held<Organisation>>> = HashMap::new();
    for held in held::<Organisation>(&mut tx, draft.seq() - 1, "", &[]).await? {
        standing.entry(held.fact.code.clone()).or_default().push(held);
    }
    let ids = name_all(&file, &rows, &standing, &draft)?;
    let over = on.map_or(Interval::ALWAYS, Interval::since);
    let mut done = UnitsLoaded { rows: rows.len(), ..UnitsLoaded::default() };
    for numbered in &rows {
        let row = &numbered.row;
        let org = organisation(&file, numbered, &ids)?;
        *done.by_kind.entry(row.kind.clone()).or_default() += 1;
        let before = standing.get(&row.code).map_or(&[][..], Vec::as_slice);
        // An office that is over stays over: the file does not say that it came back.
        let over = before.iter().filter_map(|h| h.valid.intersect(&over)).reduce(|a, b| Interval {
            from: a.from.min(b.from),
            to: if a.to.is_none() || b.to.is_none() { None } else { a.to.max(b.to) },
        });
        let over = over.unwrap_or_else(|| on.map_or(Interval::ALWAYS, Interval::since));
        if draft.overlay(before, over, &org) {
            if before.is_empty() { done.new += 1 } else { done.changed += 1 }
        }
    }
    if !draft.is_empty() {
        done.act = Some(draft.seal(&mut tx).await?);
        tx.commit().await?;
    }
    Ok(done)
}

/// An id for every code: the one on record, or a new one.
fn name_all(
    file: &str,
    rows: &[lines::Numbered<Row>],
    standing: &HashMap<String, Vec<Held<Organisation>>>,
    draft: &Draft,
) -> Result<HashMap<String, OrgId>, Error> {
    let mut ids: HashMap<String, OrgId> =
        standing.iter().filter_map(|(code, h)| Some((code.clone(), h.first()?.fact.id))).collect();
    let mut seen: HashMap<&str, u64> = HashMap::new();
    for numbered in rows {
        let row = &numbered.row;
        if row.code.is_empty() || row.name.is_empty() || row.kind.is_empty() {
            return Err(bad(file, numbered.line, "code_name_or_kind_missing", &row.code));
        }
        if seen.insert(&row.code, numbered.line).is_some() {
            return Err(bad(file, numbered.line, "code_twice", &row.code));
        }
        ids.entry(row.code.clone()).or_insert_with(|| OrgId(draft.new_id()));
    }
    Ok(ids)
}

fn organisation(
    file: &str,
    numbered: &lines::Numbered<Row>,
    ids: &HashMap<String, OrgId>,
) -> Result<Organisation, Error> {
    let row = &numbered.row;
    let parent = match row.parent.as_str() {
        "" => None,
        code => {
            Some(*ids.get(code).ok_or_else(|| bad(file, numbered.line, "parent_unknown", code))?)
        }
    };
    let id = *ids
        .get(&row.code)
        .ok_or_else(|| bad(file, numbered.line, "code_name_or_kind_missing", &row.code))?;
    if parent == Some(id) {
        return Err(bad(file, numbered.line, "parent_is_itself", &row.code));
    }
    let aliases = row.aliases.split(';').map(str::trim).filter(|a| !a.is_empty());
    Ok(Organisation {
        id,
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        parent,
        area_code: (!row.area.is_empty()).then(|| row.area.clone()),
        aliases: aliases.map(str::to_owned).collect(),
    })
}

fn bad(file: &str, line: u64, what: &'static str, value: &str) -> Error {
    Error::Line { file: file.to_owned(), line, what, value: value.to_owned() }
}
