//! All areas but villages, over time, with what became of them: what the pages about areas read.

use std::collections::{BTreeSet, HashMap};

use kernel::{Date, Interval, Seq, folding};
use ledger::held;
use store::{Tx, Value, boxed};

use crate::{
    Error,
    model::{Area, AreaId, AreaLevel, AreaLink, Share},
};

/// An area over an interval.
#[derive(Clone, Debug)]
pub struct AreaEntry {
    /// When it holds.
    pub valid: Interval,
    /// What it says.
    pub area: Area,
    plain: String,
}

/// One step from an area to what it became, or back to what it was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaStep {
    /// The day.
    pub on: Option<Date>,
    /// The other area.
    pub other: AreaId,
    /// All of the predecessor, or a part.
    pub share: Share,
    /// Of the parts, the one that takes what can't be placed more finely.
    pub is_default: bool,
}

/// Areas over time, as known after one act.
#[derive(Debug, Default)]
pub struct AreaIndex {
    entries: Vec<AreaEntry>,
    by_id: HashMap<AreaId, Vec<usize>>,
    children: HashMap<AreaId, Vec<AreaId>>,
    forward: HashMap<AreaId, Vec<AreaStep>>,
    back: HashMap<AreaId, Vec<AreaStep>>,
}

/// Reads all areas but villages.
#[boxed]
pub async fn area_index(tx: &mut Tx, known: Seq) -> Result<AreaIndex, Error> {
    let mut index = AreaIndex::default();
    for held in held::<Area>(tx, known, "f.level <> 'village'", &[]).await? {
        index.enter(AreaEntry {
            plain: folding::plain(&held.fact.name),
            valid: held.valid,
            area: held.fact,
        });
    }
    for held in held::<AreaLink>(tx, known, "", &[]).await? {
        let (on, link) = (held.valid.from, held.fact);
        let step = |other| AreaStep { on, other, share: link.share, is_default: link.is_default };
        index.forward.entry(link.predecessor).or_default().push(step(link.successor));
        index.back.entry(link.successor).or_default().push(step(link.predecessor));
    }
    Ok(index)
}

/// The villages of a commune on a day, by name.
#[boxed]
pub async fn villages(
    tx: &mut Tx,
    known: Seq,
    on: Date,
    commune: AreaId,
) -> Result<Vec<Area>, Error> {
    let condition = "f.parent_id = $2 AND f.level = 'village'";
    let all = held::<Area>(tx, known, condition, &[Value::Uuid(Some(commune.0))]).await?;
    let mut villages: Vec<Area> =
        all.into_iter().filter(|h| h.valid.contains(on)).map(|h| h.fact).collect();
    villages.sort_by_cached_key(|v| kernel::names::sort_key(&v.name));
    Ok(villages)
}

impl AreaIndex {
    fn enter(&mut self, entry: AreaEntry) {
        let (id, parent) = (entry.area.id, entry.area.parent);
        self.by_id.entry(id).or_default().push(self.entries.len());
        if let Some(parent) = parent {
            let children = self.children.entry(parent).or_default();
            if !children.contains(&id) {
                children.push(id);
            }
        }
        self.entries.push(entry);
    }

    /// Whether no area is on record.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every version of an area.
    pub fn versions(&self, id: AreaId) -> impl Iterator<Item = &AreaEntry> {
        self.by_id.get(&id).into_iter().flatten().map(|at| &self.entries[*at])
    }

    /// The area as it is on a day, else as it last was.
    pub fn near(&self, id: AreaId, day: Date) -> Option<&AreaEntry> {
        self.versions(id)
            .find(|e| e.valid.contains(day))
            .or_else(|| self.versions(id).max_by_key(|e| e.valid.from))
    }

    /// The areas that ever had a code, those of the day first.
    pub fn coded(&self, code: &str, day: Date) -> Vec<AreaId> {
        let mut found: Vec<&AreaEntry> =
            self.entries.iter().filter(|e| e.area.code == code).collect();
        found.sort_by_key(|e| (!e.valid.contains(day), std::cmp::Reverse(e.valid.from)));
        let mut ids: Vec<AreaId> = Vec::new();
        for entry in found {
            if !ids.contains(&entry.area.id) {
                ids.push(entry.area.id);
            }
        }
        ids
    }

    /// Areas in which every word stands, of a level or of any, on a day or ever; those that begin
    /// with the words first, then the larger areas, then by name.
    pub fn find(
        &self,
        words: &str,
        level: Option<AreaLevel>,
        day: Option<Date>,
    ) -> Vec<&AreaEntry> {
        let plain = folding::plain(words);
        let words: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).collect();
        let fits = |e: &&AreaEntry| {
            level.is_none_or(|l| e.area.level == l)
                && day.is_none_or(|d| e.valid.contains(d))
                && (e.area.code == plain || words.iter().all(|w| e.plain.contains(w)))
        };
        let mut found: Vec<&AreaEntry> = self.entries.iter().filter(fits).collect();
        found.sort_by_cached_key(|e| {
            let name = kernel::folding::fold(&e.area.name);
            (!e.plain.ends_with(&plain), e.area.level, name, e.area.code.clone(), e.valid.from)
        });
        found
    }

    /// The areas directly in an area on a day, by code.
    pub fn within(&self, id: AreaId, day: Date) -> Vec<&AreaEntry> {
        let ids = self.children.get(&id).into_iter().flatten();
        let here = |e: &&AreaEntry| e.valid.contains(day) && e.area.parent == Some(id);
        let mut found: Vec<&AreaEntry> =
            ids.filter_map(|child| self.versions(*child).find(here)).collect();
        found.sort_by(|a, b| a.area.code.cmp(&b.area.code));
        found
    }

    /// The communes in an area, at whatever depth, that ever were in it.
    pub fn communes_ever(&self, id: AreaId) -> BTreeSet<AreaId> {
        let mut found = BTreeSet::new();
        let mut todo = vec![id];
        while let Some(at) = todo.pop() {
            for child in self.children.get(&at).into_iter().flatten() {
                let level = self.versions(*child).next().map(|e| e.area.level);
                match level {
                    Some(AreaLevel::Commune) => {
                        found.insert(*child);
                    }
                    Some(_) => todo.push(*child),
                    None => {}
                }
            }
        }
        found
    }

    /// What an area became.
    pub fn successors(&self, id: AreaId) -> &[AreaStep] {
        self.forward.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What an area was made of.
    pub fn predecessors(&self, id: AreaId) -> &[AreaStep] {
        self.back.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The way from the top down to an area on a day, without itself.
    pub fn above(&self, id: AreaId, day: Date) -> Vec<&AreaEntry> {
        let mut way = Vec::new();
        let mut at = self.near(id, day).and_then(|e| e.area.parent);
        while let Some(entry) = at.and_then(|id| self.near(id, day)) {
            // A loop in the data must not become one here.
            if way.len() > 8 {
                break;
            }
            at = entry.area.parent;
            way.push(entry);
        }
        way.reverse();
        way
    }
}
