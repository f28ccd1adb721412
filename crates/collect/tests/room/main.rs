//! Campaigns on every database there is: the verbs, and the whole journey over HTTP.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

mod board;
mod described;
mod emptied;
mod erased;
mod guesses;
mod heirs;
mod journey;
mod locked;
mod mended;
mod messages;
mod office;
mod opening;
mod published;
mod refusals;
mod verbs;
