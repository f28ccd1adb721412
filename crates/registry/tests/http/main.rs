//! The pages of this room over HTTP: complete, careful with personal data, and each verb as a
//! person does it.
#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

mod acts;
mod answering;
mod by_hand;
mod compare;
mod dates;
mod erasure;
mod join;
mod map;
mod messages;
mod norms;
mod pages;
mod personal;
mod province;
mod refusals;
mod reorganise;
mod rows;
mod suggest;
mod verify;
