//! What every room shares: the clock, chance, dates and intervals, ids, names. No I/O but the clock and
//! chance.
//!
//! Every fact in this house is dated twice. [`Interval`] is when it holds in the world, half-open
//! (`from` is inside, `to` is not; `None` = unknown start or still). [`AsOf`] is the pair a
//! question is asked with: a date in the world and a place in the record.

mod chance;
mod clock;
mod date;
mod id;
mod name;
mod text;

pub use chance::Chance;
pub use clock::{Clock, Timestamp};
pub use date::{AsOf, Birth, Date, Interval, Seq, parse_iso};
pub use id::IdSource;
#[doc(hidden)]
pub use uuid::Uuid;

/// Names of persons: their parts, and the order Vietnamese readers expect.
pub mod names {
    pub use crate::name::{parts, sort_key, title_case};
}
/// Text as it is compared: composed, folded, plain.
pub mod folding {
    pub use crate::text::{compose, fold, plain, squeeze};
}
