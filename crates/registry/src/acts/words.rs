//! Free words that name a person who is erased: the rest of what was said stays.

use kernel::Seq;
use ledger::{Draft, FactTable, ReadFact, Traced, traced};
use serde::Serialize;
use store::Tx;

use super::erase::Identity;
use crate::Error;

/// Free words that name a person, as whoever decides is told of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What they are words of, and what becomes of them: the id of a text.
    pub of: &'static str,
    /// Each, by what its reader knows it by. Once they are erased only how many there were is told.
    #[serde(rename = "n", serialize_with = "how_many")]
    pub which: Vec<String>,
    /// Whether they stay on record: they were hashed as they are.
    pub stays: bool,
}

impl Words {
    /// Some of one kind; nothing where there are none.
    pub fn some(of: &'static str, which: Vec<String>, stays: bool) -> Option<Self> {
        (!which.is_empty()).then_some(Self { of, which, stays })
    }
}

/// A list told by its length.
fn how_many<S: serde::Serializer>(which: &[String], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u64(u64::try_from(which.len()).unwrap_or(u64::MAX))
}

/// A fact with free words, in which anybody may be named.
pub trait Worded: ReadFact {
    /// Its table, of which each row is its own subject: words are erased row by row.
    const ROWS: &'static FactTable;

    /// The same without the words that name the person; `None` where none do.
    fn without(&self, person: &Identity) -> Option<Self>;
}

/// What was ever said that names the person, each with what is left of it.
pub async fn naming<F: Worded>(
    tx: &mut Tx,
    known: Seq,
    person: &Identity,
) -> Result<Vec<(Traced<F>, F)>, Error> {
    let all = traced::<F>(tx, known, "f.erased_by IS NULL", &[]).await?;
    let left = |said: Traced<F>| {
        let left = said.held.fact.without(person)?;
        Some((said, left))
    };
    Ok(all.into_iter().filter_map(left).collect())
}

/// Erases it. What stands is said again without the words that name the person.
pub async fn forget<F: Worded>(
    tx: &mut Tx,
    draft: &mut Draft,
    person: &Identity,
) -> Result<(), Error> {
    for (said, left) in naming::<F>(tx, draft.seq() - 1, person).await? {
        if said.recorded_to.is_none() {
            draft.close::<F>(said.held.id);
            draft.assert(said.held.valid, &left);
        }
        draft.erase(tx, &[F::ROWS], said.held.id.0).await?;
    }
    Ok(())
}
