//! Which kind a sheet is of, told by its headings.

use std::collections::HashSet;

use super::{
    Kind, KindColumn,
    ValueKind::{self, Count, Year},
};
use crate::reading::{
    Cell, Column, Confidence, Grid, Meaning, Row, has,
    values::{key, looks_like_name},
};

/// A kind that was found, and where its columns are.
#[derive(Clone, Debug)]
pub struct Found<'k> {
    /// The kind.
    pub kind: &'k Kind,
    /// Rows of the header, from 1 and inclusive.
    pub header: (u32, u32),
    /// Place among the kind's columns, 0-based column of the grid, heading.
    pub columns: Vec<(usize, u16, String)>,
    /// Columns of ticks that say one thing in place of a column: its place, column of the grid,
    /// what a tick says.
    pub ticks: Vec<(usize, u16, String)>,
    /// Columns that count what another year has, in place of one of years and one of counts.
    pub years: Vec<(u16, i16)>,
    /// The column of given names, where names stand in two.
    pub given: Option<(u16, String)>,
    /// Columns of the grid whose heading is not known.
    pub other: Vec<(u16, String)>,
    /// How many headings are known word by word.
    exact: usize,
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

impl Found<'_> {
    /// Its columns as a page shows them: what they are called.
    pub(super) fn shown(&self) -> Vec<Column> {
        let known = self.columns.iter().map(|(_, column, heading)| (*column, heading, true));
        let ticked = self.ticks.iter().map(|(_, column, said)| (*column, said, true));
        let other = self.other.iter().map(|(column, heading)| (*column, heading, false));
        let given = self.given.iter().map(|(column, heading)| (*column, heading, true));
        let years: Vec<(u16, String)> =
            self.years.iter().map(|(column, year)| (*column, year.to_string())).collect();
        let mut all: Vec<Column> = known
            .chain(ticked)
            .chain(given)
            .chain(years.iter().map(|(column, year)| (*column, year, true)))
            .chain(other)
            .map(|(index, heading, known)| Column {
                index,
                heading: heading.clone(),
                meaning: Meaning::Other,
                confidence: if known { Confidence::Heading } else { Confidence::Unknown },
            })
            .collect();
        all.sort_by_key(|c| c.index);
        all
    }
}

/// Rows that are looked at for headings.
const DEEPEST: usize = 60;
/// Rows below the headings that are looked at for parts.
const ENOUGH: u32 = 200;
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
        let parts = parts_below(grid, row.number);
        let titled: Vec<&Kind> = kinds.iter().filter(|kind| is_titled(grid, row, kind)).collect();
        for bottom in row.number..row.number + MOST_ROWS {
            let below = grid.row(bottom).filter(|_| bottom > row.number);
            if below.is_some_and(|r| is_data(r) || names(row, r, kinds)) {
                break;
            }
            let heads = headings(grid, (row.number, bottom));
            for kind in kinds {
                let header = (row.number, bottom);
                let titled = titled.iter().any(|other| std::ptr::eq(*other, kind));
                let Some(found) = fit(kind, &heads, header, (&parts, titled)) else { continue };
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

/// Whether what stands above the table says what the sheet is.
pub fn says_its_kind(grid: &Grid, found: &Found<'_>) -> bool {
    let above = grid.rows.iter().take_while(|row| row.number < found.header.0);
    let texts = above.flat_map(|row| row.cells.iter().filter_map(|(_, c)| c.text()));
    !found.kind.titles.is_empty() && says(found.kind, texts)
}

/// Whether a course is named above a row, where a kind looks for one there.
fn is_titled(grid: &Grid, row: &Row, kind: &Kind) -> bool {
    if !kind.columns.iter().any(|c| c.in_title) {
        return false;
    }
    let above = grid.rows.iter().take_while(|above| above.number < row.number);
    let lines = above.flat_map(|r| {
        let texts = r.cells.iter().filter_map(|(_, c)| c.text());
        texts.map(|text| (r.number, text.to_owned()))
    });
    let lines: Vec<(u32, String)> = lines.collect();
    let texts = lines.iter().map(|(_, text)| &text[..]).chain([&grid.name[..]]);
    says(kind, texts) && super::title::of_all(&lines, grid, kind).is_some()
}

/// Whether any of some texts says that a sheet is of a kind, where the kind has words for it.
fn says<'t>(kind: &Kind, mut texts: impl Iterator<Item = &'t str>) -> bool {
    kind.titles.is_empty()
        || texts.any(|text| kind.titles.iter().any(|words| has(&key(text), words)))
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

/// A person's row, or one that begins with a running number.
fn is_data(row: &Row) -> bool {
    row.cells.first().is_some_and(|(_, c)| is_number(c))
        || row.cells.iter().any(|(_, c)| c.text().is_some_and(looks_like_name))
}

/// Whether something else than a heading stands right under a heading of names.
fn names(row: &Row, below: &Row, kinds: &[Kind]) -> bool {
    let known = |text: &str, name: bool| {
        let key = key(text);
        let columns = kinds.iter().flat_map(|k| &k.columns);
        let of = |c: &&KindColumn| !name || c.value == ValueKind::Name;
        columns.filter(of).any(|c| is_one_of(c, &key))
    };
    let text = |row: &Row, at: u16| row.cell(at).and_then(Cell::text).map(str::to_owned);
    let heads = row.cells.iter().filter(|(_, c)| c.text().is_some_and(|t| known(t, true)));
    heads.filter_map(|(at, _)| text(below, *at)).any(|under| !known(&under, false))
}

/// Keys of the rows of one text below a row: what may be said there of the rows after it.
fn parts_below(grid: &Grid, row: u32) -> Vec<String> {
    let rows = grid.rows_between(row + 1, row + ENOUGH).iter();
    let lone = |r: &Row| match &r.cells[..] {
        [(_, only)] => only.text().map(|t| key(unnumbered(t))),
        [(_, number), (_, only)] if number.shown().len() <= 5 => {
            only.text().map(|t| key(unnumbered(t)))
        }
        // With what the part comes to.
        [(_, number), (_, name), rest @ ..] if rest.iter().all(|(_, c)| is_number(c)) => {
            let roman = number.text().is_some_and(super::rows::is_roman);
            name.text().filter(|_| roman).map(key)
        }
        _ => None,
    };
    rows.filter_map(lone).collect()
}

/// `I. Thôn Đoài` as `Thôn Đoài`.
pub(super) fn unnumbered(text: &str) -> &str {
    match text.split_once(['.', ')', ':', '-']) {
        Some((_, rest)) if super::rows::is_enumerated(text) => rest.trim(),
        _ => text.trim(),
    }
}

const fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_))
}

