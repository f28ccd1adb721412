//! Which area, which office stands on a map of another day.

use std::collections::{BTreeSet, HashMap};

use kernel::{Date, Interval, folding};
use ledger::Held;

use crate::model::{Area, AreaId, AreaLevel, AreaLink, OrgId, OrgLink, Organisation, Share};

/// How often one thing may have been reorganised before we stop following.
const MOST_STEPS: usize = 64;

/// A link with the day it took effect.
#[derive(Clone, Copy, Debug)]
struct Step<Id> {
    on: Option<Date>,
    other: Id,
    share: Share,
    is_default: bool,
}

/// Links in both directions.
#[derive(Clone, Debug)]
struct Steps<Id> {
    forward: HashMap<Id, Vec<Step<Id>>>,
    back: HashMap<Id, Vec<Step<Id>>>,
}

impl<Id: Copy + Eq + std::hash::Hash> Steps<Id> {
    fn new(links: impl Iterator<Item = (Option<Date>, Id, Id, Share, bool)>) -> Self {
        let (mut forward, mut back) = (HashMap::new(), HashMap::new());
        for (on, from, to, share, is_default) in links {
            let step = |other| Step { on, other, share, is_default };
            forward.entry(from).or_insert_with(Vec::new).push(step(to));
            back.entry(to).or_insert_with(Vec::new).push(step(from));
        }
        Self { forward, back }
    }

    /// What it became by a day: the whole successor, or the default part.
    fn next(&self, id: Id, by: Date) -> Option<Id> {
        let steps = self.forward.get(&id)?.iter().filter(|s| s.on.is_none_or(|on| on <= by));
        steps
            .filter(|s| s.share == Share::Whole || s.is_default)
            .max_by_key(|s| (s.share == Share::Whole, s.on))
            .map(|s| s.other)
    }

    /// What it alone came from, when it came from one thing and wholly.
    fn only_source(&self, id: Id, after: Date) -> Option<Id> {
        match self.back.get(&id)?.as_slice() {
            [one] if one.share == Share::Whole && one.on.is_some_and(|on| on > after) => {
                Some(one.other)
            }
            _ => None,
        }
    }
}

/// Every version of a thing, by id.
type Versions<Id, T> = HashMap<Id, Vec<(Interval, T)>>;

fn on<Id: Copy + Eq + std::hash::Hash, T>(all: &Versions<Id, T>, id: Id, day: Date) -> Option<&T> {
    all.get(&id)?.iter().find(|(valid, _)| valid.contains(day)).map(|(_, thing)| thing)
}

/// When a thing exists, from its first to its last version.
fn life<T>(versions: &[(Interval, T)]) -> Interval {
    let from = versions.iter().map(|(v, _)| v.from).min().flatten();
    let open = versions.iter().any(|(v, _)| v.to.is_none());
    let to = if open { None } else { versions.iter().filter_map(|(v, _)| v.to).max() };
    Interval { from, to }
}

/// Areas over time.
#[derive(Clone, Debug)]
pub struct AreaMap {
    versions: Versions<AreaId, Area>,
    by_code: HashMap<String, Vec<AreaId>>,
    steps: Steps<AreaId>,
}

impl AreaMap {
    /// From all areas and links as known at one time.
    pub fn new(areas: Vec<Held<Area>>, links: Vec<Held<AreaLink>>) -> Self {
        let mut versions: Versions<AreaId, Area> = HashMap::new();
        let mut by_code: HashMap<String, Vec<AreaId>> = HashMap::new();
        for held in areas {
            let ids = by_code.entry(held.fact.code.clone()).or_default();
            if !ids.contains(&held.fact.id) {
                ids.push(held.fact.id);
            }
            versions.entry(held.fact.id).or_default().push((held.valid, held.fact));
        }
        let steps = Steps::new(links.into_iter().map(|h| {
            let l = h.fact;
            (h.valid.from, l.predecessor, l.successor, l.share, l.is_default)
        }));
        Self { versions, by_code, steps }
    }

    /// The area as it is on a day.
    pub fn on(&self, id: AreaId, day: Date) -> Option<&Area> {
        on(&self.versions, id, day)
    }

    /// The area as it last was, whenever.
    pub fn latest(&self, id: AreaId) -> Option<&Area> {
        self.versions.get(&id)?.iter().max_by_key(|(v, _)| v.from).map(|(_, a)| a)
    }

