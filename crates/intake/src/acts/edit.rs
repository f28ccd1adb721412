//! Cells mended by hand before a sheet is read.

use serde::{Deserialize, Serialize};

use crate::reading::{Cell, Grid, Row};

/// A cell a person mended before applying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 0.
    pub column: u16,
    /// What it says now.
    pub value: String,
}

/// Puts what was mended in a sheet of a file into its grid.
pub(crate) fn mend(edits: &[Edit], file: &str, grid: &mut Grid) {
    let sheet = grid.name.clone();
    for edit in edits.iter().filter(|e| e.file == file && e.sheet == sheet) {
        put(grid, edit.row, edit.column, &edit.value);
    }
}

fn put(grid: &mut Grid, row: u32, column: u16, text: &str) {
    let at = match grid.rows.binary_search_by_key(&row, |r| r.number) {
        Ok(at) => at,
        Err(at) => {
            grid.rows.insert(at, Row { number: row, cells: Vec::new() });
            at
        }
    };
    let cells = &mut grid.rows[at].cells;
    match (cells.binary_search_by_key(&column, |(c, _)| *c), text.is_empty()) {
        (Ok(i), true) => drop(cells.remove(i)),
        (Ok(i), false) => cells[i].1 = Cell::Text(text.into()),
        (Err(_), true) => {}
        (Err(i), false) => cells.insert(i, (column, Cell::Text(text.into()))),
    }
    if grid.rows[at].cells.is_empty() {
        grid.rows.remove(at);
    }
}
