//! A plain list: a title over the whole width, a heading, rows.

use crate::grid::{Cell, Grid, Value};

/// The sheet up to its heading.
pub(super) fn begin(name: &str, titles: &[&str], heads: &[&str]) -> Grid {
    let mut grid = Grid::named(name);
    for title in titles {
        let row = grid.next();
        grid.put(row, 0, written(title, true));
        grid.merge(row, 0, row, heads.len() - 1);
    }
    grid.blank();
    let row = grid.next();
    for (column, head) in heads.iter().enumerate() {
        grid.put(row, column, written(head, true));
    }
    grid
}

/// One more row; an empty text is an empty cell, a whole number is a number.
pub(super) fn row(grid: &mut Grid, cells: &[&str]) {
    let row = grid.next();
    for (column, text) in cells.iter().enumerate() {
        grid.put(row, column, written(text, false));
    }
}

fn written(text: &str, heading: bool) -> Cell {
    let is_count = text.len() < 6 && !text.starts_with('0');
    let value = match text.parse::<u32>() {
        _ if text.is_empty() => Value::Empty,
        Ok(number) if is_count => Value::Number(f64::from(number)),
        _ => Value::Text(text.to_owned()),
    };
    Cell { value, old_hand: false, heading }
}
