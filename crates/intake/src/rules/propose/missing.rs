//! Who is no longer named: asked about, never ended by a sheet.

use std::collections::{HashMap, HashSet};

use kernel::{Date, folding};
use registry::model::OrgId;

use super::Proposing;
use crate::{
    model::Missing,
    rules::roll::{Entry, PostEntry},
};

/// No tree of offices is deeper; a circle in the register must end.
const DEEPEST: usize = 12;

impl Proposing {
    /// Duties on record that a new sheet no longer names: the very sheet they were read from, or
    /// one that names most of their office.
    pub(super) fn missing(&self) -> Vec<Missing> {
        let whole = self.listed_whole();
        let mut missing = Vec::new();
        for (index, entry) in self.record.roll.entries.iter().enumerate() {
            let unnamed = entry.posts.iter().filter(|p| p.named_by.is_none());
            missing.extend(unnamed.filter_map(|post| {
                let mut offices = post.offices();
                offices.find_map(|org| self.missing_in(org, (index, entry), post, &whole))
            }));
        }
        missing
    }

    /// Whether a new sheet of an office should have named a duty that stood there on its day.
    fn missing_in(
        &self,
        org: OrgId,
        (index, entry): (usize, &Entry),
        post: &PostEntry,
        whole: &HashSet<OrgId>,
    ) -> Option<Missing> {
        let (missing_from, on) = self.again(org, post).or_else(|| self.listed(org, whole))?;
        let stood = post.standing.iter().find(|h| h.fact.org == org && h.valid.contains(on))?;
        let name = entry.person.full_name.clone().unwrap_or_default();
        let named = self.named.get(&org).is_some_and(|named| {
            named.people.contains(&index) || named.held_names.contains(&folding::fold(&name))
        });
        (!named).then(|| Missing {
            assignment: post.fact.id,
            person: entry.person.id,
            name,
            unit: self.record.codes.get(&org).cloned().unwrap_or_default(),
            source: stood.fact.source.clone(),
            missing_from,
            on,
        })
    }

    /// The sheet a duty was read from, where it came again and speaks of the same office, or is
    /// of one above it: a section that is gone leaves no word.
    fn again(&self, org: OrgId, post: &PostEntry) -> Option<((String, String), Date)> {
        post.sources_in(org).find_map(|source| {
            let place = (source.file.clone(), source.sheet.clone());
            let names = self.sheets.get(&place)?;
            let of = |sender: OrgId| self.within(org, sender);
            let speaks = names.orgs.contains(&org) || names.sender.is_some_and(of);
            let on = names.on.filter(|_| speaks)?;
            Some((place, on))
        })
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
            let orgs: HashSet<OrgId> = entry.posts.iter().flat_map(PostEntry::offices).collect();
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
