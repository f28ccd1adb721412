//! The register: areas, offices and their lineage, people, assignments, norms; who covers what.
//!
//! Everything is a dated fact (see `ledger`). `figures` answers questions for a pair of dates and
//! a map; `acts` holds the verbs; `rules` decides, without I/O.

pub mod acts;
pub mod figures;
pub mod model;
pub mod pages;
pub mod rules;

use ledger::FactTable;
use store::Migration;

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[
    Migration { room: "registry", number: 1, sql: include_str!("../migrations/0001_registry.sql") },
    Migration { room: "registry", number: 2, sql: include_str!("../migrations/0002_levels.sql") },
    Migration {
        room: "registry",
        number: 3,
        sql: include_str!("../migrations/0003_person_join.sql"),
    },
];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] = &[
    &model::AREA,
    &model::AREA_LINK,
    &model::ORGANISATION,
    &model::ORGANISATION_LINK,
    &model::PERSON,
    &model::PERSON_JOIN,
    &model::ASSIGNMENT,
    &model::QUALIFICATION,
    &model::NORM,
    &model::FIELD,
];

/// What can go wrong in this room, apart from what a verb says of its own input.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    /// Whoever asks may not.
    #[error(transparent)]
    Forbidden(#[from] access::Refused),
    /// The file system refused.
    #[error("{file}")]
    Io {
        /// Which file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// A file reads wrongly at a line.
    #[error("{file}, line {line}: {what} ({value})")]
    Line {
        /// Which file.
        file: String,
        /// Which line, from 1.
        line: u64,
        /// What is wrong: a word for messages.
        what: &'static str,
        /// The value found there.
        value: String,
    },
    /// A plan or an entry can't be carried out: a word for messages, and what it is about.
    #[error("{what}: {value}")]
    Refused {
        /// A word for messages.
        what: &'static str,
        /// What it is about.
        value: String,
    },
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Ledger(error.into())
    }
}

impl From<store::sqlx::Error> for Error {
    fn from(error: store::sqlx::Error) -> Self {
        Self::Ledger(error.into())
    }
}
