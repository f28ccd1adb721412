//! The room on every database there is, over HTTP.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

mod accounts;
mod asker;
mod both;
mod joined;
mod law;
mod me;
mod messages;
mod office;
mod public;
mod requests;
mod retention;
mod rows;
mod unlinked;
