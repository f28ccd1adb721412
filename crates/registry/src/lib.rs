//! Areas, organisations and their lineage, people, assignments, norms; who covers what.
