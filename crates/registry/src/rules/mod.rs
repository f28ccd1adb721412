//! Pure decisions over the model.

pub mod coverage;
pub mod identity;
pub mod lineage;
