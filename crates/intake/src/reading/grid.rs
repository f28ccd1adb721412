//! The grid: what the spreadsheet shows, before anybody asks what it means.

use std::sync::Arc;

use kernel::Date;

use super::charset::Charset;

/// The file format a workbook came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML.
    Xlsx,
    /// The binary format before it.
    Xls,
    /// `OpenDocument`.
    Ods,
    /// Text with a delimiter.
    Text,
}

/// An opened file.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// What it was.
    pub format: Format,
    /// Its worksheets in order, hidden ones too.
    pub sheets: Vec<Grid>,
}

/// One worksheet. Text is composed Unicode; legacy encodings are already converted.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The sheet's name; of a text file, empty.
    pub name: String,
    /// Hidden by its sender: offered, but off.
    pub hidden: bool,
    /// Rows that have a cell, in order.
    pub rows: Vec<Row>,
    /// Merged ranges, by their first row.
    pub merges: Vec<Merge>,
    /// Legacy encodings that were converted, each with the number of cells.
    pub converted: Vec<(Charset, u32)>,
    /// Cells by 1-based row and 0-based column, in order, whose text makes no sense as it stands,
    /// and in no encoding for certain.
    pub garbled: Vec<(u32, u16)>,
    /// Cells, in the same way, whose text its sender struck through.
    pub struck: Vec<(u32, u16)>,
    /// Its cells are all text, as in a file with a delimiter: a number has lost its zeros there
    /// without leaving a trace.
    pub untyped: bool,
    /// What its sender hid in it, and where notes stand.
    pub asides: Asides,
    /// Its days are counted from 1904, as old programs of one maker did.
    pub since_1904: bool,
}

/// What a sheet carries beside its cells, as far as its format tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asides {
    /// Rows that are hidden, 1-based, in order.
    pub rows: Vec<u32>,
    /// Ranges of columns that are hidden, 0-based and inclusive.
    pub columns: Vec<(u16, u16)>,
    /// Cells with a note: 1-based row, 0-based column, in order.
    pub notes: Vec<(u32, u16)>,
}

impl Asides {
    /// Whether a column is hidden.
    pub fn hides(&self, column: u16) -> bool {
        self.columns.iter().any(|(from, to)| (*from..=*to).contains(&column))
    }
}

/// A row with its filled cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 1-based, as the spreadsheet shows it.
    pub number: u32,
    /// Filled cells by 0-based column, in order. No blank cell is kept.
    pub cells: Vec<(u16, Cell)>,
}

/// A filled cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, not empty; equal texts share their memory.
    Text(Arc<str>),
    /// A number.
    Number(f64),
    /// A date kept as a date (the time of day is dropped).
    Date(Date),
    /// A logical value.
    Bool(bool),
    /// An error such as `#REF!`.
    Error(&'static str),
}

/// A merged range, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row, 1-based.
    pub top: u32,
    /// Last row, 1-based.
    pub bottom: u32,
    /// First column, 0-based.
    pub left: u16,
    /// Last column, 0-based.
    pub right: u16,
}

impl Merge {
    /// Whether the cell lies inside.
    pub fn contains(&self, row: u32, column: u16) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

impl Cell {
    /// The text of a text cell.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(t) => Some(t),
            _ => None,
        }
    }

    /// What a person would read in the cell.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(t) => t.to_string(),
            #[expect(clippy::cast_possible_truncation, reason = "whole, and bounded")]
            Self::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => (*n as i64).to_string(),
            Self::Number(n) => n.to_string(),
            Self::Date(d) => format!("{:02}/{:02}/{:04}", d.day(), d.month(), d.year()),
            Self::Bool(true) => "TRUE".into(),
            Self::Bool(false) => "FALSE".into(),
            Self::Error(e) => (*e).into(),
        }
    }
}

impl Row {
    /// The cell in a 0-based column, if filled.
    pub fn cell(&self, column: u16) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(c, _)| *c).ok()?;
        Some(&self.cells[at].1)
    }
}

impl Grid {
    /// The row with a 1-based number, if it has a cell.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&number, |r| r.number).ok()?;
        Some(&self.rows[at])
    }

    /// The cell at a 1-based row and a 0-based column, if filled.
    pub fn cell(&self, row: u32, column: u16) -> Option<&Cell> {
        self.row(row)?.cell(column)
    }

    /// The filled rows from one number to another, both inside.
    pub fn rows_between(&self, from: u32, to: u32) -> &[Row] {
        let start = self.rows.partition_point(|r| r.number < from);
        let end = self.rows.partition_point(|r| r.number <= to);
        &self.rows[start..end.max(start)]
    }

    /// Merged ranges whose first row lies between two rows, both inside.
    pub fn merges_between(&self, from: u32, to: u32) -> &[Merge] {
        let start = self.merges.partition_point(|m| m.top < from);
        let end = self.merges.partition_point(|m| m.top <= to);
        &self.merges[start..end.max(start)]
    }

    /// One past the last filled column.
    pub fn width(&self) -> u16 {
        self.rows.iter().filter_map(|r| r.cells.last()).map(|(c, _)| c + 1).max().unwrap_or(0)
    }
}

/// `A` for 0, `AA` for 26.
pub fn column_letter(column: u16) -> String {
    let mut out = Vec::new();
    let mut n = u32::from(column) + 1;
    while n > 0 {
        n -= 1;
        out.push(char::from(b'A' + u8::try_from(n % 26).expect("below 26")));
        n /= 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        for (n, s) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letter(n), s);
        }
    }
}
