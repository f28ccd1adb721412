//! Any table of text: every filled row is accounted for, once and in order.
#![no_main]

use std::collections::BTreeMap;

use intake::reading::{
    Context, DetectOptions, Limits, Office, UnitIndex, default_fields, detect, open, read_sheet,
};
use libfuzzer_sys::fuzz_target;

const HEADER: &str = "STT;Họ và tên;Ngày sinh;CCCD;Đơn vị;Chuyên trách;Kiêm nhiệm;Lĩnh vực;SĐT\n";

fuzz_target!(|text: &str| {
    let file = format!("{HEADER}{text}");
    let Ok(book) = open("SNV.csv", file.as_bytes(), &Limits::default()) else { return };
    let units = UnitIndex::new(vec![Office {
        code: "P.SNV".into(),
        name: "Sở Nội vụ".into(),
        kind: "department".into(),
        ..Office::default()
    }]);
    let (fields, remembered) = (default_fields(), BTreeMap::new());
    let options = DetectOptions { fields: &fields, remembered: &remembered };
    let ctx = Context {
        file_name: "SNV.csv",
        today: kernel::Date::constant(2024, 11, 1),
        units: &units,
        fields: &fields,
        sender: None,
    };
    for grid in &book.sheets {
        let reading = read_sheet(grid, &detect(grid, &options), &ctx);
        let filled = grid.rows.iter().map(|r| r.number);
        assert!(reading.rows.iter().map(|r| r.row).eq(filled));
    }
});
