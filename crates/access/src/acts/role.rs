//! Giving and taking roles.

use std::collections::BTreeSet;

use kernel::{Date, Interval, Seq};
use ledger::{Basis, Draft, Header, Receipt, Source, held};
use store::{Tx, Value, boxed};

use crate::{AccountId, Actor, App, Grant, GrantId, Refused, Right, Role, store as sql};

/// Act kinds of this room: who may undo them is who may do them.
pub const ACT_KINDS: &[&str] = &[GIVE, TAKE];

const GIVE: &str = "role";
const TAKE: &str = "role_end";

/// A role to be given.
#[derive(Clone, Copy, Debug)]
pub struct NewRole<'a> {
    /// The account's name.
    pub account: &'a str,
    /// The role.
    pub role: Role,
    /// The code of the unit it is held for; `None` = for everything.
    pub unit: Option<&'a str>,
    /// The personal number of who they are in the register.
    pub person: Option<&'a str>,
    /// When it holds.
    pub valid: Interval,
}

impl<'a> NewRole<'a> {
    /// A role over everything, for good.
    pub const fn whole(account: &'a str, role: Role) -> Self {
        Self { account, role, unit: None, person: None, valid: Interval::ALWAYS }
    }
}

/// Why a role can't be given or taken.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    /// Whoever asks may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Nobody has this name.
    #[error("there is no account {0}")]
    Account(String),
    /// There is no such unit.
    #[error("there is no unit {0}")]
    Unit(String),
    /// This role is held for a unit.
    #[error("a {} is one for a unit", .0.code())]
    UnitMissing(Role),
    /// Nobody in the register bears this number.
    #[error("nobody bears this number")]
    Person,
    /// This role is held by a person of the register.
    #[error("an official is a person of the register")]
    PersonMissing,
    /// They hold it already on some of these days.
    #[error("held already")]
    HeldAlready,
    /// There is no such role held, or not on that day.
    #[error("not held then")]
    NotHeld,
    /// Nobody could give roles any more.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// The record.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
}

impl From<store::Error> for RoleError {
    fn from(error: store::Error) -> Self {
        Self::Ledger(error.into())
    }
}

