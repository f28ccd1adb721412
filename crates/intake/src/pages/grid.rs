//! A sheet as its sender made it, ready to be shown.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use access::Actor;
use ui::{
    CellState, Choice, Errors, Grid, GridCell, GridColumn, GridRow, Remark, RowKind, Tone, Ui,
};

use super::{
    batch_room::ReadBatch,
    given::{self, Given},
    mask,
    pointing::{self, Pointing},
    remarks::RemarkForm,
    spots::{SheetAt, Spot, told_in},
    words,
};
use crate::{
    acts::may_mend,
    model::Batch,
    reading::{self, Column, Confidence, Meaning, Merge, Row, SheetReading, column_letter},
    rules::propose::ReadSheet,
};

/// Which cells of a page can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writable {
    /// Those of rows that wait, those in doubt, and those of this row.
    Doubtful(Option<u32>),
    /// All.
    Everything,
    /// None: the reader only looks.
    Nothing,
}

/// How a batch is shown to whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Eye {
    /// They may mend it.
    pub(super) mends: bool,
    /// What identifies a person is masked.
    pub(super) masked: bool,
}

impl Eye {
    /// That of whoever looks at a batch, opened or not.
    pub(super) fn of(by: &Actor, batch: &Batch, opened: bool) -> Self {
        Self { mends: opened && may_mend(by, batch), masked: !opened }
    }

    /// That of whoever looks at what is never shown whole.
    pub(super) const MASKED: Self = Self { mends: false, masked: true };

    /// What is said of a cell.
    pub(super) fn said(self, ui: &Ui, spot: &Spot) -> ui::Text {
        if !self.masked {
            return words::spot(ui, spot);
        }
        let value = mask::value(&spot.code, &spot.value);
        words::spot(ui, &Spot { value, ..spot.clone() })
    }
}

/// The form that columns and cells belong to.
pub(super) const FORM: &str = "sua";
/// The grid's id.
pub(super) const GRID: &str = "bieu";
/// More columns than this are not shown.
const MOST_COLUMNS: u16 = 120;

/// Characters of a cell that are shown; a longer one is nobody's name or title.
const LONGEST_SHOWN: usize = 1_000;

/// Nothing is wrong with what nobody sent yet.
static NO_ERRORS: LazyLock<Errors> = LazyLock::new(Errors::default);

/// What a sheet is shown with.
pub(super) struct Sheet<'a> {
    pub(super) ui: &'a Ui,
    pub(super) read: &'a ReadBatch,
    pub(super) at: SheetAt,
    pub(super) read_as: &'a ReadSheet,
    pub(super) grid: &'a reading::Grid,
    pub(super) eye: Eye,
    /// Where something is said of a cell, for whoever looks it through.
    pub(super) says: Option<RemarkForm>,
    /// What was typed, where the page is shown again, and what is wrong with it.
    pub(super) typed: Option<&'a Given>,
    pub(super) errors: &'a Errors,
}

impl<'a> Sheet<'a> {
    /// A sheet of a batch by its place.
    pub(super) fn find(ui: &'a Ui, read: &'a ReadBatch, at: SheetAt, eye: Eye) -> Option<Self> {
        let sheet = read.looked.files.get(at.0)?.sheets.as_ref().ok()?.get(at.1)?;
        let grid = &sheet.grid;
        let (says, typed, errors) = (None, None, &*NO_ERRORS);
        Some(Self { ui, read, at, read_as: sheet, grid, eye, says, typed, errors })
    }

    /// As it was sent, with what is wrong with that.
    pub(super) fn again(self, typed: Option<&'a Given>, errors: &'a Errors) -> Self {
        Self { typed, errors, ..self }
    }

    /// With the way to where something is said of each cell.
    pub(super) fn saying(self, says: Option<RemarkForm>) -> Self {
        Self { says, ..self }
    }

    /// A cell with the way to where something is said of it.
    fn said_of(&self, cell: GridCell, row: u32, column: u16) -> GridCell {
        let Some((form, it)) = self.says.zip(self.read.batch.submitted.as_ref()) else {
            return cell;
        };
        let Some(file) = self.read.looked.files.get(self.at.0) else { return cell };
        let place = format!("{}{row}", column_letter(column));
        let href = form(&it.page, &file.name, &self.read_as.name, &place);
        cell.leads(href, self.ui.f("intake-cell-remark", &[("cell", place.into())]))
    }

