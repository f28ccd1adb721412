//! Jobs are done, mail is sent, people are told: on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

mod address;
mod mail;
mod messages;
mod pages;
mod work;
