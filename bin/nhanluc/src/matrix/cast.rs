//! Who asks: somebody of every role, for everything where that fits and for one unit.

use std::{collections::BTreeSet, sync::Arc};

use access::{Held, Powers, Role, Scope, Unit};
use kernel::Uuid;

/// For what a role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// Everything.
    Everything,
    /// One unit.
    Unit,
    /// A person of the register.
    Person,
}

/// Somebody who asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asker {
    /// The name of the account.
    pub(super) account: &'static str,
    /// The head of the column.
    pub(super) column: &'static str,
    /// What they hold; nothing, where nothing was given.
    pub(super) role: Option<(Role, For)>,
}

impl Asker {
    /// What they may do somewhere, in words of code.
    pub(super) fn words(&self) -> Vec<&'static str> {
        let Some((role, over)) = self.role else { return Powers::none().anywhere() };
        let id = Uuid::from_u128(1);
        let unit = Unit { id, code: String::new(), name: String::new(), stands: true };
        let units = Scope::Units(Arc::new(BTreeSet::from([id])));
        let held = match over {
            For::Unit => Held { role, unit: Some(unit), over: units },
            For::Everything | For::Person => Held { role, unit: None, over: Scope::Whole },
        };
        Powers::of(vec![held], (over == For::Person).then_some(id)).anywhere()
    }
}

const fn of(account: &'static str, column: &'static str, role: Role, over: For) -> Asker {
    Asker { account, column, role: Some((role, over)) }
}

/// Everybody with an account. Whoever has not signed in is asked beside them.
pub(super) const CAST: [Asker; 12] = [
    Asker { account: "none", column: "no role", role: None },
    of("admin", "administrator", Role::Administrator, For::Everything),
    of("coord", "coordinator", Role::Coordinator, For::Everything),
    of("coord-unit", "coordinator of a unit", Role::Coordinator, For::Unit),
    of("report", "reporting officer", Role::Reporting, For::Unit),
    of("head", "head of a unit", Role::Head, For::Unit),
    of("official", "official", Role::Official, For::Person),
    of("leader", "team leader", Role::TeamLeader, For::Unit),
    of("trainer", "trainer", Role::Trainer, For::Everything),
    of("trainer-unit", "trainer of a unit", Role::Trainer, For::Unit),
    of("inspect", "inspector", Role::Inspector, For::Everything),
    of("inspect-unit", "inspector of a unit", Role::Inspector, For::Unit),
];
