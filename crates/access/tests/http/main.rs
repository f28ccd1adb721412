//! The room as a browser sees it, on both databases.

mod csrf;
mod house;
mod messages;
mod reads;
mod session;
mod sign_in;
