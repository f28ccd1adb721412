//! What somebody may do, and over what.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

use kernel::{Date, Uuid};

use crate::{
    Right, Role, Unit,
    rules::matrix::{Reach, reach},
};

/// Among what somebody may do anywhere, as the navigation asks: they stand for a unit.
pub const OWN_UNIT: &str = "own_unit";

/// The same: they are somebody of the register.
pub const OWN_PERSON: &str = "own_person";
/// The same: they have signed in.
pub const SIGNED_IN: &str = "signed_in";

/// Over what a right holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everything.
    Whole,
    /// These units. None: nothing.
    Units(Arc<BTreeSet<Uuid>>),
}

impl Scope {
    /// Nothing at all.
    pub fn nothing() -> Self {
        Self::Units(Arc::default())
    }

    /// Whether it holds for a unit.
    pub fn has(&self, unit: Uuid) -> bool {
        match self {
            Self::Whole => true,
            Self::Units(units) => units.contains(&unit),
        }
    }

    /// Whether it holds for nothing.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Units(units) if units.is_empty())
    }

    fn and(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Whole, _) | (_, Self::Whole) => Self::Whole,
            (Self::Units(a), Self::Units(b)) if a.is_empty() => Self::Units(Arc::clone(b)),
            (Self::Units(a), Self::Units(b)) => {
                Self::Units(Arc::new(a.union(b).copied().collect()))
            }
        }
    }
}

/// A role that holds now, with what it is held for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// The unit; `None` = everything.
    pub unit: Option<Unit>,
    /// That unit and all under it.
    pub over: Scope,
}

/// Everything somebody may do, worked out once a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Powers {
    held: Vec<Held>,
    person: Option<Uuid>,
    scopes: Vec<Scope>,
    day: Option<Date>,
}

impl Powers {
    /// May do nothing.
    pub fn none() -> Self {
        Self::of(Vec::new(), None)
    }

    /// May do everything: who runs the program at its command line owns the data anyway.
    pub fn everything() -> Self {
        let scopes = vec![Scope::Whole; Right::ALL.len()];
        Self { held: Vec::new(), person: None, scopes, day: None }
    }

    /// What roles come to. `person` is who they are in the register, where that was said.
    pub fn of(held: Vec<Held>, person: Option<Uuid>) -> Self {
        let scopes = Right::ALL.iter().map(|right| scope(&held, *right)).collect();
        Self { held, person, scopes, day: None }
    }

    /// The same, as it was worked out for a day.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        Self { day: Some(day), ..self }
    }

    /// The roles that hold now.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// The unit they stand for: that of their first role that is one for a unit, unless another
    /// role is one for everything.
    pub fn unit(&self) -> Option<&Unit> {
        if self.held.iter().any(|held| held.unit.is_none() && held.role != Role::Official) {
            return None;
        }
        self.held.iter().find_map(|held| held.unit.as_ref())
    }

    /// The units they stand for, each once, in the order of their roles; none where a role is one
    /// for everything.
    pub fn units(&self) -> Vec<&Unit> {
        let mut units: Vec<&Unit> = Vec::new();
        if self.unit().is_some() {
            for unit in self.held.iter().filter_map(|held| held.unit.as_ref()) {
                if units.iter().all(|known| known.id != unit.id) {
                    units.push(unit);
                }
            }
        }
        units
    }

    /// Tells apart, in one process, those who see a page differently: for pages that are kept.
    pub fn view(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.scopes, self.person).hash(&mut hasher);
        hasher.finish()
    }

    /// What they may do somewhere, in words of code, and what over everything; whether they stand
    /// for a unit, and are somebody of the register.
    pub fn anywhere(&self) -> Vec<&'static str> {
        let some = |right: &&Right| !self.scope(**right).is_nothing();
        let whole = |right: &&Right| *self.scope(**right) == Scope::Whole;
        let rights = Right::ALL.iter().filter(some).map(|right| right.code());
        let over_all = Right::ALL.iter().filter(whole).map(|right| right.whole());
        let own = [self.unit().map(|_| OWN_UNIT), self.person.map(|_| OWN_PERSON), Some(SIGNED_IN)];
        rights.chain(over_all).chain(own.into_iter().flatten()).collect()
    }

    pub(crate) const fn day(&self) -> Option<Date> {
        self.day
    }

    pub(crate) const fn person(&self) -> Option<Uuid> {
        self.person
    }

    pub(crate) fn scope(&self, right: Right) -> &Scope {
        // `ALL` tells the variants in their order.
        &self.scopes[right as usize]
    }
}

