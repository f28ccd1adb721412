//! Bytes → workbook, or a refusal. What the file asks of us is bounded before a parser sees it.

mod asides;
mod bytes;
mod cells;
mod compound;
mod delimited;
mod legacy;
mod markup;
mod ods;
pub(super) mod package;
mod scan;
mod xls;
mod xls_fonts;
mod xls_texts;
mod xlsx;

use std::collections::HashSet;

use super::{Format, Limits, Refusal, Workbook};

/// What the first bytes say the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Zip,
    Compound,
    Text,
}

/// Opens a spreadsheet. Formats are told by content; the name only lends evidence later.
pub fn open(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Refusal::FileTooLarge { limit: limits.file_bytes });
    }
    let _ = file_name;
    // The parsers of foreign formats are not ours; a panic in one must refuse the file, not end
    // the program. Nothing outside the closure is touched, so nothing is left half changed.
    let outcome = std::panic::catch_unwind(|| match kind(bytes) {
        Kind::Zip => zipped(bytes, limits),
        Kind::Compound => xls::read(bytes, limits),
        Kind::Text => delimited::read(bytes, limits),
    });
    let book = outcome.unwrap_or(Err(Refusal::Corrupt))?;
    let mut names = HashSet::new();
    if book.sheets.iter().all(|s| names.insert(&s.name)) {
        Ok(book)
    } else {
        Err(Refusal::SheetNames)
    }
}

fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        Kind::Compound
    } else {
        Kind::Text
    }
}

fn zipped(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let checked = scan::check(bytes, limits)?;
    match checked.format {
        Some(Format::Xlsx) => xlsx::read(bytes, &checked, limits),
        Some(Format::Ods) => ods::read(bytes, limits),
        _ => Err(Refusal::NotASpreadsheet),
    }
}
