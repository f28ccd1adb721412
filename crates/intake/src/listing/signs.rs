//! Signs of attendance: who was there, who was not, who had leave.

use kernel::Date;

use super::{
    Found, ValueKind,
    cell::{self, Read},
};
use crate::reading::{Cell, Grid, Legend, values::DateOrder};

/// What a line of the sheet says that signs mean: `Ghi chú: x: có mặt; v: vắng; p: có phép`.
/// Nothing where any of it speaks of something else.
pub(super) fn legend(grid: &Grid, found: &Found<'_>) -> Option<Legend> {
    if columns(found).is_empty() {
        return None;
    }
    let mut lines = grid.rows.iter().flat_map(|row| row.cells.iter().filter_map(|(_, c)| c.text()));
    lines.find_map(told_by)
}

/// The signs a line explains.
fn told_by(line: &str) -> Option<Legend> {
    let short = Some(line).filter(|line| line.len() <= 400)?;
    Legend::of(behind_note(short)).filter(|legend| legend.all(means_something))
}

/// Whether a line explains signs.
pub(super) fn explains(line: &str) -> bool {
    told_by(line).is_some()
}

/// `Ghi chú: x: …` without its first words.
fn behind_note(line: &str) -> &str {
    match line.split_once([':', '(']) {
        Some((head, rest)) if head.trim().chars().count() > 2 => rest,
        _ => line,
    }
}

fn means_something(words: &str) -> bool {
    let cell = Cell::Text(words.into());
    let said = cell::read(ValueKind::Tick, Some(&cell), DateOrder::DayFirst, Date::MIN);
    matches!(said, Read::Is(_))
}

/// Reads a sign. `unlike`: `x` and `v` stand beside each other, and nobody says which is which.
pub(super) fn read(
    cell: Option<&Cell>,
    (order, today): (DateOrder, Date),
    legend: Option<&Legend>,
    unlike: bool,
) -> Read {
    if let Some(words) = legend.and_then(|legend| legend.words(cell)) {
        return cell::read(ValueKind::Tick, Some(&words), order, today);
    }
    if unlike && is_sign(cell, 'v') {
        return Read::Wrong("tick_unknown");
    }
    cell::read(ValueKind::Tick, cell, order, today)
}

/// The columns of the grid that say who was there.
fn columns(found: &Found<'_>) -> Vec<u16> {
    let repeats = |place: usize| found.kind.columns[place].repeats;
    found.columns.iter().filter(|(place, ..)| repeats(*place)).map(|(_, c, _)| *c).collect()
}

/// Whether a cell is one sign.
fn is_sign(cell: Option<&Cell>, sign: char) -> bool {
    cell.and_then(Cell::text).is_some_and(|text| {
        let mut letters = text.trim().chars();
        letters.next().is_some_and(|c| c.eq_ignore_ascii_case(&sign)) && letters.next().is_none()
    })
}

/// Whether columns of attendance hold `x` and `v`: who is there is told by one of them.
pub(super) fn are_two(grid: &Grid, found: &Found<'_>) -> bool {
    let columns = columns(found);
    let rows = grid.rows_between(found.header.1 + 1, u32::MAX);
    let any = |sign| rows.iter().any(|r| columns.iter().any(|c| is_sign(r.cell(*c), sign)));
    any('v') && any('x')
}
