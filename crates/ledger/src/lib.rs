//! Acts and dated facts: the foundation every figure stands on.
//!
//! An *act* is one decision entered. A *fact* is a row that carries when it holds in the world
//! (`valid_from`, `valid_to`, half-open) and when we held it true (`recorded_from`,
//! `recorded_to`: act numbers). Nothing is updated in place and nothing is deleted: a correction
//! closes a row and asserts another, in a [`Draft`] that is sealed as one act.
//!
//! Every act's entry is hashed with its predecessor's. Personal values enter the hash as a
//! salted commitment, so that [`Draft::erase`] can remove value and salt and the chain still
//! verifies.

mod acts;
mod agree;
mod book;
mod draft;
mod export;
mod hash;
mod model;
mod read;
mod rows;
mod timeline;
mod trace;
mod undo;
mod verify;

pub use acts::{ActPage, act, acts, acts_of, head, known_at, known_by, last_seq};
pub use agree::disagreements;
pub use book::{Book, Difference, Heard, Listed, Said, Saying, otherwise_dated};
pub use draft::{Draft, REMOVAL, Receipt};
pub use export::{export, verify_export};
pub use model::{
    Act, Basis, Column, Fact, FactId, FactTable, Head, Header, Source, holds_a_number,
    says_something,
};
pub use read::{Columns, ReadFact, held};
pub use timeline::Held;
pub use trace::{Traced, removed, traced};
pub use undo::undo;
pub use verify::{Broken, Erased, Verdict, Why, verify};

use store::Migration;

/// The tables of this room.
pub const MIGRATIONS: &[Migration] =
    &[Migration { room: "ledger", number: 1, sql: include_str!("../migrations/0001_act.sql") }];

/// `AND`-able condition: rows of `alias` that hold on a day, as known after an act.
///
/// `as_of!("a", "$1", "$2")`: `$1` is the day as ISO text, `$2` the act's number.
#[macro_export]
macro_rules! as_of {
    ($alias:literal, $on:literal, $known:literal) => {
        concat!(
            "(",
            $alias,
            ".recorded_from <= ",
            $known,
            " AND (",
            $alias,
            ".recorded_to IS NULL OR ",
            $alias,
            ".recorded_to > ",
            $known,
            ")",
            " AND (",
            $alias,
            ".valid_from IS NULL OR ",
            $alias,
            ".valid_from <= ",
            $on,
            ")",
            " AND (",
            $alias,
            ".valid_to IS NULL OR ",
            $alias,
            ".valid_to > ",
            $on,
            "))"
        )
    };
}

/// `AND`-able condition: rows of `alias` as known after an act, whenever they hold in the world.
#[macro_export]
macro_rules! known {
    ($alias:literal, $known:literal) => {
        concat!(
            "(",
            $alias,
            ".recorded_from <= ",
            $known,
            " AND (",
            $alias,
            ".recorded_to IS NULL OR ",
            $alias,
            ".recorded_to > ",
            $known,
            "))"
        )
    };
}

/// What can go wrong with an act.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A fact to be closed is not open: another act closed it since it was read, or this draft
    /// did already.
    #[error("{table}: a fact was changed meanwhile")]
    Moved {
        /// The table it stands in.
        table: &'static str,
    },
    /// The act to undo has others standing on it.
    #[error("acts {0:?} build on it")]
    BuiltUpon(Vec<kernel::Seq>),
    /// A fact gives other values than its table has columns: a mistake in the program.
    #[error("{table}: a fact does not fit its table")]
    Shape {
        /// The table it was meant for.
        table: &'static str,
    },
    /// The act to undo was undone before.
    #[error("act {act} was undone already, by act {by}")]
    Undone {
        /// The act.
        act: kernel::Seq,
        /// What undid it.
        by: kernel::Seq,
    },
    /// There is no such act.
    #[error("no act {0}")]
    NoSuchAct(kernel::Seq),
    /// Acts of this kind are final.
    #[error("an act of kind {0} can't be undone")]
    Final(String),
    /// A file that should be an export is not.
    #[error("line {line}: {what}")]
    Export {
        /// Where, from 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
    /// The file system refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<store::sqlx::Error> for Error {
    fn from(error: store::sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