    /// Whether an area began after a day on which another stood under its code: what an office
    /// means there is that one.
    fn is_later_namesake(&self, id: AreaId, day: Date) -> bool {
        let begins = self.versions.get(&id).and_then(|v| life(v).from);
        let code = self.latest(id).map(|area| &area.code);
        let others = code.and_then(|code| self.by_code.get(code)).into_iter().flatten();
        begins.is_some_and(|from| from > day)
            && others.into_iter().any(|other| self.on(*other, day).is_some())
    }

    /// Which area an office means by a code. A merged commune often takes over the code of one
    /// it was made of, so the office's own name settles it; else the earliest that shares a day
    /// with the office.
    pub fn meant_by(&self, code: &str, office: &str, lifetime: &Interval) -> Option<AreaId> {
        let mut candidates: Vec<AreaId> = self
            .by_code
            .get(code)?
            .iter()
            .copied()
            .filter(|id| life(&self.versions[id]).intersect(lifetime).is_some())
            .collect();
        candidates.sort_by_key(|id| life(&self.versions[id]).from);
        if candidates.len() > 1 {
            let office = folding::fold(office);
            let named = |id: &&AreaId| {
                self.versions[*id].iter().any(|(_, a)| office.contains(&folding::fold(&a.name)))
            };
            // A name that fits both says nothing.
            let fitting: Vec<&AreaId> = candidates.iter().filter(named).collect();
            if let [one] = fitting[..] {
                return Some(*one);
            }
        }
        candidates.first().copied()
    }

    /// The province an area lies in on a day; of a province, itself.
    pub fn province_of(&self, id: AreaId, day: Date) -> Option<&Area> {
        let mut at = self.on(id, day)?;
        for _ in 0..MOST_STEPS {
            match at.parent {
                None => return Some(at),
                Some(parent) => at = self.on(parent, day)?,
            }
        }
        None
    }

    /// The communes that lie in an area on a day, by code.
    pub fn communes_in(&self, id: AreaId, day: Date) -> Vec<&Area> {
        let inside = |area: &&Area| {
            let mut at = Some(*area);
            while let Some(here) = at {
                if here.id == id {
                    return true;
                }
                at = here.parent.and_then(|parent| self.on(parent, day));
            }
            false
        };
        let communes = self.versions.keys().filter_map(|id| self.on(*id, day));
        let mut communes: Vec<&Area> =
            communes.filter(|a| a.level == AreaLevel::Commune).filter(inside).collect();
        communes.sort_by(|a, b| a.code.cmp(&b.code));
        communes
    }

    /// What an area became directly, wholly or in part.
    pub fn successors(&self, id: AreaId) -> Vec<AreaId> {
        self.steps.forward.get(&id).into_iter().flatten().map(|s| s.other).collect()
    }

    /// What an area was made of directly, wholly or in part.
    pub fn predecessors(&self, id: AreaId) -> Vec<AreaId> {
        self.steps.back.get(&id).into_iter().flatten().map(|s| s.other).collect()
    }

    /// What the communes that lay in an area on its last day became.
    pub fn communes_became(&self, id: AreaId) -> BTreeSet<AreaId> {
        let Some(end) = self.versions.get(&id).and_then(|v| life(v).to) else {
            return BTreeSet::new();
        };
        let Ok(eve) = end.yesterday() else { return BTreeSet::new() };
        let communes = self.communes_in(id, eve);
        communes.iter().flat_map(|c| self.successors(c.id)).collect()
    }

    /// Name of the area with a code on a day.
    pub fn named_on(&self, code: &str, day: Date) -> Option<String> {
        self.by_code.get(code)?.iter().find_map(|id| self.on(*id, day)).map(|a| a.name.clone())
    }

    /// The area it wholly became by a day; `Ok(None)` where it still stands.
    pub fn whole_successor(&self, id: AreaId, by: Date) -> Result<Option<AreaId>, NotWhole> {
        let mut at = id;
        for _ in 0..MOST_STEPS {
            if self.on(at, by).is_some() {
                return Ok((at != id).then_some(at));
            }
            let steps = self.steps.forward.get(&at).map_or(&[][..], Vec::as_slice);
            let mut steps = steps.iter().filter(|s| s.on.is_none_or(|on| on <= by));
            match (steps.next(), steps.next()) {
                (Some(only), None) if only.share == Share::Whole => at = only.other,
                (None, _) => return Err(NotWhole::Nothing),
                _ => return Err(NotWhole::Split),
            }
        }
        Err(NotWhole::Nothing)
    }

