//! What is to be said of what a sheet carries beside its cells.

use super::{Grid, SheetIssue, SheetReading, column_letter};

/// Places that are named; of more, how many there are.
const NAMED: usize = 5;

/// Hidden rows and columns, which are read all the same, and notes on cells, which are not.
pub(crate) fn asides(grid: &Grid, reading: &SheetReading) -> Vec<SheetIssue> {
    let rows: Vec<u32> =
        grid.asides.rows.iter().copied().filter(|row| grid.row(*row).is_some()).collect();
    let columns = hidden_columns(grid, reading);
    let notes: Vec<String> = grid
        .asides
        .notes
        .iter()
        .map(|(row, column)| format!("{}{row}", column_letter(*column)))
        .collect();
    let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
    let told = [("rows_hidden", rows), ("columns_hidden", columns), ("cells_noted", notes)];
    told.into_iter().filter(|(_, at)| !at.is_empty()).map(|(code, at)| note(code, &at)).collect()
}

/// Hidden columns that something stands in, but those that lost to a visible one.
fn hidden_columns(grid: &Grid, reading: &SheetReading) -> Vec<String> {
    if grid.asides.columns.is_empty() {
        return Vec::new();
    }
    let tables = reading.tables.iter().flat_map(|table| &table.columns);
    let mut all: Vec<u16> = tables.chain(&reading.columns).map(|column| column.index).collect();
    all.sort_unstable();
    all.dedup();
    let doubled = |column: u16| {
        let told = reading.issues.iter().filter(|i| i.code == "column_doubled");
        told.filter_map(|i| i.column).any(|c| c == column)
    };
    all.retain(|column| grid.asides.hides(*column) && !doubled(*column));
    all.into_iter().map(column_letter).collect()
}

fn note(code: &'static str, at: &[String]) -> SheetIssue {
    let mut value = at.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if at.len() > NAMED {
        value.push_str(", …");
    }
    let (row, column, stated) = (None, None, None);
    let counted = Some(at.len() as u64);
    SheetIssue { code, row, column, value, stated, counted, note: true }
}
