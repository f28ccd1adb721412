//! What the tests of reading share.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]

use std::{collections::BTreeMap, path::PathBuf};

use intake::reading::{
    Context, DetectOptions, FieldWords, Limits, Mapping, Office, SheetReading, UnitIndex, Workbook,
    default_fields, detect, open, read_sheet,
};
use kernel::Date;

/// The day of reading in all tests.
pub const TODAY: Date = Date::constant(2024, 11, 1);

/// A path under the shared data, or `None` with a printed line.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path =
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

/// A register from a CSV of `code,name,kind,parent,area,aliases`.
pub fn register(csv: &str) -> UnitIndex {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let offices = reader.records().map(|r| {
        let r = r.unwrap();
        let some = |n: usize| Some(r[n].to_owned()).filter(|t| !t.is_empty());
        Office {
            code: r[0].into(),
            name: r[1].into(),
            kind: r[2].into(),
            parent: some(3),
            area: some(4),
            aliases: r[5].split(';').filter(|a| !a.is_empty()).map(Into::into).collect(),
        }
    });
    UnitIndex::new(offices.collect())
}

/// A reader with everything it needs.
pub struct Desk {
    pub units: UnitIndex,
    pub fields: Vec<FieldWords>,
    pub remembered: BTreeMap<String, Mapping>,
}

impl Desk {
    pub fn new(units: UnitIndex) -> Self {
        Self { units, fields: default_fields(), remembered: BTreeMap::new() }
    }

    pub fn read(&self, file_name: &str, bytes: &[u8]) -> (Workbook, Vec<SheetReading>) {
        let book = open(file_name, bytes, &Limits::default()).unwrap();
        let options = DetectOptions { fields: &self.fields, remembered: &self.remembered };
        let ctx = Context {
            file_name,
            today: TODAY,
            units: &self.units,
            fields: &self.fields,
            sender: None,
        };
        let read = |g| read_sheet(g, &detect(g, &options), &ctx);
        let sheets = book.sheets.iter().map(read).collect();
        (book, sheets)
    }
}
