//! The binary format before Office Open XML.

use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use crate::reading::{Cell, Format, Limits, Merge, Refusal, Workbook};

use super::{
    cells::{GridBuilder, Texts},
    xls_fonts::{self, SheetFonts},
    xlsx::{error, iso, moment},
};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    if holds_encrypted_package(bytes) {
        return Err(Refusal::Encrypted);
    }
    let (fonts, since_1904) = xls_fonts::read(bytes, limits)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(refusal)?;
    let listed = book.sheets_metadata().to_vec();
    if listed.len() > limits.sheets {
        return Err(Refusal::TooManySheets { limit: limits.sheets as u64 });
    }
    let mut texts = Texts::default();
    let mut sheets = Vec::new();
    for (at, sheet) in listed.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut grid = GridBuilder::new(&sheet.name, hidden, limits, &mut texts);
        grid.since_1904(since_1904);
        fill(&mut book, &sheet.name, fonts.get(at), &mut grid)?;
        sheets.push(grid.finish());
    }
    Ok(Workbook { format: Format::Xls, sheets })
}

fn fill(
    book: &mut Xls<Cursor<&[u8]>>,
    name: &str,
    fonts: Option<&SheetFonts>,
    grid: &mut GridBuilder<'_>,
) -> Result<(), Refusal> {
    let range = book.worksheet_range(name).map_err(refusal)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut cells: Vec<_> = range.used_cells().collect();
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    for (row, column, data) in cells {
        let at = (top + u32::try_from(row).unwrap_or(0), left + u32::try_from(column).unwrap_or(0));
        if fonts.is_some_and(|f| f.strikes(at)) && !matches!(data, Data::Empty) {
            grid.struck(at);
        }
        match data {
            Data::Empty => {}
            Data::String(t) => grid.text(at, t, fonts.and_then(|f| f.at(at)))?,
            #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold numbers as f64")]
            Data::Int(n) => grid.push(at, Cell::Number(*n as f64))?,
            Data::Float(n) => grid.push(at, Cell::Number(*n))?,
            Data::Bool(b) => grid.push(at, Cell::Bool(*b))?,
            Data::DateTime(d) => grid.push(at, moment(d))?,
            Data::DateTimeIso(t) | Data::DurationIso(t) => match iso(t) {
                Some(date) => grid.push(at, Cell::Date(date))?,
                None => grid.text(at, t, None)?,
            },
            Data::Error(e) => grid.push(at, Cell::Error(error(e)))?,
        }
    }
    let merges = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    grid.merges(merges.iter().filter_map(merge).collect());
    Ok(())
}

fn merge(d: &calamine::Dimensions) -> Option<Merge> {
    Some(Merge {
        top: d.start.0 + 1,
        bottom: d.end.0 + 1,
        left: u16::try_from(d.start.1).ok()?,
        right: u16::try_from(d.end.1).ok()?,
    })
}

/// A workbook locked with a password hides inside a compound file under this name.
fn holds_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|w| w == name)
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function in map_err")]
fn refusal(error: XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Corrupt,
    }
}
