//! The learning record store: takes xAPI statements (1.0.3 and 2.0) in and gives them back.
//!
//! A statement is kept byte by byte as it was sent, and behind it what the standard asks the
//! store to set. Statements are not acts: they are told by others and are immutable by the
//! standard's own rules, so they don't go through the ledger's chain.

pub mod acts;
pub mod figures;
pub mod forwarding;
pub mod json;
pub mod model;
pub mod pages;
mod rate;
mod room;
pub mod rules;
mod store;
mod turns;
pub mod web;

pub use room::{Client, Room, Sizes};

pub use crate::store::{
    attachment::Data as AttachmentData,
    document::{Document, Kind as DocumentKind, Place as DocumentPlace},
    insert::{RefRow, StatementRow, refs as insert_refs, statements as insert_statements},
    part::open as open_part,
    query::{Found as StatementPage, Row as StatementFound, page as statement_page, plan},
};

/// The tables of this room.
pub const MIGRATIONS: &[::store::Migration] = &[
    ::store::Migration { room: "lrs", number: 1, sql: include_str!("../migrations/0001_lrs.sql") },
    ::store::Migration {
        room: "lrs",
        number: 2,
        sql: include_str!("../migrations/0002_forward.sql"),
    },
    ::store::Migration {
        room: "lrs",
        number: 3,
        sql: include_str!("../migrations/0003_authority.sql"),
    },
    ::store::Migration {
        room: "lrs",
        number: 4,
        sql: include_str!("../migrations/0004_parts.sql"),
    },
    ::store::Migration {
        room: "lrs",
        number: 5,
        sql: include_str!("../migrations/0005_attachment_senders.sql"),
    },
    ::store::Migration {
        room: "lrs",
        number: 6,
        sql: include_str!("../migrations/0006_verbs.sql"),
    },
    ::store::Migration {
        room: "lrs",
        number: 7,
        sql: include_str!("../migrations/0007_forward_start.sql"),
    },
];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();
