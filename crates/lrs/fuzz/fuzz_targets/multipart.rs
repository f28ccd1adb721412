//! A body from anywhere is taken apart or refused, never a crash; and what we would write is what
//! we read.
//!
//! `cargo +nightly fuzz run multipart` in `crates/lrs`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lrs::web::parts;

fuzz_target!(|data: &[u8]| {
    if let Ok(found) = parts(data, "xyz") {
        assert!(!found.is_empty());
        for part in &found {
            // Data are a piece of the body, and hold no delimiter at the beginning of a line.
            assert!(part.data.len() <= data.len());
            assert!(!contains(part.data, b"\n--xyz"));
        }
    }
    // As data of a part, whatever comes goes through unchanged unless it holds the delimiter.
    if !contains(data, b"--xyz") {
        let whole = [b"--xyz\r\nA: b\r\n\r\n", data, b"\r\n--xyz--\r\n"].concat();
        let found = parts(&whole, "xyz").expect("well-formed");
        assert_eq!((found.len(), found[0].data), (1, data));
    }
});

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|w| w == needle)
}
