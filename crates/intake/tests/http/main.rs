//! The pages over HTTP, on every database there is.

mod books;
mod journey;
mod messages;
mod office;
