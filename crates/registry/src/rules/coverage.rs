//! Who covers what: people by mode and field, norms met and not, line by line.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{Date, Interval};
use serde::Serialize;

use super::lineage::{LineKey, OrgMap};
use crate::model::{AssignmentId, Mode, Norm, OrgId, PersonId};

/// An assignment as coverage sees it.
#[derive(Clone, Debug)]
pub struct Post {
    /// The assignment.
    pub assignment: AssignmentId,
    /// Who.
    pub person: PersonId,
    /// Where, on the day asked for.
    pub org: OrgId,
    /// How.
    pub mode: Mode,
    /// In which fields.
    pub fields: Vec<String>,
}

/// Posts held in the two modes. Kept apart: they are never added up silently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ByMode {
    /// Chuyên trách.
    pub dedicated: i64,
    /// Kiêm nhiệm.
    pub concurrent: i64,
}

impl ByMode {
    fn add(&mut self, mode: Mode) {
        match mode {
            Mode::Dedicated => self.dedicated += 1,
            Mode::Concurrent => self.concurrent += 1,
        }
    }
}

/// How one norm stands at one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NormResult {
    /// Code of the norm.
    pub code: String,
    /// Whether it is met.
    pub met: bool,
    /// How many it asks for.
    pub required: i64,
    /// How many there are.
    pub actual: i64,
    /// Since when it has not been met; `None` when it is met, or when no day is on record on
    /// which it was.
    pub unmet_since: Option<Date>,
    /// Whether the norm has been confirmed against its act.
    pub confirmed: bool,
}

/// One line: an office, an area without an office, or an office without a successor.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it stands for.
    pub key: LineKey,
    /// Code of the office or area.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is one of the offices that are counted (the head of the tree is not).
    pub counted: bool,
    /// Kinds of the offices whose figures it holds.
    pub kinds: BTreeSet<String>,
    /// The offices whose figures it holds.
    pub offices: BTreeSet<OrgId>,
    /// Posts by mode; one person with duty in two offices holds two.
    pub modes: ByMode,
    /// People, each once.
    pub people: BTreeSet<PersonId>,
    /// Posts by field and mode.
    pub fields: BTreeMap<String, ByMode>,
    /// People whose office no longer exists.
    pub not_placed: BTreeSet<PersonId>,
    /// How the norms stand.
    pub norms: Vec<NormResult>,
}

/// What coverage is computed from.
#[derive(Debug)]
pub struct Inputs<'a> {
    /// Offices and areas over time.
    pub orgs: &'a OrgMap,
    /// Day in the world.
    pub on: Date,
    /// Day whose map is used.
    pub map: Date,
    /// Posts held on that day.
    pub posts: &'a [Post],
    /// Where the same assignments stood on the map's day, where that lies before.
    pub earlier: &'a HashMap<AssignmentId, OrgId>,
    /// Norms in force on that day.
    pub norms: &'a [Norm],
}

/// The lines, by code.
pub fn lines(inputs: &Inputs<'_>) -> Vec<Line> {
    let mut known: HashMap<OrgId, LineKey> = HashMap::new();
    let mut lines: BTreeMap<LineKey, Line> = BTreeMap::new();
    // On an earlier map the lines are those of its own offices: one that was founded since has no
    // place there but through its people.
    let day = inputs.on.min(inputs.map);
    for org in inputs.orgs.all_on(day).into_iter().filter(|o| o.is_counted()) {
        let key = line_of(inputs, &mut known, org.id);
        join(inputs, &mut lines, key, org.id);
    }
    for post in inputs.posts {
        let org = place_on_map(inputs, post);
        let key = line_of(inputs, &mut known, org);
        add(inputs, join(inputs, &mut lines, key, org), post);
    }
    let mut lines: Vec<Line> = lines.into_values().collect();
    lines.sort_by(|a, b| a.code.cmp(&b.code));
    for line in &mut lines {
        line.norms = judge(inputs.norms, line, inputs.posts);
    }
    lines
}

/// An assignment that was moved by a reorganisation is known more finely than its office: on an
/// earlier map it stands where it stood then.
fn place_on_map(inputs: &Inputs<'_>, post: &Post) -> OrgId {
    match inputs.earlier.get(&post.assignment) {
        Some(then) if inputs.orgs.sources(post.org).contains(then) => *then,
        _ => post.org,
    }
}

fn line_of(inputs: &Inputs<'_>, known: &mut HashMap<OrgId, LineKey>, org: OrgId) -> LineKey {
    *known.entry(org).or_insert_with(|| inputs.orgs.line_of_day(org, inputs.on, inputs.map))
}

fn join<'l>(
    inputs: &Inputs<'_>,
    lines: &'l mut BTreeMap<LineKey, Line>,
    key: LineKey,
    org: OrgId,
) -> &'l mut Line {
    let line = lines.entry(key).or_insert_with(|| empty(inputs, key));
    line.offices.insert(org);
    if let Some(office) = inputs.orgs.latest(org) {
        line.counted |= office.is_counted();
        if !line.kinds.contains(&office.kind) {
            line.kinds.insert(office.kind.clone());
        }
    }
    line
}

