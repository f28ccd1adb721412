//! Commitments: what will be done about a gap, and by when.
//!
//! A commitment is a dated fact; promising, amending, keeping and withdrawing are acts with their
//! author. Whether it is broken is a matter of the calendar, not of anybody saying so.

pub mod acts;
pub mod figures;
pub mod model;
pub mod pages;
pub mod rules;
mod store;

use ::store::Migration;
use ledger::FactTable;

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        room: "commitments",
        number: 1,
        sql: include_str!("../migrations/0001_commitments.sql"),
    },
    Migration { room: "commitments", number: 2, sql: include_str!("../migrations/0002_words.sql") },
];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] = &[&model::COMMITMENT];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();

/// What can go wrong in this room.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] access::Refused),
    /// There is no such commitment or office.
    #[error("there is no such thing")]
    Unknown,
    /// It was kept or withdrawn meanwhile.
    #[error("it is closed")]
    Closed,
    /// A field of a form is wrong: its name, and a word for messages.
    #[error("{field}: {what}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The gap is not there.
    #[error("there is no such gap: {0:?}")]
    NoGap(rules::NoGap),
    /// The register.
    #[error(transparent)]
    Registry(#[from] registry::Error),
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl From<::store::Error> for Error {
    fn from(error: ::store::Error) -> Self {
        Self::Registry(error.into())
    }
}
