//! `OpenDocument`, read as a stream: repeats are bounded before they are made, and merged ranges
//! are told.

use std::{
    collections::{HashMap, HashSet},
    io::Cursor,
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::reading::{Asides, Cell, Format, Grid, Limits, Merge, Refusal, Workbook};

use super::{
    cells::{GridBuilder, Texts},
    package::{attribute, part, tags},
    xlsx::iso,
};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Corrupt)?;
    let manifest = part(&mut zip, "META-INF/manifest.xml")?;
    if !tags(&manifest, "encryption-data").is_empty() {
        return Err(Refusal::Encrypted);
    }
    let xml = part(&mut zip, "content.xml")?;
    let mut reader = Reader::from_str(&xml);
    let mut hidden: HashMap<String, bool> = HashMap::new();
    let mut striking: HashSet<String> = HashSet::new();
    let mut style = String::new();
    let mut texts = Texts::default();
    let mut sheets = Vec::new();
    loop {
        match reader.read_event().map_err(|_| Refusal::Corrupt)? {
            Event::Start(t) | Event::Empty(t) if t.local_name().as_ref() == "style" => {
                style = attribute(&t, "name").unwrap_or_default();
            }
            Event::Start(t) | Event::Empty(t) if t.local_name().as_ref() == "table-properties" => {
                let off = attribute(&t, "display").as_deref() == Some("false");
                hidden.insert(style.clone(), off);
            }
            Event::Start(t) | Event::Empty(t) if t.local_name().as_ref() == "text-properties" => {
                let line = attribute(&t, "text-line-through-style");
                striking.extend(line.filter(|l| l != "none").map(|_| style.clone()));
            }
            Event::Start(t) if t.local_name().as_ref() == "table" => {
                let style = attribute(&t, "style-name").unwrap_or_default();
                let off = hidden.get(&style).copied().unwrap_or(false);
                if sheets.len() >= limits.sheets {
                    return Err(Refusal::TooManySheets { limit: limits.sheets as u64 });
                }
                let name = attribute(&t, "name").unwrap_or_default();
                let grid = GridBuilder::new(&name, off, limits, &mut texts);
                sheets.push(table(&mut reader, grid, &striking)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(Workbook { format: Format::Ods, sheets })
}

/// A cell as it is being read.
#[derive(Default)]
struct Pending {
    value: Option<Cell>,
    text: String,
    paragraphs: u32,
    /// Columns it stands in.
    repeat: u32,
    /// Columns and rows it is merged over.
    span: (u32, u32),
    /// Inside a note on the cell, whose words are not the cell's.
    in_note: bool,
    /// Struck through.
    struck: bool,
}

fn table(
    reader: &mut Reader<&[u8]>,
    mut grid: GridBuilder<'_>,
    striking: &HashSet<String>,
) -> Result<Grid, Refusal> {
    let (mut row, mut column) = (0u32, 0u32);
    let mut rows_repeated = 1;
    let mut filled: Vec<(u32, Cell, bool)> = Vec::new();
    let mut merges = Vec::new();
    let mut pending = Pending::default();
    let mut asides = Asides::default();
    let (mut hidden, mut columns) = (false, 0u32);
    let mut depth = 1;
    loop {
        match reader.read_event().map_err(|_| Refusal::Corrupt)? {
            Event::Start(t) => match t.local_name().as_ref() {
                "table" => depth += 1,
                "table-row" => {
                    rows_repeated = repeat(&t, "number-rows-repeated");
                    hidden = is_hidden(&t);
                    column = 0;
                }
                "table-cell" | "covered-table-cell" => pending = opened(&t, striking),
                "annotation" => {
                    pending.in_note = true;
                    let at =
                        u16::try_from(column).ok().map(|column| (row.saturating_add(1), column));
                    asides.notes.extend(at);
                }
                "p" if !pending.in_note => {
                    if pending.paragraphs > 0 {
                        pending.text.push('\n');
                    }
                    pending.paragraphs += 1;
                }
                _ => {}
            },
            Event::Empty(t) => match t.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    close_cell(opened(&t, striking), row, &mut column, &mut filled, &mut merges);
                }
                "table-row" => row = row.saturating_add(repeat(&t, "number-rows-repeated")),
                "table-column" => {
                    let from = columns;
                    columns = columns.saturating_add(repeat(&t, "number-columns-repeated"));
                    asides.columns.extend(hidden_range(&t, from, columns));
                }
                "s" | "line-break" | "tab" if !pending.in_note => pending.text.push(' '),
                _ => {}
            },
            Event::Text(t) if !pending.in_note && pending.paragraphs > 0 => {
                pending.text.push_str(&t.xml10_content());
            }
            Event::GeneralRef(r) if !pending.in_note && pending.paragraphs > 0 => {
                let entity = format!("&{};", &*r);
                let text = quick_xml::escape::unescape(&entity).map_err(|_| Refusal::Corrupt)?;
                pending.text.push_str(&text);
            }
            Event::End(t) => match t.local_name().as_ref() {
                "annotation" => pending.in_note = false,
                "table-cell" | "covered-table-cell" => {
                    let cell = std::mem::take(&mut pending);
                    close_cell(cell, row, &mut column, &mut filled, &mut merges);
                }
                "table-row" => {
                    let copies = if filled.is_empty() { 0 } else { rows_repeated };
                    for copy in 0..copies {
                        for (column, cell, struck) in &filled {
                            let at = (row.saturating_add(copy), *column);
                            put(&mut grid, at, cell)?;
                            if *struck {
                                grid.struck(at);
                            }
                        }
                        if hidden {
                            asides.rows.push(row.saturating_add(copy).saturating_add(1));
                        }
                    }
                    filled.clear();
                    row = row.saturating_add(rows_repeated);
                }
                "table" => {
                    depth -= 1;
                    if depth == 0 {
                        grid.merges(merges);
                        grid.asides(asides);
                        return Ok(grid.finish());
                    }
                }
                _ => {}
            },
            Event::Eof => return Err(Refusal::Corrupt),
            _ => {}
        }
    }
}

/// Whether rows or columns are hidden, by hand or by a filter.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    matches!(attribute(tag, "visibility").as_deref(), Some("collapse" | "filter"))
}

