//! An invented province: the workbooks its offices would send, and what they must add up to.
//!
//! Everything is drawn from a seed. [`make`] writes the demonstration, in layouts that are always
//! the same; [`make_drawn`] draws the layouts too: headings, order of columns, marks, dates, old
//! encodings, totals, so that a reader is tried on the class and not on the file.
//!
//! Nobody in it is real. Codes, numbers and phones lie where none are given out: provinces 97 to
//! 99, personal numbers that begin with 098, phones that begin with 030.

mod areas;
mod beyond;
mod book;
mod cells;
mod columns;
mod desk;
mod dice;
mod error;
mod frame;
mod grid;
mod headings;
mod knobs;
mod legacy;
mod make;
mod names;
mod ods;
mod offices;
mod page;
mod places;
mod post_room;
mod province;
mod size;
mod staff;
mod table;
mod terrain;
mod text;
mod truth;
mod ways;
mod workbook;

pub use beyond::Beyond;
pub use error::Error;
pub use make::{Made, make, make_drawn};
pub use size::Size;
pub use truth::{
    Campaign, Commitments, Held, Later, Line, Missing, Modes, Officers, Sheet, SheetIssue, Truth,
};
