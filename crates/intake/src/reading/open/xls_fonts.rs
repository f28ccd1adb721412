//! What the parser of the old binary format does not tell: the legacy font of a cell, and how
//! large a grid the file will ask for.

use std::collections::{HashMap, HashSet};

use crate::reading::{Limits, Refusal, charset::FontKind};

use super::{
    bytes::{u16_at, u32_at},
    compound, xls_texts,
};

/// Legacy fonts of one sheet's text cells, and which cells are struck through.
#[derive(Debug, Default)]
pub(super) struct SheetFonts {
    kinds: HashMap<(u32, u32), FontKind>,
    struck: HashSet<(u32, u32)>,
}

impl SheetFonts {
    /// The font's kind at a 0-based row and column.
    pub(super) fn at(&self, at: (u32, u32)) -> Option<FontKind> {
        self.kinds.get(&at).copied()
    }

    /// Whether the cell there is struck through.
    pub(super) fn strikes(&self, at: (u32, u32)) -> bool {
        self.struck.contains(&at)
    }
}

/// The longest text of a cell, in characters.
const LONGEST: u64 = 32_767;

/// Record types of the format.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const DATE_MODE: u16 = 0x0022;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const SST: u16 = 0x00fc;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const FONT: u16 = 0x0031;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00bd;
    pub(super) const RSTRING: u16 = 0x00d6;
    pub(super) const XF: u16 = 0x00e0;
    pub(super) const LABEL_SST: u16 = 0x00fd;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const BOF: u16 = 0x0809;
}

/// The fonts of each sheet, in the order the workbook lists them, and whether it counts its days
/// from 1904.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<SheetFonts>, bool), Refusal> {
    let stream = compound::stream(bytes, &["Workbook", "Book"])?;
    let globals = Globals::read(&stream)?;
    if globals.sheets.len() > limits.sheets {
        return Err(Refusal::TooManySheets { limit: limits.sheets as u64 });
    }
    let mut left = Left { cells: limits.cells, text: limits.text_bytes };
    let fonts = |start: &usize| sheet(&stream, *start, &globals, limits, &mut left);
    let sheets: Result<_, _> = globals.sheets.iter().map(fonts).collect();
    Ok((sheets?, globals.since_1904))
}

/// What the sheets that were not looked at yet may have.
struct Left {
    cells: u64,
    text: u64,
}

#[derive(Default)]
struct Globals {
    sheets: Vec<usize>,
    fonts: Vec<(Option<FontKind>, bool)>,
    formats: Vec<u16>,
    /// How long the shared texts are.
    texts: Vec<u64>,
    since_1904: bool,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, Refusal> {
        let mut out = Self::default();
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut before = 0;
        for (kind, data) in records(stream, 0) {
            match kind {
                record::SST => shared = vec![data],
                record::CONTINUE if before == record::SST => shared.push(data),
                _ => {}
            }
            if kind != record::CONTINUE {
                before = kind;
            }
            match kind {
                record::FILE_PASS if u16_at(data, 0) != Some(0) => return Err(Refusal::Encrypted),
                record::BOUND_SHEET => out.sheets.extend(u32_at(data, 0).map(|p| p as usize)),
                record::FONT => out.fonts.push(font(data)),
                record::XF => out.formats.push(u16_at(data, 0).unwrap_or(0)),
                record::DATE_MODE => out.since_1904 = u16_at(data, 0) == Some(1),
                record::EOF => break,
                _ => {}
            }
        }
        out.texts = xls_texts::lengths(&shared);
        Ok(out)
    }

    /// How long the text of a cell is; one that is not known may be as long as any.
    fn length(&self, cell: &[u8]) -> u64 {
        let text = u32_at(cell, 6).and_then(|at| self.texts.get(at as usize));
        text.copied().unwrap_or(LONGEST)
    }

    /// The font's kind under a cell format, and whether it strikes through.
    fn font(&self, format: u16) -> Option<(Option<FontKind>, bool)> {
        let font = *self.formats.get(usize::from(format))?;
        // There is no font number 4 in the format: those after it are counted one higher.
        let at = if font > 4 { font - 1 } else { font };
        self.fonts.get(usize::from(at)).copied()
    }
}

