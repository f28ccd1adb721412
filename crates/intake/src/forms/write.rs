//! A form as a workbook.

use kernel::Date;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use ui::format;

use super::{
    Asks, Form, FormColumn,
    asks::{check, day, is_long},
    printed::printed,
};
use crate::reading::column_letter;

/// The number format of text, as every spreadsheet knows it.
const TEXT: u8 = 49;
/// Rows below the example that are checked.
const ROWS: u32 = 1_000;

/// What a form is printed for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// The office that fills it in.
    pub office: Option<&'a str>,
    /// The day its rows speak of.
    pub on: Option<Date>,
    /// Offices that may be named in it.
    pub offices: &'a [String],
    /// Today: nobody is born later.
    pub today: Date,
}

/// The form as a workbook, with rows that are filled in: one text for each of its columns.
pub fn write(
    form: &Form,
    filled: &[Vec<String>],
    around: &Around<'_>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let lists = lists(form, around);
    let sheet = book.add_worksheet();
    sheet.set_name(printed().word("sheet"))?;
    Printing { form, around, lists: &lists, styles: Styles::new() }.print(sheet, filled)?;
    guide(form, book.add_worksheet())?;
    if !lists.is_empty() {
        words(&lists, book.add_worksheet())?;
    }
    book.save_to_buffer()
}

/// A list too long for the check of its column: the column's place and its words.
struct List<'a> {
    column: usize,
    words: &'a [String],
}

fn lists<'a>(form: &'a Form, around: &Around<'a>) -> Vec<List<'a>> {
    let list = |(column, told): (usize, &'a FormColumn)| {
        let words = match &told.asks {
            Asks::Unit => around.offices,
            Asks::Choice(words) if is_long(words) => words,
            _ => &[],
        };
        (!words.is_empty()).then_some(List { column, words })
    };
    form.columns.iter().enumerate().filter_map(list).collect()
}

/// The words of lists: one column each. No headings: nothing there is a table.
fn words(lists: &[List<'_>], sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(printed().word("lists"))?;
    for (c, list) in (0..).zip(lists) {
        sheet.set_column_width(c, 50)?;
        for (r, word) in (0..).zip(list.words) {
            sheet.write_string(r, c, word)?;
        }
    }
    Ok(())
}

struct Styles {
    title: Format,
    office: Format,
    head: Format,
    example: Format,
    text: Format,
    day: Format,
    plain: Format,
}

impl Styles {
    fn new() -> Self {
        let boxed = |f: Format| f.set_border(FormatBorder::Thin).set_border_color(Color::Gray);
        let middle = |f: Format| f.set_align(FormatAlign::Center);
        Self {
            title: middle(Format::new().set_bold().set_font_size(13)),
            office: Format::new().set_bold(),
            head: boxed(middle(Format::new().set_bold().set_text_wrap()))
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00DD_E7F3)),
            example: boxed(Format::new().set_italic().set_font_color(Color::RGB(0x0059_5959))),
            text: Format::new().set_num_format_index(TEXT),
            day: Format::new().set_num_format("dd/mm/yyyy"),
            plain: Format::new(),
        }
    }

    /// How the cells of a column show what is written there.
    fn of(&self, asks: &Asks) -> &Format {
        match asks {
            Asks::Birth | Asks::Date => &self.day,
            Asks::Ordinal | Asks::Year | Asks::Count | Asks::Number => &self.plain,
            _ => &self.text,
        }
    }
}

struct Printing<'a> {
    form: &'a Form,
    around: &'a Around<'a>,
    lists: &'a [List<'a>],
    styles: Styles,
}

