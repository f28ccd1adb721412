//! Reorganisation: one dated act with lineage. Merge, split, rename, move, dissolve.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use access::Right;
use kernel::{Date, Interval, Seq};
use ledger::{Basis, Draft, Held, Receipt, held};
use serde::Serialize;
use store::{Tx, Value, boxed};

use super::Desk;
use crate::{
    Error,
    model::{Assignment, LinkId, OrgId, OrgLink, Organisation, PersonId, Share},
    rules::lineage::OrgMap,
};

/// An office to be founded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffice {
    /// Its code: not in use yet.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The office above it.
    pub parent: Option<OrgId>,
    /// Code of the area it answers for.
    pub area_code: Option<String>,
}

/// Where offices are merged into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An office founded by this act.
    New(NewOffice),
    /// One that stands already.
    Existing(OrgId),
}

/// One change of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Offices become one; their people go with them.
    Merge {
        /// What ends.
        from: Vec<OrgId>,
        /// What it becomes.
        into: Target,
    },
    /// An office becomes several; its people go to the default one until transferred.
    Split {
        /// What ends.
        from: OrgId,
        /// What it becomes.
        into: Vec<NewOffice>,
        /// Which of them takes the people.
        default: usize,
    },
    /// An office is called something else.
    Rename {
        /// Which.
        org: OrgId,
        /// New name; the old one becomes an alias.
        name: String,
    },
    /// An office comes under another.
    Move {
        /// Which.
        org: OrgId,
        /// The office above it from now on.
        parent: Option<OrgId>,
    },
    /// An office ends without a successor; its people are not placed until transferred.
    Dissolve {
        /// Which.
        org: OrgId,
    },
}

/// A reorganisation to be previewed and entered.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Day on which it takes effect.
    pub on: Date,
    /// Legal basis.
    pub basis: Basis,
    /// Why.
    pub reason: String,
    /// What changes. No office may be the subject of two steps.
    pub steps: Vec<Step>,
}

/// What a plan touches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Offices that end: code and name.
    pub ends: Vec<(String, String)>,
    /// Offices that are founded.
    pub begins: Vec<(String, String)>,
    /// Offices that are renamed or moved.
    pub changes: Vec<(String, String)>,
    /// Offices that come under another because the one above them ends.
    pub reparented: Vec<(String, String)>,
    /// Assignments that move with their office, by the code of where they come from.
    pub assignments_moved: BTreeMap<String, usize>,
    /// People who move.
    pub people_moved: usize,
    /// People whose office ends without a successor.
    pub people_not_placed: usize,
    /// Assignments that were entered to start after the day, in an office that ends.
    pub later_assignments: usize,
    /// The offices that end: other rooms may keep more about them.
    #[serde(skip)]
    pub ended: BTreeSet<OrgId>,
}

/// Says what a plan would touch. Nothing is entered.
#[boxed]
pub async fn preview_plan(desk: &Desk<'_>, plan: &Plan) -> Result<Preview, Error> {
    desk.by.require(Right::Reorganise)?;
    let mut tx = desk.db.write().await?;
    let work = Work::carry_out(&mut tx, desk, plan).await?;
    Ok(work.preview())
}

/// Enters a plan as one act.
#[boxed]
pub async fn enter_plan(desk: &Desk<'_>, plan: &Plan) -> Result<(Preview, Receipt), Error> {
    desk.by.require(Right::Reorganise)?;
    let mut tx = desk.db.write().await?;
    let work = Work::carry_out(&mut tx, desk, plan).await?;
    if work.draft.is_empty() {
        return Err(Error::Refused { what: "plan_empty", value: String::new() });
    }
    let preview = work.preview();
    let receipt = work.draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok((preview, receipt))
}

/// A plan while it is being carried out.
struct Work {
    on: Date,
    draft: Draft,
    orgs: HashMap<OrgId, Vec<Held<Organisation>>>,
    posts: HashMap<OrgId, Vec<Held<Assignment>>>,
    codes: HashSet<String>,
    subjects: HashSet<OrgId>,
    ended: Vec<(OrgId, Option<OrgId>)>,
    /// Founded by this act; entered last, when it is known which offices above them end.
    founded: Vec<Organisation>,
    moved_people: BTreeSet<PersonId>,
    stranded: BTreeSet<PersonId>,
    preview: Preview,
}

