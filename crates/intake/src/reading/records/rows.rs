//! The rows of a table as they are meant: signs for "as above" replaced, a list beside left out.

use std::{borrow::Cow, collections::HashMap};

use crate::reading::{Cell, Row, values::key};

use super::layout::Layout;

/// Rows of one table.
pub(super) struct Rows<'g> {
    pub(super) rows: Cow<'g, [Row]>,
    /// Cells that say "as above", in order: row and column.
    pub(super) copied: Vec<(u32, u16)>,
}

impl<'g> Rows<'g> {
    pub(super) fn new(rows: &'g [Row], layout: &Layout<'_>) -> Self {
        let mut out = Self { rows: Cow::Borrowed(rows), copied: Vec::new() };
        if let Some(beside) = &layout.table.beside {
            for row in out.rows.to_mut() {
                row.cells.retain(|(c, _)| *c < beside.column);
            }
        }
        let any = rows.iter().flat_map(|r| &r.cells).any(|(_, c)| is_ditto(c));
        if any {
            out.fill(layout);
        }
        out
    }

    /// Puts what stands above in the place of signs that say so.
    fn fill(&mut self, layout: &Layout<'_>) {
        let mut above: HashMap<u16, Cell> = HashMap::new();
        for row in self.rows.to_mut() {
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
        || matches!(key(core).as_str(), "nt" | "nhu tren" | "n t")
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
