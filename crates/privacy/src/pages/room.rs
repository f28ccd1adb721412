//! What this room keeps in the running application: the rooms that keep something on people, and
//! for how long; what would be told today of what was published.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use kernel::Seq;
use ledger::FactTable;
use registry::figures::{Ages, Keeps};
use store::Tx;

use crate::{
    Error,
    figures::{Accounts, ClosedRequests, FailedSignIns, ReadLog, Records, Requests, told_again},
    model::{PublicFigures, Publication, PublicationId},
};

/// After which act something was worked out, and what.
type Again = (Seq, Arc<PublicFigures>);

/// How many of them this room is itself.
const OWN: usize = 2;

/// What this room keeps.
#[derive(Debug)]
pub struct Room {
    keepers: Vec<Box<dyn Keeps>>,
    ages: Vec<Box<dyn Ages>>,
    facts: Vec<&'static FactTable>,
    again: Mutex<BTreeMap<PublicationId, Again>>,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            keepers: vec![Box::new(Requests), Box::new(Accounts)],
            ages: vec![Box::new(ReadLog), Box::new(FailedSignIns), Box::new(ClosedRequests)],
            facts: Vec::new(),
            again: Mutex::default(),
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

    /// The fact tables of every room: what the record of processing ranges over, and whose personal
    /// values have their time.
    #[must_use]
    pub fn facts(mut self, facts: impl IntoIterator<Item = &'static FactTable>) -> Self {
        for table in facts {
            self.facts.push(table);
            if let Some(records) = Records::of(table) {
                self.ages.push(Box::new(records));
            }
        }
        self
    }

    /// What would be told of the day of a publication by all that is known now: worked out once
    /// after each act, however many visitors ask.
    pub(crate) async fn told_again(
        &self,
        tx: &mut Tx,
        (of, before): (&Publication, Option<&Publication>),
    ) -> Result<Arc<PublicFigures>, Error> {
        let known = ledger::last_seq(tx).await?;
        let kept = self.again.lock().unwrap_or_else(PoisonError::into_inner).get(&of.id).cloned();
        if let Some((_, figures)) = kept.filter(|(seq, _)| *seq == known) {
            return Ok(figures);
        }
        let figures = Arc::new(told_again(tx, known, (of, before)).await?);
        let mut again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        again.insert(of.id, (known, Arc::clone(&figures)));
        Ok(figures)
    }

    pub(crate) fn ages(&self) -> &[Box<dyn Ages>] {
        &self.ages
    }

    /// What has its time, and what is processed.
    pub(crate) fn aging_kinds(&self) -> (&[Box<dyn Ages>], &[&'static FactTable]) {
        (&self.ages, &self.facts)
    }

    pub(crate) fn fact_tables(&self) -> &[&'static FactTable] {
        &self.facts
    }

    /// Every room that keeps something on people.
    pub fn keepers(&self) -> &[Box<dyn Keeps>] {
        &self.keepers
    }
}
