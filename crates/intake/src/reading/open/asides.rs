//! What a worksheet carries beside its cells: rows and columns its sender hid, and notes on cells.
//! Picked up from tags that go by anyway.

use std::io::Cursor;

use zip::ZipArchive;

use crate::reading::{Asides, Refusal};

use super::{
    package::{part, range, relationships, resolve},
    scan::{Checked, quoted},
};

/// More than any office's sheet has are not kept.
const MOST: usize = 500_000;

/// The asides of one part, as its tags go by.
#[derive(Debug, Default)]
pub(super) struct AsideTags {
    found: Asides,
    /// The row before, for one that does not say its number.
    row: u32,
}

impl AsideTags {
    /// An opening tag, and its name without a prefix.
    pub(super) fn opened(&mut self, name: &[u8], tag: &[u8]) {
        match name {
            b"row" => self.row(tag),
            b"col" if is_hidden(tag) => self.column(tag),
            b"comment" | b"threadedComment" if self.found.notes.len() < MOST => {
                let at = quoted(tag, b" ref=").and_then(range);
                self.found.notes.extend(at.map(|m| (m.top, m.left)));
            }
            _ => {}
        }
    }

    fn row(&mut self, tag: &[u8]) {
        let stated = quoted(tag, b" r=").and_then(|r| r.parse().ok());
        self.row = stated.unwrap_or(self.row.saturating_add(1));
        if is_hidden(tag) && self.found.rows.len() < MOST {
            self.found.rows.push(self.row);
        }
    }

    fn column(&mut self, tag: &[u8]) {
        let at =
            |name: &[u8]| -> Option<u16> { quoted(tag, name)?.parse::<u16>().ok()?.checked_sub(1) };
        let range = at(b" min=").zip(at(b" max="));
        self.found.columns.extend(range.filter(|_| self.found.columns.len() < MOST));
    }

    pub(super) fn found(self) -> Asides {
        self.found
    }
}

fn is_hidden(tag: &[u8]) -> bool {
    matches!(quoted(tag, b" hidden="), Some("1" | "true" | "on"))
}

/// The asides of a worksheet: its own, and the notes that a part of its own keeps.
pub(super) fn of_sheet(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    checked: &Checked,
    sheet: &str,
) -> Result<Asides, Refusal> {
    let mut all = checked.asides.get(sheet).cloned().unwrap_or_default();
    if checked.asides.values().all(|asides| asides.notes.is_empty()) {
        return Ok(all);
    }
    let (folder, file) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let related = relationships(&part(zip, &format!("{folder}/_rels/{file}.rels"))?);
    let notes = related
        .iter()
        .filter(|(_, kind, _)| kind.ends_with("/comments") || kind.ends_with("/threadedComment"))
        .filter_map(|(_, _, target)| checked.asides.get(&resolve(sheet, target)))
        .flat_map(|asides| &asides.notes);
    all.notes.extend(notes);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_columns_and_notes_are_picked_up() {
        let mut tags = AsideTags::default();
        for tag in [
            "row r=\"2\" spans=\"1:3\"",
            "row hidden=\"1\"",
            "row r=\"9\" hidden='true'/",
            "row r=\"10\" hidden=\"0\"",
            "col min=\"3\" max=\"4\" width=\"9\" hidden=\"1\"/",
            "col min=\"5\" max=\"5\"/",
            "comment ref=\"C7\" authorId=\"0\"",
        ] {
            let name = tag.split(' ').next().unwrap_or_default();
            tags.opened(name.as_bytes(), tag.as_bytes());
        }
        let found = tags.found();
        assert_eq!(found.rows, [3, 9]);
        assert_eq!(found.columns, [(2, 3)]);
        assert_eq!(found.notes, [(7, 2)]);
    }
}