    pub(super) fn width(&self) -> u16 {
        let spots = self.read.spots.of_sheet(self.at).map(|s| s.column.saturating_add(1)).max();
        self.grid.width().max(spots.unwrap_or(0)).min(MOST_COLUMNS)
    }

    /// What a cell shows now.
    pub(super) fn shown(&self, row: u32, column: u16) -> String {
        self.grid.cell(row, column).map(reading::Cell::shown).unwrap_or_default()
    }

    /// Rows of the grid with these numbers.
    pub(super) fn grid(
        &self,
        rows: &[&Row],
        writable: Writable,
        table: Option<usize>,
        caption: String,
    ) -> Grid {
        let kinds = kinds(&self.read_as.reading);
        let merges = merges(self.grid);
        let heads = pointing::heads(self);
        let mut grid = Grid::new(GRID, caption, FORM, self.columns(self.table(rows, table)));
        let mut said: Vec<&Spot> = Vec::new();
        for row in rows {
            let kind = pointing::kind(heads, row.number, kinds.get(&row.number).copied());
            grid.push(self.row(row, kind, writable, &merges));
            said.extend(self.read.spots.of_row(self.at, row.number));
        }
        // What holds a row is read before what is merely doubtful.
        said.sort_by_key(|s| !s.hold);
        for spot in said {
            let column = anchor(&merges, spot.row, spot.column.min(MOST_COLUMNS - 1));
            grid.remark(self.remark(spot, column));
        }
        grid
    }

    fn remark(&self, spot: &Spot, column: u16) -> Remark {
        let state = if spot.hold { CellState::Held } else { CellState::Warned };
        Remark::new(spot.row, u32::from(column), state, self.eye.said(self.ui, spot))
    }

    /// The table that was asked for, else the one the first person shown stands in.
    pub(super) fn table(&self, rows: &[&Row], asked: Option<usize>) -> usize {
        let reading = &self.read_as.reading;
        let people = reading.records().map(|(row, _)| row.row).collect::<HashSet<u32>>();
        let first = rows.iter().find(|r| people.contains(&r.number)).or(rows.first());
        asked
            .filter(|at| *at < reading.tables.len())
            .or_else(|| reading.table_at(first?.number))
            .unwrap_or(0)
    }

    fn columns(&self, table: usize) -> Vec<GridColumn> {
        let reading = &self.read_as.reading;
        let columns = reading.tables.get(table).map_or(&[][..], |t| &t.columns);
        let filled = match Pointing::of(self) {
            Pointing::Open => self.filled(),
            _ => HashSet::new(),
        };
        (0..self.width())
            .map(|index| {
                let column = columns.iter().find(|c| c.index == index);
                let name = match table {
                    0 => format!("cot-{index}"),
                    table => format!("cot-{index}-{table}"),
                };
                match column {
                    Some(known) if self.eye.mends => {
                        let choices = self.choices(&name, column);
                        let tone = tone(known.confidence);
                        GridColumn::new(name, choices).tone(tone).from(self.errors)
                    }
                    None if filled.contains(&index) => {
                        let choices = self.choices(&name, None);
                        GridColumn::new(name, choices).from(self.errors)
                    }
                    Some(column) => {
                        let taken = words::meaning(self.ui, &self.read.fields, &column.meaning);
                        GridColumn::new(name, []).taken(taken).tone(tone(column.confidence))
                    }
                    None => GridColumn::new(name, []),
                }
            })
            .collect()
    }

    /// Columns that hold anything.
    fn filled(&self) -> HashSet<u16> {
        self.grid.rows.iter().flat_map(|row| row.cells.iter().map(|(c, _)| *c)).collect()
    }

