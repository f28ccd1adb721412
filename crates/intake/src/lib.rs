//! Office spreadsheets to a grid, to records, to a proposal, to one act.
//!
//! `reading` is pure: bytes to records with problems at their cells. `rules` compares records
//! with the register; `acts` enters what follows as one act. A row that is in doubt is held:
//! never counted, never lost.

pub mod acts;
pub mod figures;
pub mod forms;
pub mod listing;
pub mod model;
pub mod pages;
pub mod reading;
mod rules;
pub mod store;

use ledger::FactTable;

/// The tables of this room.
pub const MIGRATIONS: &[::store::Migration] = &[
    ::store::Migration {
        room: "intake",
        number: 1,
        sql: include_str!("../migrations/0001_intake.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 2,
        sql: include_str!("../migrations/0002_batch.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 3,
        sql: include_str!("../migrations/0003_erasure.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 4,
        sql: include_str!("../migrations/0004_submitted.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 5,
        sql: include_str!("../migrations/0005_kinds.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 6,
        sql: include_str!("../migrations/0006_answer.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 7,
        sql: include_str!("../migrations/0007_stopped.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 8,
        sql: include_str!("../migrations/0008_pointed.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 9,
        sql: include_str!("../migrations/0009_confirmed.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 10,
        sql: include_str!("../migrations/0010_confirmed_rows.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 11,
        sql: include_str!("../migrations/0011_stated.sql"),
    },
    ::store::Migration {
        room: "intake",
        number: 12,
        sql: include_str!("../migrations/0012_left_out.sql"),
    },
];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] =
    &[&model::HELD_ROW, &model::SHEET_KIND, &model::KIND_ROW, &model::ROW_ANSWER];

/// What can go wrong in this room, apart from what is said of rows and files.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The register.
    #[error(transparent)]
    Registry(#[from] registry::Error),
}

impl From<access::Refused> for Error {
    fn from(refused: access::Refused) -> Self {
        Self::Registry(refused.into())
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
