//! What the tests of every room stand on: fresh databases of both kinds, a clock that stands
//! still, and a browserless client.

mod client;
mod database;
mod form;

use std::path::PathBuf;

pub use client::{Client, Page, Upload};
pub use database::{POSTGRES, TestDb, databases, sqlite};
use kernel::{Clock, Timestamp};

/// The moment every test starts at: 24 November 2026, 15:00 in Vietnam.
pub const NOW: &str = "2026-11-24T08:00:00Z";

/// A clock that stands at [`NOW`] until it is set.
pub fn clock() -> Clock {
    let now: Timestamp = NOW.parse().expect("a constant, and a valid one");
    Clock::fixed(now)
}

/// The folder of real input beside the workspace; `None`, with a printed line, where there is
/// none.
pub fn shared_data() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    if folder.is_dir() {
        return folder.canonicalize().ok();
    }
    say("skipped: there is no ../shared/data beside the workspace");
    None
}

#[expect(clippy::print_stdout, reason = "a test that skips something says so in its output")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_clock_stands_still() {
        assert_eq!(super::clock().now().to_string(), super::NOW);
        assert_eq!(super::clock().today().to_string(), "2026-11-24");
    }
}
