//! A plan while it is being made: codes and words, as they stand in the form and the address.

use std::collections::BTreeSet;

use kernel::Date;
use ledger::Basis;
use serde::{Deserialize, Serialize};
use ui::{Query, Ui};

use crate::{
    Error,
    acts::{self, Following, NewOffice, Plan, Step, Target},
    model::{OrgId, Organisation},
    rules::lineage::OrgMap,
};

/// The parameter and the hidden field a sketch stands in.
pub(super) const PARAM: &str = "ke-hoach";
/// A sketch longer than this was not made here.
const LONGEST: usize = 60_000;

/// A plan while it is being made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sketch {
    /// Day on which it takes effect.
    pub(super) on: Option<Date>,
    /// Whether offices follow their areas where that is whole.
    #[serde(default)]
    pub(super) follow: bool,
    /// What somebody decided.
    #[serde(default)]
    pub(super) steps: Vec<Draft>,
}

/// One step; offices are named by their codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub(super) enum Draft {
    Merge { from: Vec<String>, into: Into },
    Split { from: String, parts: Vec<(String, String)> },
    Rename { org: String, name: String },
    Move { org: String, parent: Option<String> },
    Dissolve { org: String },
}

/// Where offices are merged into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Into {
    /// One that stands.
    Standing(String),
    /// A new one: code and name; the rest is as with the first that is merged.
    New(String, String),
}

/// What a sketch comes to on the offices there are.
pub(super) struct Resolved {
    pub(super) plan: Plan,
    pub(super) following: Following,
    /// How many steps follow from the areas.
    pub(super) followed: usize,
}

impl Sketch {
    /// From the address; a broken one is a new one.
    pub(super) fn read(ui: &Ui) -> Self {
        ui.query().get(PARAM).and_then(Self::parse).unwrap_or_default()
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        (text.len() <= LONGEST).then(|| serde_json::from_str(text).ok()).flatten()
    }

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A page of these with the sketch in its address.
    pub(super) fn at(&self, path: &str) -> String {
        Query::default().with(PARAM, Some(&self.text())).behind(path)
    }

    pub(super) fn without(&self, step: usize) -> Self {
        let mut rest = self.clone();
        if step < rest.steps.len() {
            rest.steps.remove(step);
        }
        rest
    }

    /// The plan it comes to on a day.
    pub(super) fn resolve(&self, orgs: &OrgMap, on: Date) -> Result<Resolved, Error> {
        let find = Find { orgs, on };
        let mut steps = Vec::new();
        let mut named = BTreeSet::new();
        for draft in &self.steps {
            let step = find.step(draft)?;
            named.extend(subjects(&step));
            steps.push(step);
        }
        let mut following =
            if self.follow { acts::follow_areas(orgs, on) } else { Following::default() };
        // What somebody decided goes before what follows from the areas.
        following.undecided.retain(|id| !named.contains(id));
        following.lost.retain(|id| !named.contains(id));
        let followed: Vec<Step> =
            following.steps.iter().filter_map(|s| rest_of(s, &named)).collect();
        let count = followed.len();
        steps.splice(0..0, followed);
        let plan = Plan { on, basis: Basis::default(), reason: String::new(), steps };
        Ok(Resolved { plan, following, followed: count })
    }
}

/// The offices a step ends or changes.
fn subjects(step: &Step) -> Vec<OrgId> {
    match step {
        Step::Merge { from, into } => match into {
            Target::New(_) => from.clone(),
            Target::Existing(id) => from.iter().copied().filter(|f| f != id).collect(),
        },
        Step::Split { from, .. } => vec![*from],
        Step::Rename { org, .. } | Step::Move { org, .. } | Step::Dissolve { org } => vec![*org],
    }
}

/// A merge that follows from areas, without the offices somebody decided on.
fn rest_of(step: &Step, named: &BTreeSet<OrgId>) -> Option<Step> {
    let Step::Merge { from, into } = step else { return Some(step.clone()) };
    let from: Vec<OrgId> = from.iter().copied().filter(|id| !named.contains(id)).collect();
    (!from.is_empty()).then(|| Step::Merge { from, into: into.clone() })
}

/// Finds offices by code on the day.
struct Find<'a> {
    orgs: &'a OrgMap,
    on: Date,
}

impl Find<'_> {
    fn office(&self, code: &str) -> Result<&Organisation, Error> {
        let found = self.orgs.all_on(self.on).into_iter().find(|o| o.code == code);
        found.ok_or_else(|| Error::Refused {
            what: "office_not_there_on_that_day",
            value: code.to_owned(),
        })
    }

    fn step(&self, draft: &Draft) -> Result<Step, Error> {
        Ok(match draft {
            Draft::Merge { from, into } => {
                let from: Vec<&Organisation> =
                    from.iter().map(|c| self.office(c)).collect::<Result<_, _>>()?;
                let first = from.first().copied().ok_or_else(|| missing(""))?;
                let into = match into {
                    Into::Standing(code) => Target::Existing(self.office(code)?.id),
                    Into::New(code, name) => Target::New(like(first, code, name)),
                };
                Step::Merge { from: from.iter().map(|o| o.id).collect(), into }
            }
            Draft::Split { from, parts } => {
                let from = self.office(from)?;
                let into = parts.iter().map(|(code, name)| like(from, code, name)).collect();
                Step::Split { from: from.id, into, default: 0 }
            }
            Draft::Rename { org, name } => {
                Step::Rename { org: self.office(org)?.id, name: name.clone() }
            }
            Draft::Move { org, parent } => Step::Move {
                org: self.office(org)?.id,
                parent: match parent {
                    Some(code) => Some(self.office(code)?.id),
                    None => None,
                },
            },
            Draft::Dissolve { org } => Step::Dissolve { org: self.office(org)?.id },
        })
    }
}

fn missing(value: &str) -> Error {
    Error::Refused { what: "code_name_or_kind_missing", value: value.to_owned() }
}

/// A new office like one that stands.
fn like(model: &Organisation, code: &str, name: &str) -> NewOffice {
    NewOffice {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: model.kind.clone(),
        parent: model.parent,
        area_code: model.area_code.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sketch_stands_in_an_address_and_is_read_back() {
        let sketch = Sketch {
            on: Some(Date::constant(2025, 7, 1)),
            follow: true,
            steps: vec![
                Draft::Merge {
                    from: vec!["A".into(), "B & C".into()],
                    into: Into::New("D".into(), "Xã Đồng".into()),
                },
                Draft::Move { org: "E".into(), parent: None },
            ],
        };
        let address = sketch.at("/sap-xep/soan");
        let ui = Ui::sample(&[], ui::Lang::Vi, &address).unwrap();
        assert_eq!(Sketch::read(&ui), sketch);
        assert_eq!(sketch.without(0).steps.len(), 1);
        assert_eq!(sketch.without(9), sketch);
    }

    #[test]
    fn a_broken_sketch_is_a_new_one() {
        for text in ["", "{", "[]", "{\"on\":\"mai\"}"] {
            assert_eq!(Sketch::parse(text), None, "{text}");
        }
        assert_eq!(Sketch::parse(&" ".repeat(LONGEST + 1)), None);
    }
}
