//! The room and its pages over HTTP, on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

mod erased;
mod gaps;
mod office;
mod refusals;
mod texts;
mod unit;
mod views;