fn scope(held: &[Held], right: Right) -> Scope {
    held.iter().fold(Scope::nothing(), |all, role| match reach(role.role, right) {
        Reach::Nowhere => all,
        Reach::Unit => all.and(&role.over),
        Reach::Everywhere => Scope::Whole,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn over(units: &[u128]) -> Scope {
        Scope::Units(Arc::new(units.iter().map(|n| unit(*n)).collect()))
    }

    fn held(role: Role, over: Scope) -> Held {
        Held { role, unit: None, over }
    }

    #[test]
    fn rights_stand_where_their_order_says() {
        for (place, right) in Right::ALL.iter().enumerate() {
            assert_eq!(*right as usize, place);
            assert_eq!(Right::parse(right.code()), Some(*right));
        }
        for role in Role::ALL {
            assert_eq!(Role::parse(role.code()), Some(*role));
        }
    }

    #[test]
    fn nobody_without_a_role_does_anything() {
        let none = Powers::none();
        assert!(Right::ALL.iter().all(|right| none.scope(*right).is_nothing()));
    }

    #[test]
    fn an_inspector_changes_nothing() {
        let powers = Powers::of(vec![held(Role::Inspector, Scope::Whole)], None);
        let reads = [
            Right::SeeFigures,
            Right::SeePeople,
            Right::OpenPersonal,
            Right::SeeCampaigns,
            Right::SeeRecords,
            Right::SeeKeys,
            Right::SeeAccounts,
            Right::SeeJobs,
            Right::SeeLogs,
            Right::SeeActs,
            Right::SeeRequests,
            Right::Verify,
        ];
        for right in Right::ALL {
            assert_eq!(!powers.scope(*right).is_nothing(), reads.contains(right), "{right:?}");
        }
    }

    #[test]
    fn two_roles_reach_over_both_units_and_no_further() {
        let roles = vec![held(Role::Reporting, over(&[1, 2])), held(Role::Head, over(&[2, 3]))];
        let powers = Powers::of(roles, None);
        assert_eq!(*powers.scope(Right::SeePeople), over(&[1, 2, 3]));
        assert_eq!(*powers.scope(Right::EditPeople), over(&[1, 2]));
        assert_eq!(*powers.scope(Right::Promise), over(&[2, 3]));
        assert!(powers.scope(Right::Undo).is_nothing());
    }

    proptest! {
        /// A further role never takes anything away.
        #[test]
        fn roles_add_up(
            first in prop::collection::vec((0..8usize, prop::collection::btree_set(0..6u128, 0..4)), 0..4),
            more in (0..8usize, prop::collection::btree_set(0..6u128, 0..4)),
        ) {
            let made = |(role, units): &(usize, BTreeSet<u128>)| {
                held(Role::ALL[*role], over(&units.iter().copied().collect::<Vec<_>>()))
            };
            let few: Vec<Held> = first.iter().map(made).collect();
            let many: Vec<Held> = few.iter().cloned().chain([made(&more)]).collect();
            let (few, many) = (Powers::of(few, None), Powers::of(many, None));
            for right in Right::ALL {
                for n in 0..6 {
                    prop_assert!(
                        !few.scope(*right).has(unit(n)) || many.scope(*right).has(unit(n))
                    );
                }
            }
        }
    }
}
