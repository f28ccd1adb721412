//! Loading the list of villages.

use std::{collections::HashMap, path::Path};

use access::Right;
use kernel::{Date, Interval, Seq};
use ledger::{Draft, Held, Receipt, held};
use serde::{Deserialize, Serialize};
use store::{Tx, boxed};

use super::{Desk, lines};
use crate::{
    Error,
    model::{Area, AreaId, AreaLevel},
};

/// What a load entered.
#[derive(Debug, Default, Serialize)]
pub struct VillagesLoaded {
    /// Rows of the file.
    pub rows: usize,
    /// Villages that were not on record.
    pub new: usize,
    /// Villages that read differently now.
    pub changed: usize,
    /// Codes of communes that are not on record; their villages stand without a commune.
    pub communes_unknown: Vec<String>,
    /// The act; `None` when nothing changed.
    pub act: Option<Receipt>,
}

#[derive(Deserialize)]
struct Row {
    commune: String,
    village: String,
    #[serde(default)]
    households: Option<i64>,
    #[serde(default)]
    residents: Option<i64>,
}

/// Enters the villages of a CSV file (`commune,village,households,residents`) as one act. They
/// hold from `on`, else without a known start.
#[boxed]
pub async fn load_villages(
    desk: &Desk<'_>,
    path: &Path,
    on: Option<Date>,
) -> Result<VillagesLoaded, Error> {
    desk.by.require(Right::Reorganise)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let rows = lines::read::<Row>(path)?;
    let mut tx = desk.db.write().await?;
    let mut draft = Draft::begin(&mut tx, desk.clock, desk.header("villages", on, "")).await?;
    let known = draft.seq() - 1;
    let communes = communes(&mut tx, known, on).await?;
    let mut standing: HashMap<String, Vec<Held<Area>>> = HashMap::new();
    for held in held::<Area>(&mut tx, known, "f.level = 'village'", &[]).await? {
        standing.entry(held.fact.code.clone()).or_default().push(held);
    }
    let over = on.map_or(Interval::ALWAYS, Interval::since);
    let mut done = VillagesLoaded { rows: rows.len(), ..VillagesLoaded::default() };
    let mut seen: HashMap<String, u64> = HashMap::new();
    for numbered in rows {
        let (line, row) = (numbered.line, numbered.row);
        let code = format!("{}/{}", row.commune, row.village);
        let bad = |what, value: &str| Error::Line {
            file: file.clone(),
            line,
            what,
            value: value.to_owned(),
        };
        if row.commune.is_empty() || row.village.is_empty() {
            return Err(bad("commune_or_village_missing", &code));
        }
        if row.households.is_some_and(|n| n < 0) || row.residents.is_some_and(|n| n < 0) {
            return Err(bad("number_negative", &code));
        }
        if seen.insert(code.clone(), line).is_some() {
            return Err(bad("village_twice", &code));
        }
        let parent = communes.get(&row.commune).copied();
        if parent.is_none() && !done.communes_unknown.contains(&row.commune) {
            done.communes_unknown.push(row.commune.clone());
        }
        let before = standing.get(&code).map_or(&[][..], Vec::as_slice);
        let id = before.first().map_or_else(|| AreaId(draft.new_id()), |h| h.fact.id);
        let village = Area {
            id,
            level: AreaLevel::Village,
            code,
            name: row.village,
            parent,
            households: row.households,
            residents: row.residents,
        };
        if draft.overlay(before, over, &village) {
            if before.is_empty() { done.new += 1 } else { done.changed += 1 }
        }
    }
    if !draft.is_empty() {
        done.act = Some(draft.seal(&mut tx).await?);
        tx.commit().await?;
    }
    Ok(done)
}

/// The communes a file means by their codes: those of the day, else the earliest.
async fn communes(
    tx: &mut Tx,
    known: Seq,
    on: Option<Date>,
) -> Result<HashMap<String, AreaId>, Error> {
    let mut all = held::<Area>(tx, known, "f.level = 'commune'", &[]).await?;
    // Later entries win in the map, so the best come last.
    all.sort_by_key(|h| {
        (on.is_some_and(|day| h.valid.contains(day)), std::cmp::Reverse(h.valid.from))
    });
    Ok(all.into_iter().map(|h| (h.fact.code, h.fact.id)).collect())
}
