//! What erasures would remove, looked up for whoever is about to decide.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{acts::Foreseen, model::PersonId};

/// So long what was found is shown to whoever asks again: a page that is followed by a stream and
/// asks by itself as well is asked for twice. What is erased is looked up anew in any case.
const FRESH: Duration = Duration::from_secs(30);
/// So many are kept.
const MOST: usize = 32;

/// What was looked up lately, the oldest first. What is erased is looked up anew.
#[derive(Default)]
pub(in super::super) struct Foreseeing(Mutex<Vec<Looked>>);

struct Looked {
    account: String,
    person: PersonId,
    found_at: Instant,
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
        all.push(Looked {
            account: account.to_owned(),
            person,
            found_at: Instant::now(),
            foreseen,
        });
    }

    /// What was found a moment ago.
    pub(super) fn fresh(&self, account: &str, person: PersonId) -> Option<Foreseen> {
        self.find(account, person, true)
    }

    /// What was found last.
    pub(super) fn last(&self, account: &str, person: PersonId) -> Option<Foreseen> {
        self.find(account, person, false)
    }

    fn find(&self, account: &str, person: PersonId, fresh: bool) -> Option<Foreseen> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |it: &&Looked| {
            let is_fresh = it.found_at.elapsed() < FRESH;
            it.account == account && it.person == person && (is_fresh || !fresh)
        };
        all.iter().find(same).map(|found| found.foreseen.clone())
    }
}
