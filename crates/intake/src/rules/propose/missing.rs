//! Who is no longer named: asked about, never ended by a sheet.

use std::collections::{HashMap, HashSet};

use kernel::{Date, folding};
use registry::model::OrgId;

use super::{Proposing, confirm};
use crate::{
    model::{Confirmation, IssueOfSheet, Missing, PART_OF_OFFICE},
    rules::roll::{Entry, PostEntry},
};

/// No tree of offices is deeper; a circle in the register must end.
const DEEPEST: usize = 12;

impl Proposing {
    /// Duties on record that a new sheet no longer names: the very sheet they were read from, or
    /// one that names most of their office.
    pub(super) fn missing(&self, again: &HashMap<OrgId, Again>) -> Vec<Missing> {
        let whole = again.iter().filter(|(_, named)| named.is_whole()).map(|(org, _)| *org);
        let whole: HashSet<OrgId> = whole.collect();
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
            confirmed: self.confirmed_after(post, on),
            changed_on: confirm::changed_after(post, &self.record.by_hand, on),
            brought: None,
        })
    }

    /// The sheet of a later day that names a duty all the same.
    fn confirmed_after(&self, post: &PostEntry, on: Date) -> Option<Confirmation> {
        let known = self.record.confirmed.get(&post.fact.id.0).map_or(&[][..], Vec::as_slice);
        confirm::after(post, known, &self.record.by_hand, on)
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

    /// Of those on record in each office that new sheets name somebody of, how many they name.
    pub(super) fn named_again(&self) -> HashMap<OrgId, Again> {
        let mut counts: HashMap<OrgId, Again> = HashMap::new();
        for (index, entry) in self.record.roll.entries.iter().enumerate() {
            let orgs: HashSet<OrgId> = entry.posts.iter().flat_map(PostEntry::offices).collect();
            for org in orgs {
                let Some(named) = self.named.get(&org) else { continue };
                if named.on.is_some_and(|on| entry.stood_in(org, on)) {
                    let again = counts.entry(org).or_default();
                    again.on_record += 1;
                    again.named += usize::from(named.people.contains(&index));
                }
            }
        }
        counts
    }

    /// Says of which offices so few were named that nobody is asked about the others.
    pub(super) fn note_parts(&mut self, again: &HashMap<OrgId, Again>, missing: &[Missing]) {
        let asked = |code: &str| missing.iter().filter(|m| m.unit == code).count();
        let mut notes = Vec::new();
        for (org, again) in again {
            let code = self.record.codes.get(org).cloned().unwrap_or_default();
            let place = self.named.get(org).and_then(|named| named.sheets.first().copied());
            let Some((file, sheet)) = place.map(|place| self.place_name(place)) else { continue };
            let told = again.is_whole() || again.named + asked(&code) >= again.on_record;
            if !told {
                notes.push((file, sheet, code, *again));
            }
        }
        notes.sort_by(|a, b| (&a.0, &a.1, &a.2).cmp(&(&b.0, &b.1, &b.2)));
        let count = |n: usize| u64::try_from(n).ok();
        self.out.sheet_issues.extend(notes.into_iter().map(|(file, sheet, value, again)| {
            IssueOfSheet {
                file,
                sheet,
                code: PART_OF_OFFICE.to_owned(),
                row: None,
                value,
                stated: count(again.on_record),
                counted: count(again.named),
                note: true,
            }
        }));
    }
}

/// Of those on record in an office, how many new sheets name.
#[derive(Clone, Copy, Default)]
pub(super) struct Again {
    on_record: usize,
    named: usize,
}

impl Again {
    /// Whether the rows are taken for a list of the whole office: at least half are named.
    const fn is_whole(self) -> bool {
        self.named * 2 >= self.on_record
    }
}