impl Work {
    async fn carry_out(tx: &mut Tx, desk: &Desk<'_>, plan: &Plan) -> Result<Self, Error> {
        let mut header = desk.header("reorganise", Some(plan.on), &plan.reason);
        header.basis = plan.basis.clone();
        let draft = Draft::begin(tx, desk.clock, header).await?;
        let mut work = Self::begin(tx, draft, plan).await?;
        for step in &plan.steps {
            work.step(step)?;
        }
        work.reparent_children();
        Ok(work)
    }

    async fn begin(tx: &mut Tx, draft: Draft, plan: &Plan) -> Result<Self, Error> {
        let known = draft.seq() - 1;
        let mut orgs: HashMap<OrgId, Vec<Held<Organisation>>> = HashMap::new();
        let mut codes = HashSet::new();
        for held in held::<Organisation>(tx, known, "", &[]).await? {
            codes.insert(held.fact.code.clone());
            orgs.entry(held.fact.id).or_default().push(held);
        }
        let subjects = subjects(plan, &orgs)?;
        let posts = posts_of(tx, known, &subjects).await?;
        Ok(Self {
            on: plan.on,
            draft,
            orgs,
            posts,
            codes,
            subjects,
            ended: Vec::new(),
            founded: Vec::new(),
            moved_people: BTreeSet::new(),
            stranded: BTreeSet::new(),
            preview: Preview::default(),
        })
    }

    fn preview(&self) -> Preview {
        let mut preview = self.preview.clone();
        preview.people_moved = self.moved_people.len();
        preview.people_not_placed = self.stranded.len();
        preview.ended = self.ended.iter().map(|(id, _)| *id).collect();
        preview
    }

    /// The office as it stands on the day of the act.
    fn standing(&self, id: OrgId) -> Result<Organisation, Error> {
        let versions = self.orgs.get(&id).into_iter().flatten();
        let held = versions.filter(|h| h.valid.contains(self.on)).map(|h| h.fact.clone()).next();
        held.ok_or_else(|| Error::Refused {
            what: "office_not_there_on_that_day",
            value: name_of(&self.orgs, id),
        })
    }

    fn step(&mut self, step: &Step) -> Result<(), Error> {
        match step {
            Step::Merge { from, into } => {
                let successor = match into {
                    Target::New(new) => self.found(new)?,
                    Target::Existing(id) => self.standing(*id)?.id,
                };
                for id in from.iter().filter(|id| **id != successor) {
                    self.end(*id, Some(successor))?;
                    self.link(*id, successor, Share::Whole, true);
                }
            }
            Step::Split { from, into, default } => {
                let parts = into.iter().map(|n| self.found(n)).collect::<Result<Vec<_>, _>>()?;
                let Some(main) = parts.get(*default) else {
                    return Err(Error::Refused {
                        what: "split_without_default",
                        value: String::new(),
                    });
                };
                self.end(*from, Some(*main))?;
                for part in &parts {
                    self.link(*from, *part, Share::Part, part == main);
                }
            }
            Step::Rename { org, name } => {
                let mut office = self.standing(*org)?;
                if name.is_empty() {
                    return Err(Error::Refused { what: "name_missing", value: office.name });
                }
                if *name == office.name {
                    return Err(Error::Refused { what: "name_same", value: office.name });
                }
                let old = std::mem::replace(&mut office.name, name.clone());
                if !office.aliases.contains(&old) {
                    office.aliases.push(old);
                }
                self.change(&office);
            }
            Step::Move { org, parent } => {
                let mut office = self.standing(*org)?;
                if let Some(parent) = parent {
                    self.standing(*parent)?;
                    self.refuse_loop(*org, *parent)?;
                }
                office.parent = *parent;
                self.change(&office);
            }
            Step::Dissolve { org } => self.end(*org, None)?,
        }
        Ok(())
    }

