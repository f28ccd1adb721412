//! The people to come: graduates of institutions, by year, field and level.

pub mod acts;
pub mod figures;
pub mod model;
pub mod pages;
pub mod rules;

use ledger::FactTable;
use store::Migration;

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[Migration {
    room: "pipeline",
    number: 1,
    sql: include_str!("../migrations/0001_pipeline.sql"),
}];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] = &[&model::GRADUATES];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();
