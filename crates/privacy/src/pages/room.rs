//! What this room keeps in the running application: the rooms that keep something on people, and
//! for how long.

use ledger::FactTable;
use registry::figures::{Ages, Keeps};

use crate::figures::{Accounts, ClosedRequests, ReadLog, Requests};

/// How many of them this room is itself.
const OWN: usize = 2;

/// What this room keeps.
#[derive(Debug)]
pub struct Room {
    keepers: Vec<Box<dyn Keeps>>,
    ages: Vec<Box<dyn Ages>>,
    facts: Vec<&'static FactTable>,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            keepers: vec![Box::new(Requests), Box::new(Accounts)],
            ages: vec![Box::new(ReadLog), Box::new(ClosedRequests)],
            facts: Vec::new(),
        }
    }
}

impl Room {
    /// A room that keeps something on people is asked, after those before it.
    #[must_use]
    pub fn keeper(mut self, keeps: impl Keeps + 'static) -> Self {
        let own = self.keepers.len() - OWN;
        self.keepers.insert(own, Box::new(keeps));
        self
    }

    /// Something that is kept for some time and no longer.
    #[must_use]
    pub fn aging(mut self, ages: impl Ages + 'static) -> Self {
        self.ages.push(Box::new(ages));
        self
    }

    /// The fact tables of every room: what the record of processing ranges over.
    #[must_use]
    pub fn facts(mut self, facts: impl IntoIterator<Item = &'static FactTable>) -> Self {
        self.facts.extend(facts);
        self
    }

    pub(crate) fn ages(&self) -> &[Box<dyn Ages>] {
        &self.ages
    }

    pub(crate) fn fact_tables(&self) -> &[&'static FactTable] {
        &self.facts
    }

    /// Every room that keeps something on people.
    pub fn keepers(&self) -> &[Box<dyn Keeps>] {
        &self.keepers
    }
}
