//! Steps of a plan in words.

use kernel::Date;
use ui::{Text, Ui};

use super::sketch::{Draft, Into};
use crate::{
    acts::{Step, Target},
    model::OrgId,
    rules::lineage::OrgMap,
};

/// Says what offices are called.
pub(super) struct Teller<'a> {
    pub(super) ui: &'a Ui,
    pub(super) orgs: &'a OrgMap,
    pub(super) on: Date,
}

impl Teller<'_> {
    /// A step that somebody decided.
    pub(super) fn draft(&self, draft: &Draft) -> Text {
        match draft {
            Draft::Merge { from, into } => {
                let from: Vec<String> = from.iter().map(|c| self.coded(c)).collect();
                let into = match into {
                    Into::Standing(code) => self.coded(code),
                    Into::New(_, name) => name.clone(),
                };
                self.said("registry-step-merge", &from.join("; "), &into)
            }
            Draft::Split { from, parts } => {
                let parts: Vec<String> = parts.iter().map(|(_, name)| name.clone()).collect();
                self.said("registry-step-split", &self.coded(from), &parts.join("; "))
            }
            Draft::Rename { org, name } => {
                self.said("registry-step-rename", &self.coded(org), name)
            }
            Draft::Move { org, parent } => {
                let top = self.ui.t("registry-step-top").into_owned();
                let parent = parent.as_ref().map_or(top, |code| self.coded(code));
                self.said("registry-step-move", &self.coded(org), &parent)
            }
            Draft::Dissolve { org } => self.said("registry-step-dissolve", &self.coded(org), ""),
        }
    }

    fn said(&self, id: &str, from: &str, to: &str) -> Text {
        let args = [("from", from.to_owned().into()), ("to", to.to_owned().into())];
        self.ui.f(id, &args)
    }

    fn coded(&self, code: &str) -> String {
        let found = self.orgs.all_on(self.on).into_iter().find(|o| o.code == code);
        found.map_or_else(|| code.to_owned(), |o| o.name.clone())
    }

    pub(super) fn name(&self, id: OrgId) -> String {
        let office = self.orgs.on(id, self.on).or_else(|| self.orgs.latest(id));
        office.map(|o| o.name.clone()).unwrap_or_default()
    }

    /// A merge that follows from the areas: what goes in, and what it becomes.
    pub(super) fn followed(&self, step: &Step) -> Option<(Vec<String>, String)> {
        let Step::Merge { from, into } = step else { return None };
        let into = match into {
            Target::New(new) => format!("{} ({})", new.name, new.code),
            Target::Existing(id) => self.name(*id),
        };
        Some((from.iter().map(|id| self.name(*id)).collect(), into))
    }
}
