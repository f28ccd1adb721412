//! The pages over HTTP, on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

mod again;
mod answers;
mod books;
mod columns;
mod described;
mod erasure;
mod floods;
mod followed;
mod forms;
mod hidden;
mod joined;
mod journey;
mod kept;
mod late;
mod late_details;
mod late_lists;
mod lists;
mod looked;
mod marked;
mod messages;
mod named_changes;
mod office;
mod orders;
mod pages;
mod pointing;
mod refusals;
mod source;
mod tables;
mod together;
mod waiting;
