//! Training: courses, sessions of them, who attended, who completed.
//!
//! An attendance is one person at one session. Attendances and people are different figures: one
//! person attends many sessions.

pub mod acts;
pub mod figures;
pub mod model;
pub mod pages;
pub mod rules;

use ledger::FactTable;
use store::Migration;

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[
    Migration { room: "training", number: 1, sql: include_str!("../migrations/0001_training.sql") },
    Migration { room: "training", number: 2, sql: include_str!("../migrations/0002_counts.sql") },
    Migration { room: "training", number: 3, sql: include_str!("../migrations/0003_unlisted.sql") },
    Migration { room: "training", number: 4, sql: include_str!("../migrations/0004_days.sql") },
];

/// Every fact table of this room.
pub const FACTS: &[&FactTable] = &[
    &model::COURSE,
    &model::SESSION,
    &model::ATTENDANCE,
    &model::UNLISTED,
    &model::CLASS_DAY,
    &model::DAY_PRESENCE,
];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();
