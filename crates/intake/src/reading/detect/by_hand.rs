//! Headers that a person pointed out, where the reader found none by itself; and where the same
//! headings stand in the next sheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::reading::{Cell, Grid, Row};

use super::{
    Mapping, TitleBlock,
    columns::{key_of, path},
    header::Header,
    is_numbering, title,
};

/// A header may begin no further down, and have no more rows.
pub const LOWEST: u32 = 500;
/// Most rows of a header that is pointed out.
pub const TALLEST: u32 = 6;
/// Headings further right do not make a layout another one.
const WIDEST: u16 = 256;
/// Fewer headings are no header.
const FEWEST: usize = 2;

/// A header that a person pointed out, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// The name of the arrangement of its headings.
    pub layout_key: String,
    /// Its rows, 1-based and inclusive.
    pub rows: (u32, u32),
}

/// The header in these rows; `None` where too few headings stand in them.
pub fn point(grid: &Grid, rows: (u32, u32)) -> Option<Pointed> {
    let header = header(grid, rows, None);
    let cells = grid.rows_between(rows.0, rows.1).iter().filter_map(|r| r.cells.last());
    let merges = grid.merges_between(rows.0, rows.1).iter().map(|m| m.right);
    let last = cells.map(|(c, _)| *c).chain(merges).max()?.min(WIDEST);
    let paths: Vec<_> = (0..=last).map(|c| (c, path(grid, &header, c))).collect();
    let headings = paths.iter().filter(|(_, path)| !path.is_empty()).count();
    let layout_key = key_of(paths.iter().map(|(c, path)| (*c, &path[..])));
    (headings >= FEWEST).then_some(Pointed { layout_key, rows })
}

/// Layouts whose header was pointed out, by the number of its rows.
pub type PointedLayouts<'a> = BTreeSet<(u32, &'a str)>;

/// Those among remembered layouts.
pub fn pointed(remembered: &BTreeMap<String, Mapping>) -> impl Iterator<Item = (u32, &str)> {
    remembered.iter().filter_map(|(key, said)| Some((said.header_rows?, &key[..])))
}

/// Where headers of these layouts stand in a sheet, from above.
pub fn standing(grid: &Grid, layouts: &PointedLayouts<'_>) -> Vec<Pointed> {
    let mut heights: Vec<u32> = layouts.iter().map(|(rows, _)| *rows).collect();
    heights.dedup();
    let mut found = Vec::new();
    for row in grid.rows_between(1, LOWEST) {
        let here = heights.iter().filter_map(|height| {
            let pointed = point(grid, (row.number, row.number + height.saturating_sub(1)))?;
            layouts.contains(&(*height, &pointed.layout_key)).then_some(pointed)
        });
        found.extend(here);
    }
    found
}

/// What stands above a header.
pub fn title_above(grid: &Grid, header: u32) -> TitleBlock {
    title::read(grid, header)
}

/// The headers of a sheet one of whose layouts was pointed out: the uppermost, and wherever the
/// same headings come again below it.
pub(super) fn headers(grid: &Grid, remembered: &BTreeMap<String, Mapping>) -> Option<Vec<Header>> {
    let layouts: PointedLayouts<'_> = pointed(remembered).collect();
    if layouts.is_empty() {
        return None;
    }
    let first = standing(grid, &layouts).into_iter().next()?;
    let (top, bottom) = first.rows;
    let mut out = vec![header(grid, first.rows, Some(&first.layout_key))];
    for row in grid.rows_between(bottom + 1, u32::MAX) {
        let free = out.last().is_none_or(|h| row.number > h.bottom);
        if free && comes_again(grid, first.rows, row) {
            let rows = (row.number, row.number + bottom - top);
            out.push(header(grid, rows, Some(&first.layout_key)));
        }
    }
    Some(out)
}

fn header(grid: &Grid, (top, bottom): (u32, u32), key: Option<&str>) -> Header {
    let below = grid.rows_between(bottom + 1, bottom + 3).first();
    let numbering = below.filter(|r| is_numbering(r)).map(|r| r.number);
    Header { top, bottom, numbering, broken: false, pointed: key.map(str::to_owned) }
}

/// Whether the same headings stand from this row on.
fn comes_again(grid: &Grid, (top, bottom): (u32, u32), at: &Row) -> bool {
    let texts = |row: &Row| -> Vec<(u16, String)> {
        row.cells.iter().map(|(c, cell)| (*c, Cell::shown(cell).trim().to_owned())).collect()
    };
    let same = |row: u32, other: u32| match (grid.row(row), grid.row(other)) {
        (Some(a), Some(b)) => a.cells.len() == b.cells.len() && texts(a) == texts(b),
        (None, None) => true,
        _ => false,
    };
    (top..=bottom).all(|row| same(row, at.number + (row - top)))
}
