//! Signs of attendance: who was there, who was not, who had leave.

use kernel::Date;

use super::{
    Found, ValueKind,
    cell::{self, Read},
};
use crate::reading::{Cell, Grid, Legend, values::DateOrder};

/// What signs of attendance mean in a sheet.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// What a line says of them: `Ghi chú: x: có mặt; v: vắng; p: có phép`. None where any of it
    /// speaks of something else.
    legend: Option<Legend>,
    /// `x` and `v` stand beside each other: who is there is told by one of them.
    are_two: bool,
}

impl Signs {
    pub(super) fn of(grid: &Grid, found: &Found<'_>) -> Self {
        let columns = columns(found);
        if columns.is_empty() {
            return Self::default();
        }
        let cells = grid.rows.iter().flat_map(|row| row.cells.iter());
        let legend = cells.filter_map(|(_, cell)| cell.text()).find_map(told_by);
        Self { legend, are_two: are_two(grid, found, &columns) }
    }

    /// Whether a line explains them.
    pub(super) fn explained_by(&self, line: &str) -> bool {
        self.legend.is_some() && told_by(line).is_some()
    }

    /// Reads one.
    pub(super) fn read(&self, cell: Option<&Cell>, order: DateOrder, today: Date) -> Read {
        if let Some(words) = self.legend.as_ref().and_then(|legend| legend.words(cell)) {
            return cell::read(ValueKind::Tick, Some(&words), order, today);
        }
        if self.are_two && is_sign(cell, 'v') {
            return Read::Wrong("tick_unknown");
        }
        cell::read(ValueKind::Tick, cell, order, today)
    }
}

/// The signs a line explains.
fn told_by(line: &str) -> Option<Legend> {
    let short = Some(line).filter(|line| line.len() <= 400)?;
    Legend::of(behind_note(short)).filter(|legend| legend.all(means_something))
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

/// Whether columns of attendance hold `x` and `v`.
fn are_two(grid: &Grid, found: &Found<'_>, columns: &[u16]) -> bool {
    let rows = grid.rows_between(found.header.1 + 1, u32::MAX);
    let any = |sign| rows.iter().any(|r| columns.iter().any(|c| is_sign(r.cell(*c), sign)));
    any('v') && any('x')
}