/// How well a kind fits: columns that are known, the more of them word by word the better, fewer
/// that are not.
fn weight(found: &Found<'_>) -> (usize, usize, std::cmp::Reverse<usize>) {
    let ticks = found.ticks.len() + found.years.len();
    (found.columns.len() + ticks, found.exact + ticks, std::cmp::Reverse(found.other.len()))
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
    /// The lowest text alone.
    leaf: String,
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
        let leaf = texts.last().map(|t| key(t)).unwrap_or_default();
        Self { column, told: texts.join(" / "), keys, leaf }
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
pub(super) fn over(grid: &Grid, row: u32, column: u16) -> Option<String> {
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

fn fit<'k>(
    kind: &'k Kind,
    heads: &[Heading],
    header: (u32, u32),
    (parts, titled): (&[String], bool),
) -> Option<Found<'k>> {
    let ticks = ticks(kind, heads);
    let years = years(kind, heads);
    let taken =
        |at: u16| ticks.iter().any(|(_, c, _)| *c == at) || years.iter().any(|(c, _)| *c == at);
    let mut columns: Vec<(usize, u16, String)> = Vec::new();
    let mut left: Vec<&Heading> = Vec::new();
    // A heading that fits one column alone takes it before one that fits several.
    let choices = |h: &&Heading| kind.columns.iter().filter(|c| is_headed(c, h)).count();
    let mut free: Vec<&Heading> = heads.iter().filter(|h| !taken(h.column)).collect();
    free.sort_by_key(choices);
    for head in free {
        match place_of(kind, &columns, |c| head.keys.iter().position(|k| is_one_of(c, k))) {
            Some(place) => columns.push((place, head.column, head.told.clone())),
            None => left.push(head),
        }
    }
    let exact = columns.len();
    let given = given(kind, heads, &mut columns).map(|head| (head.column, head.told.clone()));
    let mut other = Vec::new();
    let named = columns.iter().map(|(_, column, _)| *column);
    let named: Vec<u16> = named.chain(given.iter().map(|(column, _)| *column)).collect();
    for head in left.into_iter().filter(|h| !named.contains(&h.column)) {
        match place_of(kind, &columns, |c| speaks_of(c, head)) {
            Some(place) => columns.push((place, head.column, head.told.clone())),
            None => other.push((head.column, head.told.clone())),
        }
    }
    columns.sort_by_key(|(_, column, _)| *column);
    let there = |c: usize| {
        let told = |words: &[String]| parts.iter().any(|p| words.iter().any(|w| leads(p, w)));
        columns.iter().any(|(place, ..)| *place == c)
            || ticks.iter().any(|(place, ..)| *place == c)
            || !years.is_empty() && matches!(kind.columns[c].value, Year | Count)
            || titled && kind.columns[c].in_title
            || told(&kind.columns[c].sections)
    };
    let required = kind.columns.iter().enumerate().all(|(at, c)| !c.required || there(at));
    let groups = kind.columns.iter().filter_map(|c| c.one_of.as_deref()).all(|group| {
        let same = |(_, c): &(usize, &KindColumn)| c.one_of.as_deref() == Some(group);
        kind.columns.iter().enumerate().filter(same).any(|(at, _)| there(at))
    });
    let found = Found { kind, header, columns, ticks, years, given, other, exact };
    (required && groups).then_some(found)
}

