//! Which kind a sheet is of, told by its headings.

use std::collections::HashSet;

use super::{Kind, KindColumn};
use crate::reading::{Cell, Grid, Row, values::key};

/// A kind that was found, and where its columns are.
#[derive(Clone, Debug)]
pub struct Found<'k> {
    /// The kind.
    pub kind: &'k Kind,
    /// Rows of the header, from 1 and inclusive.
    pub header: (u32, u32),
    /// Place among the kind's columns, 0-based column of the grid, heading.
    pub columns: Vec<(usize, u16, String)>,
    /// Columns of the grid whose heading is not known.
    pub other: Vec<(u16, String)>,
}

/// What a sheet is taken for.
#[derive(Clone, Debug)]
pub enum Recognised<'k> {
    /// No kind that is known.
    None,
    /// One.
    One(Found<'k>),
    /// Several fit equally well: their codes, and the row of the headings.
    Unclear(Vec<&'k str>, u32),
}

/// Rows that are looked at for headings.
const DEEPEST: usize = 60;
/// Rows of a header.
const MOST_ROWS: u32 = 3;
/// A heading is no longer than this.
const LONGEST: usize = 120;

/// Finds the kind of a sheet: the first row of headings that has everything a kind requires.
pub fn recognise<'k>(grid: &Grid, kinds: &'k [Kind]) -> Recognised<'k> {
    let all: HashSet<&str> = kinds
        .iter()
        .flat_map(|k| k.columns.iter().flat_map(|c| c.headings.iter().map(String::as_str)))
        .collect();
    for row in grid.rows.iter().take(DEEPEST) {
        if !may_head(row, &all) {
            continue;
        }
        let mut best: Vec<Found<'k>> = Vec::new();
        for bottom in row.number..row.number + MOST_ROWS {
            let heads = headings(grid, (row.number, bottom));
            for kind in kinds {
                let Some(found) = fit(kind, &heads, (row.number, bottom)) else { continue };
                let better = best.first().is_none_or(|b| weight(&found) > weight(b));
                if better {
                    best = vec![found];
                } else if weight(&found) == weight(&best[0])
                    && best.iter().all(|b| b.kind.code != kind.code)
                {
                    best.push(found);
                }
            }
        }
        if best.len() > 1 {
            return Recognised::Unclear(
                best.iter().map(|f| &f.kind.code[..]).collect(),
                row.number,
            );
        }
        if let Some(found) = best.pop() {
            return Recognised::One(below_merges(grid, found));
        }
    }
    Recognised::None
}

/// No number, and at least two headings of any kind.
fn may_head(row: &Row, all: &HashSet<&str>) -> bool {
    let short = |c: &Cell| c.text().is_none_or(|t| t.len() <= 4 * LONGEST);
    if row.cells.len() < 2 || !row.cells.iter().all(|(_, c)| short(c) && !is_number(c)) {
        return false;
    }
    let known = |c: &Cell| {
        let head = c.text().map(|text| Heading::new(0, &[text.to_owned()]));
        head.is_some_and(|h| h.keys.iter().any(|key| all.contains(&key[..])))
    };
    row.cells.iter().filter(|(_, c)| known(c)).count() >= 2
}

const fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_))
}

/// How well a kind fits: columns that are known, fewer that are not.
fn weight(found: &Found<'_>) -> (usize, std::cmp::Reverse<usize>) {
    (found.columns.len(), std::cmp::Reverse(found.other.len()))
}

/// A heading may be merged over more rows than hold texts: data begin below.
fn below_merges<'k>(grid: &Grid, mut found: Found<'k>) -> Found<'k> {
    let (top, bottom) = found.header;
    let merges = grid.merges_between(top, bottom).iter();
    let deepest = merges.filter(|m| m.bottom <= top + MOST_ROWS).map(|m| m.bottom).max();
    found.header.1 = deepest.unwrap_or(bottom).max(bottom);
    while let Some(row) = grid.row(found.header.1 + 1)
        && found.header.1 - top < MOST_ROWS
        && row.cells.iter().all(|(column, cell)| is_leaf(found.kind, *column, cell))
    {
        found.header.1 += 1;
    }
    found
}

