//! Who does something.

use std::sync::Arc;

use axum::http::StatusCode;
use kernel::{Date, Uuid};
use ui::Problem;

use super::{AccountId, Powers, Right, Scope};

/// Who does something. Every verb takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    account: Option<AccountId>,
    name: Arc<str>,
    powers: Arc<Powers>,
}

/// Somebody may not do this, or not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not allowed: {}", .0.code())]
pub struct Refused(pub Right);

impl Actor {
    /// The person behind an account.
    pub fn account(id: AccountId, name: &str, powers: Powers) -> Self {
        Self { account: Some(id), name: name.into(), powers: Arc::new(powers) }
    }

    /// Whoever runs the program at its command line, who already owns the data.
    pub fn command() -> Self {
        Self::command_of("command")
    }

    /// The same, under a name that stands in the record.
    pub fn command_of(name: &str) -> Self {
        Self { account: None, name: name.into(), powers: Arc::new(Powers::everything()) }
    }

    /// The account; `None` at the command line.
    pub const fn id(&self) -> Option<AccountId> {
        self.account
    }

    /// The account's name: what stands in `entered_by` of an act.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What they may do.
    pub fn powers(&self) -> &Powers {
        &self.powers
    }

    /// Who they are in the register, where that was said.
    pub fn person(&self) -> Option<Uuid> {
        self.powers.person()
    }

    /// The day for which it was worked out what they may do; `None` where they may everything, or
    /// nothing.
    pub fn day(&self) -> Option<Date> {
        self.powers.day()
    }

    /// Over what a right of theirs holds: what rows are filtered by.
    pub fn scope(&self, right: Right) -> &Scope {
        self.powers.scope(right)
    }

    /// Whether they may do this anywhere.
    pub fn may(&self, right: Right) -> bool {
        !self.scope(right).is_nothing()
    }

    /// Whether they may do this at a unit.
    pub fn may_at(&self, right: Right, unit: Uuid) -> bool {
        self.scope(right).has(unit)
    }

    /// Whether they may do this over everything.
    pub fn may_all(&self, right: Right) -> bool {
        *self.scope(right) == Scope::Whole
    }

    /// Refuses who may not do this over everything.
    pub fn require(&self, right: Right) -> Result<(), Refused> {
        self.allow(right, self.may_all(right))
    }

    /// Refuses who may not do this at a unit.
    pub fn require_at(&self, right: Right, unit: Uuid) -> Result<(), Refused> {
        self.allow(right, self.may_at(right, unit))
    }

    /// Refuses who may do this nowhere.
    pub fn require_some(&self, right: Right) -> Result<(), Refused> {
        self.allow(right, self.may(right))
    }

    fn allow(&self, right: Right, allowed: bool) -> Result<(), Refused> {
        if allowed {
            return Ok(());
        }
        tracing::info!(account = self.name(), right = right.code(), "refused");
        Err(Refused(right))
    }
}

impl From<Refused> for Problem {
    fn from(Refused(right): Refused) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "access-refused").arg("right", right.code())
    }
}
