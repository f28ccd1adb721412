//! Loading the register of offices.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::Path,
};
use store::{Tx, boxed, on_db, sqlx};

use access::Right;
use kernel::{Date, Interval, Seq};
use ledger::{Draft, Held, Receipt, held};
use serde::{Deserialize, Serialize};

use super::{
    Desk,
    lines::{self, Numbered},
};
use crate::{
    Error,
    model::{HEAD_OF_TREE, KINDS, Norm, OrgId, Organisation},
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
    /// Lines with a kind that is neither one of the usual, nor on record, nor in a norm: perhaps a
    /// slip. Their offices are entered all the same.
    pub kinds_unknown: Vec<(u64, String)>,
    /// Codes of areas that are not on record, where areas are; their offices stand without one.
    pub areas_unknown: BTreeSet<String>,
    /// Whether the file names areas while none was loaded yet: which they are is found out later.
    pub areas_missing: bool,
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
    take_units(desk, path, on, true).await
}

/// What loading a file would come to; nothing is entered.
#[boxed]
pub async fn preview_units(
    desk: &Desk<'_>,
    path: &Path,
    on: Option<Date>,
) -> Result<UnitsLoaded, Error> {
    take_units(desk, path, on, false).await
}

async fn take_units(
    desk: &Desk<'_>,
    path: &Path,
    on: Option<Date>,
    enter: bool,
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
    refuse_circles(&file, &rows, &standing)?;
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
    (done.areas_unknown, done.areas_missing) = areas_unknown(&mut tx, &rows).await?;
    done.kinds_unknown = kinds_unknown(&mut tx, draft.seq() - 1, &rows, &standing).await?;
    if enter && !draft.is_empty() {
        done.act = Some(draft.seal(&mut tx).await?);
        tx.commit().await?;
    }
    Ok(done)
}

/// An id for every code: the one on record, or a new one.
fn name_all(
    file: &str,
    rows: &[Numbered<Row>],
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

/// No office comes under itself, however many others stand between.
fn refuse_circles(
    file: &str,
    rows: &[Numbered<Row>],
    standing: &HashMap<String, Vec<Held<Organisation>>>,
) -> Result<(), Error> {
    let latest = |held: &Vec<Held<Organisation>>| {
        held.iter().max_by_key(|h| h.valid.from).map(|h| (h.fact.id, h.fact.parent))
    };
    let known: HashMap<OrgId, (&str, Option<OrgId>)> = standing
        .iter()
        .filter_map(|(code, held)| latest(held).map(|(id, parent)| (id, (code.as_str(), parent))))
        .collect();
    let mut above: HashMap<&str, &str> = known
        .values()
        .filter_map(|(code, parent)| Some((*code, known.get(&(*parent)?)?.0)))
        .collect();
    above.extend(rows.iter().map(|n| (n.row.code.as_str(), n.row.parent.as_str())));
    for Numbered { line, row } in rows {
        let mut at = row.code.as_str();
        // Whoever is led round a circle elsewhere never comes back here: the number of offices
        // is the longest way up.
        for _ in 0..above.len() {
            let Some(parent) = above.get(at) else { break };
            at = parent;
            if at == row.code {
                return Err(bad(file, *line, "parent_is_below", &row.code));
            }
        }
    }
    Ok(())
}

/// Lines whose kind nobody used or named before. An office may make kinds up, so its rows are not
/// refused; but no norm binds such a kind, and a slip would go unseen.
async fn kinds_unknown(
    tx: &mut Tx,
    known: Seq,
    rows: &[Numbered<Row>],
    standing: &HashMap<String, Vec<Held<Organisation>>>,
) -> Result<Vec<(u64, String)>, Error> {
    let norms = held::<Norm>(tx, known, "", &[]).await?;
    let mut kinds: HashSet<&str> = KINDS.iter().copied().chain([HEAD_OF_TREE]).collect();
    kinds.extend(standing.values().flatten().map(|held| held.fact.kind.as_str()));
    kinds.extend(norms.iter().flat_map(|norm| &norm.fact.kinds).map(String::as_str));
    let unknown = rows.iter().filter(|n| !kinds.contains(n.row.kind.as_str()));
    Ok(unknown.map(|n| (n.line, n.row.kind.clone())).collect())
}

/// Codes of areas that a file names and nobody knows; and whether it names any while none was
/// loaded yet.
async fn areas_unknown(
    tx: &mut Tx,
    rows: &[Numbered<Row>],
) -> Result<(BTreeSet<String>, bool), Error> {
    let named: BTreeSet<String> =
        rows.iter().map(|n| n.row.area.clone()).filter(|code| !code.is_empty()).collect();
    let known: Vec<(String,)> = on_db!(tx, c => sqlx::query_as("SELECT DISTINCT code FROM area")
        .fetch_all(c).await)?;
    if known.is_empty() {
        return Ok((BTreeSet::new(), !named.is_empty()));
    }
    let known: HashSet<String> = known.into_iter().map(|(code,)| code).collect();
    Ok((named.into_iter().filter(|code| !known.contains(code)).collect(), false))
}

fn organisation(
    file: &str,
    numbered: &Numbered<Row>,
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
