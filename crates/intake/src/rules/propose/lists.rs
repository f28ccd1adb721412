//! Lists of offices that came before the one being read and speak of a later day. Whom such a list
//! does not name was not there on its day: a list that comes late says nothing of that time.

use std::collections::HashMap;

use kernel::Date;
use ledger::Held;
use registry::model::{Assignment, AssignmentId, OrgId};

use crate::{
    model::Confirmation,
    rules::roll::{Entry, PostEntry},
};

/// The days on which lists of an office spoke, each with what it said and how much of the office
/// stood then.
#[derive(Debug, Default)]
pub(super) struct Lists(HashMap<OrgId, Vec<List>>);

#[derive(Debug)]
struct List {
    from: Confirmation,
    said: usize,
    stood: usize,
}

impl Lists {
    pub(super) fn of(
        entries: &[Entry],
        confirmed: &HashMap<AssignmentId, Vec<Confirmation>>,
    ) -> Self {
        let mut it = Self::default();
        for post in entries.iter().flat_map(|entry| &entry.posts) {
            for (org, from) in said_by(post, confirmed) {
                it.note(org, from);
            }
        }
        for held in entries.iter().flat_map(|e| &e.posts).flat_map(|post| &post.standing) {
            for list in it.0.get_mut(&held.fact.org).into_iter().flatten() {
                list.stood += usize::from(held.valid.contains(list.from.on));
            }
        }
        it
    }

    fn note(&mut self, org: OrgId, from: Confirmation) {
        let lists = self.0.entry(org).or_default();
        match lists.iter_mut().find(|list| list.from.on == from.on) {
            Some(list) => list.said += 1,
            None => lists.push(List { from, said: 1, stood: 0 }),
        }
    }

    /// The first list of a later day that named most of an office.
    pub(super) fn after(&self, org: OrgId, day: Date) -> Option<&Confirmation> {
        let whole = |list: &&List| list.from.on > day && list.said * 2 > list.stood;
        let lists = self.0.get(&org).into_iter().flatten().filter(whole);
        lists.map(|list| &list.from).min_by_key(|from| from.on)
    }
}

/// The sheets that named a duty, each with its day: as it begins with them, or just as it stood.
fn said_by<'p>(
    post: &'p PostEntry,
    confirmed: &'p HashMap<AssignmentId, Vec<Confirmation>>,
) -> impl Iterator<Item = (OrgId, Confirmation)> + 'p {
    let begun = post.standing.iter().filter(|held| begins(held, post)).filter_map(|held| {
        let (source, on) = (held.fact.source.as_ref()?, held.valid.from?);
        let (file, sheet) = (source.file.clone(), source.sheet.clone());
        Some((held.fact.org, Confirmation { on, file, sheet, row: source.row }))
    });
    let again = confirmed.get(&post.fact.id).into_iter().flatten().filter_map(|it| {
        let held = post.standing.iter().find(|held| held.valid.contains(it.on))?;
        Some((held.fact.org, it.clone()))
    });
    begun.chain(again)
}

/// Whether a sheet said it on the day it begins: what an act carries on keeps its source.
fn begins(held: &Held<Assignment>, post: &PostEntry) -> bool {
    !post
        .standing
        .iter()
        .any(|before| before.valid.to == held.valid.from && before.fact.source == held.fact.source)
}
