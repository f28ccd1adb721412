//! Pure decisions over the model.

pub mod coverage;
pub mod duplicates;
pub mod identity;
pub mod joining;
pub mod lineage;
pub mod naming;
