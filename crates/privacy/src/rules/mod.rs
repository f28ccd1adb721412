//! Pure decisions: which days are worked, when an answer is due, which steps a request takes.

mod calendar;
mod lunar;
mod steps;

pub use self::{
    calendar::{Calendar, Day},
    lunar::solar_of,
    steps::{ANSWER_WITHIN, Clock, Step, clock, take},
};
