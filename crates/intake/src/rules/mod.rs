//! Pure decisions: who a row speaks of, and what it changes.

pub(crate) mod answers;
pub(crate) mod describe;
pub(crate) mod describing;
pub(crate) mod headings;
pub(crate) mod held;
pub(crate) mod listed;
pub(crate) mod lists;
pub(crate) mod naming;
pub(crate) mod propose;
pub(crate) mod roll;
pub(crate) mod scarce;
pub(crate) mod stated;
pub(crate) mod stops;
pub(crate) mod whose;
