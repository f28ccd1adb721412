//! Pure decisions: who may do what from where, which offices owe, how an office stands, when it
//! is reminded, who owes in the place of an office that is no more.

mod heirs;
mod mended;
mod offices;
mod reminders;
mod standing;
mod steps;

pub use heirs::{Widened, heirs, passes_on, widened};
pub use mended::is_untouched;
pub use offices::asked;
pub use reminders::is_reminded_on;
pub use standing::{ALL_STANDINGS, Standing, is_owed_after_lock, is_unlocked, standing, was_late};
pub use steps::{ALL_STEPS, Step, Taken, needs_reason, right, take};
