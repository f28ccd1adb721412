//! Free words that name a person who is erased: the rest of what was said stays.

use kernel::Seq;
use ledger::{Draft, FactTable, ReadFact, Traced, traced};
use serde::Serialize;
use store::Tx;

use crate::Error;

/// Free words that name a person, as whoever decides is told of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What they are words of, and what becomes of them: the id of a text.
    pub of: &'static str,
    /// Each, by what its reader knows it by. Once they are erased only how many there were is told.
    #[serde(rename = "n", serialize_with = "how_many")]
    pub which: Vec<Which>,
    /// Whether they stay: they were hashed as they are, or may be of somebody else of that name.
    pub stays: bool,
}

impl Words {
    /// Some of one kind; nothing where there are none.
    pub fn some(of: &'static str, which: Vec<Which>, stays: bool) -> Option<Self> {
        (!which.is_empty()).then_some(Self { of, which, stays })
    }
}

/// One of them, as whoever decides finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Which {
    /// A number, or the words.
    pub said: String,
    /// The office that said them.
    pub office: Option<String>,
    /// Its page.
    pub href: String,
}

/// A list told by its length.
fn how_many<S: serde::Serializer>(which: &[Which], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u64(u64::try_from(which.len()).unwrap_or(u64::MAX))
}

/// What was ever said, as far as it was not erased: free words in any of it may name somebody.
pub async fn said<F: ReadFact>(tx: &mut Tx, known: Seq) -> Result<Vec<Traced<F>>, Error> {
    Ok(traced::<F>(tx, known, "f.erased_by IS NULL", &[]).await?)
}

/// Erases words, row by row: `rows` is the table of these facts of which each row is its own
/// subject. What stands is said again with what is left of it.
pub async fn forget<F: ReadFact>(
    tx: &mut Tx,
    draft: &mut Draft,
    rows: &'static FactTable,
    found: Vec<(Traced<F>, F)>,
) -> Result<(), Error> {
    for (said, left) in found {
        if said.recorded_to.is_none() {
            draft.close::<F>(said.held.id);
            draft.assert(said.held.valid, &left);
        }
        draft.erase(tx, &[rows], said.held.id.0).await?;
    }
    Ok(())
}
