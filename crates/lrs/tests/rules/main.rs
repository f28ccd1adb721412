//! What a valid statement is, requirement by requirement (xAPI 1.0.3 Part Two, and 2.0).

mod actors;
mod contexts;
mod objects;
mod outcomes;
mod support;
mod whole;