    /// What a column was taken for, and what it may be taken for instead.
    fn choices(&self, name: &str, column: Option<&Column>) -> Vec<Choice> {
        let (ui, fields) = (self.ui, &self.read.fields);
        let mut all: Vec<Meaning> = Meaning::choices().cloned().collect();
        all.extend(fields.iter().map(|f| Meaning::Field(f.code.clone())));
        all.extend(column.map(|c| &c.meaning).filter(|m| !all.contains(m)).cloned());
        let chosen = pointing::chosen(self, name, column);
        let mut out = Vec::new();
        if column.is_none_or(|c| c.confidence == Confidence::Remembered) {
            let by_itself = Choice::new(BY_ITSELF, ui.t("intake-meaning-by-itself"));
            out.push(by_itself.chosen(chosen == BY_ITSELF));
        }
        out.extend(all.into_iter().map(|m| {
            let value = m.to_string();
            let is = value == chosen;
            Choice::new(value, words::meaning(ui, fields, &m)).chosen(is)
        }));
        out
    }

    /// What is written into a cell, where the page is shown again.
    fn written(&self, row: u32, column: u16) -> Option<String> {
        let name = format!("o-{row}-{column}");
        let typed = self.typed?;
        typed.0.iter().any(|(n, _)| *n == name).then(|| typed.line(&name))
    }

    fn row(
        &self,
        row: &Row,
        kind: Option<reading::RowKind>,
        writable: Writable,
        merges: &HashMap<u32, Vec<Merge>>,
    ) -> GridRow {
        let spots = self.read.spots.of_row(self.at, row.number);
        let waits = spots.iter().any(|s| s.hold);
        let outcome = self.read.spots.outcome(self.at, row.number);
        let outcome = outcome.and_then(|at| self.read.looked.proposal.rows.get(at));
        let changes = |meaning: &Meaning| {
            outcome.is_some_and(|o| o.differences.iter().any(|d| told_in(d.what, meaning)))
        };
        let mut cells = Vec::new();
        let mut column = 0;
        while column < self.width() {
            let meaning = meaning_at(&self.read_as.reading, (row.number, column));
            let spot = spots.iter().filter(|s| s.column == column).max_by_key(|s| s.hold);
            let state = match (spot, meaning) {
                (Some(spot), _) if spot.hold => CellState::Held,
                (Some(_), _) => CellState::Warned,
                (None, Some(meaning)) if outcome.is_some() && row.cell(column).is_some() => {
                    if changes(meaning) {
                        CellState::Changed
                    } else {
                        CellState::Read
                    }
                }
                _ => CellState::Plain,
            };
            let text = row.cell(column).map(reading::Cell::shown).unwrap_or_default();
            let text = if self.eye.masked {
                let record = kind == Some(reading::RowKind::Record);
                let of = column_at(&self.read_as.reading, (row.number, column));
                mask::of_column(of.filter(|_| record), &text)
            } else {
                text
            };
            let (text, whole) = clipped(text);
            let open = match writable {
                Writable::Everything => true,
                Writable::Nothing => false,
                Writable::Doubtful(asked) => asked == Some(row.number) || spot.is_some() || waits,
            };
            let typed = self.written(row.number, column).filter(|_| open && whole);
            let mut cell = GridCell::new(typed.unwrap_or(text), state);
            if open && whole {
                cell = cell.editable(format!("o-{}-{column}", row.number));
            }
            let span = span(merges, row.number, column).min(self.width() - column);
            // Title and signature stand beside the table: what is to be mended is in it.
            use reading::RowKind::{Signature, Title};
            let beside = matches!(kind, Some(Title | Signature));
            let cell = if beside { cell } else { self.said_of(cell, row.number, column) };
            cells.push(cell.span(u32::from(span)));
            column += span;
        }
        GridRow::new(row.number, row_kind(kind), cells)
    }
}

