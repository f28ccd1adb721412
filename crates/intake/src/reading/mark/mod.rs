//! The sender's own file back, with a note in each cell that could not be read.

mod comments;
mod drawing;
mod package;
mod rebuilt;
mod xml;

use std::collections::BTreeMap;

use super::{Format, Limits, Refusal, open, open::package::SheetPart};

/// A note for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The sheet's name as the grid has it.
    pub sheet: String,
    /// 1-based row.
    pub row: u32,
    /// 0-based column.
    pub column: u16,
    /// The words, in the sender's language.
    pub text: String,
}

/// A file with its notes.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What its name should end in, without the dot.
    pub extension: String,
}

/// Texts of one sheet by 1-based row and 0-based column.
type Notes = BTreeMap<(u32, u16), String>;

/// Writes notes into a file. An Office Open XML package keeps every other byte of its parts; any
/// other format comes back as a workbook with the same cells.
pub fn mark(
    file_name: &str,
    bytes: &[u8],
    marks: &[Mark],
    limits: &Limits,
) -> Result<Marked, Refusal> {
    let book = open::open(file_name, bytes, limits)?;
    let mut sheets: BTreeMap<&str, Notes> = BTreeMap::new();
    for mark in marks {
        let note = sheets.entry(&mark.sheet).or_default().entry((mark.row, mark.column));
        let text = note.or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&mark.text);
    }
    if book.format != Format::Xlsx {
        let bytes = rebuilt::write(&book, &sheets)?;
        return Ok(Marked { bytes, extension: "xlsx".into() });
    }
    let own = file_name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    let extension = own.filter(|e| e == "xlsm").unwrap_or_else(|| "xlsx".into());
    Ok(Marked { bytes: package::write(bytes, &sheets)?, extension })
}