    /// Whether the same stands for an area on two days. What changes elsewhere on the map between
    /// them is nothing to it.
    fn is_one_map_for(&self, id: AreaId, a: Date, b: Date) -> bool {
        match (self.on_map(id, a), self.on_map(id, b)) {
            (None, None) => {
                // It went to nothing, and had come from nothing: after it is not before it.
                let ended = self.versions.get(&id).and_then(|v| life(v).to);
                ended.is_none_or(|to| (a < to) == (b < to))
            }
            (there, then) => there == then,
        }
    }

    /// The area that stands for it on a map; `None` where nothing does.
    pub fn on_map(&self, id: AreaId, map: Date) -> Option<AreaId> {
        let mut at = id;
        for _ in 0..MOST_STEPS {
            let life = life(self.versions.get(&at)?);
            at = if life.contains(map) {
                return Some(at);
            } else if life.to.is_some_and(|to| to <= map) {
                self.steps.next(at, map)?
            } else {
                self.steps.only_source(at, map)?
            };
        }
        None
    }
}

/// Why an area has no whole successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotWhole {
    /// It went to several.
    Split,
    /// It went to none.
    Nothing,
}

/// The line of a table an office's figures belong to on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineKey {
    /// An office.
    Office(OrgId),
    /// An area that has no office yet.
    Area(AreaId),
    /// An office without a successor on that map: it keeps its own line.
    Lost(OrgId),
}

/// Offices over time, with the areas they answer for.
#[derive(Clone, Debug)]
pub struct OrgMap {
    versions: Versions<OrgId, Organisation>,
    by_area_code: HashMap<String, BTreeSet<OrgId>>,
    steps: Steps<OrgId>,
    /// Areas over time.
    pub areas: AreaMap,
}

impl OrgMap {
    /// From all offices and links as known at one time.
    pub fn new(orgs: Vec<Held<Organisation>>, links: Vec<Held<OrgLink>>, areas: AreaMap) -> Self {
        let mut versions: Versions<OrgId, Organisation> = HashMap::new();
        let mut by_area_code: HashMap<String, BTreeSet<OrgId>> = HashMap::new();
        for held in orgs {
            if let Some(code) = &held.fact.area_code {
                by_area_code.entry(code.clone()).or_default().insert(held.fact.id);
            }
            versions.entry(held.fact.id).or_default().push((held.valid, held.fact));
        }
        let steps = Steps::new(links.into_iter().map(|h| {
            let l = h.fact;
            (h.valid.from, l.predecessor, l.successor, l.share, l.is_default)
        }));
        Self { versions, by_area_code, steps, areas }
    }

    /// The office as it is on a day.
    pub fn on(&self, id: OrgId, day: Date) -> Option<&Organisation> {
        on(&self.versions, id, day)
    }

    /// The office as it last was, whenever.
    pub fn latest(&self, id: OrgId) -> Option<&Organisation> {
        self.versions.get(&id)?.iter().max_by_key(|(v, _)| v.from).map(|(_, o)| o)
    }

    /// All offices that exist on a day, by code.
    pub fn all_on(&self, day: Date) -> Vec<&Organisation> {
        let mut all: Vec<_> = self.versions.keys().filter_map(|id| self.on(*id, day)).collect();
        all.sort_by(|a, b| a.code.cmp(&b.code));
        all
    }

    /// Every office with the code it last had.
    pub fn codes(&self) -> impl Iterator<Item = (OrgId, &str)> {
        self.versions.keys().filter_map(|id| Some((*id, self.latest(*id)?.code.as_str())))
    }

    /// Every kind that offices which are counted have or ever had.
    pub fn kinds(&self) -> BTreeSet<&str> {
        let counted = self.versions.values().flatten().filter(|(_, office)| office.is_counted());
        counted.map(|(_, office)| office.kind.as_str()).collect()
    }

    /// When the office exists.
    pub fn life(&self, id: OrgId) -> Option<Interval> {
        self.versions.get(&id).map(|v| life(v))
    }

