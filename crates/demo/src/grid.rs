//! A sheet before it is written: cells, what is merged, and in which hand.

use kernel::Date;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, in Unicode until it is written.
    Text(String),
    /// A number.
    Number(f64),
    /// A date as spreadsheets keep it, with its number format.
    Day(Date, &'static str),
    /// A formula and what it last came to.
    Formula(String, f64),
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    pub(crate) value: Value,
    /// Written in the sheet's old scheme and font, where it has one.
    pub(crate) old_hand: bool,
    /// Part of a title or a heading.
    pub(crate) heading: bool,
}

/// Cells that are shown as one; the first holds the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) top: usize,
    pub(crate) left: usize,
    pub(crate) bottom: usize,
    pub(crate) right: usize,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) merges: Vec<Merge>,
}

impl Grid {
    /// A sheet with a name.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Index of the next row.
    pub(crate) fn next(&self) -> usize {
        self.rows.len()
    }

    /// Sets a cell; the sheet grows as needed.
    pub(crate) fn put(&mut self, row: usize, column: usize, cell: Cell) {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::default());
        }
        cells[column] = cell;
    }

    /// Merges from one cell to another, unless it is one cell.
    pub(crate) fn merge(&mut self, top: usize, left: usize, bottom: usize, right: usize) {
        if (top, left) != (bottom, right) && top <= bottom && left <= right {
            self.merges.push(Merge { top, left, bottom, right });
        }
    }

    /// Appends an empty row.
    pub(crate) fn blank(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Columns in the widest row.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}
