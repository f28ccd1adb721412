//! Legacy encodings judged by the text, over the whole sheet and column by column.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use kernel::folding::compose;

use crate::reading::{
    Cell, Grid,
    charset::{Charset, Judge, decode, reads_better, reads_worse},
};

/// Rows looked at, evenly over the sheet, to tell whether anything is to be converted.
const HEARD: usize = 2_000;

/// Converts the cells whose text is in a legacy encoding. `decoded` are texts already converted
/// by their font: they say nothing about the others.
pub(super) fn convert(
    grid: &mut Grid,
    decoded: &HashSet<Arc<str>>,
    converted: &mut HashMap<Charset, u32>,
) {
    let every = grid.rows.len() / HEARD + 1;
    let mut sheet = Judge::default();
    let sample = texts_by_column(grid, decoded, every);
    for text in sample.values().flatten() {
        sheet.hear(text);
    }
    let Some(charset) = sheet.verdict() else { return };
    let columns = if every == 1 { sample } else { texts_by_column(grid, decoded, 1) };
    let mut change: HashMap<(u16, Arc<str>), Arc<str>> = HashMap::new();
    for (column, texts) in &columns {
        let mut judge = Judge::default();
        for text in texts {
            judge.hear(text);
        }
        // Where genuine Unicode stands in the same column, only what makes no sense as it is.
        let mixed = judge.genuine > 0;
        for text in texts {
            let wanted =
                if mixed { reads_better(charset, text) } else { !reads_worse(charset, text) };
            if wanted && let Some(new) = decode(charset, text) {
                let new: Arc<str> = compose(&new).into();
                if new != *text {
                    change.insert((*column, Arc::clone(text)), new);
                }
            }
        }
    }
    for (column, cell) in grid.rows.iter_mut().flat_map(|r| &mut r.cells) {
        if let Cell::Text(text) = cell
            && !text.is_ascii()
            && let Some(new) = change.get(&(*column, Arc::clone(text)))
        {
            *text = Arc::clone(new);
            *converted.entry(charset).or_default() += 1;
        }
    }
}

fn texts_by_column(
    grid: &Grid,
    decoded: &HashSet<Arc<str>>,
    every: usize,
) -> HashMap<u16, HashSet<Arc<str>>> {
    let mut columns: HashMap<u16, HashSet<Arc<str>>> = HashMap::new();
    for (column, cell) in grid.rows.iter().step_by(every).flat_map(|r| &r.cells) {
        if let Cell::Text(text) = cell
            && !text.is_ascii()
            && !decoded.contains(text)
        {
            columns.entry(*column).or_default().insert(Arc::clone(text));
        }
    }
    columns
}
