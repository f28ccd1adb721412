//! What erasures would remove, looked up for whoever is about to decide.

use std::sync::{Mutex, PoisonError};

use crate::{acts::Foreseen, model::PersonId};

/// So many are kept.
const MOST: usize = 32;

/// What was looked up lately, the oldest first. What is erased is looked up anew.
#[derive(Default)]
pub(in super::super) struct Foreseeing(Mutex<Vec<Looked>>);

struct Looked {
    account: String,
    person: PersonId,
    /// Nobody has seen it yet.
    fresh: bool,
    foreseen: Foreseen,
}

impl Foreseeing {
    /// Keeps what was found for somebody.
    pub(super) fn keep(&self, account: &str, person: PersonId, foreseen: Foreseen) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|it| !(it.account == account && it.person == person));
        if all.len() >= MOST {
            all.remove(0);
        }
        all.push(Looked { account: account.to_owned(), person, fresh: true, foreseen });
    }

    /// What was found and was not seen yet.
    pub(super) fn fresh(&self, account: &str, person: PersonId) -> Option<Foreseen> {
        self.find(account, person, true)
    }

    /// What was found last.
    pub(super) fn last(&self, account: &str, person: PersonId) -> Option<Foreseen> {
        self.find(account, person, false)
    }

    fn find(&self, account: &str, person: PersonId, fresh: bool) -> Option<Foreseen> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same =
            |it: &&mut Looked| it.account == account && it.person == person && (it.fresh || !fresh);
        let found = all.iter_mut().find(same)?;
        found.fresh = false;
        Some(found.foreseen.clone())
    }
}
