//! Tables as files: CSV for programs, XLSX for people.

use std::fmt::Write as _;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use kernel::folding;
use rust_xlsxwriter::{Format as Style, Workbook, Worksheet, XlsxError};

use crate::{
    Problem, Table, TableQuery, Ui, about, format,
    table::{Row, Value},
};

/// Longest name of a sheet.
const SHEET_NAME: usize = 31;
/// Longest name of a file, its day not counted.
const LONGEST_NAME: usize = 100;
/// Longest text of a cell that a spreadsheet takes.
const CELL_TEXT: usize = 32_767;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, UTF-8 with a byte order mark, so that spreadsheets read Vietnamese.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// `csv` or `xlsx`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// The file, where the address asks for one: `if let Some(file) = export::answer(…) { return file }`.
pub fn answer(ui: &Ui, query: &TableQuery, name: &str, table: &Table) -> Option<Response> {
    Some(made(ui, query.format?, name, table))
}

/// A table of the page `name` as a file. Its name carries page, table and day.
pub(crate) fn made(ui: &Ui, format: Format, name: &str, table: &Table) -> Response {
    let mut called = name.to_owned();
    if table.caption != name {
        let _ = write!(called, " {}", table.caption);
    }
    let called = dated(&called, about::day(ui));
    match format {
        Format::Csv => saved(format, &called, csv_of(ui, table)),
        Format::Xlsx => match xlsx_of(ui, name, table) {
            Ok(bytes) => saved(format, &called, bytes),
            Err(error) => Problem::internal(&error).into_response(),
        },
    }
}

/// Rows of text as CSV. Nothing in it is taken for a formula.
pub fn csv<R, C>(headers: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory does not fail.
    let _ = writer.write_record(headers.iter().map(|h| guard(h)));
    for row in rows {
        let _ = writer.write_record(row.into_iter().map(|c| guard(c.as_ref())));
    }
    writer.into_inner().unwrap_or_default()
}

/// Rows of text as a workbook of one sheet. Text stays text.
pub fn xlsx<R, C>(
    sheet: &str,
    headers: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, XlsxError>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    prepare(page, sheet, headers.iter().copied())?;
    for (r, row) in (1..).zip(rows) {
        for (c, cell) in (0..).zip(row) {
            page.write_string(r, c, clip(cell.as_ref()))?;
        }
    }
    page.autofit();
    book.save_to_buffer()
}

/// A file to be saved, under a name that every system takes.
pub fn file(format: Format, name: &str, bytes: Vec<u8>) -> Response {
    saved(format, &dated(name, None), bytes)
}

/// A name that every system takes, and the day behind it.
fn dated(name: &str, day: Option<Date>) -> String {
    let mut plain = String::new();
    for c in folding::plain(name).chars().take(LONGEST_NAME) {
        if c.is_ascii_alphanumeric() {
            plain.push(c);
        } else if !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.trim_matches('-');
    let plain = if plain.is_empty() { "export" } else { plain };
    day.map_or_else(|| plain.to_owned(), |day| format!("{plain}-{day}"))
}

fn saved(format: Format, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.extension());
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// What begins a formula; full-width signs where the keyboard is East Asian.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
/// What ends a cell where a spreadsheet believes in another delimiter than the comma, as it does
/// where the comma stands in decimals.
const ENDS: [char; 4] = [';', '\t', '\r', '\n'];

/// Text that a spreadsheet would run as a formula gets an apostrophe, behind a foreign delimiter
/// too; plain numbers do not.
pub fn guard(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    if text.starts_with(&ENDS[1..]) {
        out.push('\'');
    }
    for part in text.split_inclusive(ENDS) {
        if part.starts_with(FORMULA) && !is_plain_number(part.trim_end_matches(ENDS)) {
            out.push('\'');
        }
        out.push_str(part);
    }
    out
}

/// `-5`, `+3`, `-1.234,5`: digits in groups, nothing else.
fn is_plain_number(text: &str) -> bool {
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    body.starts_with(|c: char| c.is_ascii_digit())
        && body.ends_with(|c: char| c.is_ascii_digit() || c == '%')
        && body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
}

fn csv_of(ui: &Ui, table: &Table) -> Vec<u8> {
    let headers: Vec<&str> = table.columns.iter().map(|c| c.label.as_ref()).collect();
    let text = |value: &Value| match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.clone().into_owned(),
        Value::Count(n) => n.to_string(),
        Value::Decimal(x, places) => plain_decimal(*x, *places),
        Value::Share(x, places) => ui.percent(*x, *places).replace('\u{2212}', "-"),
        Value::Date(day) => format::date(*day),
    };
    let rows = table.rows.iter().map(|row| match row {
        Row::Section(label) => vec![label.clone().into_owned()],
        Row::Cells(cells, _) => cells.iter().map(|c| text(&c.value)).collect(),
    });
    csv(&headers, rows)
}

/// With a point, whatever the language: CSV is for programs.
fn plain_decimal(x: f64, places: usize) -> String {
    if x.is_finite() { format!("{x:.places$}") } else { String::new() }
}

fn xlsx_of(ui: &Ui, name: &str, table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    prepare(page, &table.caption, table.columns.iter().map(|c| c.label.as_ref()))?;
    let section = Style::new().set_bold();
    let day = Style::new().set_num_format("dd/mm/yyyy");
    for (r, row) in (1..).zip(&table.rows) {
        match row {
            Row::Section(label) => {
                page.write_string_with_format(r, 0, clip(label), &section)?;
            }
            Row::Cells(cells, _) => {
                for (c, cell) in (0..).zip(cells) {
                    write_value(page, (r, c), &cell.value, &day)?;
                }
            }
        }
    }
    page.autofit();
    tell_about(book.add_worksheet(), ui, name, table)?;
    book.save_to_buffer()
}

