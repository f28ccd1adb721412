//! Cells as they arrive → rows of a grid, within bounds, equal texts shared.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use kernel::folding::compose;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::reading::{
    Asides, Cell, Grid, Limits, Merge, Refusal, Row,
    charset::{Charset, FontKind, UnderFont, by_font, is_genuine},
};

use super::legacy;

/// Shares texts of one workbook.
#[derive(Default)]
pub(super) struct Texts {
    composed: HashMap<Arc<str>, Arc<str>>,
    by_font: HashMap<(FontKind, Arc<str>), UnderFont>,
    cells: u64,
    bytes: u64,
}

impl Texts {
    fn share(&mut self, raw: &str) -> Arc<str> {
        // Numbers as text are nearly all different: looking for their equal costs more.
        if raw.as_bytes()[0].is_ascii_digit() && raw.is_ascii() {
            return raw.into();
        }
        if let Some(text) = self.composed.get(raw) {
            return Arc::clone(text);
        }
        let key: Arc<str> = raw.into();
        let text = if is_composed(raw) { Arc::clone(&key) } else { compose(raw).into() };
        self.composed.insert(key, Arc::clone(&text));
        text
    }

    fn under_font(&mut self, kind: FontKind, raw: &Arc<str>) -> UnderFont {
        let slot = self.by_font.entry((kind, Arc::clone(raw)));
        slot.or_insert_with(|| by_font(kind, raw)).clone()
    }
}

/// What the cells under the fonts of one encoding are, whatever the fonts say.
#[derive(Default)]
struct Told {
    unicode: u32,
    legacy: u32,
}

/// Signs that turn the direction of writing, pasted along with numbers and dates.
const DIRECTIONS: [char; 11] = [
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}',
];

/// Errors of spreadsheets where they arrive as text.
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// A text without turns of direction, with letters and digits of full width as plain ones, and
/// with the letter that looks like another country's as ours.
fn narrow(text: &str) -> String {
    let ours = is_genuine(text);
    let plain = |c: char| match c {
        'Ð' if ours => 'Đ',
        'ð' if ours => 'đ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !DIRECTIONS.contains(c)).map(plain).collect()
}

/// Whether composing would change nothing. Unsure counts as no.
fn is_composed(text: &str) -> bool {
    text.is_ascii()
        || is_nfc_quick(text.chars()) == IsNormalized::Yes
            && !text.contains(['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'])
}

/// A grid being filled, row by row.
pub(super) struct GridBuilder<'a> {
    limits: &'a Limits,
    texts: &'a mut Texts,
    grid: Grid,
    sorted: bool,
    decoded: HashSet<Arc<str>>,
    converted: HashMap<Charset, u32>,
    /// By encoding, and by column of it.
    told: HashMap<(Charset, Option<u32>), Told>,
    /// Cells that are Vietnamese with their font and without it, as they stand.
    either: HashMap<(u32, u32), (Charset, Arc<str>)>,
}

impl<'a> GridBuilder<'a> {
    pub(super) fn new(name: &str, hidden: bool, limits: &'a Limits, texts: &'a mut Texts) -> Self {
        let grid = Grid { name: compose(name), hidden, ..Grid::default() };
        Self {
            limits,
            texts,
            grid,
            sorted: true,
            decoded: HashSet::new(),
            converted: HashMap::new(),
            told: HashMap::new(),
            either: HashMap::new(),
        }
    }

