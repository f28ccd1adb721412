//! Rows that wait, and what is said of cells.

use std::collections::HashSet;

use kernel::{Date, folding};
use registry::model::OrgId;

use super::{Proposing, ReadSheet};
use crate::{
    model::{AtCell, HeldId, HeldProblem, HeldRow},
    reading::{Meaning, OfficerRow, Problem, RowReading, SheetReading, column_letter},
};

/// Whom the new rows of an office name.
#[derive(Default)]
pub(super) struct Named {
    pub(super) sheets: Vec<(usize, usize)>,
    pub(super) on: Option<Date>,
    pub(super) people: foldhash::HashSet<usize>,
    pub(super) held_names: HashSet<String>,
}

impl Named {
    pub(super) fn note(&mut self, sheet: (usize, usize), on: Date) {
        if !self.sheets.contains(&sheet) {
            self.sheets.push(sheet);
        }
        self.on = self.on.max(Some(on));
    }
}

impl Proposing {
    pub(super) fn tell(&mut self, file: &str, sheet: &ReadSheet, problems: &[Problem]) {
        let told = |problem: &Problem| AtCell {
            file: file.to_owned(),
            sheet: sheet.name.clone(),
            row: problem.row,
            column: column_letter(problem.column),
            code: problem.code.to_owned(),
            value: problem.value.clone(),
            suggestions: problem.suggestions.clone(),
            also: Vec::new(),
        };
        let mut holding: Vec<&Problem> = problems.iter().filter(|p| p.hold).collect();
        holding.sort_by_key(|p| weight(p.code));
        if let Some((first, rest)) = holding.split_first() {
            let mut first = told(first);
            first.also = rest.iter().map(|p| told(p)).collect();
            self.out.held.push(first);
        }
        self.out.warnings.extend(problems.iter().filter(|p| !p.hold).map(told));
    }

    /// Keeps a row that waits.
    #[expect(clippy::too_many_arguments, reason = "a row and where it stands")]
    pub(super) fn hold(
        &mut self,
        at: (usize, usize),
        file: &str,
        sheet: &ReadSheet,
        row: &RowReading,
        record: &OfficerRow,
        org: Option<OrgId>,
        problems: &[Problem],
    ) {
        let holding: Vec<&Problem> = problems.iter().filter(|p| p.hold).collect();
        let name_key = record.full_name.as_deref().map(folding::fold);
        if let Some(org) = org {
            let named = self.named.entry(org).or_default();
            named.note(at, sheet.on);
            named.held_names.extend(name_key.clone());
        }
        self.held_now.push(HeldRow {
            id: HeldId(self.ids.next()),
            file: file.to_owned(),
            sheet: sheet.name.clone(),
            row: i64::from(row.row),
            org,
            codes: holding.iter().map(|p| p.code.to_owned()).collect(),
            name_key,
            problems: holding
                .iter()
                .map(|p| HeldProblem {
                    column: column_letter(p.column),
                    code: p.code.to_owned(),
                    value: p.value.clone(),
                    suggestions: p.suggestions.clone(),
                })
                .collect(),
            cells: sheet.shown(row.row).unwrap_or_default(),
        });
    }
}

/// A row waits once, whatever is wrong with it; the gravest comes first.
fn weight(code: &str) -> usize {
    const GRAVEST: &[&str] = &["mode_", "date_", "personal_id_", "unit_"];
    GRAVEST.iter().position(|head| code.starts_with(head)).unwrap_or(GRAVEST.len())
}

/// The first column that names fields, for a problem with them.
pub(super) fn column_of_fields(reading: &SheetReading) -> u16 {
    let says = |m: &Meaning| matches!(m, Meaning::Fields | Meaning::Field(_));
    reading.columns.iter().find(|c| says(&c.meaning)).map_or(0, |c| c.index)
}

/// The first column of some meanings that holds for a row.
pub(super) fn column_of(reading: &SheetReading, row: u32, meanings: &[Meaning]) -> u16 {
    let column = reading.columns_at(row).iter().find(|c| meanings.contains(&c.meaning));
    column.map_or(0, |c| c.index)
}