fn empty(inputs: &Inputs<'_>, key: LineKey) -> Line {
    let orgs = inputs.orgs;
    let (code, name) = match key {
        LineKey::Office(id) | LineKey::Lost(id) => orgs
            .on(id, inputs.map)
            .or_else(|| orgs.on(id, inputs.on))
            .or_else(|| orgs.latest(id))
            .map(|o| (o.code.clone(), o.name.clone())),
        LineKey::Area(id) => orgs
            .areas
            .on(id, inputs.map)
            .or_else(|| orgs.areas.latest(id))
            .map(|a| (a.code.clone(), a.name.clone())),
    }
    .unwrap_or_default();
    Line {
        key,
        code,
        name,
        counted: false,
        kinds: BTreeSet::new(),
        offices: BTreeSet::new(),
        modes: ByMode::default(),
        people: BTreeSet::new(),
        fields: BTreeMap::new(),
        not_placed: BTreeSet::new(),
        norms: Vec::new(),
    }
}

fn add(inputs: &Inputs<'_>, line: &mut Line, post: &Post) {
    line.modes.add(post.mode);
    line.people.insert(post.person);
    for field in &post.fields {
        line.fields.entry(field.clone()).or_default().add(post.mode);
    }
    if inputs.orgs.on(post.org, inputs.on).is_none() {
        line.not_placed.insert(post.person);
    }
}

/// Whether a post counts towards a norm.
pub fn counts(norm: &Norm, mode: Mode, fields: &[String]) -> bool {
    norm.mode.is_none_or(|m| m == mode) && norm.field.as_ref().is_none_or(|f| fields.contains(f))
}

fn judge(norms: &[Norm], line: &Line, posts: &[Post]) -> Vec<NormResult> {
    let binding = norms.iter().filter(|n| n.kinds.iter().any(|k| line.kinds.contains(k)));
    binding
        .map(|norm| {
            let actual = people_for(norm, line, posts);
            NormResult {
                code: norm.code.clone(),
                met: actual >= norm.minimum,
                required: norm.minimum,
                actual,
                unmet_since: None,
                confirmed: norm.confirmed,
            }
        })
        .collect()
}

fn people_for(norm: &Norm, line: &Line, posts: &[Post]) -> i64 {
    let total = |modes: ByMode| match norm.mode {
        Some(Mode::Dedicated) => modes.dedicated,
        Some(Mode::Concurrent) => modes.concurrent,
        None => modes.dedicated + modes.concurrent,
    };
    let posts_held = match &norm.field {
        None => total(line.modes),
        Some(field) => line.fields.get(field).copied().map_or(0, total),
    };
    // Below the minimum, posts are people or fewer; only above it must each person count once.
    if norm.minimum <= 1 || posts_held < norm.minimum {
        return posts_held.min(i64::try_from(line.people.len()).unwrap_or(i64::MAX));
    }
    let people: BTreeSet<PersonId> = posts
        .iter()
        .filter(|p| line.people.contains(&p.person) && line.offices.contains(&p.org))
        .filter(|p| counts(norm, p.mode, &p.fields))
        .map(|p| p.person)
        .collect();
    i64::try_from(people.len()).unwrap_or(i64::MAX)
}

/// What a norm asked of a line over an interval, and who counted towards it when.
#[derive(Clone, Debug)]
pub struct Demand {
    /// When the norm asked this.
    pub valid: Interval,
    /// How many it asked for.
    pub minimum: i64,
    /// Who counted, and when.
    pub held: Vec<(PersonId, Interval)>,
}

impl Demand {
    fn is_met(&self, day: Date) -> bool {
        let there: BTreeSet<PersonId> =
            self.held.iter().filter(|(_, v)| v.contains(day)).map(|(p, _)| *p).collect();
        i64::try_from(there.len()).unwrap_or(i64::MAX) >= self.minimum
    }
}

/// Since when too few are there: the day after the last one before `on` on which what was asked
/// then was met, or nothing was asked. `None` when there is no such day on record.
pub fn unmet_since(demands: &[Demand], on: Date) -> Option<Date> {
    let changes = demands.iter().flat_map(|demand| {
        let left = demand.held.iter().filter_map(|(_, v)| v.to);
        left.chain(demand.valid.from).chain(demand.valid.to)
    });
    let mut days: Vec<Date> = changes.filter(|day| *day <= on).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().rev().find(|day| {
        let Ok(eve) = day.yesterday() else { return false };
        demands.iter().find(|d| d.valid.contains(eve)).is_none_or(|d| d.is_met(eve))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn day(month: i8) -> Date {
        Date::constant(2025, month, 1)
    }

    fn person(n: u128) -> PersonId {
        PersonId(kernel::Uuid::from_u128(n))
    }

    fn asked(from: Option<Date>, to: Option<Date>, minimum: i64) -> Demand {
        let held = vec![
            (person(1), Interval { from: None, to: Some(day(3)) }),
            (person(2), Interval::since(day(2))),
        ];
        Demand { valid: Interval { from, to }, minimum, held }
    }

    #[test]
    fn a_gap_begins_when_somebody_leaves_or_when_the_law_asks_for_more() {
        let on = day(9);
        assert_eq!(unmet_since(&[asked(None, None, 2)], on), Some(day(3)), "one left");
        let stricter = [asked(None, Some(day(6)), 1), asked(Some(day(6)), None, 2)];
        assert_eq!(unmet_since(&stricter, on), Some(day(6)), "one was enough until June");
        let milder = [asked(None, Some(day(6)), 3), asked(Some(day(6)), None, 2)];
        assert_eq!(unmet_since(&milder, on), None, "never were there enough");
        assert_eq!(unmet_since(&[asked(Some(day(4)), None, 2)], on), Some(day(4)), "new law");
        assert_eq!(unmet_since(&[asked(None, None, 3)], on), None);
    }
}
