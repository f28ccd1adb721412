//! The learning record store: takes xAPI statements (1.0.3 and 2.0) in and gives them back.

pub mod json;
pub mod model;
pub mod rules;
