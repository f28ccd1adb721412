//! Where the tables of a sheet are, and what their columns mean.

mod by_hand;
mod columns;
mod content;
mod duty;
mod header;
mod headless;
mod hidden;
mod offices;
mod profile;
mod studies;
mod title;
mod vocabulary;
mod when;

use std::collections::BTreeMap;

use super::{
    FieldWords, Grid, Meaning,
    values::{self, FieldKeys},
};
use kernel::Date;

pub use by_hand::{
    LOWEST, Pointed, PointedLayouts, TALLEST, point, pointed, standing, title_above,
};
pub(crate) use header::is_numbering;
pub use headless::continued;
pub(crate) use vocabulary::has;

/// How sure the meaning of a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// The heading says so.
    Heading,
    /// Only the content says so.
    Content,
    /// A person said so.
    Remembered,
    /// Not known.
    Unknown,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// 0-based column of the grid.
    pub index: u16,
    /// Headings from top to bottom joined by ` / `.
    pub heading: String,
    /// What it means.
    pub meaning: Meaning,
    /// How sure that is.
    pub confidence: Confidence,
}

/// What a person said of a layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What its columns mean: 0-based column → meaning.
    pub columns: BTreeMap<u16, Meaning>,
    /// How many rows its header has, where the person pointed it out.
    pub header_rows: Option<u32>,
}

/// What detection may use beside the grid.
#[derive(Clone, Copy)]
pub struct DetectOptions<'a> {
    /// Fields of duty and their words.
    pub fields: &'a [FieldWords],
    /// Remembered corrections by layout key.
    pub remembered: &'a BTreeMap<String, Mapping>,
}

/// One table of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Rows of the header, 1-based and inclusive.
    pub header: (u32, u32),
    /// The row (1) (2) (3) below it.
    pub numbering: Option<u32>,
    /// Last row before the next table.
    pub last: u32,
    /// Whether a heading speaks of the mode or the fields of duty. Without either, only the
    /// title tells that the list is one of officers.
    pub tells_duty: bool,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// Columns of ticks, or of words, that may name a duty the reader does not know, with the code
    /// their rows are told under.
    pub unknown_ticks: Vec<(u16, &'static str)>,
    /// Another list under the same headings to the right of this one; it is not read.
    pub beside: Option<Beside>,
    /// Further people in each row, under headings of their own; they are not read.
    pub second: Vec<Beside>,
    /// Columns that may name an office beside that of the office: of the district, of who manages
    /// it, of a part of it. With each, whether it too asks where somebody works.
    pub offices: Vec<(u16, bool)>,
    /// Columns of further degrees, each with that of its field of study.
    pub studies: Vec<(u16, Option<u16>)>,
    /// Hidden columns that mean what visible ones do; they are not read.
    pub doubled: Vec<u16>,
    /// Stable name of this arrangement of headings.
    pub layout_key: String,
    /// Whether a person pointed its header out.
    pub pointed: bool,
}

/// A list beside another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its first column, 0-based.
    pub column: u16,
    /// The column of its names.
    pub name: u16,
    /// Its headings.
    pub heading: String,
}

impl Beside {
    /// How many rows have a name in it.
    pub fn rows(&self, grid: &Grid, table: &Table) -> u64 {
        let start = table.numbering.unwrap_or(table.header.1) + 1;
        let rows = grid.rows_between(start, table.last).iter();
        rows.filter(|r| values::filled(r.cell(self.name))).count() as u64
    }
}

/// What stands above the first table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TitleBlock {
    /// Lines with their row, in order.
    pub lines: Vec<(u32, String)>,
    /// The date the sheet states.
    pub stated_on: Option<Date>,
}

/// What was found in a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detected {
    /// Tables in order; none when the sheet holds no list of officers.
    pub tables: Vec<Table>,
    /// What stands above.
    pub title: TitleBlock,
    /// Header rows of lists that are not of officers, with their headings.
    pub other_lists: Vec<(u32, String)>,
    /// How many rows are of people, where no headings say so.
    pub headless: u64,
}

impl Table {
    /// Whether its headings stand in the sheet before.
    pub const fn goes_on(&self) -> bool {
        self.header.1 == 0
    }
}

impl Detected {
    /// The key under which corrections of the first table are remembered.
    pub fn layout_key(&self) -> Option<&str> {
        self.tables.first().map(|t| t.layout_key.as_str())
    }
}

/// Finds the tables of a sheet.
pub fn detect(grid: &Grid, options: &DetectOptions<'_>) -> Detected {
    let fields = FieldKeys::new(options.fields);
    let pointed = by_hand::headers(grid, options.remembered);
    let headers = pointed.unwrap_or_else(|| header::find(grid, &fields));
    let mut out = Detected::default();
    let end = grid.rows.last().map_or(0, |r| r.number);
    let first = headers.first().map_or(end + 1, |h| h.top);
    out.title = title::read(grid, first);
    let stated = out.title.stated_on.and_then(|d| u16::try_from(d.year()).ok());
    let last = |at: usize| headers.get(at + 1).map_or(end, |next| next.top - 1);
    let spans: Vec<_> = headers.iter().enumerate().map(|(at, h)| (h, last(at))).collect();
    let drafts = columns::drafts_of(grid, &spans, &fields);
    for ((header, last), drafts) in spans.into_iter().zip(drafts) {
        let table = columns::table(drafts, (header, last), stated, &fields, options);
        let by_title = title::speaks_of_officers(&out.title.lines);
        let named = table
            .columns
            .iter()
            .any(|c| matches!(c.meaning, Meaning::FullName | Meaning::FamilyMiddle));
        let remembered = options.remembered.contains_key(&table.layout_key);
        let told = || duty::by_sections(grid.rows_between(header.bottom + 1, last), &fields);
        if named && (table.tells_duty || by_title || remembered || told()) {
            out.tables.push(table);
        } else {
            let headings: Vec<&str> = table.columns.iter().map(|c| c.heading.as_str()).collect();
            out.other_lists.push((header.top, headings.join(" | ")));
        }
    }
    if headers.is_empty() {
        out.headless = headless::people(grid, &fields);
    }
    out
}