    /// The area an office answers for.
    pub fn area_of(&self, id: OrgId) -> Option<AreaId> {
        let org = self.latest(id)?;
        self.areas.meant_by(org.area_code.as_deref()?, &org.name, &self.life(id)?)
    }

    /// Everything an office was made of, however far back.
    pub fn sources(&self, id: OrgId) -> BTreeSet<OrgId> {
        let mut found = BTreeSet::new();
        let mut todo = vec![id];
        while let Some(at) = todo.pop() {
            for step in self.steps.back.get(&at).into_iter().flatten() {
                if found.insert(step.other) {
                    todo.push(step.other);
                }
            }
        }
        found
    }

    /// An office as somebody finds it on a day: as it is, as it last was, or as it will first be.
    fn found_on(&self, id: OrgId, day: Date) -> Option<&Organisation> {
        let versions = self.versions.get(&id)?;
        let begun = |valid: &Interval| valid.from.is_none_or(|from| from <= day);
        let last = versions.iter().filter(|(v, _)| begun(v)).max_by_key(|(v, _)| v.from);
        last.or_else(|| versions.iter().min_by_key(|(v, _)| v.from)).map(|(_, org)| org)
    }

    /// An office, all that are under it, and all that wholly became one of these, on a day: over
    /// whom somebody answers who answers for the office. What is decided for later days gives
    /// nobody anything yet, and takes nothing.
    pub fn under(&self, id: OrgId, day: Date) -> BTreeSet<OrgId> {
        let mut below: HashMap<OrgId, Vec<OrgId>> = HashMap::new();
        for org in self.versions.keys().filter_map(|id| self.found_on(*id, day)) {
            if let Some(parent) = org.parent {
                below.entry(parent).or_default().push(org.id);
            }
        }
        let mut found = BTreeSet::from([id]);
        let mut todo = vec![id];
        while let Some(at) = todo.pop() {
            let became = self.steps.back.get(&at).into_iter().flatten();
            let whole = became
                .filter(|step| step.share == Share::Whole && step.on.is_none_or(|on| on <= day))
                .map(|step| step.other);
            for next in below.get(&at).into_iter().flatten().copied().chain(whole) {
                if found.insert(next) {
                    todo.push(next);
                }
            }
        }
        found
    }

    /// The line of an office's figures of a day, on a map. On that day's own map, whichever day of
    /// the map is named, an office that stands is itself, whatever became of its area: until an
    /// act says otherwise it is there.
    pub fn line_of_day(&self, id: OrgId, day: Date, map: Date) -> LineKey {
        let stands = |on| self.on(id, on).is_some();
        if stands(day) && (day == map || stands(map) && self.is_one_map_for(id, day, map)) {
            return LineKey::Office(id);
        }
        self.line_of(id, map)
    }

    /// Whether two days name the same map, as far as an office's area goes.
    fn is_one_map_for(&self, id: OrgId, a: Date, b: Date) -> bool {
        self.area_of(id).is_none_or(|area| self.areas.is_one_map_for(area, a, b))
    }

    /// The area that a line stands in on a map, whatever became of its office: what a map is drawn
    /// by. An office that stands while its area has become another is a line of its own, and on
    /// the ground it is there.
    pub fn ground_of(&self, key: LineKey, map: Date) -> Option<AreaId> {
        match key {
            LineKey::Office(id) => self.areas.on_map(self.area_of(id)?, map),
            LineKey::Area(id) => Some(id),
            LineKey::Lost(_) => None,
        }
    }

    /// The line of an office's figures on a map.
    pub fn line_of(&self, id: OrgId, map: Date) -> LineKey {
        let mut at = id;
        for _ in 0..MOST_STEPS {
            let Some(life) = self.life(at) else { return LineKey::Lost(id) };
            let next = if life.to.is_some_and(|to| to <= map) {
                self.steps.next(at, map)
            } else if life.from.is_some_and(|from| from > map) {
                self.steps.only_source(at, map)
            } else {
                return self.through_area(at, map);
            };
            match next {
                Some(next) => at = next,
                None if at == id => return self.through_area_only(id, map),
                None => return self.through_area_only(at, map),
            }
        }
        LineKey::Lost(id)
    }

