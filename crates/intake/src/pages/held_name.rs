//! What a row that waits is called: by who it is of, or by the words of its kind.

use kernel::folding;
use ui::Ui;

use super::mask;
use crate::{
    listing::{KindColumn, ValueKind, built_in},
    model::{HeldRow, MAYBE_ERASED, SheetKind},
    reading::values,
};

/// Sets the kind of a row apart from what it speaks of.
const APART: char = '\u{1f}';

/// The name as it was sent, else the row's number. Rows of kinds that the office described bear the
/// kind's name, and what tells them apart.
pub(super) fn name(ui: &Ui, kinds: &[SheetKind], row: &HeldRow) -> String {
    match of_kind(kinds, row) {
        Some(kind) => {
            let said = subject(kind, row).unwrap_or_else(|| number(ui, row));
            format!("{}: {said}", kind.name)
        }
        None => of_person(row).unwrap_or_else(|| number(ui, row)),
    }
}

/// Who a row may be of, to be searched for: of a kind that the office described, whom it is asked
/// about, else who stands under a column of names.
pub(super) fn sought(kinds: &[SheetKind], row: &HeldRow) -> String {
    let asked = || row.problems.iter().find(|p| p.code == MAYBE_ERASED).map(|p| p.value.clone());
    let named = |kind: &SheetKind| {
        let mut names = kind.columns.iter().filter(|c| c.value == ValueKind::Name);
        let cell = names.find_map(|c| row.cells.iter().find(|(heading, _)| heads(c, heading)));
        cell.map(|(_, text)| folding::squeeze(text))
    };
    let name = match of_kind(kinds, row) {
        Some(kind) => asked().or_else(|| named(kind)),
        None => of_person(row),
    };
    name.unwrap_or_default()
}

fn number(ui: &Ui, row: &HeldRow) -> String {
    ui.f("intake-row-number", &[("row", row.row.into())]).into_owned()
}

/// The described kind of a row: as its reader kept it, else the one that has all its headings.
fn of_kind<'k>(kinds: &'k [SheetKind], row: &HeldRow) -> Option<&'k SheetKind> {
    match row.name_key.as_deref() {
        Some(key) => {
            let (code, _) = key.split_once(APART)?;
            kinds.iter().find(|kind| kind.code == code)
        }
        None => kinds.iter().find(|kind| has_all(kind, row)),
    }
}

/// Whether every heading of a row is one of a kind's columns.
fn has_all(kind: &SheetKind, row: &HeldRow) -> bool {
    let mut headings = row.cells.iter().map(|(heading, _)| heading);
    row.cells.len() > 1 && headings.all(|heading| kind.columns.iter().any(|c| heads(c, heading)))
}

fn heads(column: &KindColumn, heading: &str) -> bool {
    let key = values::key(heading);
    column.headings.contains(&key) || column.label.as_deref().is_some_and(|l| values::key(l) == key)
}

/// What tells a row of a described kind apart, as far as it may be seen; else what stands under its
/// first column.
fn subject(kind: &SheetKind, row: &HeldRow) -> Option<String> {
    let under = |column: &KindColumn| {
        let cell = row.cells.iter().find(|(heading, _)| heads(column, heading));
        let shown = cell.map(|(heading, text)| folding::squeeze(&mask::under(heading, text)));
        shown.filter(|text| !text.is_empty())
    };
    let columns = || kind.columns.iter().filter(|c| c.value != ValueKind::Ordinal);
    let apart: Vec<String> = columns().filter(|c| c.tells_apart).filter_map(under).collect();
    if apart.is_empty() { columns().find_map(under) } else { Some(apart.join(" · ")) }
}

/// The name of a person as it was sent.
fn of_person(row: &HeldRow) -> Option<String> {
    let key = row.name_key.as_deref().unwrap_or_default();
    let whole = row.cells.iter().find(|(_, text)| folding::fold(text) == key && !key.is_empty());
    if let Some((_, text)) = whole {
        return Some(folding::squeeze(text));
    }
    // Family and given names may stand in two cells.
    let pairs = row.cells.windows(2).map(|w| format!("{} {}", w[0].1, w[1].1));
    let pair = pairs.into_iter().find(|p| folding::fold(p) == key && !key.is_empty());
    let told = || {
        let named = row.cells.iter().find(|(heading, _)| heads_names(heading));
        let lettered = |(_, text): &&(String, String)| text.chars().any(char::is_alphabetic);
        let named = named.or_else(|| row.cells.iter().find(lettered));
        named.map(|(_, text)| folding::squeeze(text)).filter(|name| !name.is_empty())
    };
    pair.or_else(told)
}

/// Whether a heading is one of names of people, in any kind of sheet.
fn heads_names(heading: &str) -> bool {
    let last = heading.rsplit(" / ").next().unwrap_or(heading);
    let key = values::key(last.split('(').next().unwrap_or(last));
    let columns = built_in().iter().flat_map(|kind| &kind.columns);
    columns.filter(|c| c.value == ValueKind::Name).any(|c| c.headings.contains(&key))
}
