//! Tables of a web page, and workbooks as plain XML: what many programs save under the name of a
//! spreadsheet. Read tag by tag, so nothing in it can nest deep or grow.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::resolve_html5_entity,
    events::{BytesStart, Event},
};

use crate::reading::{Cell, Format, Grid, Limits, Merge, Refusal, Workbook};

use super::{
    cells::{GridBuilder, Texts},
    package::attribute,
    xlsx::iso,
};

/// Whether a text begins as markup does.
pub(super) fn begins(text: &str) -> bool {
    let head = text.trim_start();
    let marks = ["<html", "<!doc", "<?xml", "<table", "<meta", "<head", "<style", "<div"];
    marks.iter().any(|m| head.get(..m.len()).is_some_and(|h| h.eq_ignore_ascii_case(m)))
}

/// Reads the tables of a text.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Workbook, Refusal> {
    let text = without_conditions(text);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut texts = Texts::default();
    let mut book = Book { limits, sheets: Vec::new(), page: Page::default(), off: None };
    loop {
        match reader.read_event().map_err(|_| Refusal::Corrupt)? {
            Event::Start(tag) => book.open(&tag, &mut texts, false)?,
            Event::Empty(tag) => book.open(&tag, &mut texts, true)?,
            Event::End(tag) => book.close(&tag.local_name().as_ref().to_ascii_lowercase()),
            Event::Text(text) => book.say(&text.xml10_content()),
            Event::CData(text) => book.say(&text.xml10_content()),
            Event::GeneralRef(name) => book.say(&referred(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    book.leave(&mut texts)?;
    if book.sheets.iter().all(|s| s.rows.is_empty()) {
        return Err(Refusal::NotASpreadsheet);
    }
    Ok(Workbook { format: Format::Text, sheets: book.sheets })
}

/// A page without `<![if …]>`, which programs of offices write for each other only.
fn without_conditions(text: &str) -> Cow<'_, str> {
    if !text.contains("<![") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<![") {
        let (before, condition) = rest.split_at(at);
        out.push_str(before);
        let genuine = condition.starts_with("<![CDATA[") || condition.starts_with("<![endif]--");
        let end = condition.find('>').filter(|_| !genuine).map_or(3, |end| end + 1);
        if genuine {
            out.push_str(&condition[..end]);
        }
        rest = &condition[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What `&amp;`, `&#225;`, `&aacute;` stand for.
fn referred(name: &quick_xml::events::BytesRef<'_>) -> String {
    match name.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        Ok(None) => match resolve_html5_entity(name) {
            Some(known) => known.to_owned(),
            None => format!("&{};", &**name),
        },
        Err(_) => String::new(),
    }
}

/// A file on its way.
struct Book<'l> {
    limits: &'l Limits,
    sheets: Vec<Grid>,
    page: Page,
    /// The tag whose content nobody sees, while inside it.
    off: Option<String>,
}

/// The sheet being read: of a web page all its tables, one below the other.
#[derive(Default)]
struct Page {
    name: String,
    /// Told its rows and columns by number and its values by type, as XML does.
    numbered: bool,
    cells: Vec<((u32, u32), Cell)>,
    merges: Vec<Merge>,
    /// Row and column of the next cell, 0-based.
    row: u32,
    column: u32,
    /// Whether a row, and a cell in it, is open.
    in_row: bool,
    open: Option<Pending>,
}

#[derive(Default)]
struct Pending {
    at: (u32, u32),
    text: String,
    kind: String,
    /// Of XML only what stands in `Data` is the value.
    data: bool,
}

impl Book<'_> {
    fn open(
        &mut self,
        tag: &BytesStart<'_>,
        texts: &mut Texts,
        empty: bool,
    ) -> Result<(), Refusal> {
        let name = tag.local_name().as_ref().to_ascii_lowercase();
        if self.off.is_some() {
            return Ok(());
        }
        match name.as_str() {
            "style" | "script" | "title" | "comment" | "styles" if !empty => self.off = Some(name),
            "worksheet" => {
                self.leave(texts)?;
                self.page.name = attribute(tag, "Name").unwrap_or_default();
                self.page.numbered = true;
            }
            "tr" | "row" => self.page.begin_row(tag),
            "td" | "th" | "cell" => {
                if !self.page.in_row {
                    self.page.begin_row(tag);
                }
                self.page.begin_cell(tag, self.limits)?;
                if empty {
                    self.page.end_cell();
                }
            }
            "data" => {
                if let Some(cell) = &mut self.page.open {
                    cell.data = true;
                    cell.kind = attribute(tag, "Type").unwrap_or_default();
                }
            }
            "br" | "p" | "div" => {
                if let Some(cell) = &mut self.page.open {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if let Some(off) = &self.off {
            if off == name {
                self.off = None;
            }
            return;
        }
        match name {
            "td" | "th" | "cell" => self.page.end_cell(),
            "tr" | "row" | "table" => self.page.end_row(),
            "data" => {
                if let Some(cell) = &mut self.page.open {
                    cell.data = false;
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let numbered = self.page.numbered;
        if let Some(cell) = &mut self.page.open
            && self.off.is_none()
            && (cell.data || !numbered)
        {
            if numbered {
                cell.text.push_str(text);
            } else {
                // A browser shows the ends of a source's lines as spaces.
                let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
                cell.text.extend(text.chars().map(blank));
            }
        }
    }

    /// Ends a sheet.
    fn leave(&mut self, texts: &mut Texts) -> Result<(), Refusal> {
        let mut page = std::mem::take(&mut self.page);
        page.end_row();
        if page.cells.is_empty() && !page.numbered {
            return Ok(());
        }
        if self.sheets.len() >= self.limits.sheets {
            return Err(Refusal::TooManySheets { limit: self.limits.sheets as u64 });
        }
        let mut grid = GridBuilder::new(&page.name, false, self.limits, texts);
        for (at, cell) in page.cells {
            match cell {
                Cell::Text(text) => grid.text(at, &text, None)?,
                other => grid.push(at, other)?,
            }
        }
        grid.merges(page.merges);
        let mut grid = grid.finish();
        grid.untyped = !page.numbered;
        self.sheets.push(grid);
        Ok(())
    }
}

impl Page {
    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        self.end_row();
        if let Some(row) = number(tag, "Index").and_then(|n| n.checked_sub(1)) {
            self.row = row;
        }
        self.in_row = true;
        self.column = 0;
    }

    fn end_row(&mut self) {
        self.end_cell();
        if std::mem::take(&mut self.in_row) {
            self.row = self.row.saturating_add(1);
        }
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>, limits: &Limits) -> Result<(), Refusal> {
        self.end_cell();
        if let Some(column) = number(tag, "Index").and_then(|n| n.checked_sub(1)) {
            self.column = column;
        }
        while let Some(over) = self.covering() {
            self.column = over;
        }
        if self.column >= u32::from(limits.columns) {
            return Err(Refusal::TooManyColumns { limit: limits.columns.into() });
        }
        let over = |html, xml| {
            number(tag, html).map_or(0, |n| n.saturating_sub(1)).max(number(tag, xml).unwrap_or(0))
        };
        let (right, down) = (over("colspan", "MergeAcross"), over("rowspan", "MergeDown"));
        self.open = Some(Pending { at: (self.row, self.column), ..Pending::default() });
        if right > 0 || down > 0 {
            if self.merges.len() as u64 >= limits.cells {
                return Err(Refusal::TooManyCells { limit: limits.cells });
            }
            let edge = |column: u32| u16::try_from(column.min(limits.columns.into()));
            let (left, last) = (edge(self.column), edge(self.column.saturating_add(right)));
            self.merges.push(Merge {
                top: self.row.saturating_add(1),
                bottom: self.row.saturating_add(down).saturating_add(1),
                left: left.unwrap_or(u16::MAX),
                right: last.unwrap_or(u16::MAX),
            });
        }
        self.column = self.column.saturating_add(right).saturating_add(1);
        Ok(())
    }

    /// The column behind the cell of a row above that reaches down over the next one.
    fn covering(&self) -> Option<u32> {
        let column = u16::try_from(self.column).ok()?;
        let over = |m: &&Merge| m.top <= self.row && m.contains(self.row + 1, column);
        // The ranges still open are among the last; of a hundred columns no more can be.
        let open = self.merges.iter().rev().take(400).find(over)?;
        (!self.numbered).then(|| u32::from(open.right) + 1)
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.open.take() else { return };
        let text = cell.text.trim();
        let value = match cell.kind.as_str() {
            "Number" => text.parse().ok().map(Cell::Number),
            "DateTime" => iso(text).map(Cell::Date),
            "Boolean" => Some(Cell::Bool(text == "1")),
            _ => None,
        };
        let value = value.unwrap_or_else(|| Cell::Text(text.into()));
        if !text.is_empty() {
            self.cells.push((cell.at, value));
        }
    }
}

/// A count that a tag states, with or without quotes around it.
fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    let stated = tag.html_attributes().flatten().find(|a| {
        let key = a.key.local_name();
        key.as_ref().eq_ignore_ascii_case(name)
    })?;
    stated.value.trim().parse().ok()
}
