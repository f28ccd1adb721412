//! Kinds of sheet other than the list of officers: a kind is a declaration, and one reader reads
//! them all.
//!
//! [`Kind`] says which columns a sheet has, how they may be headed and what stands in them.
//! [`recognise`] finds the kind of a [`Grid`] by its headings; [`read`] turns its rows into values
//! with problems at their cells. What the values come to is decided elsewhere. Nothing here knows
//! a database or a page.

mod cell;
mod days;
mod fill;
mod header;
mod kind;
mod offices;
mod read;
mod rows;
mod sheet;
mod signs;
mod title;

pub use cell::{Said, fits};
pub use days::DayOf;
pub use header::{Found, Recognised, recognise, says_its_kind};
pub use kind::{Kind, KindColumn, ValueKind, built_in};
pub use offices::Offices;
pub use read::{Surroundings, read, stated_on};
pub use sheet::{Line, Listing, ListingRow};
pub use title::{Days, Meant, Quarter, in_capitals, quarter_in, sentence_case};
