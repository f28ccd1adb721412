//! The room as a browser sees it, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod csrf;
mod house;
mod known;
mod messages;

mod passkeys;
mod provider;
mod reads;
mod roles;
mod second_step;
mod session;
mod sign_in;
