//! What may have been meant: mended in one step, in every cell that says the same.

use std::collections::BTreeMap;

use ui::{Button, Component as _, Form, Html, Text, Ui, escape};

use super::{grid::Sheet, links, spots::Spot, words};
use crate::{
    acts::Edit,
    reading::{Cell, Meaning, RowKind, column_letter},
};

/// Suggestions for one value.
pub(super) struct Suggestion {
    code: String,
    value: String,
    offered: Vec<String>,
    cells: Vec<(u32, u16)>,
}

/// A value with more offers than this is better mended by hand.
const MOST_OFFERED: usize = 4;
const MOST_SHOWN: usize = 30;

/// All of a sheet, in the order of its rows; only such that can be mended in a cell.
pub(super) fn of_sheet(sheet: &Sheet<'_>) -> Vec<Suggestion> {
    let mut found: BTreeMap<(u32, &str, &str), Suggestion> = BTreeMap::new();
    let mut first: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for spot in sheet.read.spots.of_sheet(sheet.at).filter(|s| !s.suggestions.is_empty()) {
        let Some(cell) = target(sheet, spot) else { continue };
        let row = *first.entry((&spot.code, &spot.value)).or_insert(spot.row);
        let entry = found.entry((row, &spot.code, &spot.value)).or_insert_with(|| Suggestion {
            code: spot.code.clone(),
            value: spot.value.clone(),
            offered: spot.suggestions.iter().take(MOST_OFFERED).cloned().collect(),
            cells: Vec::new(),
        });
        if !entry.cells.contains(&cell) {
            entry.cells.push(cell);
        }
    }
    found.into_values().collect()
}

/// The cell that has to be written anew: the one with the problem, or the section's line where
/// the office stands in that.
fn target(sheet: &Sheet<'_>, spot: &Spot) -> Option<(u32, u16)> {
    if !spot.code.starts_with("unit_") {
        return Some((spot.row, spot.column));
    }
    let reading = &sheet.read_as.reading;
    let own = reading.columns_at(spot.row).iter().find(|c| c.meaning == Meaning::Unit);
    if own.is_some_and(|c| c.index == spot.column)
        && sheet.grid.cell(spot.row, spot.column).is_some()
    {
        return Some((spot.row, spot.column));
    }
    let above = reading
        .rows
        .iter()
        .rev()
        .filter(|r| r.row < spot.row && r.kind == RowKind::Section)
        .find_map(|r| {
            let row = sheet.grid.row(r.row)?;
            let named = row.cells.iter().find(|(_, c)| says(c, &spot.value))?;
            Some((r.row, named.0))
        });
    above.or_else(|| own.map(|c| (spot.row, c.index)))
}

fn says(cell: &Cell, value: &str) -> bool {
    !value.is_empty() && cell.text().is_some_and(|t| t.contains(value))
}

/// The edits that take one of the offers, each with what its cell says now.
pub(super) fn edits(
    sheet: &Sheet<'_>,
    code: &str,
    value: &str,
    taken: &str,
) -> Vec<(Edit, String)> {
    let found = of_sheet(sheet).into_iter().find(|s| s.code == code && s.value == value);
    let Some(found) = found.filter(|s| s.offered.iter().any(|o| o == taken)) else {
        return Vec::new();
    };
    let word = word(sheet, code, taken);
    let file = &sheet.read.looked.files[sheet.at.0].name;
    found
        .cells
        .iter()
        .map(|(row, column)| {
            let edit = Edit {
                file: file.clone(),
                sheet: sheet.read_as.name.clone(),
                row: *row,
                column: *column,
                value: word.clone(),
            };
            (edit, sheet.shown(*row, *column))
        })
        .collect()
}

/// What stands in the cell when an offer is taken.
fn word(sheet: &Sheet<'_>, code: &str, taken: &str) -> String {
    if code.starts_with("unit_") {
        return office_word(sheet, taken);
    }
    match taken {
        "dedicated" => "Chuyên trách".to_owned(),
        "concurrent" => "Kiêm nhiệm".to_owned(),
        other => {
            let field = sheet.read.fields.iter().find(|f| f.code == other);
            field.map_or_else(|| other.to_owned(), |f| f.name_vi.clone())
        }
    }
}

/// An office's name, with the office above where several bear it.
fn office_word(sheet: &Sheet<'_>, code: &str) -> String {
    let all = sheet.read.offices_of(sheet.read_as);
    let Some(office) = all.iter().find(|o| o.code == code) else { return code.to_owned() };
    let alone = all.iter().filter(|o| o.name == office.name).count() == 1;
    let above = office.parent.and_then(|id| all.iter().find(|o| o.id == id));
    match above {
        Some(above) if !alone => format!("{}, {}", office.name, above.name),
        _ => office.name.clone(),
    }
}

impl Suggestion {
    fn label(&self, sheet: &Sheet<'_>, offered: &str) -> Text {
        let ui = sheet.ui;
        let shown = if self.code.starts_with("unit_") {
            office_word(sheet, offered)
        } else if matches!(offered, "dedicated" | "concurrent") {
            words::mode(ui, offered).into_owned()
        } else {
            words::field(ui, &sheet.read.fields, offered)
        };
        ui.f("intake-take", &[("what", shown.into())])
    }

    fn says(&self, ui: &Ui) -> Text {
        let (row, column) = self.cells[0];
        let more = i64::try_from(self.cells.len() - 1).unwrap_or(0);
        ui.f(
            "intake-suggestion",
            &[
                ("cell", format!("{}{row}", column_letter(column)).into()),
                ("more", more.into()),
                ("problem", words::problem(ui, &self.code, &self.value).into_owned().into()),
            ],
        )
    }

    fn form(&self, sheet: &Sheet<'_>, fields: &[(&'static str, String)]) -> Form {
        let action = links::of_batch(sheet.read.batch.id, "goi-y");
        let mut said = String::from("<p>");
        escape(&self.says(sheet.ui), &mut said);
        said.push_str("</p>");
        let mut form = Form::post(action)
            .hidden("ma", self.code.clone())
            .hidden("gia-tri", self.value.clone())
            .part(Html::trusted(said));
        for (name, value) in fields {
            form = form.hidden(*name, value.clone());
        }
        for offered in &self.offered {
            let label = self.label(sheet, offered);
            form = form.button(Button::submit(label).quiet().says("lay", offered.clone()));
        }
        form
    }
}

/// The forms of a sheet's suggestions, and how many are not shown.
pub(super) fn forms(sheet: &Sheet<'_>, fields: &[(&'static str, String)]) -> (Vec<Html>, usize) {
    let all = of_sheet(sheet);
    let more = all.len().saturating_sub(MOST_SHOWN);
    let shown = all.iter().take(MOST_SHOWN).map(|s| s.form(sheet, fields).html(sheet.ui));
    (shown.collect(), more)
}
