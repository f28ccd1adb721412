//! Pure decisions: which days are worked, when an answer is due, which steps a request takes.

mod calendar;
mod cells;
mod lunar;
mod public;
mod steps;
mod suppress;

pub use self::{
    calendar::{Calendar, Day},
    cells::{Mode, Place, changed, told},
    lunar::solar_of,
    public::{LEAST_THRESHOLD, Modes, THRESHOLD, Whole, last_quarter, published},
    steps::{Clock, Step, Terms, clock, take},
    suppress::{Counts, Shown, Spot, suppress},
};