    fn refuse_loop(&self, org: OrgId, parent: OrgId) -> Result<(), Error> {
        let mut at = Some(parent);
        for _ in 0..self.orgs.len() {
            let Some(id) = at else { return Ok(()) };
            if id == org {
                let value = self.standing(org)?.name;
                return Err(Error::Refused { what: "office_under_itself", value });
            }
            at = self.standing(id).ok().and_then(|o| o.parent);
        }
        Ok(())
    }

    fn found(&mut self, new: &NewOffice) -> Result<OrgId, Error> {
        if new.code.is_empty() || new.name.is_empty() || new.kind.is_empty() {
            return Err(Error::Refused {
                what: "code_name_or_kind_missing",
                value: new.name.clone(),
            });
        }
        if !self.codes.insert(new.code.clone()) {
            return Err(Error::Refused { what: "code_taken", value: new.code.clone() });
        }
        let office = Organisation {
            id: OrgId(self.draft.new_id()),
            code: new.code.clone(),
            name: new.name.clone(),
            kind: new.kind.clone(),
            parent: new.parent,
            area_code: new.area_code.clone(),
            aliases: Vec::new(),
        };
        self.preview.begins.push((office.code.clone(), office.name.clone()));
        let id = office.id;
        self.founded.push(office);
        Ok(id)
    }

    fn change(&mut self, office: &Organisation) {
        self.preview.changes.push((office.code.clone(), office.name.clone()));
        let standing = self.orgs.get(&office.id).cloned().unwrap_or_default();
        self.draft.overlay(&standing, rest_of(&standing, self.on), office);
    }

    fn end(&mut self, id: OrgId, successor: Option<OrgId>) -> Result<(), Error> {
        let office = self.standing(id)?;
        let standing = self.orgs.get(&id).cloned().unwrap_or_default();
        // An office that ends when it begins never was: nobody could tell whose people it had.
        if standing.iter().all(|held| held.valid.from.is_some_and(|from| from >= self.on)) {
            return Err(Error::Refused { what: "office_begins_then", value: office.name });
        }
        self.draft.end(&standing, self.on);
        self.preview.ends.push((office.code.clone(), office.name));
        self.ended.push((id, successor));
        let posts = self.posts.remove(&id).unwrap_or_default();
        let open = posts.iter().filter(|h| h.valid.to.is_none_or(|to| to > self.on));
        let mut by_assignment: BTreeMap<_, Vec<Held<Assignment>>> = BTreeMap::new();
        for held in open {
            by_assignment.entry(held.fact.id).or_default().push(held.clone());
        }
        for held in by_assignment.values().flatten() {
            self.carry(held, successor, &office.code);
        }
        Ok(())
    }

    /// Moves one interval of an assignment to the successor, or leaves it where nothing is.
    fn carry(&mut self, held: &Held<Assignment>, successor: Option<OrgId>, from: &str) {
        let Some(successor) = successor else {
            self.stranded.insert(held.fact.person);
            return;
        };
        if held.valid.from.is_some_and(|start| start > self.on) {
            self.preview.later_assignments += 1;
        }
        let after = held.valid.intersect(&Interval::since(self.on));
        let Some(after) = after else { return };
        let moved = Assignment { org: successor, ..held.fact.clone() };
        self.draft.overlay(std::slice::from_ref(held), after, &moved);
        self.moved_people.insert(held.fact.person);
        *self.preview.assignments_moved.entry(from.to_owned()).or_default() += 1;
    }

    fn link(&mut self, predecessor: OrgId, successor: OrgId, share: Share, is_default: bool) {
        let id = LinkId(self.draft.new_id());
        let link = OrgLink { id, predecessor, successor, share, is_default };
        self.draft.assert(Interval::since(self.on), &link);
    }

