//! What the register tells of units and people, handed in at the start: it stands behind this
//! room, and roles are held for its units.

use std::{collections::BTreeSet, future::Future, pin::Pin};

use kernel::Uuid;
use store::{Error, Tx};

use crate::App;

/// An answer that is waited for.
pub type Waiting<'t, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 't>>;

/// A unit as it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it stands today.
    pub stands: bool,
}

/// What the register tells. Everything is asked in the transaction at hand: a request that waited
/// for a second connection while it holds one could wait for ever.
pub trait Register: Send + Sync {
    /// A unit, all that are or were under it, and all these came from.
    fn under<'t>(&self, app: &'t App, tx: &'t mut Tx, unit: Uuid) -> Waiting<'t, BTreeSet<Uuid>>;

    /// Every unit there is or was, by name.
    fn units<'t>(&self, app: &'t App, tx: &'t mut Tx) -> Waiting<'t, Vec<Unit>>;

    /// Who bears a personal number.
    fn bearer<'t>(&self, tx: &'t mut Tx, number: &'t str) -> Waiting<'t, Option<Uuid>>;

    /// The page of a person.
    fn person_page(&self, person: Uuid) -> String;

    /// The page of a unit.
    fn unit_page(&self, code: &str) -> String;
}
