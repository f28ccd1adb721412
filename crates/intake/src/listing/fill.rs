//! Cells that say what the one above them says.

use super::Found;
use crate::reading::{Grid, Row};

/// The rows whose cell stands for a column in the rows after it.
pub(super) struct Filled {
    /// Per column of the kind: the row whose cell speaks, if any.
    from: Vec<Option<u32>>,
}

impl Filled {
    pub(super) fn new(found: &Found<'_>) -> Self {
        Self { from: vec![None; found.kind.columns.len()] }
    }

    /// Takes a row: where a column speaks anew, what was said of the columns after it no longer
    /// holds, unless one merged cell says it of both rows.
    pub(super) fn take(&mut self, grid: &Grid, found: &Found<'_>, row: &Row) {
        let mut anew = false;
        for (place, column, _) in &found.columns {
            if !found.kind.columns[*place].filled_down {
                continue;
            }
            let own = crate::reading::values::filled(row.cell(*column));
            if own {
                let before = self.from[*place].and_then(|r| grid.cell(r, *column));
                anew |= before != row.cell(*column);
                self.from[*place] = Some(row.number);
            } else if anew && !merged(grid, self.from[*place], row.number, *column) {
                self.from[*place] = None;
            }
        }
    }

    /// The row whose cell speaks for a column in a row.
    pub(super) fn row(&self, place: usize) -> Option<u32> {
        self.from[place]
    }

    /// A row names the office of the rows below it.
    pub(super) fn forget(&mut self) {
        self.from.fill(None);
    }
}

fn merged(grid: &Grid, from: Option<u32>, row: u32, column: u16) -> bool {
    let Some(from) = from else { return false };
    grid.merges_between(from, from)
        .iter()
        .any(|m| m.contains(from, column) && m.contains(row, column))
}
