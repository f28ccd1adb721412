//! Campaigns: who owes which sheet, from draft to locked.
//!
//! A campaign asks offices for a kind of sheet; what an office sends is a batch of `intake` with
//! a state beside it. Every step is an act with its author; accepting is the same act that enters
//! the sheet.

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
        room: "collect",
        number: 1,
        sql: include_str!("../migrations/0001_collect.sql"),
    },
    ::store::Migration {
        room: "collect",
        number: 2,
        sql: include_str!("../migrations/0002_handover.sql"),
    },
    ::store::Migration {
        room: "collect",
        number: 3,
        sql: include_str!("../migrations/0003_sent_rows.sql"),
    },
];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] =
    &[&model::CAMPAIGN, &model::OBLIGATION, &model::SUBMISSION, &model::REMARK, &model::HANDOVER];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();

/// What can go wrong in this room.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] access::Refused),
    /// There is no such campaign, office or remark.
    #[error("there is no such thing")]
    Unknown,
    /// It is not in a state for that: somebody else took a step meanwhile.
    #[error("it is not in a state for that")]
    Step,
    /// It needs a reason.
    #[error("a reason is needed")]
    Reason,
    /// A field of a form is wrong: its name, and a word for messages.
    #[error("{field}: {what}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The bytes of a file were erased, because it named a person who was: its name.
    #[error("{0} was erased")]
    Erased(String),
    /// No file has a table of the kind that is asked for.
    #[error("no table of the kind that is asked for")]
    NoTable(Vec<intake::acts::FileTables>),
    /// The files.
    #[error(transparent)]
    Batch(#[from] intake::acts::BatchError),
    /// The register.
    #[error(transparent)]
    Registry(#[from] registry::Error),
}

impl From<intake::Error> for Error {
    fn from(error: intake::Error) -> Self {
        let intake::Error::Registry(error) = error;
        Self::Registry(error)
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

impl From<::store::sqlx::Error> for Error {
    fn from(error: ::store::sqlx::Error) -> Self {
        Self::Registry(error.into())
    }
}