impl Printing<'_> {
    fn print(&self, sheet: &mut Worksheet, filled: &[Vec<String>]) -> Result<(), XlsxError> {
        let head = self.title(sheet)?;
        let example = self.heads(sheet, head)?;
        self.columns(sheet, example)?;
        for (c, column) in (0..).zip(&self.form.columns) {
            sheet.write_string_with_format(example, c, &column.example, &self.styles.example)?;
        }
        for (r, row) in (example + 1..).zip(filled) {
            for ((c, column), text) in (0..).zip(&self.form.columns).zip(row) {
                self.cell(sheet, (r, c), &column.asks, text)?;
            }
        }
        sheet.set_freeze_panes(example, 0)?;
        sheet.set_repeat_rows(head, example - 1)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// Who sends it, what it is, which day it speaks of. Returns the row of the headings.
    fn title(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let printed = printed();
        let office = match self.around.office {
            Some(name) => format!("{}{name}", printed.word("office")),
            None => printed.word("office_blank").to_owned(),
        };
        sheet.write_string_with_format(0, 0, office, &self.styles.office)?;
        let as_of = match self.around.on {
            Some(day) => format!("{}{})", printed.word("as_of"), format::date(day)),
            None => printed.word("as_of_blank").to_owned(),
        };
        let last = u16::try_from(self.form.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let mut row = 1;
        for line in self.form.title.iter().chain([&as_of]) {
            if last == 0 {
                sheet.write_string_with_format(row, 0, line, &self.styles.title)?;
            } else {
                sheet.merge_range(row, 0, row, last, line, &self.styles.title)?;
            }
            row += 1;
        }
        Ok(row + 1)
    }

    /// The headings. Returns the row below them.
    fn heads(&self, sheet: &mut Worksheet, top: u32) -> Result<u32, XlsxError> {
        let style = &self.styles.head;
        let grouped = self.form.grouped();
        let bottom = top + u32::from(grouped);
        for (c, column) in (0..).zip(&self.form.columns) {
            let heading = heading(column);
            if grouped && column.group.is_none() {
                sheet.merge_range(top, c, bottom, c, &heading, style)?;
            } else {
                sheet.write_string_with_format(bottom, c, heading, style)?;
            }
        }
        for (first, last, name) in groups(&self.form.columns) {
            if first == last {
                sheet.write_string_with_format(top, first, name, style)?;
            } else {
                sheet.merge_range(top, first, top, last, name, style)?;
            }
        }
        sheet.set_row_height(bottom, 45)?;
        Ok(bottom + 1)
    }

    fn columns(&self, sheet: &mut Worksheet, example: u32) -> Result<(), XlsxError> {
        let first = example + 1;
        for (c, column) in (0u16..).zip(&self.form.columns) {
            sheet.set_column_width(c, width(&column.asks))?;
            sheet.set_column_format(c, self.styles.of(&column.asks))?;
            let cell = format!("{}{}", column_letter(c), first + 1);
            let list = self.list(usize::from(c));
            let check = check(column, &cell, list.as_deref(), self.around.today)?;
            sheet.add_data_validation(first, c, first + ROWS - 1, c, &check)?;
        }
        Ok(())
    }

    /// Where the words of a column's list stand.
    fn list(&self, column: usize) -> Option<String> {
        let at = self.lists.iter().position(|l| l.column == column)?;
        let letter = column_letter(u16::try_from(at).ok()?);
        let sheet = printed().word("lists");
        Some(format!("='{sheet}'!${letter}$1:${letter}${}", self.lists[at].words.len()))
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        (r, c): (u32, u16),
        asks: &Asks,
        text: &str,
    ) -> Result<(), XlsxError> {
        let style = self.styles.of(asks);
        let date = || format::parse_date(text);
        if text.is_empty() {
            return Ok(());
        }
        match asks {
            Asks::Birth | Asks::Date if date().is_some_and(|d| d.year() >= 1900) => {
                let at = day(date().expect("looked at just now"))?;
                sheet.write_datetime_with_format(r, c, &at, style)?;
            }
            Asks::Ordinal | Asks::Year | Asks::Count if text.parse::<u32>().is_ok() => {
                let number: u32 = text.parse().unwrap_or_default();
                sheet.write_number_with_format(r, c, number, style)?;
            }
            _ => {
                sheet.write_string_with_format(r, c, text, style)?;
            }
        }
        Ok(())
    }
}

/// The heading with the sign of what must be filled in.
fn heading(column: &FormColumn) -> String {
    let sign = if column.required { " (*)" } else { "" };
    format!("{}{sign}", column.heading)
}

/// First and last column of each group, and its name.
fn groups(columns: &[FormColumn]) -> Vec<(u16, u16, &str)> {
    let mut out: Vec<(u16, u16, &str)> = Vec::new();
    for (c, column) in (0u16..).zip(columns) {
        let Some(name) = column.group.as_deref() else { continue };
        match out.last_mut() {
            Some((_, last, same)) if *same == name && *last + 1 == c => *last = c,
            _ => out.push((c, c, name)),
        }
    }
    out
}

const fn width(asks: &Asks) -> f64 {
    match asks {
        Asks::Ordinal => 6.0,
        Asks::Name | Asks::Unit => 28.0,
        Asks::Text => 22.0,
        Asks::Tick => 11.0,
        Asks::PersonalNumber | Asks::Phone | Asks::Choice(_) => 16.0,
        Asks::Birth | Asks::Date | Asks::Year | Asks::Count | Asks::Number => 13.0,
    }
}

/// How the form is filled in: one cell a line, so that nothing there is taken for a table.
fn guide(form: &Form, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let printed = printed();
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(printed.word("guide"))?;
    sheet.set_column_width(0, 110)?;
    sheet.write_string_with_format(0, 0, &form.name, &bold)?;
    let lines = printed.advice.iter().cloned().chain([String::new()]);
    for (row, line) in (1..).zip(lines.chain(form.columns.iter().map(line))) {
        sheet.write_string_with_format(row, 0, line, &wrap)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A column in a line: its heading, how it is filled in, what an example says.
fn line(column: &FormColumn) -> String {
    let words = match &column.asks {
        Asks::Choice(words) => format!(" ({})", words.join("; ")),
        _ => String::new(),
    };
    let shown = match &column.example[..] {
        "" => String::new(),
        _ if column.asks == Asks::Ordinal => String::new(),
        example => format!(" {}{example}", printed().word("shown")),
    };
    format!("{}: {}{words}{shown}", heading(column), column.help)
}
