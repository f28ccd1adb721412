//! Memberships whose personal values are gone: the row of the list they came from, said again, is
//! the same membership and no second one.

use std::collections::{HashMap, HashSet};

use ledger::{FactId, Held};
use registry::model::Gone;

use super::Row;
use crate::model::{Member, MemberId, TeamId};

/// Memberships without a name, by team and the number of the row they came from.
#[derive(Debug, Default)]
pub struct Emptied(HashMap<(TeamId, i64), Vec<(Member, Gone)>>);

impl Emptied {
    /// Among what is on record; `removed` went with its time, the others were erased.
    pub fn new(all: &[Held<Member>], removed: &HashSet<FactId>) -> Self {
        let mut emptied = Self::default();
        for held in all.iter().filter(|h| h.fact.full_name.is_none()) {
            let gone = if removed.contains(&held.id) { Gone::Removed } else { Gone::Erased };
            let Some(source) = &held.fact.source else { continue };
            let there = emptied.0.entry((held.fact.team, source.row)).or_default();
            there.push((held.fact.clone(), gone));
        }
        emptied
    }

    /// The membership without a name that a row says again: of the same row of the same sheet,
    /// else of a row of that number that says the same of role, organisation and training (the
    /// file may bear another name).
    pub(super) fn of(&self, team: TeamId, row: &Row) -> Option<(MemberId, Gone)> {
        let there = self.0.get(&(team, row.source.row))?;
        let same = |(fact, _): &&(Member, Gone)| fact.source.as_ref() == Some(&row.source);
        let found = there.iter().find(same);
        let found = found.or_else(|| there.iter().find(|(fact, _)| says_the_same(fact, row)));
        found.map(|(fact, gone)| (fact.id, *gone))
    }
}

fn says_the_same(fact: &Member, row: &Row) -> bool {
    (&fact.role, &fact.organisation, fact.trained)
        == (&row.role, &row.organisation, row.trained.unwrap_or(false))
}
