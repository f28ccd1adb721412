//! Office Open XML, cell by cell.

use std::{
    collections::HashMap,
    io::Cursor,
    sync::mpsc::{SyncSender, sync_channel},
};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use kernel::Date;
use zip::ZipArchive;

use crate::reading::{Cell, Format, Limits, Refusal, Workbook, charset::FontKind};

use super::{
    asides,
    cells::{GridBuilder, Texts},
    package,
    scan::Checked,
};

pub(super) fn read(bytes: &[u8], checked: &Checked, limits: &Limits) -> Result<Workbook, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Corrupt)?;
    let (workbook, parts) = package::sheets(&mut zip)?;
    let since_1904 = package::since_1904(&mut zip, &workbook)?;
    let paths: HashMap<_, _> = parts.into_iter().map(|s| (s.name, s.path)).collect();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let listed = book.sheets_metadata().to_vec();
    if listed.len() > limits.sheets {
        return Err(Refusal::TooManySheets { limit: limits.sheets as u64 });
    }
    let mut texts = Texts::default();
    let mut sheets = Vec::new();
    for sheet in listed.iter().filter(|s| s.typ == SheetType::WorkSheet) {
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut grid = GridBuilder::new(&sheet.name, hidden, limits, &mut texts);
        grid.since_1904(since_1904);
        fill(&mut book, &sheet.name, &mut grid)?;
        let part = paths.get(&sheet.name);
        for at in part.and_then(|p| checked.hollow.get(p)).into_iter().flatten() {
            grid.push(*at, Cell::Error(NOT_RECKONED))?;
        }
        let merges = part.and_then(|p| checked.merges.get(p));
        grid.merges(merges.cloned().unwrap_or_default());
        if let Some(part) = part {
            grid.asides(asides::of_sheet(&mut zip, checked, part)?);
        }
        sheets.push(grid.finish());
    }
    Ok(Workbook { format: Format::Xlsx, sheets })
}

/// What a cell shows whose formula has no value in the file.
const NOT_RECKONED: &str = "=…";

fn fill(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut GridBuilder<'_>,
) -> Result<(), Refusal> {
    let cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(e) => return Err(refusal(e)),
    };
    let fonts: Vec<(Option<FontKind>, bool)> = cells.styles().iter().map(font).collect();
    // One thread decodes the file while the other builds the grid.
    let (send, receive) = sync_channel(HANDFULS);
    std::thread::scope(|scope| {
        scope.spawn(move || decode(cells, &send));
        for handful in receive {
            for (cell, style) in handful? {
                let (font, struck) = fonts.get(style).copied().unwrap_or_default();
                place(grid, &cell, font)?;
                if struck && !matches!(cell.get_value(), DataRef::Empty) {
                    grid.struck(cell.get_position());
                }
            }
        }
        Ok(())
    })
}

/// The legacy encoding a style's font is made for, and whether it strikes its text through.
fn font(style: &calamine::Style) -> (Option<FontKind>, bool) {
    let font = style.font.as_ref();
    let kind = font.and_then(|f| FontKind::of(f.name.as_deref()?));
    (kind, font.is_some_and(|f| f.strikethrough))
}

/// A cell with the number of its style.
type Styled<'a> = (calamine::Cell<DataRef<'a>>, usize);

/// Cells that are handed over together.
const HANDFUL: usize = 1_024;
/// Handfuls that may wait.
const HANDFULS: usize = 8;

/// Decodes cells until the sheet ends, can't be read, or nobody takes them any more.
fn decode<'a>(
    mut cells: XlsxCellReader<'a, Cursor<&[u8]>>,
    to: &SyncSender<Result<Vec<Styled<'a>>, Refusal>>,
) {
    let mut handful = Vec::with_capacity(HANDFUL);
    loop {
        let next = cells.next_cell_with_style_id();
        if handful.len() == HANDFUL || !matches!(next, Ok(Some(_))) {
            let full = std::mem::replace(&mut handful, Vec::with_capacity(HANDFUL));
            if to.send(Ok(full)).is_err() {
                return;
            }
        }
        match next {
            Ok(Some(cell)) => handful.push(cell),
            Ok(None) => return,
            Err(e) => {
                let _ = to.send(Err(refusal(e)));
                return;
            }
        }
    }
}

fn place(
    grid: &mut GridBuilder<'_>,
    cell: &calamine::Cell<DataRef<'_>>,
    font: Option<FontKind>,
) -> Result<(), Refusal> {
    let at = cell.get_position();
    match cell.get_value() {
        DataRef::Empty => Ok(()),
        DataRef::String(t) => grid.text(at, t, font),
        DataRef::SharedString(t) => grid.text(at, t, font),
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold numbers as f64")]
        DataRef::Int(n) => grid.push(at, Cell::Number(*n as f64)),
        DataRef::Float(n) => grid.push(at, Cell::Number(*n)),
        DataRef::Bool(b) => grid.push(at, Cell::Bool(*b)),
        DataRef::DateTime(d) => grid.push(at, moment(d)),
        DataRef::DateTimeIso(t) | DataRef::DurationIso(t) => match iso(t) {
            Some(date) => grid.push(at, Cell::Date(date)),
            None => grid.text(at, t, None),
        },
        DataRef::Error(e) => grid.push(at, Cell::Error(error(e))),
    }
}

/// A date, or the bare number where it is a time of day or a span.
pub(super) fn moment(d: &calamine::ExcelDateTime) -> Cell {
    let number = d.as_f64();
    if d.is_duration() || number < 1.0 {
        return Cell::Number(number);
    }
    let (year, month, day, ..) = d.to_ymd_hms_milli();
    let date = (|| {
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
            .ok()
    })();
    date.map_or(Cell::Number(number), Cell::Date)
}

/// The date at the head of an ISO 8601 moment.
pub(super) fn iso(text: &str) -> Option<Date> {
    kernel::parse_iso(text.get(..10)?)
}

/// The error as the spreadsheet shows it.
pub(super) fn error(e: &calamine::CellErrorType) -> &'static str {
    use calamine::CellErrorType as E;
    match e {
        E::Div0 => "#DIV/0!",
        E::NA => "#N/A",
        E::Name => "#NAME?",
        E::Null => "#NULL!",
        E::Num => "#NUM!",
        E::Ref => "#REF!",
        E::Value => "#VALUE!",
        E::GettingData => "#GETTING_DATA",
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function in map_err")]
fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        _ => Refusal::Corrupt,
    }
}
