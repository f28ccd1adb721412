//! Personal data: what is held on a person, who looked at it, what the person asks for.
//!
//! Rooms that keep something on people are handed in at the start as `registry::figures::Keeps`;
//! this room reads none of their tables.

pub mod acts;
pub mod figures;
pub mod model;
pub mod pages;
pub mod rules;
mod store;

use ledger::FactTable;

/// The tables of this room.
pub const MIGRATIONS: &[::store::Migration] = &[
    ::store::Migration {
        room: "privacy",
        number: 1,
        sql: include_str!("../migrations/0001_privacy.sql"),
    },
    ::store::Migration {
        room: "privacy",
        number: 2,
        sql: include_str!("../migrations/0002_retention.sql"),
    },
    ::store::Migration {
        room: "privacy",
        number: 3,
        sql: include_str!("../migrations/0003_public.sql"),
    },
    ::store::Migration {
        room: "privacy",
        number: 4,
        sql: include_str!("../migrations/0004_terms.sql"),
    },
];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] = &[
    &model::HOLIDAY,
    &model::DATA_REQUEST,
    &model::RETENTION_RULE,
    &model::REMOVAL,
    &model::PUBLIC_PAGE,
    &model::PUBLICATION,
    &model::ANSWER_TERM,
    &model::PROCESSING_BASIS,
];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();

/// What can go wrong in this room.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] access::Refused),
    /// There is no such person or request.
    #[error("there is no such thing")]
    Unknown,
    /// It is not in a state for that: somebody else took a step meanwhile.
    #[error("it is not in a state for that")]
    Step,
    /// A field of a form is wrong: its name, and a word for messages.
    #[error("{field}: {what}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The register.
    #[error(transparent)]
    Registry(#[from] registry::Error),
}

impl From<access::Unanswered> for Error {
    fn from(error: access::Unanswered) -> Self {
        match error {
            access::Unanswered::Refused(refused) => Self::Refused(refused),
            access::Unanswered::Store(error) => error.into(),
            access::Unanswered::Ledger(error) => error.into(),
        }
    }
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
