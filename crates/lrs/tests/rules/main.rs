//! What a valid statement is, requirement by requirement (xAPI 1.0.3 Part Two, and 2.0).

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod actors;
mod contexts;
mod objects;
mod outcomes;
mod support;
mod whole;
