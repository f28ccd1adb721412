//! Any content in an honest `OpenDocument` package.
#![no_main]

#[path = "common.rs"]
mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|content: &[u8]| {
    let parts = [
        ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]),
        ("META-INF/manifest.xml", &b"<manifest/>"[..]),
        ("content.xml", content),
    ];
    common::whole("SNV.ods", &common::package(&parts));
});
