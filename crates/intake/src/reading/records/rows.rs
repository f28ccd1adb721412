//! The rows of a table as they are meant: signs for "as above" replaced, a list beside left out.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use crate::reading::{Cell, Row, values::key};

use super::layout::Layout;

/// Rows of one table.
pub(super) struct Rows<'g> {
    pub(super) meant: Cow<'g, [Row]>,
    /// Cells that say "as above", in order: row and column.
    pub(super) copied: Vec<(u32, u16)>,
    /// Rows that say more of the person above.
    pub(super) continued: HashSet<u32>,
}

impl<'g> Rows<'g> {
    pub(super) fn new(rows: &'g [Row], layout: &Layout<'_>) -> Self {
        let mut out =
            Self { meant: Cow::Borrowed(rows), copied: Vec::new(), continued: HashSet::new() };
        if let Some(beside) = &layout.table.beside {
            for row in out.meant.to_mut() {
                row.cells.retain(|(c, _)| *c < beside.column);
            }
        }
        let continued: Vec<(u32, u32)> =
            rows.iter().filter_map(|r| Some((layout.continues(r)?, r.number))).collect();
        for (first, number) in continued {
            out.join(first, number);
        }
        let any = rows.iter().flat_map(|r| &r.cells).any(|(_, c)| is_ditto(c));
        if any {
            out.fill(layout);
        }
        out
    }

    /// Adds to a person's first row what stands in the next one under the same merged name.
    fn join(&mut self, first: u32, number: u32) {
        let rows = self.meant.to_mut();
        let at = |rows: &[Row], n: u32| rows.binary_search_by_key(&n, |r| r.number).ok();
        let (Some(first), Some(next)) = (at(rows, first), at(rows, number)) else { return };
        for (column, cell) in std::mem::take(&mut rows[next].cells) {
            let cells = &mut rows[first].cells;
            match cells.binary_search_by_key(&column, |(c, _)| *c) {
                Err(place) => cells.insert(place, (column, cell)),
                Ok(place) if cells[place].1 == cell => {}
                Ok(place) => {
                    let both = format!("{}, {}", cells[place].1.shown(), cell.shown());
                    cells[place].1 = Cell::Text(both.into());
                }
            }
        }
        self.continued.insert(number);
    }

    /// Puts what stands above in the place of signs that say so.
    fn fill(&mut self, layout: &Layout<'_>) {
        let mut above: HashMap<u16, Cell> = HashMap::new();
        for row in self.meant.to_mut() {
            if layout.names.iter().all(|c| row.cell(*c).is_none()) {
                continue;
            }
            let number = row.number;
            for (column, cell) in &mut row.cells {
                if !is_ditto(cell) || layout.names.contains(column) {
                    above.insert(*column, cell.clone());
                } else if let Some(value) = above.get(column) {
                    *cell = value.clone();
                    self.copied.push((number, *column));
                }
            }
        }
    }
}

/// `"`, `-nt-`, `như trên`.
fn is_ditto(cell: &Cell) -> bool {
    let Some(text) = cell.text().filter(|t| t.len() <= 16) else { return false };
    let core = text.trim().trim_matches(['-', '–', ' ', '/']);
    matches!(core, "\"" | "″" | "〃" | "”" | "“" | "''" | "’’" | "\"\"" | "””")
        || core.starts_with(['n', 'N'])
            && core.len() <= 12
            && matches!(key(core).as_str(), "nt" | "nhu tren" | "n t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_for_as_above() {
        for t in ["\"", "''", "″", "-nt-", "nt", "NT", "nt.", "Như trên", "- \" -", "-\"-", "〃"]
        {
            assert!(is_ditto(&Cell::Text(t.into())), "{t}");
        }
        for t in ["-", "'", "Nam", "x", "", "--", "NT Lan", "như trên bảng"] {
            assert!(!is_ditto(&Cell::Text(t.into())), "{t}");
        }
    }
}
