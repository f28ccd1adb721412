//! A sheet as the sender made it: each column under what it was taken for, each cell coloured by
//! its state, remarks beside it that lead to their cell.

mod write;

use crate::{Choice, Component, Errors, Text, Tone, Ui};

/// How a cell was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellState {
    /// Not read: titles, notes, columns that are not used.
    #[default]
    Plain,
    /// Read as it stands.
    Read,
    /// Read, and changes what was known.
    Changed,
    /// Read, with a doubt.
    Warned,
    /// Could not be read: its row waits.
    Held,
}

impl CellState {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Read => "read",
            Self::Changed => "changed",
            Self::Warned => "warned",
            Self::Held => "held",
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Plain | Self::Read => "",
            Self::Changed => "△",
            Self::Warned => "?",
            Self::Held => "!",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Plain => "ui-grid-plain",
            Self::Read => "ui-grid-read",
            Self::Changed => "ui-grid-changed",
            Self::Warned => "ui-grid-warned",
            Self::Held => "ui-grid-held",
        }
    }
}

/// What a row of the sheet is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// A row of data.
    #[default]
    Data,
    /// Part of the head of the table.
    Head,
    /// A line that names an office over the rows that follow.
    Section,
    /// A subtotal or a total.
    Total,
    /// Title, note, signature: beside the table.
    Beside,
}

impl RowKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Head => "head",
            Self::Section => "section",
            Self::Total => "total",
            Self::Beside => "beside",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Data => "ui-grid-row-data",
            Self::Head => "ui-grid-row-head",
            Self::Section => "ui-grid-row-section",
            Self::Total => "ui-grid-row-total",
            Self::Beside => "ui-grid-row-beside",
        }
    }
}

/// A column: what it was taken for, and what it may be taken for instead.
#[derive(Clone, Debug)]
pub struct GridColumn {
    name: Text,
    choices: Vec<Choice>,
    taken: Text,
    tone: Tone,
    error: Option<Text>,
}

impl GridColumn {
    /// A column whose select is sent under `name`.
    pub fn new(name: impl Into<Text>, choices: impl IntoIterator<Item = Choice>) -> Self {
        let choices = choices.into_iter().collect();
        Self { name: name.into(), choices, taken: Text::default(), tone: Tone::Plain, error: None }
    }

    /// What is wrong with what was chosen, if anything is said under its name.
    #[must_use]
    pub fn from(mut self, errors: &Errors) -> Self {
        self.error = errors.of(&self.name).cloned();
        self
    }

    /// What it was taken for, where that can't be chosen here.
    #[must_use]
    pub fn taken(mut self, taken: impl Into<Text>) -> Self {
        self.taken = taken.into();
        self
    }

    /// How sure the reading is: [`Tone::Good`] remembered or certain, [`Tone::Doubt`] guessed.
    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// A cell as the sender wrote it.
#[derive(Clone, Debug, Default)]
pub struct GridCell {
    text: Text,
    state: CellState,
    edit: Option<Text>,
    leads: Option<(String, Text)>,
    span: u32,
}

impl GridCell {
    /// A cell.
    pub fn new(text: impl Into<Text>, state: CellState) -> Self {
        Self { text: text.into(), state, edit: None, leads: None, span: 1 }
    }

    /// It can be written anew, sent under `name`.
    #[must_use]
    pub fn editable(mut self, name: impl Into<Text>) -> Self {
        self.edit = Some(name.into());
        self
    }

    /// It leads to a page about it; the label is for whoever hears it.
    #[must_use]
    pub fn leads(mut self, href: impl Into<String>, label: impl Into<Text>) -> Self {
        self.leads = Some((href.into(), label.into()));
        self
    }

    /// It reaches over so many columns.
    #[must_use]
    pub const fn span(mut self, columns: u32) -> Self {
        self.span = columns;
        self
    }
}

/// A row: its number in the sheet (from 1), what it is, its cells from column A on.
#[derive(Clone, Debug)]
pub struct GridRow {
    number: u32,
    kind: RowKind,
    cells: Vec<GridCell>,
}

impl GridRow {
    /// A row.
    pub fn new(number: u32, kind: RowKind, cells: impl IntoIterator<Item = GridCell>) -> Self {
        Self { number, kind, cells: cells.into_iter().collect() }
    }
}

/// A remark about a cell.
#[derive(Clone, Debug)]
pub struct Remark {
    row: u32,
    column: u32,
    state: CellState,
    text: Text,
    more: Text,
}

impl Remark {
    /// About the cell in this row (as numbered in the sheet) and column (from 0).
    pub fn new(row: u32, column: u32, state: CellState, text: impl Into<Text>) -> Self {
        Self { row, column, state, text: text.into(), more: Text::default() }
    }

    /// What could be done.
    #[must_use]
    pub fn more(mut self, more: impl Into<Text>) -> Self {
        self.more = more.into();
        self
    }
}

/// The sheet. Its controls belong to the form with the id `form`, which stands elsewhere in the
/// page (see [`Form::id`](crate::Form::id)).
#[derive(Clone, Debug)]
pub struct Grid {
    id: Text,
    caption: Text,
    form: Text,
    columns: Vec<GridColumn>,
    rows: Vec<GridRow>,
    remarks: Vec<Remark>,
    more_remarks: u64,
}

impl Grid {
    /// A sheet with its columns.
    pub fn new(
        id: impl Into<Text>,
        caption: impl Into<Text>,
        form: impl Into<Text>,
        columns: impl IntoIterator<Item = GridColumn>,
    ) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            form: form.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            remarks: Vec::new(),
            more_remarks: 0,
        }
    }

    /// One more row.
    pub fn push(&mut self, row: GridRow) {
        self.rows.push(row);
    }

    /// One more remark.
    pub fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// Remarks that are not shown on this page of the sheet.
    #[must_use]
    pub const fn more_remarks(mut self, count: u64) -> Self {
        self.more_remarks = count;
        self
    }
}

/// Letters of a column, from 0: A … Z, AA …
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or(0));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.reverse();
    String::from_utf8(letters).unwrap_or_default()
}

impl Component for Grid {
    fn write(&self, ui: &Ui, out: &mut String) {
        write::grid(self, ui, out);
    }
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn letters_as_in_a_spreadsheet() {
        for (column, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
        {
            assert_eq!(column_letters(column), letters);
        }
    }
}