/// The column of given names: right of one of family names, which takes the place of the name, or
/// under the same cell as the names are.
fn given<'h>(
    kind: &Kind,
    heads: &'h [Heading],
    columns: &mut Vec<(usize, u16, String)>,
) -> Option<&'h Heading> {
    const FAMILY: [&str; 8] = [
        "ho dem",
        "ho va dem",
        "ho ten dem",
        "ho va ten dem",
        "ho chu dem",
        "ho lot",
        "ho va",
        "ho",
    ];
    let place = kind.columns.iter().position(|c| c.value == ValueKind::Name)?;
    let beside = |head: &Heading| heads.iter().find(|h| h.column == head.column + 1);
    if let Some((_, column, _)) = columns.iter().find(|(at, ..)| *at == place) {
        let head = heads.iter().find(|h| h.column == *column)?;
        let given = beside(head).filter(|h| h.told == head.told || h.leaf == "ten")?;
        return columns.iter().all(|(_, c, _)| *c != given.column).then_some(given);
    }
    let family = heads.iter().find(|h| FAMILY.contains(&&*h.leaf))?;
    let given = beside(family).filter(|h| h.leaf == "ten")?;
    columns.push((place, family.column, family.told.clone()));
    Some(given)
}

/// Of the columns nothing stands for yet, the one a heading fits best: the lowest rank.
fn place_of(
    kind: &Kind,
    columns: &[(usize, u16, String)],
    rank: impl Fn(&KindColumn) -> Option<usize>,
) -> Option<usize> {
    let free = |place: &usize| {
        kind.columns[*place].repeats || columns.iter().all(|(taken, ..)| taken != place)
    };
    let ranked = (0..kind.columns.len())
        .filter(free)
        .filter_map(|place| Some((rank(&kind.columns[place])?, place)));
    ranked.min().map(|(_, place)| place)
}

/// Columns whose ticks say what another column would: at least two of them side by side.
fn ticks(kind: &Kind, heads: &[Heading]) -> Vec<(usize, u16, String)> {
    let mut out = Vec::new();
    for (place, column) in kind.columns.iter().enumerate().filter(|(_, c)| !c.ticks.is_empty()) {
        let says = |h: &Heading| column.ticks.get(&h.leaf).cloned();
        let found: Vec<(u16, String)> =
            heads.iter().filter_map(|h| Some((h.column, says(h)?))).collect();
        let beside = |(at, said): &(u16, String)| {
            found.iter().any(|(other, s)| s != said && other.abs_diff(*at) == 1)
        };
        // Of two that say the same, the one further right: the other may head the names.
        let last = |(at, said): &&(u16, String)| {
            !found.iter().any(|f| f.1 == *said && f.0 > *at && beside(f))
        };
        let found = found.iter().filter(|f| beside(f)).filter(last);
        out.extend(found.map(|(c, said)| (place, *c, said.clone())));
    }
    out
}

/// Columns headed by a year each, `Năm 2023`, where the kind has one of years and one of counts:
/// at least two, and no column of years.
fn years(kind: &Kind, heads: &[Heading]) -> Vec<(u16, i16)> {
    let has = |value: ValueKind| kind.columns.iter().filter(|c| c.value == value).count() == 1;
    if !has(ValueKind::Year) || !has(ValueKind::Count) {
        return Vec::new();
    }
    let year = |h: &Heading| {
        let words = h.leaf.strip_prefix("nam ").unwrap_or(&h.leaf);
        words.parse::<i16>().ok().filter(|y| (1990..=2100).contains(y))
    };
    let found: Vec<(u16, i16)> = heads.iter().filter_map(|h| Some((h.column, year(h)?))).collect();
    let told = heads.iter().any(|h| {
        let of = |c: &&KindColumn| c.value == ValueKind::Year;
        year(h).is_none()
            && kind.columns.iter().filter(of).any(|c| h.keys.iter().any(|k| is_one_of(c, k)))
    });
    let distinct: HashSet<i16> = found.iter().map(|(_, y)| *y).collect();
    let sound = !told && found.len() > 1 && distinct.len() == found.len();
    if sound { found } else { Vec::new() }
}

/// Whether a key begins with some words.
pub(super) fn leads(key: &str, words: &str) -> bool {
    key.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
}

/// How far a heading is from speaking of a column by words within it: the more of it they are,
/// the nearer.
fn speaks_of(column: &KindColumn, head: &Heading) -> Option<usize> {
    let key = head.keys.first()?;
    if column.besides.iter().any(|w| has(key, w)) {
        return None;
    }
    let longest = column.phrases.iter().filter(|w| has(key, w)).map(String::len).max()?;
    Some(key.len() - longest)
}

/// Whether a heading is one of the column's.
fn is_headed(column: &KindColumn, head: &Heading) -> bool {
    head.keys.iter().any(|key| is_one_of(column, key))
}

fn is_one_of(column: &KindColumn, key: &str) -> bool {
    column.headings.iter().any(|h| is_like(h, key))
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
