//! Who is no longer named: asked about, never ended by a sheet.

use std::collections::{HashMap, HashSet};

use kernel::{Date, folding};
use registry::model::OrgId;

use super::Proposing;
use crate::{model::Missing, rules::roll::PostEntry};

/// No tree of offices is deeper; a circle in the register must end.
const DEEPEST: usize = 12;

impl Proposing {
    /// Duties on record that a new sheet no longer names: the very sheet they were read from, or
    /// one that names most of their office.
    pub(super) fn missing(&self) -> Vec<Missing> {
        let whole = self.listed_whole();
        let mut missing = Vec::new();
        for (index, entry) in self.record.roll.entries.iter().enumerate() {
            for post in entry.posts.iter().filter(|p| p.named_by.is_none()) {
                let org = post.fact.org;
                let Some((missing_from, on)) =
                    self.again(post).or_else(|| self.listed(org, &whole))
                else {
                    continue;
                };
                let name = entry.person.full_name.clone().unwrap_or_default();
                let named = self.named.get(&org).is_some_and(|named| {
                    named.people.contains(&index)
                        || named.held_names.contains(&folding::fold(&name))
                });
                let stands =
                    post.standing.iter().any(|h| h.fact.org == org && h.valid.contains(on));
                if stands && !named {
                    missing.push(Missing {
                        assignment: post.fact.id,
                        person: entry.person.id,
                        name,
                        unit: self.record.codes.get(&org).cloned().unwrap_or_default(),
                        source: post.fact.source.clone(),
                        missing_from,
                        on,
                    });
                }
            }
        }
        missing
    }

    /// The sheet a duty was read from, where it came again and speaks of the same office, or is
    /// of one above it: a section that is gone leaves no word.
    fn again(&self, post: &PostEntry) -> Option<((String, String), Date)> {
        let source = post.fact.source.as_ref()?;
        let place = (source.file.clone(), source.sheet.clone());
        let names = self.sheets.get(&place)?;
        let org = post.fact.org;
        let speaks = names.orgs.contains(&org) || names.sender.is_some_and(|s| self.within(org, s));
        let on = names.on.filter(|_| speaks)?;
        Some((place, on))
    }

    /// Whether an office stands somewhere under another.
    fn within(&self, org: OrgId, above: OrgId) -> bool {
        let next = |org: &OrgId| self.record.above.get(org).copied();
        std::iter::successors(next(&org), next).take(DEEPEST).any(|o| o == above)
    }

    /// The sheet that lists an office as a whole.
    fn listed(&self, org: OrgId, whole: &HashSet<OrgId>) -> Option<((String, String), Date)> {
        let named = self.named.get(&org).filter(|_| whole.contains(&org))?;
        Some((self.place_name(*named.sheets.first()?), named.on?))
    }

    /// The offices whose new rows are a list of the whole office: they name at least half of
    /// those on record there.
    fn listed_whole(&self) -> HashSet<OrgId> {
        let mut counts: HashMap<OrgId, (usize, usize)> = HashMap::new();
        for (index, entry) in self.record.roll.entries.iter().enumerate() {
            let orgs: HashSet<OrgId> = entry.posts.iter().map(|p| p.fact.org).collect();
            for org in orgs {
                let Some(named) = self.named.get(&org) else { continue };
                if named.on.is_some_and(|on| entry.stood_in(org, on)) {
                    let (all, again) = counts.entry(org).or_default();
                    *all += 1;
                    *again += usize::from(named.people.contains(&index));
                }
            }
        }
        counts.into_iter().filter(|(_, (all, again))| again * 2 >= *all).map(|(o, _)| o).collect()
    }
}
