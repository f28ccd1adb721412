//! A workbook with the cells of a file that is no Office Open XML, and its notes.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{ExcelDateTime, Format, Note, Workbook as Writer, Worksheet, XlsxError};

use crate::reading::{Cell, Grid, Refusal, Workbook};

use super::Notes;

/// No cell of a spreadsheet holds more.
const LONGEST: usize = 32_000;

pub(super) fn write(book: &Workbook, notes: &BTreeMap<&str, Notes>) -> Result<Vec<u8>, Refusal> {
    let mut writer = Writer::new();
    let mut names = BTreeSet::new();
    for (number, grid) in book.sheets.iter().enumerate() {
        let sheet = writer.add_worksheet();
        let name = sheet_name(&grid.name, number + 1, &mut names);
        fill(sheet, &name, grid, notes.get(grid.name.as_str())).map_err(|_| Refusal::Corrupt)?;
    }
    writer.save_to_buffer().map_err(|_| Refusal::Corrupt)
}

/// A name a worksheet may bear, and no other one does.
fn sheet_name(name: &str, number: usize, taken: &mut BTreeSet<String>) -> String {
    let fit: String = name
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { '_' } else { c })
        .take(31)
        .collect();
    let fit = fit.trim_matches('\'').trim().to_owned();
    let fit = if fit.is_empty() { format!("Sheet{number}") } else { fit };
    if taken.insert(fit.to_lowercase()) { fit } else { format!("Sheet{number}") }
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    grid: &Grid,
    notes: Option<&Notes>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    if grid.hidden {
        sheet.set_hidden(true);
    }
    let plain = Format::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for m in &grid.merges {
        // Ranges that overlap are no reason to lose the cells.
        let _ = sheet.merge_range(m.top - 1, m.left, m.bottom - 1, m.right, "", &plain);
    }
    for row in &grid.rows {
        for (column, cell) in &row.cells {
            let (row, column) = (row.number - 1, *column);
            match cell {
                // As text, also where it looks like a formula.
                Cell::Text(t) => {
                    let text: String = t.chars().take(LONGEST).collect();
                    sheet.write_string(row, column, text)?;
                }
                Cell::Number(n) => {
                    sheet.write_number(row, column, *n)?;
                }
                Cell::Date(d) => {
                    let (y, m, d) = (d.year(), d.month(), d.day());
                    let date = u16::try_from(y).ok().and_then(|y| {
                        ExcelDateTime::from_ymd(y, u8::try_from(m).ok()?, u8::try_from(d).ok()?)
                            .ok()
                    });
                    match date {
                        Some(date) => {
                            sheet.write_datetime_with_format(row, column, &date, &day)?;
                        }
                        None => {
                            sheet.write_string(row, column, cell.shown())?;
                        }
                    }
                }
                Cell::Bool(b) => {
                    sheet.write_boolean(row, column, *b)?;
                }
                Cell::Error(e) => {
                    sheet.write_string(row, column, *e)?;
                }
            }
        }
    }
    for ((row, column), text) in notes.into_iter().flatten() {
        let text: String = text.chars().take(LONGEST).collect();
        let note = Note::new(text).add_author_prefix(false).set_width(220).set_height(90);
        sheet.insert_note(row.saturating_sub(1), *column, &note)?;
    }
    sheet.autofit();
    Ok(())
}
