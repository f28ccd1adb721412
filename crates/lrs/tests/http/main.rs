//! The resources over HTTP, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod alike;
mod closer;
mod documents;
mod filters;
mod forward;
mod house;
mod ingest;
mod kept;
mod large;
mod model;
mod musts;
mod pages;
mod plans;
mod protocol;
mod real;
mod requirements;
mod scopes;
mod signed;
mod statements;
mod through;
