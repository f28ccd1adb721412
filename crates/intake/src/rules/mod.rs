//! Pure decisions: who a row speaks of, and what it changes.

pub(crate) mod held;
pub(crate) mod propose;
pub(crate) mod roll;
