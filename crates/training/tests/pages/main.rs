//! The pages of this room over HTTP, on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

mod by_day;
mod by_hand;
mod joined;
mod kept;
mod lists;
mod matching;
mod office;
mod texts;
mod views;
