//! Acts, dated facts, the hash chain, verification, lawful erasure.
