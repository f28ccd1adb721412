//! What the house does by itself: jobs are run, mail is sent, people are told.
//!
//! The queue is `store::jobs`; here is the [`Worker`] that takes jobs from it while the server
//! runs, the page where they are seen, the [`Mailer`], and the inbox of an account.

pub mod acts;
mod chores;
pub mod figures;
mod letter;
pub mod mailer;
pub mod model;
pub mod pages;
mod room;
mod store;
pub mod worker;

pub use chores::trades;
pub use letter::Letters;
pub use mailer::{Mailer, MailerError};
pub use room::Room;
pub use worker::{Running, Task, Trades, Worker};

/// The tables of this room, and that of the queue.
pub const MIGRATIONS: &[::store::Migration] = &[
    ::store::jobs::MIGRATIONS[0],
    ::store::Migration {
        room: "errands",
        number: 1,
        sql: include_str!("../migrations/0001_errands.sql"),
    },
    ::store::Migration {
        room: "errands",
        number: 2,
        sql: include_str!("../migrations/0002_confirmed.sql"),
    },
];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();
