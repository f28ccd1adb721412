//! Records that may be of one person.

use std::collections::BTreeMap;

use access::{Actor, Right};
use kernel::{Seq, names};
use ledger::{held, known};
use store::{Tx, boxed};

use crate::{
    Error,
    model::{Person, PersonId},
    rules::duplicates::{Likeness, pairs},
};

/// Two records that may be of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// As one was last said to be.
    pub first: Person,
    /// As the other was.
    pub second: Person,
    /// Why.
    pub likeness: Likeness,
}

/// Only who shares a name is looked at.
const NAMESAKES: &str = concat!(
    "f.erased_by IS NULL AND f.plain_key IN (SELECT p.plain_key FROM person p WHERE ",
    known!("p", "$1"),
    " AND p.erased_by IS NULL GROUP BY p.plain_key HAVING count(DISTINCT p.person_id) > 1)"
);

/// Records that may be of one person, as known after an act, by name.
#[boxed]
pub async fn duplicates(tx: &mut Tx, by: &Actor, known: Seq) -> Result<Vec<Duplicate>, Error> {
    by.require(Right::SeePeople)?;
    let mut last: BTreeMap<PersonId, _> = BTreeMap::new();
    for said in held::<Person>(tx, known, NAMESAKES, &[]).await? {
        let newest = last.entry(said.fact.id).or_insert_with(|| said.clone());
        if said.valid.from > newest.valid.from {
            *newest = said;
        }
    }
    let mut people: Vec<Person> = last.into_values().map(|said| said.fact).collect();
    people.sort_by_cached_key(|person| person.full_name.as_deref().map(names::sort_key));
    let pair = |(a, b, likeness): (usize, usize, Likeness)| Duplicate {
        first: people[a].clone(),
        second: people[b].clone(),
        likeness,
    };
    Ok(pairs(&people).into_iter().map(pair).collect())
}
