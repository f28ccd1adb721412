//! A file from anywhere is a verdict or an error, never a crash; and what verifies is what we
//! would have written: another copy of any line must not.
//!
//! `cargo +nightly fuzz run verify_export` in `crates/ledger`.
#![no_main]

use libfuzzer_sys::fuzz_target;

const HEADER: &[u8] =
    b"{\"format\":\"nhanluc-ledger\",\"head\":{\"hash\":\"00\",\"seq\":1},\"version\":1}\n";

fuzz_target!(|data: &[u8]| {
    let _ = ledger::verify_export(data, None);
    // Most inputs never get past the first line: give them one.
    let behind_a_header = [HEADER, data].concat();
    if let Ok(verdict) = ledger::verify_export(&behind_a_header[..], Some("ff")) {
        assert!(!verdict.holds(), "nothing has the noted head ff");
    }
});