    /// Adds a text cell; white space alone is no cell.
    pub(super) fn text(
        &mut self,
        at: (u32, u32),
        raw: &str,
        font: Option<FontKind>,
    ) -> Result<(), Refusal> {
        let blank = |c: char| c.is_whitespace() || DIRECTIONS.contains(&c);
        if raw.chars().all(blank) {
            return Ok(());
        }
        let most = self.limits.cell_chars;
        if raw.len() > most && raw.chars().nth(most).is_some() {
            return Err(Refusal::CellTooLong { limit: most as u64 });
        }
        self.texts.bytes += raw.len() as u64;
        if self.texts.bytes > self.limits.text_bytes {
            return Err(Refusal::TooMuchText { limit: self.limits.text_bytes });
        }
        if raw.trim_start().starts_with('#')
            && let Some(error) = ERRORS.iter().find(|e| **e == raw.trim())
        {
            return self.push(at, Cell::Error(error));
        }
        let wide =
            |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | 'Ð' | 'ð') || DIRECTIONS.contains(&c);
        let mut text = if !raw.is_ascii() && raw.contains(wide) {
            self.texts.share(&narrow(raw))
        } else {
            self.texts.share(raw)
        };
        if let Some(kind) = font {
            text = self.under_font(at, kind, text);
        }
        self.push(at, Cell::Text(text))
    }

    /// The text of a cell under its font; what it tells of the other cells is kept.
    fn under_font(&mut self, at: (u32, u32), kind: FontKind, raw: Arc<str>) -> Arc<str> {
        let found = self.texts.under_font(kind, &raw);
        if let FontKind::Letters { charset, .. } = kind {
            for column in [None, Some(at.1)] {
                let told = self.told.entry((charset, column)).or_default();
                told.unicode += u32::from(found == UnderFont::Unicode);
                told.legacy += u32::from(matches!(found, UnderFont::Legacy(_)));
            }
            if matches!(found, UnderFont::Either(_)) {
                self.either.insert(at, (charset, Arc::clone(&raw)));
            }
        }
        let (UnderFont::Is(new) | UnderFont::Legacy(new) | UnderFont::Either(new)) = found else {
            return raw;
        };
        if let FontKind::Letters { charset, .. } = kind
            && !raw.is_ascii()
        {
            *self.converted.entry(charset).or_default() += 1;
        }
        let new: Arc<str> = new.into();
        self.decoded.insert(Arc::clone(&new));
        new
    }

    /// Takes back what a font made of cells that are Vietnamese without it, where nothing else
    /// under it is in its encoding, or more is Unicode.
    fn disbelieve_fonts(&mut self) {
        let believed = |charset, column| {
            let none = Told::default();
            let of = |column| self.told.get(&(charset, column)).unwrap_or(&none);
            let (near, all) = (of(Some(column)), of(None));
            match (near.legacy, near.unicode) {
                (0, 0) => all.legacy > all.unicode,
                (legacy, unicode) => legacy > unicode,
            }
        };
        let mut back: HashMap<(u32, u32), Arc<str>> = HashMap::new();
        for (at, (charset, raw)) in &self.either {
            if !believed(*charset, at.1) {
                back.insert(*at, Arc::clone(raw));
                *self.converted.entry(*charset).or_default() -= 1;
            }
        }
        self.converted.retain(|_, n| *n > 0);
        for row in self.grid.rows.iter_mut().filter(|_| !back.is_empty()) {
            for (column, cell) in &mut row.cells {
                if let Some(raw) = back.get(&(row.number - 1, u32::from(*column))) {
                    *cell = Cell::Text(Arc::clone(raw));
                }
            }
        }
    }

    /// Adds a cell at a 0-based row and column.
    pub(super) fn push(&mut self, (row, column): (u32, u32), cell: Cell) -> Result<(), Refusal> {
        let limits = self.limits;
        if column >= u32::from(limits.columns) {
            return Err(Refusal::TooManyColumns { limit: limits.columns.into() });
        }
        self.texts.cells += 1;
        if self.texts.cells > limits.cells {
            return Err(Refusal::TooManyCells { limit: limits.cells });
        }
        let column = u16::try_from(column).expect("below a bound of that size");
        let number = row.saturating_add(1);
        if let Some(last) = self.grid.rows.last_mut()
            && last.number == number
        {
            self.sorted &= last.cells.last().is_none_or(|(c, _)| *c < column);
            last.cells.push((column, cell));
            return Ok(());
        }
        let last = self.grid.rows.last();
        self.sorted &= last.is_none_or(|l| l.number < number);
        let mut cells = Vec::with_capacity(last.map_or(8, |l| l.cells.len()));
        cells.push((column, cell));
        if self.grid.rows.len() >= limits.rows as usize {
            return Err(Refusal::TooManyRows { limit: limits.rows.into() });
        }
        self.grid.rows.push(Row { number, cells });
        Ok(())
    }

    /// The cell at a 0-based row and column is struck through.
    pub(super) fn struck(&mut self, (row, column): (u32, u32)) {
        let column = u16::try_from(column).ok();
        self.grid.struck.extend(column.map(|column| (row.saturating_add(1), column)));
    }

    pub(super) const fn since_1904(&mut self, yes: bool) {
        self.grid.since_1904 = yes;
    }

    pub(super) fn asides(&mut self, mut asides: Asides) {
        asides.rows.sort_unstable();
        asides.notes.sort_unstable();
        asides.notes.dedup();
        self.grid.asides = asides;
    }

    pub(super) fn merges(&mut self, mut merges: Vec<Merge>) {
        merges.sort_by_key(|m| (m.top, m.left));
        self.grid.merges = merges;
    }

    pub(super) fn finish(mut self) -> Grid {
        if !self.sorted {
            self.sort();
        }
        for row in &mut self.grid.rows {
            row.cells.shrink_to_fit();
        }
        self.grid.struck.sort_unstable();
        self.disbelieve_fonts();
        legacy::convert(&mut self.grid, &self.decoded, &mut self.converted);
        let mut converted: Vec<_> = self.converted.into_iter().collect();
        converted.sort_by_key(|(c, n)| (std::cmp::Reverse(*n), c.as_str()));
        self.grid.converted = converted;
        self.grid
    }

    /// Files may state rows and cells in any order, and twice: the last one counts.
    fn sort(&mut self) {
        self.grid.rows.sort_by_key(|r| r.number);
        let mut rows: Vec<Row> = Vec::with_capacity(self.grid.rows.len());
        for row in self.grid.rows.drain(..) {
            match rows.last_mut() {
                Some(last) if last.number == row.number => last.cells.extend(row.cells),
                _ => rows.push(row),
            }
        }
        for row in &mut rows {
            row.cells.reverse();
            row.cells.sort_by_key(|(c, _)| *c);
            row.cells.dedup_by_key(|(c, _)| *c);
        }
        self.grid.rows = rows;
    }
}