/// Gives roles, all in one act.
#[boxed]
pub async fn give_roles(
    app: &App,
    actor: &Actor,
    roles: &[NewRole<'_>],
    reason: &str,
) -> Result<Receipt, RoleError> {
    let mut tx = app.db.write().await?;
    let receipt = give_into(app, &mut tx, actor, roles, reason).await?;
    tx.commit().await?;
    app.acted();
    app.sessions.forget_powers();
    Ok(receipt)
}

/// The same within a transaction.
pub(super) async fn give_into(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    roles: &[NewRole<'_>],
    reason: &str,
) -> Result<Receipt, RoleError> {
    actor.require(Right::Accounts)?;
    let effective = roles.first().and_then(|role| role.valid.from);
    let header = header(actor, GIVE, effective, reason);
    let mut draft = Draft::begin(tx, &app.clock, header).await?;
    for role in roles {
        let grant = resolve(app, tx, role, GrantId(draft.new_id())).await?;
        refuse_twice(tx, draft.seq(), &grant, role.valid).await?;
        draft.assert(role.valid, &grant);
    }
    Ok(draft.seal(tx).await?)
}

async fn resolve(
    app: &App,
    tx: &mut Tx,
    new: &NewRole<'_>,
    id: GrantId,
) -> Result<Grant, RoleError> {
    let account = sql::account::by_name(tx, new.account)
        .await?
        .ok_or_else(|| RoleError::Account(new.account.to_owned()))?;
    let unit = match new.unit {
        Some(code) => {
            let units = app.units(tx).await?;
            let found = units.into_iter().find(|unit| unit.code == code && unit.stands);
            Some(found.ok_or_else(|| RoleError::Unit(code.to_owned()))?.id)
        }
        None => None,
    };
    let person = match new.person {
        Some(number) => Some(app.bearer(tx, number).await?.ok_or(RoleError::Person)?),
        None => None,
    };
    match new.role {
        role if role.needs_unit() && unit.is_none() => Err(RoleError::UnitMissing(role)),
        Role::Official if person.is_none() => Err(RoleError::PersonMissing),
        role => Ok(Grant { id, account: account.id, role, unit, person }),
    }
}

async fn refuse_twice(
    tx: &mut Tx,
    before: Seq,
    grant: &Grant,
    valid: Interval,
) -> Result<(), RoleError> {
    let standing = sql::grant::of_account(tx, before - 1, grant.account).await?;
    let same = |held: &ledger::Held<Grant>| {
        (held.fact.role, held.fact.unit, held.fact.person) == (grant.role, grant.unit, grant.person)
            && held.valid.intersect(&valid).is_some()
    };
    if standing.iter().any(same) { Err(RoleError::HeldAlready) } else { Ok(()) }
}

/// Ends a role from a day on.
#[boxed]
pub async fn take_role(
    app: &App,
    actor: &Actor,
    grant: GrantId,
    on: Date,
    reason: &str,
) -> Result<Receipt, RoleError> {
    actor.require(Right::Accounts)?;
    let mut tx = app.db.write().await?;
    let header = header(actor, TAKE, Some(on), reason);
    let mut draft = Draft::begin(&mut tx, &app.clock, header).await?;
    let known = draft.seq() - 1;
    let id = Value::Uuid(Some(grant.0));
    let standing = held::<Grant>(&mut tx, known, "f.grant_id = $2", &[id]).await?;
    if !draft.end(&standing, on) {
        return Err(RoleError::NotHeld);
    }
    let taken = standing.iter().find(|held| held.fact.role == Role::Administrator);
    if taken.is_some() && !administrators(&mut tx, known, Some(grant)).await?.any_left() {
        return Err(RoleError::LastAdministrator);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    app.acted();
    app.sessions.forget_powers();
    Ok(receipt)
}

/// Accounts that can sign in and are administrators for good.
pub(super) struct Administrators(BTreeSet<AccountId>);

impl Administrators {
    pub(super) fn any_left(&self) -> bool {
        !self.0.is_empty()
    }

    pub(super) fn without(mut self, account: AccountId) -> Self {
        self.0.remove(&account);
        self
    }
}

pub(super) async fn administrators(
    tx: &mut Tx,
    known: Seq,
    but: Option<GrantId>,
) -> Result<Administrators, ledger::Error> {
    let open: BTreeSet<AccountId> = sql::account::all(tx)
        .await?
        .into_iter()
        .filter(|account| account.disabled_at.is_none())
        .map(|account| account.id)
        .collect();
    let role = Value::text(Role::Administrator.code());
    let standing = held::<Grant>(tx, known, "f.role = $2", &[role]).await?;
    let lasting = standing.into_iter().filter(|held| held.valid.to.is_none());
    let others = lasting.filter(|held| Some(held.fact.id) != but).map(|held| held.fact.account);
    Ok(Administrators(others.filter(|account| open.contains(account)).collect()))
}

/// Where no role was ever given, gives every account what it could do before there were roles.
pub(super) async fn first_roles(app: &App) -> Result<(), ledger::Error> {
    let mut tx = app.db.read().await?;
    let (given, accounts) = (sql::grant::any(&mut tx).await?, sql::account::all(&mut tx).await?);
    drop(tx);
    if given || accounts.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    let header = header(&Actor::command(), GIVE, None, "");
    let mut draft = Draft::begin(&mut tx, &app.clock, header).await?;
    // Another process may have been first.
    if sql::grant::any(&mut tx).await? {
        return Ok(());
    }
    for account in accounts {
        for role in [Role::Administrator, Role::Coordinator] {
            let id = GrantId(draft.new_id());
            let grant = Grant { id, account: account.id, role, unit: None, person: None };
            draft.assert(Interval::ALWAYS, &grant);
        }
    }
    draft.seal(&mut tx).await?;
    tx.commit().await?;
    app.acted();
    app.sessions.forget_powers();
    Ok(())
}

fn header(actor: &Actor, kind: &'static str, on: Option<Date>, reason: &str) -> Header {
    Header {
        kind,
        effective_on: on,
        basis: Basis::default(),
        entered_by: actor.name().to_owned(),
        source: if actor.id().is_some() { Source::Form } else { Source::Command },
        reason: reason.to_owned(),
    }
}
