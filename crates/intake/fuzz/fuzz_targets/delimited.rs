//! Any bytes as text: encoding, delimiter and quoting are told by the content.
#![no_main]

#[path = "common.rs"]
mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| common::whole("SNV.csv", bytes));