    /// The line of an office that exists on the map's day: itself, unless its area is another's
    /// by then.
    fn through_area(&self, id: OrgId, map: Date) -> LineKey {
        let Some(area) = self.area_of(id) else { return LineKey::Office(id) };
        match self.areas.on_map(area, map) {
            None if self.areas.is_later_namesake(area, map) => LineKey::Office(id),
            None => LineKey::Lost(id),
            Some(same) if same == area => LineKey::Office(id),
            Some(other) => self.office_at(id, other, map),
        }
    }

    /// The line of an office that does not exist on the map's day and left no successor.
    fn through_area_only(&self, id: OrgId, map: Date) -> LineKey {
        let area = self.area_of(id).and_then(|area| Some((area, self.areas.on_map(area, map)?)));
        match area {
            Some((area, there)) if area != there => self.office_at(id, there, map),
            _ => LineKey::Lost(id),
        }
    }

    /// The office of the same kind that answers for an area on a day; else the area itself.
    fn office_at(&self, like: OrgId, area: AreaId, day: Date) -> LineKey {
        let (Some(model), Some(there)) = (self.latest(like), self.areas.on(area, day)) else {
            return LineKey::Area(area);
        };
        let peers = self.answering(&there.code, &model.kind, area);
        let there: Vec<&Organisation> =
            peers.iter().filter(|id| **id != like).filter_map(|id| self.on(*id, day)).collect();
        let alone = self.alone_of_kind(model);
        // Where an area has one office of a kind (its people's committee), that is the one;
        // where it has several (its departments), the one of the same name.
        let name = folding::fold(&model.name);
        match there[..] {
            [one] if alone => LineKey::Office(one.id),
            _ => there
                .iter()
                .find(|o| folding::fold(&o.name) == name)
                .map_or(LineKey::Area(area), |o| LineKey::Office(o.id)),
        }
    }

    /// Whether no other office of its kind answers for its area.
    pub fn alone_of_kind(&self, office: &Organisation) -> bool {
        match (office.area_code.as_deref(), self.area_of(office.id)) {
            (Some(code), Some(area)) => self.answering(code, &office.kind, area).len() == 1,
            _ => false,
        }
    }

    /// The office that already answers for what an office's area became by a day.
    pub fn successor_office(&self, id: OrgId, by: Date) -> Option<OrgId> {
        match self.line_of(id, by) {
            LineKey::Office(other) if other != id => Some(other),
            _ => None,
        }
    }

    /// The offices that stand on a day for one that does not any more: what it wholly or partly
    /// became, however often that was reorganised again; none where it left nothing.
    pub fn heirs(&self, id: OrgId, on: Date) -> BTreeSet<OrgId> {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::from([id]));
        let mut todo = vec![id];
        while let Some(at) = todo.pop() {
            if at != id && self.on(at, on).is_some() {
                found.insert(at);
                continue;
            }
            let links = self.steps.forward.get(&at).into_iter().flatten();
            let by_then = links.filter(|step| step.on.is_none_or(|from| from <= on));
            let next: Vec<OrgId> = by_then.map(|step| step.other).collect();
            if next.is_empty() {
                let answers = self.successor_office(at, on);
                found.extend(answers.filter(|office| self.on(*office, on).is_some()));
            }
            todo.extend(next.into_iter().filter(|other| seen.insert(*other)));
        }
        found
    }

    /// Whether any office ever had this code.
    pub fn has_code(&self, code: &str) -> bool {
        self.versions.values().flatten().any(|(_, o)| o.code == code)
    }

    /// The office of a commune, by its code, and its area where that is known.
    pub fn commune_office(&self, code: &str, area: Option<AreaId>) -> Option<OrgId> {
        let ids = self.by_area_code.get(code).into_iter().flatten().copied();
        ids.filter(|id| self.latest(*id).is_some_and(|o| o.kind == "commune"))
            .find(|id| area.is_none_or(|area| self.area_of(*id) == Some(area)))
    }

    /// Offices of a kind that answer for an area.
    fn answering(&self, code: &str, kind: &str, area: AreaId) -> Vec<OrgId> {
        let ids = self.by_area_code.get(code).into_iter().flatten().copied();
        ids.filter(|id| self.latest(*id).is_some_and(|o| o.kind == kind))
            .filter(|id| self.area_of(*id) == Some(area))
            .collect()
    }
}
