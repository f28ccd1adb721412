//! Legacy encodings that no font tells of: judged text by text, and by what stands around it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use crate::reading::{
    Cell, Grid,
    charset::{Charset, Odd, Plain, Stand, Votes, is_genuine, stand},
};

/// What was heard of the texts of one column.
#[derive(Default)]
struct Column {
    /// Cells that are Unicode beyond doubt.
    genuine: u32,
    plain: Vec<Plain>,
    odd: Vec<Odd>,
    votes: Votes,
}

impl Column {
    fn hear(&mut self, stand: Stand) {
        match stand {
            Stand::Silent => {}
            Stand::Genuine => self.genuine += 1,
            Stand::Plain(plain) => self.plain.push(plain),
            Stand::Odd(odd) => {
                self.votes.add(&odd);
                self.odd.push(odd);
            }
        }
    }

    fn speaking_for(&self, charset: Charset) -> usize {
        self.odd.iter().filter(|o| o.speaks_for(charset)).count()
    }
}

/// What becomes of a text: another, or none that can be told.
type Change = Option<(Charset, Arc<str>)>;

/// Converts the cells whose text is in a legacy encoding, and notes those that make no sense and
/// in no encoding for certain. `decoded` are texts already converted by their font.
pub(super) fn convert(
    grid: &mut Grid,
    decoded: &HashSet<Arc<str>>,
    converted: &mut HashMap<Charset, u32>,
) {
    let columns = heard(grid, decoded);
    if columns.values().all(|c| c.odd.is_empty()) {
        return;
    }
    let changes = changes(&columns, converted);
    for row in &mut grid.rows {
        for (column, cell) in &mut row.cells {
            let Cell::Text(text) = cell else { continue };
            if text.is_ascii() {
                continue;
            }
            match changes.get(&(*column, Arc::clone(text))) {
                None => {}
                Some(None) => grid.garbled.push((row.number, *column)),
                Some(Some((charset, new))) => {
                    *text = Arc::clone(new);
                    *converted.entry(*charset).or_default() += 1;
                }
            }
        }
    }
}

/// Looks at each text of each column once; Unicode is known at a glance.
fn heard(grid: &Grid, decoded: &HashSet<Arc<str>>) -> BTreeMap<u16, Column> {
    let mut seen: HashSet<(u16, &Arc<str>)> = HashSet::new();
    let mut columns: BTreeMap<u16, Column> = BTreeMap::new();
    for (column, cell) in grid.rows.iter().flat_map(|r| &r.cells) {
        if let Cell::Text(text) = cell
            && !text.is_ascii()
        {
            let genuine = is_genuine(text);
            if (genuine || seen.insert((*column, text))) && !decoded.contains(text) {
                let column = columns.entry(*column).or_default();
                column.hear(if genuine { Stand::Genuine } else { stand(text) });
            }
        }
    }
    columns
}

fn changes(
    columns: &BTreeMap<u16, Column>,
    by_font: &HashMap<Charset, u32>,
) -> HashMap<(u16, Arc<str>), Change> {
    let mut sheet = Votes::default();
    for (charset, count) in by_font {
        sheet.by_font(*charset, *count);
    }
    for odd in columns.values().flat_map(|c| &c.odd) {
        sheet.add(odd);
    }
    let lead = sheet.lead();
    let everything = lead.filter(|lead| is_all(columns.values(), *lead));
    let mut out = HashMap::new();
    for (at, column) in columns {
        for odd in &column.odd {
            let told = odd.converted(column.votes, sheet).map(|(c, text)| (c, text.into()));
            if told.is_some() || odd.is_garbled() {
                out.insert((*at, Arc::clone(&odd.text)), told);
            }
        }
        let own = column.votes.lead().or(everything).filter(|_| column.genuine == 0);
        for plain in column.plain.iter().filter(|_| own.is_some()) {
            let Some(charset) = own else { continue };
            let whole = everything == own || is_all([column], charset);
            if let Some(new) = plain.converted(charset, whole) {
                out.insert((*at, Arc::clone(&plain.text)), Some((charset, new.into())));
            }
        }
    }
    out
}

/// Whether so much speaks for an encoding that what could be Unicode as well is in it too.
fn is_all<'a>(columns: impl IntoIterator<Item = &'a Column>, charset: Charset) -> bool {
    let mut speak = (0, 0);
    for column in columns {
        speak.0 += column.speaking_for(charset);
        speak.1 += column.plain.len() + 4 * column.genuine as usize;
    }
    speak.0 > speak.1
}