/// A page of rows of a sheet without its reading: masked, unless it was opened for a purpose.
pub(super) fn plain(
    sheet: &ReadSheet,
    rows: &[&Row],
    (caption, opened): (String, bool),
    marked: (u32, &str),
) -> Grid {
    let source = &sheet.grid;
    let width = source.width().min(MOST_COLUMNS);
    let kinds = kinds(&sheet.reading);
    let merges = merges(source);
    let columns = (0..width).map(|c| GridColumn::new(format!("cot-{c}"), []));
    let mut grid = Grid::new(GRID, caption, FORM, columns);
    for row in rows {
        let kind = kinds.get(&row.number).copied();
        let record = kind == Some(reading::RowKind::Record);
        let mut cells = Vec::new();
        let mut column = 0;
        while column < width {
            let text = row.cell(column).map(reading::Cell::shown).unwrap_or_default();
            let of = column_at(&sheet.reading, (row.number, column)).filter(|_| record);
            let (text, _) = clipped(text);
            let text = if opened { text } else { mask::of_column(of, &text) };
            let state = if row.number == marked.0 && row.cell(column).is_some() {
                CellState::Read
            } else {
                CellState::Plain
            };
            let span = span(&merges, row.number, column).min(width - column);
            cells.push(GridCell::new(text, state).span(u32::from(span)));
            column += span;
        }
        grid.push(GridRow::new(row.number, row_kind(kind), cells));
        if row.number == marked.0 {
            let at = anchor(&merges, row.number, 0);
            grid.remark(Remark::new(
                row.number,
                u32::from(at),
                CellState::Read,
                marked.1.to_owned(),
            ));
        }
    }
    grid
}

/// A cell's text as far as a page shows it, and whether that is all of it.
fn clipped(text: String) -> (String, bool) {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((at, _)) => (format!("{}…", &text[..at]), false),
        None => (text, true),
    }
}

fn kinds(reading: &SheetReading) -> HashMap<u32, reading::RowKind> {
    reading.rows.iter().map(|r| (r.row, r.kind)).collect()
}

const fn row_kind(kind: Option<reading::RowKind>) -> RowKind {
    match kind {
        Some(reading::RowKind::Record) => RowKind::Data,
        Some(reading::RowKind::Header | reading::RowKind::Numbering) => RowKind::Head,
        Some(reading::RowKind::Section) => RowKind::Section,
        Some(reading::RowKind::Total) => RowKind::Total,
        _ => RowKind::Beside,
    }
}

/// What a column means, where its cells are read.
fn meaning_at(reading: &SheetReading, at: (u32, u16)) -> Option<&Meaning> {
    let used = |m: &&Meaning| !matches!(m, Meaning::Other | Meaning::Ignored | Meaning::Ordinal);
    column_at(reading, at).map(|c| &c.meaning).filter(used)
}

fn column_at(reading: &SheetReading, (row, column): (u32, u16)) -> Option<&Column> {
    reading.columns_at(row).iter().find(|c| c.index == column)
}

const fn tone(confidence: Confidence) -> Tone {
    match confidence {
        Confidence::Heading | Confidence::Remembered => Tone::Good,
        Confidence::Content => Tone::Doubt,
        Confidence::Unknown => Tone::Plain,
    }
}

/// The choice that forgets what was said of a column.
pub(super) const BY_ITSELF: &str = "tu-nhan";

/// Merged ranges of several columns, by row.
fn merges(grid: &reading::Grid) -> HashMap<u32, Vec<Merge>> {
    let mut by_row: HashMap<u32, Vec<Merge>> = HashMap::new();
    for merge in grid.merges.iter().filter(|m| m.right > m.left) {
        // A range over very many rows is a whole column's format, not a heading.
        if merge.bottom - merge.top < 50 {
            for row in merge.top..=merge.bottom {
                by_row.entry(row).or_default().push(*merge);
            }
        }
    }
    by_row
}

/// How many columns the cell reaches over.
fn span(merges: &HashMap<u32, Vec<Merge>>, row: u32, column: u16) -> u16 {
    let own = merges.get(&row).into_iter().flatten().find(|m| m.left == column);
    own.map_or(1, |m| m.right - m.left + 1)
}

/// The column of the cell that a column is shown in.
fn anchor(merges: &HashMap<u32, Vec<Merge>>, row: u32, column: u16) -> u16 {
    let over = merges.get(&row).into_iter().flatten().find(|m| m.contains(row, column));
    over.map_or(column, |m| m.left)
}

/// Whether a cell was written anew: a browser sends a cell back as one line.
pub(super) fn differs(shown: &str, sent: &str) -> bool {
    given::clean(shown) != sent
}
