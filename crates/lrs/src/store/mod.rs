//! SQL and nothing else.

pub(crate) mod agent;
mod along;
pub(crate) mod attachment;
mod copy;
pub(crate) mod definition;
pub(crate) mod document;
mod driver;
pub(crate) mod forward;
pub(crate) mod insert;
pub(crate) mod key;
pub(crate) mod link;
pub(crate) mod part;
pub(crate) mod query;
pub(crate) mod rows;
pub(crate) mod statement;
mod walks;

use kernel::Timestamp;

/// A moment of the database.
pub(crate) fn time(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}
