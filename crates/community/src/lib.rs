//! Community digital teams: who is in them, who is trained, which villages have none.
//!
//! A team works in one village of a commune. Its members are residents; they are not officers of
//! the register.

pub mod acts;
pub mod figures;
pub mod model;
pub mod pages;
pub mod rules;

use ledger::FactTable;
use store::Migration;

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        room: "community",
        number: 1,
        sql: include_str!("../migrations/0001_community.sql"),
    },
    Migration { room: "community", number: 2, sql: include_str!("../migrations/0002_counts.sql") },
];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] = &[&model::TEAM, &model::MEMBER];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();