/// A heading of the kind, by itself.
fn is_leaf(kind: &Kind, column: u16, cell: &Cell) -> bool {
    let Some(text) = cell.text() else { return false };
    let head = Heading::new(column, &[text.to_owned()]);
    kind.columns.iter().any(|c| is_headed(c, &head))
}

/// What stands over a column, from top to bottom.
struct Heading {
    column: u16,
    told: String,
    /// How it may be compared: all of it, its lowest text, its highest; each also without what
    /// stands in brackets.
    keys: Vec<String>,
}

impl Heading {
    fn new(column: u16, texts: &[String]) -> Self {
        let joined = texts.join(" ");
        let mut keys: Vec<String> = Vec::new();
        for text in [Some(&joined), texts.last(), texts.first()].into_iter().flatten() {
            let bare = text.split(['(', '[']).next().map(key).unwrap_or_default();
            for key in [key(text), bare] {
                if !key.is_empty() && !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        Self { column, told: texts.join(" / "), keys }
    }
}

fn headings(grid: &Grid, (top, bottom): (u32, u32)) -> Vec<Heading> {
    let rows = grid.rows_between(top, bottom);
    (0..grid.width())
        .filter_map(|column| {
            let texts: Vec<String> =
                rows.iter().filter_map(|r| over(grid, r.number, column)).collect();
            (!texts.is_empty()).then(|| Heading::new(column, &texts))
        })
        .collect()
}

/// The text over a column in a row; one cell may stand over several.
fn over(grid: &Grid, row: u32, column: u16) -> Option<String> {
    let own = grid.cell(row, column);
    let merged = || {
        let merges = grid.merges_between(row, row).iter();
        let mut over = merges.filter(|m| m.contains(row, column) && m.right > m.left);
        let over = over.next()?;
        grid.cell(over.top, over.left)
    };
    let shown = own.or_else(merged)?.shown();
    (shown.len() <= 4 * LONGEST && !shown.trim().is_empty()).then_some(shown)
}

fn fit<'k>(kind: &'k Kind, heads: &[Heading], header: (u32, u32)) -> Option<Found<'k>> {
    let mut columns: Vec<(usize, u16, String)> = Vec::new();
    let mut other = Vec::new();
    for head in heads {
        let told = head.told.clone();
        let free = |place: usize| {
            kind.columns[place].repeats || columns.iter().all(|(taken, ..)| *taken != place)
        };
        let fits = (0..kind.columns.len())
            .filter(|place| free(*place))
            .find(|place| is_headed(&kind.columns[*place], head));
        match fits {
            Some(place) => columns.push((place, head.column, told)),
            None => other.push((head.column, told)),
        }
    }
    let there = |c: usize| columns.iter().any(|(place, ..)| *place == c);
    let required = kind.columns.iter().enumerate().all(|(at, c)| !c.required || there(at));
    let groups = kind.columns.iter().filter_map(|c| c.one_of.as_deref()).all(|group| {
        let same = |(_, c): &(usize, &KindColumn)| c.one_of.as_deref() == Some(group);
        kind.columns.iter().enumerate().filter(same).any(|(at, _)| there(at))
    });
    (required && groups).then_some(Found { kind, header, columns, other })
}

/// Whether a heading is one of the column's.
fn is_headed(column: &KindColumn, head: &Heading) -> bool {
    head.keys.iter().any(|key| column.headings.iter().any(|h| is_like(h, key)))
}

/// Word by word; `#` is any number.
fn is_like(pattern: &str, text: &str) -> bool {
    if !pattern.contains('#') {
        return pattern == text;
    }
    let digits = |t: &str| !t.is_empty() && t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit());
    let word = |(p, t): (&str, &str)| match p.strip_suffix('#') {
        Some(head) => t.strip_prefix(head).is_some_and(digits),
        None => p == t,
    };
    let (pattern, text): (Vec<_>, Vec<_>) =
        (pattern.split(' ').collect(), text.split(' ').collect());
    pattern.len() == text.len() && pattern.into_iter().zip(text).all(word)
}