/// The second sheet: what the first is of.
fn tell_about(page: &mut Worksheet, ui: &Ui, name: &str, table: &Table) -> Result<(), XlsxError> {
    let said = ui.t("ui-about");
    if sheet_name(&table.caption) != said {
        page.set_name(said)?;
    }
    let label = Style::new().set_bold();
    for (r, (said, value)) in (0..).zip(about::lines(ui, name, table)) {
        page.write_string_with_format(r, 0, clip(&said), &label)?;
        page.write_string(r, 1, clip(&value))?;
    }
    page.autofit();
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a workbook knows no other number than f64")]
fn write_value(
    page: &mut Worksheet,
    (r, c): (u32, u16),
    value: &Value,
    day: &Style,
) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) => {
            page.write_string(r, c, clip(text))?;
        }
        Value::Count(n) => {
            page.write_number_with_format(r, c, *n as f64, &Style::new().set_num_format("#,##0"))?;
        }
        Value::Decimal(x, places) if x.is_finite() => {
            let style = Style::new().set_num_format(format!("#,##0.{}", "0".repeat(*places)));
            page.write_number_with_format(r, c, *x, &style)?;
        }
        Value::Share(x, places) if x.is_finite() => {
            let style = Style::new().set_num_format(format!("0.{}%", "0".repeat(*places)));
            page.write_number_with_format(r, c, *x, &style)?;
        }
        Value::Date(date) if date.year() >= 1900 => {
            let at = rust_xlsxwriter::ExcelDateTime::from_ymd(
                date.year().unsigned_abs(),
                date.month().unsigned_abs(),
                date.day().unsigned_abs(),
            )?;
            page.write_datetime_with_format(r, c, &at, day)?;
        }
        Value::Date(date) => {
            page.write_string(r, c, format::date(*date))?;
        }
        Value::Blank | Value::Decimal(..) | Value::Share(..) => {}
    }
    Ok(())
}

fn prepare<'a>(
    page: &mut Worksheet,
    name: &str,
    headers: impl Iterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    let name = sheet_name(name);
    if !name.is_empty() {
        page.set_name(name)?;
    }
    let head = Style::new().set_bold().set_text_wrap();
    for (c, label) in (0..).zip(headers) {
        page.write_string_with_format(0, c, clip(label), &head)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    Ok(())
}

fn sheet_name(name: &str) -> String {
    let name: String =
        name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(SHEET_NAME).collect();
    name.trim().to_owned()
}

fn clip(text: &str) -> String {
    text.chars().take(CELL_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::{Cell, Column, Lang};
    use calamine::{Data, Reader, Xlsx};

    #[test]
    fn nothing_in_a_csv_is_a_formula() {
        let cells = [
            "=1+1",
            "+84912",
            "-5",
            "@x",
            "\tx",
            "\rx",
            "-1.234,5",
            "-2+3",
            "an, \"b\"",
            "x;=1",
            "\u{ff1d}1",
        ];
        let text = String::from_utf8(csv(&["=a"], [cells])).unwrap();
        assert_eq!(
            text,
            "\u{feff}'=a\r\n'=1+1,+84912,-5,'@x,'\tx,\"'\rx\",\"-1.234,5\",'-2+3,\"an, \"\"b\"\"\",x;'=1,'\u{ff1d}1\r\n"
        );
    }

    fn table() -> Table {
        let columns =
            [Column::new("a", "Họ tên"), Column::new("b", "Số"), Column::new("c", "Ngày")];
        let mut table = Table::new("t", "Cán bộ [2024]", columns);
        table.section("Sở Y tế");
        table.push([
            Cell::text("=HYPERLINK(\"x\")"),
            Cell::count(-1234),
            Cell::date(Date::constant(2024, 10, 15)),
        ]);
        table.push([Cell::text("007"), Cell::share(0.5, 1), Cell::blank()]);
        table
    }

    #[test]
    fn a_workbook_keeps_text_as_text_and_numbers_as_numbers() {
        let ui = Ui::sample(&[], Lang::Vi, "/").unwrap();
        let bytes = xlsx_of(&ui, "Cán bộ", &table()).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Cán bộ 2024").unwrap();
        let rows: Vec<_> = sheet.rows().map(<[Data]>::to_vec).collect();
        assert_eq!(rows[1][0], Data::String("Sở Y tế".into()));
        assert_eq!(rows[2][0], Data::String("=HYPERLINK(\"x\")".into()));
        assert_eq!(rows[2][1], Data::Float(-1234.0));
        assert!(matches!(&rows[2][2], Data::DateTime(d) if (d.as_f64() - 45580.0).abs() < 1e-9));
        assert_eq!(rows[3][0], Data::String("007".into()));
        assert_eq!(rows[3][1], Data::Float(0.5));
        assert!(book.worksheet_formula("Cán bộ 2024").unwrap().is_empty());
    }

    #[test]
    fn the_answer_is_a_file_to_save() {
        let ui = Ui::sample(&[], Lang::Vi, "/x?format=csv").unwrap();
        let query = TableQuery::read(&ui, &[]);
        let response = answer(&ui, &query, "Cán bộ Sở Y tế\"\r\n", &table()).unwrap();
        let head = response.headers();
        assert_eq!(
            head[header::CONTENT_DISPOSITION],
            "attachment; filename=\"can-bo-so-y-te-can-bo-2024.csv\""
        );
        assert_eq!(head[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert!(answer(&ui, &TableQuery::default(), "x", &table()).is_none());
    }
}
