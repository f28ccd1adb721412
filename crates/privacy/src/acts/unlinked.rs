//! Requests that name somebody and were not said to be theirs: an erasure reaches them.

use std::collections::BTreeMap;

use ledger::{Draft, FactTable};
use registry::{
    acts::{Elsewhere, Found, Identity, Kept, Steps, Task, Worded, Words, forget, naming},
    rules::naming::text_names,
};
use store::{Db, Tx};

use crate::model::{DATA_REQUEST, REQUEST_ROWS, Request};

impl Request {
    /// Whether it is taken for the person's: nobody of the register is said to ask, and name or
    /// contact is theirs.
    fn seems_of(&self, person: &Identity) -> bool {
        let named = |said: &Option<String>| said.as_deref().is_some_and(|s| text_names(person, s));
        self.person.is_none() && (named(&self.who) || named(&self.contact))
    }
}

impl Worded for Request {
    const ROWS: &'static FactTable = &REQUEST_ROWS;

    fn without(&self, person: &Identity) -> Option<Self> {
        // What is said to be theirs is erased with them.
        if self.person.is_some() && self.person == person.person {
            return None;
        }
        if self.seems_of(person) {
            let (who, contact, what, outcome) = (None, None, None, None);
            return Some(Self { who, contact, what, outcome, ..self.clone() });
        }
        let kept = |said: &Option<String>| said.clone().filter(|s| !text_names(person, s));
        let (what, outcome) = (kept(&self.what), kept(&self.outcome));
        let found = what != self.what || outcome != self.outcome;
        found.then(|| Self { what, outcome, ..self.clone() })
    }
}

/// Requests under the person's name that nobody said to be theirs, and what others' say of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlinked;

struct FoundRequests(Kept);

impl Elsewhere for Unlinked {
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        _: &'t Steps,
    ) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let told = tell(&mut db.read().await?, person).await?;
            Ok(Box::new(FoundRequests(told)) as Box<dyn Found>)
        })
    }
}

impl Found for FoundRequests {
    fn told(&self) -> &Kept {
        &self.0
    }

    fn erase<'t>(
        self: Box<Self>,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let told = tell(tx, person).await?;
            forget::<Request>(tx, draft, person).await?;
            Ok(told)
        })
    }
}

/// Requests by their numbers: whose they seem to be, and in which others' words the person is.
async fn tell(tx: &mut Tx, person: &Identity) -> Result<Kept, registry::Error> {
    let known = ledger::last_seq(tx).await?;
    let mut seem = BTreeMap::new();
    for (said, _) in naming::<Request>(tx, known, person).await? {
        let it = said.held.fact;
        *seem.entry(it.number()).or_insert(false) |= it.seems_of(person);
    }
    let list =
        |theirs| seem.iter().filter(|(_, s)| **s == theirs).map(|(n, _)| n.clone()).collect();
    let words = [
        Words::some("privacy-erase-unlinked", list(true), false),
        Words::some("privacy-erase-others", list(false), false),
    ];
    let tables = vec![DATA_REQUEST.name];
    Ok(Kept { words: words.into_iter().flatten().collect(), tables, ..Kept::default() })
}
