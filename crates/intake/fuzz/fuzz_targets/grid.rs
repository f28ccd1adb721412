//! Any table of text under a usual header.
#![no_main]

#[path = "common.rs"]
mod common;

use libfuzzer_sys::fuzz_target;

const HEADER: &str = "STT;Họ và tên;Ngày sinh;CCCD;Đơn vị;Chuyên trách;Kiêm nhiệm;Lĩnh vực;SĐT\n";

fuzz_target!(|text: &str| common::whole("SNV.csv", format!("{HEADER}{text}").as_bytes()));
