//! What the targets share.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
};

use intake::reading::{
    Context, DetectOptions, Limits, Office, UnitIndex, default_fields, detect, open, read_sheet,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A package of parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        zip.write_all(content).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// Opens and reads a file; every filled row must be accounted for, once and in order.
pub fn whole(name: &str, bytes: &[u8]) {
    let limits = Limits { inflated_bytes: 16 << 20, cells: 200_000, ..Limits::default() };
    let Ok(book) = open(name, bytes, &limits) else { return };
    let units = UnitIndex::new(vec![Office {
        code: "P.SNV".into(),
        name: "Sở Nội vụ".into(),
        kind: "department".into(),
        ..Office::default()
    }]);
    let (fields, remembered) = (default_fields(), BTreeMap::new());
    let options = DetectOptions { fields: &fields, remembered: &remembered };
    let today = kernel::Date::constant(2024, 11, 1);
    let ctx = Context { file_name: name, today, units: &units, fields: &fields, sender: None };
    let mut cells = 0;
    for grid in &book.sheets {
        cells += grid.rows.iter().map(|r| r.cells.len()).sum::<usize>();
        let reading = read_sheet(grid, &detect(grid, &options), &ctx);
        let filled = grid.rows.iter().map(|r| r.number);
        assert!(reading.rows.iter().map(|r| r.row).eq(filled));
    }
    assert!(cells <= 200_000);
}
