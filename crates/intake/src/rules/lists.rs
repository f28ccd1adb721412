//! Lists that came before the one being read and speak of a later day. What such a list does not
//! name was not there on its day: a list that comes late says nothing of that time.

use std::{collections::HashMap, hash::Hash};

use kernel::{Date, Interval};
use registry::model::SheetRow;

use crate::model::Confirmation;

/// The days on which lists of something spoke (of an office, of a team), each with what it said
/// and how much stood there then.
#[derive(Debug)]
pub(crate) struct Lists<K>(HashMap<K, Vec<List>>);

#[derive(Debug)]
struct List {
    from: Confirmation,
    said: usize,
    stood: usize,
}

/// A thing that lists name: where it stood when, and what confirmed it since.
pub(crate) struct Thing<'a, K, F> {
    pub(crate) stood: Vec<Stood<'a, K, F>>,
    pub(crate) confirmed: &'a [Confirmation],
}

/// Where a thing stood for a while, what the record says of it then, and the row that said so.
pub(crate) struct Stood<'a, K, F> {
    pub(crate) at: K,
    pub(crate) valid: Interval,
    pub(crate) fact: &'a F,
    pub(crate) source: Option<&'a SheetRow>,
    /// It began by another act than one of lists, whose row it goes on to name.
    pub(crate) by_hand: bool,
}

impl<K> Default for Lists<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Copy + Eq + Hash> Lists<K> {
    /// Of things that lists name; `alike` tells whether two facts say the same beside where.
    pub(crate) fn of<'a, F: 'a>(
        things: impl Iterator<Item = Thing<'a, K, F>>,
        alike: fn(&F, &F) -> bool,
    ) -> Self
    where
        K: 'a,
    {
        let mut it = Self::default();
        let mut stood: Vec<(K, Interval)> = Vec::new();
        for thing in things {
            for (at, from) in said_by(&thing, alike) {
                it.note(at, from);
            }
            stood.extend(thing.stood.iter().map(|s| (s.at, s.valid)));
        }
        for (at, valid) in stood {
            for list in it.0.get_mut(&at).into_iter().flatten() {
                list.stood += usize::from(valid.contains(list.from.on));
            }
        }
        it
    }

    fn note(&mut self, at: K, from: Confirmation) {
        let lists = self.0.entry(at).or_default();
        match lists.iter_mut().find(|list| list.from.on == from.on) {
            Some(list) => list.said += 1,
            None => lists.push(List { from, said: 1, stood: 0 }),
        }
    }

    /// The first list of a later day that named most of what stood there.
    pub(crate) fn after(&self, at: K, day: Date) -> Option<&Confirmation> {
        let whole = |list: &&List| list.from.on > day && list.said * 2 > list.stood;
        let lists = self.0.get(&at).into_iter().flatten().filter(whole);
        lists.map(|list| &list.from).min_by_key(|from| from.on)
    }
}

/// The sheets that named a thing, each with its day: as it begins with them, or just as it stood.
fn said_by<K: Copy, F>(
    thing: &Thing<'_, K, F>,
    alike: fn(&F, &F) -> bool,
) -> Vec<(K, Confirmation)> {
    let begun =
        thing.stood.iter().filter(|stood| begins(stood, thing, alike)).filter_map(|stood| {
            let (source, on) = (stood.source?, stood.valid.from?);
            let (file, sheet) = (source.file.clone(), source.sheet.clone());
            Some((stood.at, Confirmation { on, file, sheet, row: source.row }))
        });
    let again = thing.confirmed.iter().filter_map(|it| {
        let stood = thing.stood.iter().find(|stood| stood.valid.contains(it.on))?;
        Some((stood.at, it.clone()))
    });
    begun.chain(again).collect()
}

/// Whether a sheet said it on the day it begins: what a person says in a form, and what an act
/// carries on, keeps its source. The source alone does not tell, for many an office sends each list
/// under one name.
fn begins<K, F>(
    stood: &Stood<'_, K, F>,
    thing: &Thing<'_, K, F>,
    alike: fn(&F, &F) -> bool,
) -> bool {
    let before = |other: &&Stood<'_, K, F>| other.valid.from < stood.valid.from;
    let carried =
        |other: &Stood<'_, K, F>| other.source == stood.source && alike(other.fact, stood.fact);
    !stood.by_hand && !thing.stood.iter().filter(before).any(carried)
}
