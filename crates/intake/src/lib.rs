//! Office spreadsheets to a grid, to records, to a proposal, to one act.

pub mod reading;
