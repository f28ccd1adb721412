//! Rows as records of officers, with what could not be read at its cell.

mod above;
mod ahead;
mod classify;
mod contact;
mod duty;
mod evidence;
mod label;
mod layout;
mod notes;
mod offices;
mod person;
mod place;
mod read;
mod region;
mod row;
mod rows;
mod studies;
mod title;
mod totals;
mod unit;
mod vacant;

pub(crate) use evidence::spoken_for;
pub(crate) use label::{role, signing};
pub use read::read_sheet;

use kernel::{Birth, Date};
use registry::model::{Mode, Sex};

use super::{Column, FieldWords, UnitIndex};

/// What the reader has to know beside the grid.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The file's name, evidence for the office.
    pub file_name: &'a str,
    /// The day of reading: births in the future are no births.
    pub today: Date,
    /// The register of offices.
    pub units: &'a UnitIndex,
    /// Fields of duty and their words.
    pub fields: &'a [FieldWords],
    /// The office that sent the file, where it is known by other means.
    pub sender: Option<&'a str>,
}

/// Where the office of a row was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitSource {
    /// In the row itself.
    Column,
    /// In the section row above.
    Section,
    /// In the title block.
    Title,
    /// By the sheet's name.
    SheetName,
    /// By the file's name.
    FileName,
    /// By who sent it.
    Sender,
}

/// The office of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFound {
    /// The office's code.
    pub code: String,
    /// Where it was named.
    pub source: UnitSource,
}

/// A cell of a column whose meaning is not known, kept as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// 0-based column.
    pub column: u16,
    /// What the cell shows.
    pub value: String,
}

/// One officer as the sheet states it. What is not stated or not readable is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficerRow {
    /// The name; capitals are in title case.
    pub full_name: Option<String>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Birth, to the day or the year.
    pub birth: Option<Birth>,
    /// Twelve digits.
    pub personal_id: Option<String>,
    /// The sender's own code of the person.
    pub staff_code: Option<String>,
    /// Digits with the leading zero.
    pub phone: Option<String>,
    /// Electronic mail.
    pub email: Option<String>,
    /// The office.
    pub unit: Option<UnitFound>,
    /// A division inside the office.
    pub division: Option<String>,
    /// Title or post.
    pub title: Option<String>,
    /// Dedicated or concurrent.
    pub mode: Option<Mode>,
    /// Codes of fields of duty, in the order of [`Context::fields`].
    pub fields: Vec<String>,
    /// Degree.
    pub degree: Option<String>,
    /// Field of study.
    pub major: Option<String>,
    /// Certificates as written.
    pub certificates: Option<String>,
    /// Courses as written.
    pub courses: Option<String>,
    /// Share of working time, per cent.
    pub share: Option<u8>,
    /// Since when.
    pub start: Option<Date>,
    /// Notes.
    pub notes: Option<String>,
    /// Cells of unknown columns.
    pub extra: Vec<Extra>,
}

/// What a row of the grid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// Above the table.
    Title,
    /// Part of a header.
    Header,
    /// (1) (2) (3) …
    Numbering,
    /// Names an office, or a part of the list.
    Section,
    /// A person.
    Record,
    /// Says more of the person above.
    Continued,
    /// A total or subtotal.
    Total,
    /// Below the table: who signs, where it goes, footnotes.
    Signature,
    /// Numbered ahead or ruled off, with nobody in it.
    Blank,
    /// Says that nobody is there: told as `nobody_there`.
    Vacant,
    /// Nothing readable: reported as `row_unread`.
    Unread,
}

/// Something at a cell. A row with a problem that holds waits; others are warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// 1-based row.
    pub row: u32,
    /// 0-based column; see [`super::column_letter`].
    pub column: u16,
    /// Stable code; the words stand in the messages.
    pub code: &'static str,
    /// What the cell shows.
    pub value: String,
    /// Whether the row waits for its sender.
    pub hold: bool,
    /// What may have been meant: codes of offices, fields or modes.
    pub suggestions: Vec<String>,
}

/// Codes that hold a row, the weightiest first.
pub const HOLDS: [&str; 17] = [
    "mode_conflict",
    "mode_missing",
    "mode_unclear",
    "date_invalid",
    "personal_id_length",
    "unit_unknown",
    "unit_ambiguous",
    "unit_conflict",
    "name_missing",
    "name_several",
    "name_unclear",
    "example_row",
    "not_serving",
    "struck_out",
    "tick_unknown",
    "field_unclear",
    "sex_conflict",
];