    /// Offices under one that ends, and those founded under it, come under its successor, else
    /// under the one above it.
    fn reparent_children(&mut self) {
        let ended: HashMap<OrgId, Option<OrgId>> = self.ended.iter().copied().collect();
        let mut children = Vec::new();
        for (id, versions) in &self.orgs {
            let Some(now) = versions.iter().find(|h| h.valid.contains(self.on)) else { continue };
            let under_ended = now.fact.parent.is_some_and(|p| ended.contains_key(&p));
            if under_ended && !self.subjects.contains(id) {
                children.push((now.fact.clone(), versions.clone()));
            }
        }
        children.sort_by(|a, b| a.0.code.cmp(&b.0.code));
        for (mut office, versions) in children {
            office.parent = self.heir(office.parent, &ended);
            self.preview.reparented.push((office.code.clone(), office.name.clone()));
            self.draft.overlay(&versions, rest_of(&versions, self.on), &office);
        }
        for mut office in std::mem::take(&mut self.founded) {
            office.parent = self.heir(office.parent, &ended);
            self.draft.assert(Interval::since(self.on), &office);
        }
    }

    fn heir(&self, of: Option<OrgId>, ended: &HashMap<OrgId, Option<OrgId>>) -> Option<OrgId> {
        let mut at = of;
        for _ in 0..=ended.len() {
            match at.and_then(|id| ended.get(&id)) {
                None => return at,
                Some(Some(successor)) => at = Some(*successor),
                Some(None) => at = self.standing(at?).ok()?.parent,
            }
        }
        None
    }
}

/// What an office is called last, for a message.
fn name_of(orgs: &HashMap<OrgId, Vec<Held<Organisation>>>, id: OrgId) -> String {
    let last = orgs.get(&id).and_then(|versions| versions.last());
    last.map_or_else(|| id.to_string(), |held| held.fact.name.clone())
}

/// From the day until the office ends by what is known.
fn rest_of(standing: &[Held<Organisation>], on: Date) -> Interval {
    let open = standing.iter().any(|h| h.valid.to.is_none());
    let to = if open { None } else { standing.iter().filter_map(|h| h.valid.to).max() };
    Interval { from: Some(on), to }
}

/// The offices a plan ends or changes; refused when one stands in two steps.
fn subjects(
    plan: &Plan,
    orgs: &HashMap<OrgId, Vec<Held<Organisation>>>,
) -> Result<HashSet<OrgId>, Error> {
    let mut subjects = HashSet::new();
    for step in &plan.steps {
        let named: Vec<OrgId> = match step {
            Step::Merge { from, into } => match into {
                Target::New(_) => from.clone(),
                Target::Existing(id) => from.iter().copied().filter(|f| f != id).collect(),
            },
            Step::Split { from, .. } => vec![*from],
            Step::Rename { org, .. } | Step::Move { org, .. } | Step::Dissolve { org } => {
                vec![*org]
            }
        };
        for id in named {
            if !subjects.insert(id) {
                return Err(Error::Refused {
                    what: "office_in_two_steps",
                    value: name_of(orgs, id),
                });
            }
        }
    }
    Ok(subjects)
}

const CHUNK: usize = 400;

async fn posts_of(
    tx: &mut Tx,
    known: Seq,
    offices: &HashSet<OrgId>,
) -> Result<HashMap<OrgId, Vec<Held<Assignment>>>, Error> {
    let offices: Vec<OrgId> = offices.iter().copied().collect();
    let mut posts: HashMap<OrgId, Vec<Held<Assignment>>> = HashMap::new();
    for part in offices.chunks(CHUNK) {
        let marks: Vec<String> = (2..2 + part.len()).map(|n| format!("${n}")).collect();
        let binds: Vec<Value> = part.iter().map(|o| Value::Uuid(Some(o.0))).collect();
        let condition = format!("f.org_id IN ({})", marks.join(", "));
        for held in held::<Assignment>(tx, known, &condition, &binds).await? {
            posts.entry(held.fact.org).or_default().push(held);
        }
    }
    Ok(posts)
}

/// What following the areas comes to.
#[derive(Clone, Debug, Default)]
pub struct Following {
    /// Steps that follow from the areas alone.
    pub steps: Vec<Step>,
    /// Offices whose area was split, or that share it with others of their kind: somebody must
    /// decide.
    pub undecided: Vec<OrgId>,
    /// Offices whose area has no successor.
    pub lost: Vec<OrgId>,
}

