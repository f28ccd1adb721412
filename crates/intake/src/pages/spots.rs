//! What was said of cells and rows, found again by file, sheet and row.

use std::collections::{BTreeMap, HashMap};

use crate::{
    acts::Looked,
    model::AtCell,
    reading::{Meaning, SheetIssue},
};

/// A file and a sheet by their place among those read.
pub(super) type SheetAt = (usize, usize);

/// Something about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) code: String,
    pub(super) value: String,
    /// Its row waits.
    pub(super) hold: bool,
    /// It is said of the sheet: a total, a row that is nothing known.
    pub(super) of_sheet: Option<(Option<u64>, Option<u64>)>,
    pub(super) suggestions: Vec<String>,
}

/// Everything said, and what each row comes to.
#[derive(Debug, Default)]
pub(super) struct Spots {
    by_sheet: HashMap<SheetAt, BTreeMap<u32, Vec<Spot>>>,
    outcomes: HashMap<SheetAt, HashMap<u32, usize>>,
}

impl Spots {
    pub(super) fn of(looked: &Looked) -> Self {
        let mut places: HashMap<(&str, &str), SheetAt> = HashMap::new();
        let mut spots = Self::default();
        for (f, file) in looked.files.iter().enumerate() {
            for (s, sheet) in file.sheets.iter().flatten().enumerate() {
                places.insert((&file.name, &sheet.name), (f, s));
                let at_cell = |i: &&SheetIssue| !i.note || i.code == "nobody_there";
                for issue in sheet.reading.issues.iter().filter(at_cell) {
                    let Some(row) = issue.row else { continue };
                    spots.add(
                        (f, s),
                        Spot {
                            row,
                            column: issue.column.unwrap_or(0),
                            code: issue.code.to_owned(),
                            value: issue.value.clone(),
                            hold: false,
                            of_sheet: Some((issue.stated, issue.counted)),
                            suggestions: Vec::new(),
                        },
                    );
                }
            }
        }
        let proposal = &looked.proposal;
        let held = proposal.held.iter().flat_map(|h| std::iter::once(h).chain(&h.also));
        let all = held.map(|h| (h, true)).chain(proposal.warnings.iter().map(|w| (w, false)));
        for (cell, hold) in all {
            if let Some(place) = places.get(&(&cell.file[..], &cell.sheet[..])) {
                spots.add(*place, Spot::at(cell, hold));
            }
        }
        for (at, row) in proposal.rows.iter().enumerate() {
            if let Some(place) = places.get(&(&row.file[..], &row.sheet[..])) {
                spots.outcomes.entry(*place).or_default().insert(row.row, at);
            }
        }
        spots
    }

    fn add(&mut self, place: SheetAt, spot: Spot) {
        self.by_sheet.entry(place).or_default().entry(spot.row).or_default().push(spot);
    }

    /// Of a sheet, row by row.
    pub(super) fn of_sheet(&self, at: SheetAt) -> impl Iterator<Item = &Spot> {
        self.by_sheet.get(&at).into_iter().flat_map(|rows| rows.values().flatten())
    }

    /// Of a row.
    pub(super) fn of_row(&self, at: SheetAt, row: u32) -> &[Spot] {
        self.by_sheet.get(&at).and_then(|rows| rows.get(&row)).map_or(&[], Vec::as_slice)
    }

    /// Rows of a sheet something is said of.
    pub(super) fn rows(&self, at: SheetAt) -> impl Iterator<Item = u32> {
        self.by_sheet.get(&at).into_iter().flat_map(|rows| rows.keys().copied())
    }

    /// Rows of a sheet that wait.
    pub(super) fn held_rows(&self, at: SheetAt) -> impl Iterator<Item = u32> {
        let rows = self.by_sheet.get(&at).into_iter().flatten();
        rows.filter(|(_, spots)| spots.iter().any(|s| s.hold)).map(|(row, _)| *row)
    }

    /// How many things hold a row of a sheet, and how many do not.
    pub(super) fn counts(&self, at: SheetAt) -> (u64, u64) {
        self.of_sheet(at).fold(
            (0, 0),
            |(held, warned), s| {
                if s.hold { (held + 1, warned) } else { (held, warned + 1) }
            },
        )
    }

    /// What a row comes to: its place among the rows of the proposal.
    pub(super) fn outcome(&self, at: SheetAt, row: u32) -> Option<usize> {
        self.outcomes.get(&at)?.get(&row).copied()
    }
}

impl Spot {
    fn at(cell: &AtCell, hold: bool) -> Self {
        Self {
            row: cell.row,
            column: column_index(&cell.column),
            code: cell.code.clone(),
            value: cell.value.clone(),
            hold,
            of_sheet: None,
            suggestions: cell.suggestions.clone(),
        }
    }
}

/// 0 for `A`, 26 for `AA`.
pub(super) fn column_index(letters: &str) -> u16 {
    let folded = letters
        .bytes()
        .take(3)
        .fold(0u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase().saturating_sub(b'A')) + 1);
    u16::try_from(folded.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Whether a change of a value is told in a column of a meaning.
pub(super) fn told_in(what: &str, meaning: &Meaning) -> bool {
    match what {
        "mode" => matches!(meaning, Meaning::Mode | Meaning::Dedicated | Meaning::Concurrent),
        "fields" => matches!(meaning, Meaning::Fields | Meaning::Field(_)),
        "title" => *meaning == Meaning::Title,
        "full_name" => {
            matches!(meaning, Meaning::FullName | Meaning::FamilyMiddle | Meaning::Given)
        }
        "sex" => matches!(meaning, Meaning::Sex | Meaning::SexMale | Meaning::SexFemale),
        "birth" => matches!(
            meaning,
            Meaning::Birth
                | Meaning::BirthMale
                | Meaning::BirthFemale
                | Meaning::BirthDay
                | Meaning::BirthMonth
                | Meaning::BirthYear
        ),
        "personal_id" => *meaning == Meaning::PersonalId,
        "phone" => *meaning == Meaning::Phone,
        "email" => *meaning == Meaning::Email,
        "share" => *meaning == Meaning::Share,
        "degree" => matches!(meaning, Meaning::Degree | Meaning::DegreeTick(_) | Meaning::Major),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::column_letter;

    #[test]
    fn letters_are_read_back() {
        for n in [0, 1, 25, 26, 27, 51, 52, 255, 701, 702] {
            assert_eq!(column_index(&column_letter(n)), n);
        }
    }
}
