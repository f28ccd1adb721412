//! Everything in which one office's sheet differs from another's.

use crate::legacy::Script;

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// A workbook.
    Xlsx,
    /// An Open Document spreadsheet.
    Ods,
    /// Text with a separator.
    Csv {
        /// Between the cells.
        separator: char,
        /// UTF-16 little endian instead of UTF-8.
        wide: bool,
        /// With a byte order mark.
        mark: bool,
    },
}

/// How the running number is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// No such column.
    None,
    /// Through the sheet.
    Running,
    /// Anew in each section.
    PerSection,
}

/// Where the sex stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SexStyle {
    /// Nam or Nữ in a column.
    Word,
    /// A tick in one of two columns.
    Ticks,
    /// The date of birth stands under the column of the sex.
    Birth,
}

/// How dedicated and concurrent duty are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ModeStyle {
    /// A tick in one of two columns.
    Ticks,
    /// In words.
    Words,
    /// CT or KN.
    Letters,
}

/// How the fields are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldStyle {
    /// Ticks.
    Ticks,
    /// All in one cell.
    Cell,
}

/// Where the office of a row is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitStyle {
    /// Above the table.
    Title,
    /// Only in the name of the file.
    FileName,
    /// In rows of their own within the table.
    Sections,
    /// In a column.
    Column,
    /// In a column, merged down over the rows of one office.
    ColumnMerged,
    /// One sheet an office.
    SheetEach,
}

/// How a date of birth is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// `05/03/1985`.
    Slash,
    /// `5/3/1985`.
    SlashShort,
    /// `05-03-1985`.
    Dash,
    /// `05.03.1985`.
    Dot,
    /// `1985-03-05`.
    Iso,
    /// A date cell.
    Serial,
}

/// Rows that name an office within the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SectionStyle {
    /// I, II, III in the number column.
    Roman,
    /// A, B, C in the number column.
    Letter,
    /// One cell over the whole width.
    Banner,
    /// The name alone.
    Bare,
    /// `II. UBND xã …`
    Prefixed,
    /// `UBND xã … (14 người)`
    Counted,
}

/// Rows that state a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TotalStyle {
    /// `Cộng: 14` in one cell.
    Inline,
    /// `Cộng` and the number beside it.
    Beside,
    /// The number beside it is a formula.
    Formula,
    /// Numbers under the columns with ticks.
    PerColumn,
    /// A sentence under the table.
    Sentence,
}

/// What stands above the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleStyle {
    /// Superior and office on the left, the motto of the state on the right.
    Official,
    /// Office, title, date below one another.
    Plain,
    /// Title, then `Đơn vị: …`.
    Labelled,
    /// Nothing.
    None,
}

/// A column nobody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extra {
    /// E-mail.
    Email,
    /// A remark.
    Note,
    /// The day of recruitment: a date that is no birth.
    Recruited,
    /// Years of service: a number.
    Service,
    /// Grade of pay, with a decimal comma.
    Pay,
    /// Took part in a course, as a tick that is no duty.
    Course,
}

/// A sheet that is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// None.
    None,
    /// Lists to choose from.
    Lists,
    /// Last year's list, with people on it.
    OldCopy,
}

/// One sender's way of filling in sheets.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one habit, any may go with any")]
pub(crate) struct Knobs {
    pub(crate) container: Container,
    pub(crate) script: Script,
    /// Only the names are in the old scheme, the rest is Unicode.
    pub(crate) old_names_only: bool,
    pub(crate) header_rows: usize,
    /// A row `(1) (2) (3)` below the header.
    pub(crate) numbered_columns: bool,
    pub(crate) numbering: Numbering,
    /// Empty columns on the left.
    pub(crate) left: usize,
    pub(crate) split_name: bool,
    pub(crate) sex: SexStyle,
    pub(crate) mode: ModeStyle,
    pub(crate) fields: FieldStyle,
    pub(crate) unit: UnitStyle,
    pub(crate) dates: Vec<DateStyle>,
    /// Years of birth only.
    pub(crate) years_only: bool,
    pub(crate) ticks: Vec<&'static str>,
    /// What stands where no tick is.
    pub(crate) no_tick: &'static str,
    pub(crate) id: bool,
    pub(crate) phone: bool,
    pub(crate) major: bool,
    pub(crate) certificate: bool,
    pub(crate) extras: Vec<Extra>,
    /// Columns in any order.
    pub(crate) shuffled: bool,
    pub(crate) section: SectionStyle,
    pub(crate) subtotal: Option<TotalStyle>,
    pub(crate) total: Option<TotalStyle>,
    /// The total is one too high.
    pub(crate) wrong_total: bool,
    pub(crate) title: TitleStyle,
    pub(crate) signature: bool,
    /// An empty row between sections.
    pub(crate) blank_between: bool,
    /// The heading again before each section.
    pub(crate) header_again: bool,
    /// The name of one section is misspelt.
    pub(crate) slip_in_section: bool,
    pub(crate) hidden: Hidden,
    /// A sheet with instructions.
    pub(crate) guide: bool,
}

impl Knobs {
    /// A plain workbook with ticks; the others start from it.
    pub(crate) fn plain(unit: UnitStyle) -> Self {
        Self {
            container: Container::Xlsx,
            script: Script::Unicode,
            old_names_only: false,
            header_rows: 2,
            numbered_columns: false,
            numbering: Numbering::Running,
            left: 0,
            split_name: false,
            sex: SexStyle::Word,
            mode: ModeStyle::Ticks,
            fields: FieldStyle::Ticks,
            unit,
            dates: vec![DateStyle::Slash],
            years_only: false,
            ticks: vec!["x"],
            no_tick: "",
            id: true,
            phone: true,
            major: true,
            certificate: true,
            extras: Vec::new(),
            shuffled: false,
            section: SectionStyle::Roman,
            subtotal: None,
            total: Some(TotalStyle::Inline),
            wrong_total: false,
            title: TitleStyle::Official,
            signature: true,
            blank_between: false,
            header_again: false,
            slip_in_section: false,
            hidden: Hidden::None,
            guide: false,
        }
    }

    /// Whether the sheet can hold dates and numbers as such.
    pub(crate) fn is_workbook(&self) -> bool {
        matches!(self.container, Container::Xlsx | Container::Ods)
    }
}
