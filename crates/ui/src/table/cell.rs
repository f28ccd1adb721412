//! A cell: what is shown, and what is exported.

use jiff::civil::Date;

use crate::{Component, Html, Tag, Text, Tone, Ui, escape, format};

/// The value of a cell, as it goes into exports.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Blank,
    Text(Text),
    Count(i64),
    Decimal(f64, usize),
    Share(f64, usize),
    Date(Date),
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    pub(crate) value: Value,
    html: Option<Html>,
    link: Option<String>,
    note: Text,
    tone: Tone,
}

impl Cell {
    fn of(value: Value) -> Self {
        Self { value, html: None, link: None, note: Text::default(), tone: Tone::Plain }
    }

    /// Text; blank text is an empty cell.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::of(Value::Text(text.into()))
    }

    /// A whole number.
    pub fn count(n: impl Into<i64>) -> Self {
        Self::of(Value::Count(n.into()))
    }

    /// A number with decimals.
    pub fn decimal(x: f64, places: usize) -> Self {
        Self::of(Value::Decimal(x, places))
    }

    /// A share of one, as per cent.
    pub fn share(x: f64, places: usize) -> Self {
        Self::of(Value::Share(x, places))
    }

    /// A day.
    pub fn date(day: Date) -> Self {
        Self::of(Value::Date(day))
    }

    /// A day, or nothing.
    pub fn date_or_blank(day: Option<Date>) -> Self {
        day.map_or_else(Self::blank, Self::date)
    }

    /// Nothing.
    pub fn blank() -> Self {
        Self::of(Value::Blank)
    }

    /// `—`, and why it is not known.
    pub fn unknown(reason: impl Into<Text>) -> Self {
        Self { note: reason.into(), html: Some(Html::trusted("—")), ..Self::blank() }
    }

    /// A tag; its word is exported.
    pub fn tag(tag: Tag) -> Self {
        Self { tone: tag.tone, ..Self::text(tag.word) }
    }

    /// Markup, and the text that stands for it in exports.
    pub fn html(html: Html, plain: impl Into<Text>) -> Self {
        Self { html: Some(html), ..Self::text(plain) }
    }

    /// The whole cell is a link.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Self {
        self.link = Some(href.into());
        self
    }

    /// A second, smaller line.
    #[must_use]
    pub fn note(mut self, note: impl Into<Text>) -> Self {
        self.note = note.into();
        self
    }

    pub(super) fn is_blank(&self) -> bool {
        let no_value = match &self.value {
            Value::Blank => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        no_value && self.html.is_none() && self.note.is_empty()
    }

    fn write_value(&self, ui: &Ui, out: &mut String) {
        if let Some(html) = &self.html {
            out.push_str(html.as_str());
            return;
        }
        match &self.value {
            Value::Blank => {}
            Value::Text(text) if self.tone == Tone::Plain => escape(text, out),
            Value::Text(text) => Tag::new(self.tone, text.clone()).write(ui, out),
            Value::Count(n) => out.push_str(&ui.n(*n)),
            Value::Decimal(x, places) => out.push_str(&ui.decimal(*x, *places)),
            Value::Share(x, places) => out.push_str(&ui.percent(*x, *places)),
            Value::Date(day) => out.push_str(&format::date(*day)),
        }
    }

    pub(super) fn write(&self, ui: &Ui, out: &mut String) {
        if let Some(href) = ui.open(self.link.as_ref()) {
            out.push_str("<a href=\"");
            escape(&ui.link(href), out);
            out.push_str("\">");
            self.write_value(ui, out);
            out.push_str("</a>");
        } else {
            self.write_value(ui, out);
        }
        if !self.note.is_empty() {
            out.push_str("<span class=\"note\">");
            escape(&self.note, out);
            out.push_str("</span>");
        }
    }
}

impl From<&'static str> for Cell {
    fn from(text: &'static str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Self {
        Self::text(text)
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Self::count(n)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::date(day)
    }
}

impl From<Tag> for Cell {
    fn from(tag: Tag) -> Self {
        Self::tag(tag)
    }
}