/// One row of the grid as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReading {
    /// 1-based row.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// The officer, of a record.
    pub record: Option<Box<OfficerRow>>,
    /// What could not be read, or was mended.
    pub problems: Vec<Problem>,
}

impl RowReading {
    /// Whether the row waits for its sender.
    pub fn held(&self) -> bool {
        self.problems.iter().any(|p| p.hold)
    }

    /// The problem a held row is listed under: of several, the one that weighs most.
    pub fn holding(&self) -> Option<&Problem> {
        let weight = |p: &&Problem| HOLDS.iter().position(|c| *c == p.code).unwrap_or(HOLDS.len());
        self.problems.iter().filter(|p| p.hold).min_by_key(weight)
    }
}

/// Something about the sheet as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetIssue {
    /// Stable code.
    pub code: &'static str,
    /// Where, 1-based.
    pub row: Option<u32>,
    /// 0-based column.
    pub column: Option<u16>,
    /// What stands there.
    pub value: String,
    /// Of totals: what the sheet says.
    pub stated: Option<u64>,
    /// Of totals: what its rows come to, held ones included.
    pub counted: Option<u64>,
    /// Merely told; nothing is wrong with the sheet.
    pub note: bool,
}

impl SheetIssue {
    /// Something wrong at a place.
    pub fn at(code: &'static str, (row, column): (u32, Option<u16>), value: &str) -> Self {
        let row = Some(row);
        Self { code, row, column, value: value.into(), stated: None, counted: None, note: false }
    }

    /// Merely told.
    #[must_use]
    pub fn noted(self) -> Self {
        Self { note: true, ..self }
    }

    /// What is stated there, and what the rows come to.
    #[must_use]
    pub fn counting(self, stated: u64, counted: u64) -> Self {
        Self { stated: Some(stated), counted: Some(counted), ..self }
    }

    /// The sheet has no headings and was read by those of the one before it.
    pub fn headings_before(sheet: &str, reading: &SheetReading) -> Self {
        let counted = Some(reading.records().count() as u64);
        let (code, value) = ("headings_before", sheet.to_owned());
        Self { code, row: None, column: None, value, stated: None, counted, note: false }
    }

    /// The form's own example was left in the sheet.
    pub fn example(row: u32, column: Option<u16>) -> Self {
        Self::at("example_row", (row, column), "").noted()
    }
}

/// A sheet as it was read. Every filled row of the grid stands in `rows`.
#[derive(Clone, Debug, Default)]
pub struct SheetReading {
    /// Every filled row, in order.
    pub rows: Vec<RowReading>,
    /// What is to be said of the sheet.
    pub issues: Vec<SheetIssue>,
    /// The date the sheet states.
    pub stated_on: Option<Date>,
    /// Office the sheet speaks for as a whole.
    pub unit: Option<UnitFound>,
    /// Under which corrections of the columns are remembered.
    pub layout_key: Option<String>,
    /// Columns of the first table.
    pub columns: Vec<Column>,
    /// Every table, in order.
    pub tables: Vec<TableRead>,
}

/// One table of a sheet as it was read.
#[derive(Clone, Debug)]
pub struct TableRead {
    /// From the first row of its header to its last, 1-based and inclusive.
    pub rows: (u32, u32),
    /// The rows of its header, where a person pointed it out.
    pub pointed: Option<(u32, u32)>,
    /// Under which corrections of its columns are remembered.
    pub layout_key: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl SheetReading {
    /// The place of the table a row stands in; above all of them, the first.
    pub fn table_at(&self, row: u32) -> Option<usize> {
        let below = self.tables.iter().rposition(|t| t.rows.0 <= row);
        below.or((!self.tables.is_empty()).then_some(0))
    }

    /// The columns a row is read by.
    pub fn columns_at(&self, row: u32) -> &[Column] {
        self.table_at(row).map_or(&self.columns, |at| &self.tables[at].columns)
    }

    /// The rows that are records.
    pub fn records(&self) -> impl Iterator<Item = (&RowReading, &OfficerRow)> {
        self.rows.iter().filter_map(|r| Some((r, r.record.as_deref()?)))
    }
}