/// The steps by which offices follow what became of their areas by a day, where it is whole.
pub fn follow_areas(orgs: &OrgMap, on: Date) -> Following {
    let mut following = Following::default();
    let Ok(eve) = on.yesterday() else { return following };
    let mut groups: BTreeMap<(String, String), Vec<&Organisation>> = BTreeMap::new();
    for office in orgs.all_on(eve).into_iter().filter(|o| orgs.on(o.id, on).is_some()) {
        let Some(area) = orgs.area_of(office.id) else { continue };
        match orgs.areas.whole_successor(area, on) {
            Ok(Some(next)) if orgs.alone_of_kind(office) => {
                let code = orgs.areas.on(next, on).map(|a| a.code.clone()).unwrap_or_default();
                groups.entry((office.kind.clone(), code)).or_default().push(office);
            }
            Ok(None) => {}
            Ok(Some(_)) | Err(crate::rules::lineage::NotWhole::Split) => {
                following.undecided.push(office.id);
            }
            Err(crate::rules::lineage::NotWhole::Nothing) => following.lost.push(office.id),
        }
    }
    for ((kind, code), offices) in groups {
        following.steps.push(merge_step(orgs, on, &kind, &code, &offices));
    }
    following
}

fn merge_step(
    orgs: &OrgMap,
    on: Date,
    kind: &str,
    area_code: &str,
    offices: &[&Organisation],
) -> Step {
    let from = offices.iter().map(|o| o.id).collect();
    let standing = offices.first().and_then(|first| orgs.successor_office(first.id, on));
    let into = match standing {
        Some(id) => Target::Existing(id),
        None => Target::New(NewOffice {
            code: free_code(orgs, offices, area_code, on),
            name: name_like(orgs, offices, area_code, on),
            kind: kind.to_owned(),
            parent: offices.first().and_then(|o| lasting_parent(orgs, o, on)),
            area_code: Some(area_code.to_owned()),
        }),
    };
    Step::Merge { from, into }
}

/// The old code with the new area's code in it; with the year where that is taken.
fn free_code(orgs: &OrgMap, offices: &[&Organisation], area_code: &str, on: Date) -> String {
    let first = offices.first().map_or("", |o| o.code.as_str());
    let own = offices.first().and_then(|o| o.area_code.as_deref()).unwrap_or_default();
    let code = if !own.is_empty() && first.contains(own) {
        first.replacen(own, area_code, 1)
    } else {
        format!("{first}.{area_code}")
    };
    if orgs.has_code(&code) { format!("{code}.{}", on.year()) } else { code }
}

/// The old name with the new area's name in it.
fn name_like(orgs: &OrgMap, offices: &[&Organisation], area_code: &str, on: Date) -> String {
    let new_name = orgs.areas.named_on(area_code, on).unwrap_or_default();
    let Some(first) = offices.first() else { return new_name };
    let old_area = orgs.area_of(first.id).and_then(|id| orgs.areas.latest(id));
    let old_name = old_area.map(|a| a.name.clone()).unwrap_or_default();
    let (long, short) = (first.name.chars().count(), old_name.chars().count());
    let head: String = first.name.chars().take(long.saturating_sub(short)).collect();
    let tail: String = first.name.chars().skip(long.saturating_sub(short)).collect();
    if kernel::folding::fold(&tail) != kernel::folding::fold(&old_name) || head.is_empty() {
        return new_name;
    }
    let mut letters = new_name.chars();
    let lowered: String =
        letters.next().map(|c| c.to_lowercase().collect::<String>()).unwrap_or_default();
    format!("{head}{lowered}{}", letters.as_str())
}

/// The nearest office above whose own area lasts; else the top of the tree.
fn lasting_parent(orgs: &OrgMap, office: &Organisation, on: Date) -> Option<OrgId> {
    let mut at = office.parent?;
    for _ in 0..64 {
        let Some(above) = orgs.on(at, on) else { break };
        let lasts = orgs.area_of(at).is_none_or(|area| orgs.areas.on(area, on).is_some());
        match above.parent {
            Some(next) if !lasts => at = next,
            _ => return Some(at),
        }
    }
    Some(at)
}