/// Columns from one to before another, where they are hidden.
fn hidden_range(tag: &BytesStart<'_>, from: u32, to: u32) -> Option<(u16, u16)> {
    let last = u16::try_from(to.checked_sub(1)?).unwrap_or(u16::MAX);
    is_hidden(tag).then_some((u16::try_from(from).ok()?, last))
}

fn put(grid: &mut GridBuilder<'_>, at: (u32, u32), cell: &Cell) -> Result<(), Refusal> {
    match cell {
        Cell::Text(t) => grid.text(at, t, None),
        other => grid.push(at, other.clone()),
    }
}

fn repeat(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|v| v.parse().ok()).unwrap_or(1)
}

fn opened(tag: &BytesStart<'_>, striking: &HashSet<String>) -> Pending {
    let number = |name: &str| attribute(tag, name).and_then(|v| v.parse::<f64>().ok());
    let value = match attribute(tag, "value-type").as_deref() {
        Some("float" | "percentage" | "currency") => number("value").map(Cell::Number),
        Some("boolean") => attribute(tag, "boolean-value").map(|v| Cell::Bool(v == "true")),
        Some("date") => attribute(tag, "date-value").and_then(|v| iso(&v)).map(Cell::Date),
        _ => None,
    };
    Pending {
        value,
        repeat: repeat(tag, "number-columns-repeated"),
        span: (repeat(tag, "number-columns-spanned"), repeat(tag, "number-rows-spanned")),
        struck: attribute(tag, "style-name").is_some_and(|style| striking.contains(&style)),
        ..Pending::default()
    }
}

fn close_cell(
    cell: Pending,
    row: u32,
    column: &mut u32,
    filled: &mut Vec<(u32, Cell, bool)>,
    merges: &mut Vec<Merge>,
) {
    let at = *column;
    *column = column.saturating_add(cell.repeat);
    if (cell.span.0 > 1 || cell.span.1 > 1)
        && let Ok(left) = u16::try_from(at)
        && let Ok(right) = u16::try_from(at.saturating_add(cell.span.0 - 1))
    {
        let bottom = row.saturating_add(cell.span.1);
        merges.push(Merge { top: row.saturating_add(1), bottom, left, right });
    }
    let value = match cell.value {
        Some(value) => value,
        None if cell.text.trim().is_empty() => return,
        None => Cell::Text(cell.text.into()),
    };
    // Beyond the bound on columns the grid refuses; no need to make more than one of those.
    for n in 0..cell.repeat.min(20_000) {
        filled.push((at.saturating_add(n), value.clone(), cell.struck));
    }
}