/// The kind of a font, and whether it strikes through.
fn font(data: &[u8]) -> (Option<FontKind>, bool) {
    const STRIKES: u16 = 0x0008;
    let kind = font_name(data).and_then(|name| FontKind::of(&name));
    (kind, u16_at(data, 2).is_some_and(|flags| flags & STRIKES != 0))
}

fn font_name(data: &[u8]) -> Option<String> {
    let len = usize::from(*data.get(14)?);
    let (wide, start) = match data.len() {
        total if total == 15 + len => (false, 15),
        _ => (data.get(15)? & 1 == 1, 16),
    };
    let units: Vec<u16> = if wide {
        (0..len).map_while(|n| u16_at(data, start + 2 * n)).collect()
    } else {
        data.get(start..start + len)?.iter().map(|b| u16::from(*b)).collect()
    };
    Some(String::from_utf16_lossy(&units))
}

fn sheet(
    stream: &[u8],
    start: usize,
    globals: &Globals,
    limits: &Limits,
    left: &mut Left,
) -> Result<SheetFonts, Refusal> {
    let mut fonts = SheetFonts::default();
    let mut depth = 0u32;
    let (mut top, mut bottom, mut first, mut last) = (u16::MAX, 0, u16::MAX, 0);
    for (kind, data) in records(stream, start) {
        match kind {
            record::DIMENSIONS if !possible(data) => return Err(Refusal::Corrupt),
            record::BOF => depth += 1,
            record::EOF if depth <= 1 => break,
            record::EOF => depth -= 1,
            record::FORMULA
            | record::MUL_RK
            | record::RSTRING
            | record::LABEL_SST
            | record::NUMBER
            | record::LABEL
            | record::BOOL_ERR
            | record::RK => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                    continue;
                };
                let until = match kind {
                    record::MUL_RK => u16_at(data, data.len().saturating_sub(2)).unwrap_or(column),
                    _ => column,
                };
                if kind == record::LABEL_SST {
                    let text = left.text.checked_sub(globals.length(data));
                    let too_much = Refusal::TooMuchText { limit: limits.text_bytes };
                    left.text = text.ok_or(too_much)?;
                }
                (top, bottom) = (top.min(row), bottom.max(row));
                (first, last) = (first.min(column), last.max(until));
                let text = !matches!(kind, record::NUMBER | record::RK | record::MUL_RK);
                let at = (row.into(), column.into());
                let (kind, struck) =
                    u16_at(data, 4).and_then(|f| globals.font(f)).unwrap_or_default();
                fonts.kinds.extend(kind.filter(|_| text).map(|kind| (at, kind)));
                fonts.struck.extend(struck.then_some(at));
            }
            _ => {}
        }
    }
    if top <= bottom && first <= last {
        // The parser keeps the whole rectangle in memory.
        let area = (u64::from(bottom - top) + 1) * (u64::from(last - first) + 1);
        let cells = left.cells.checked_sub(area);
        left.cells = cells.ok_or(Refusal::TooManyCells { limit: limits.cells })?;
    }
    Ok(fonts)
}

/// Whether the grid a sheet states fits the format: the parser makes room for all of it at once.
fn possible(dimensions: &[u8]) -> bool {
    let long = |at| u32_at(dimensions, at);
    let short = |at| u16_at(dimensions, at).map(u32::from);
    let stated = match dimensions.len() {
        10 => [short(0), short(2), short(4), short(6)],
        _ => [long(0), long(4), short(8), short(10)],
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = stated else { return false };
    top <= bottom && bottom <= 1 << 16 && left <= right && right <= 1 << 8
}

/// Records from an offset on, to the end of the stream.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let len = usize::from(u16_at(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + len)?;
        at += 4 + len;
        Some((kind, data))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_tell_their_encoding_and_whether_they_strike() {
        let record = |flags: u8, name: &str| {
            let len = u8::try_from(name.len()).unwrap();
            let head = [220, 0, flags, 0, 0xff, 0x7f, 0x90, 1, 0, 0, 0, 0, 0, 0, len, 0];
            [&head[..], name.as_bytes()].concat()
        };
        assert_eq!(font(&record(0x0a, "Arial")), (None, true));
        assert_eq!(font(&record(0x02, "Arial")), (None, false));
        assert!(matches!(font(&record(0, ".VnTime")), (Some(FontKind::Letters { .. }), false)));
    }
}
