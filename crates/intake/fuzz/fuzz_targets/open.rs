//! Any bytes: opened or refused, never a panic, never more than the bounds allow.
#![no_main]

use intake::reading::{Limits, open};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { inflated_bytes: 16 << 20, cells: 200_000, ..Limits::default() };
    if let Ok(book) = open("x", bytes, &limits) {
        let cells: usize = book.sheets.iter().flat_map(|s| &s.rows).map(|r| r.cells.len()).sum();
        assert!(cells <= 200_000);
    }
});
