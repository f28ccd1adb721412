//! People by what they are called.

use std::{
    hash::{BuildHasher as _, RandomState},
    slice,
};

use foldhash::HashMap;
use kernel::folding;
use registry::model::OrgId;

/// A name with the keys it is found by.
pub(crate) struct Name<'a> {
    pub(super) stated: &'a str,
    /// Folded.
    pub(crate) marked: String,
    /// Without diacritics.
    pub(super) plain: String,
    marked_key: Key,
    plain_key: Key,
}

/// A name as a number that no other name has: 128 bits, of secrets of this process. A large list
/// has as many names as rows, and each as a text in three indexes would be most of what it takes.
type Key = (u64, u64);

/// Who is called what, by place in the roll.
#[derive(Default)]
pub(super) struct ByName {
    secrets: (RandomState, RandomState),
    marked: HashMap<(OrgId, Key), Few>,
    plain: HashMap<(OrgId, Key), Few>,
    anywhere: HashMap<Key, Few>,
}

impl ByName {
    /// A name with its keys.
    pub(super) fn name<'a>(&self, stated: &'a str) -> Name<'a> {
        let (marked, plain) = (folding::fold(stated), folding::plain(stated));
        let (marked_key, plain_key) = (self.key(&marked), self.key(&plain));
        Name { stated, marked, plain, marked_key, plain_key }
    }

    /// Makes room for as many people more.
    pub(super) fn expect(&mut self, more: usize) {
        self.marked.reserve(more);
        self.plain.reserve(more);
    }

    /// Notes what somebody of some offices is called.
    pub(super) fn add(
        &mut self,
        index: usize,
        name: &Name<'_>,
        offices: impl Iterator<Item = OrgId>,
    ) {
        let (marked, plain) = (name.marked_key, name.plain_key);
        for org in offices {
            add_under((org, marked), index, &mut self.marked);
            add_under((org, plain), index, &mut self.plain);
        }
        add_under(marked, index, &mut self.anywhere);
    }

    /// Who is called so in an office.
    pub(super) fn in_office(&self, name: &Name<'_>, org: OrgId) -> &[usize] {
        of(self.marked.get(&(org, name.marked_key)))
    }

    /// Who is called so in an office but for diacritics.
    pub(super) fn nearly_in_office(&self, name: &Name<'_>, org: OrgId) -> &[usize] {
        of(self.plain.get(&(org, name.plain_key)))
    }

    /// Who is called so anywhere.
    pub(super) fn anywhere(&self, name: &Name<'_>) -> &[usize] {
        of(self.anywhere.get(&name.marked_key))
    }

    fn key(&self, name: &str) -> Key {
        (self.secrets.0.hash_one(name), self.secrets.1.hash_one(name))
    }
}

/// Nearly always one.
enum Few {
    One(usize),
    More(Vec<usize>),
}

impl Few {
    fn as_slice(&self) -> &[usize] {
        match self {
            Self::One(one) => slice::from_ref(one),
            Self::More(more) => more,
        }
    }

    fn add(&mut self, index: usize) {
        match self {
            known if known.as_slice().contains(&index) => {}
            Self::One(one) => *self = Self::More(vec![*one, index]),
            Self::More(more) => more.push(index),
        }
    }
}

fn of(people: Option<&Few>) -> &[usize] {
    people.map_or(&[], Few::as_slice)
}

fn add_under<K: Eq + std::hash::Hash>(key: K, index: usize, people: &mut HashMap<K, Few>) {
    people.entry(key).and_modify(|there| there.add(index)).or_insert(Few::One(index));
}
