//! One field of a form.

use askama::Template;
use jiff::civil::Date;

use crate::{Component, Errors, Text, Ui, escape, format};

/// One of the values a field offers.
#[derive(Clone, Debug)]
pub struct Choice {
    value: Text,
    label: Text,
    hint: Text,
    chosen: bool,
}

impl Choice {
    /// A value and what the reader sees.
    pub fn new(value: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self { value: value.into(), label: label.into(), hint: Text::default(), chosen: false }
    }

    /// A line under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Whether it is chosen.
    #[must_use]
    pub const fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    pub(crate) fn write_option(&self, out: &mut String) {
        out.push_str("<option value=\"");
        escape(&self.value, out);
        out.push_str(if self.chosen { "\" selected>" } else { "\">" });
        escape(&self.label, out);
        out.push_str("</option>");
    }
}

#[derive(Clone, Debug)]
enum Control {
    Line { kind: &'static str, mode: &'static str, width: &'static str },
    Long,
    Select(Vec<Choice>),
    Radios(Vec<Choice>),
    Checks(Vec<Choice>),
}

/// A field: its id is its name, so that the error summary finds it.
#[derive(Clone, Debug)]
pub struct Field {
    name: Text,
    label: Text,
    hint: Text,
    value: Text,
    error: Option<Text>,
    required: bool,
    complete: &'static str,
    longest: Option<u32>,
    control: Control,
}

impl Field {
    fn new(name: impl Into<Text>, label: impl Into<Text>, control: Control) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: Text::default(),
            value: Text::default(),
            error: None,
            required: false,
            complete: "off",
            longest: None,
            control,
        }
    }

    fn line(
        name: impl Into<Text>,
        label: impl Into<Text>,
        kind: &'static str,
        mode: &'static str,
        width: &'static str,
    ) -> Self {
        Self::new(name, label, Control::Line { kind, mode, width })
    }

    /// A line of text.
    pub fn text(name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::line(name, label, "text", "text", "")
    }

    /// A line of text that is often longer than a name: as wide as the form.
    pub fn wide(name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::line(name, label, "text", "text", "wide")
    }

    /// A password; what was typed is never shown again.
    pub fn password(name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::line(name, label, "password", "text", "")
    }

    /// A whole number, as text: a wheel must not change it.
    pub fn number(name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::line(name, label, "text", "numeric", "short")
    }

    /// A phone number.
    pub fn phone(name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::line(name, label, "tel", "tel", "middle")
    }

    /// A date, dd/mm/yyyy; read it with [`format::parse_date`].
    pub fn date(ui: &Ui, name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::line(name, label, "text", "numeric", "short").hint(ui.t("ui-date-hint"))
    }

    /// Several lines of text.
    pub fn long(name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::new(name, label, Control::Long)
    }

    /// One of many.
    pub fn select(
        name: impl Into<Text>,
        label: impl Into<Text>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(name, label, Control::Select(choices.into_iter().collect()))
    }

    /// One of few.
    pub fn radios(
        name: impl Into<Text>,
        label: impl Into<Text>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(name, label, Control::Radios(choices.into_iter().collect()))
    }

    /// Any of few.
    pub fn checks(
        name: impl Into<Text>,
        label: impl Into<Text>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(name, label, Control::Checks(choices.into_iter().collect()))
    }

    /// What it holds; for choices, the one that is chosen.
    #[must_use]
    pub fn value(mut self, value: impl Into<Text>) -> Self {
        self.value = value.into();
        if let Control::Select(choices) | Control::Radios(choices) = &mut self.control {
            for choice in choices {
                choice.chosen = choice.value == self.value;
            }
        }
        self
    }

    /// A day it holds.
    #[must_use]
    pub fn day(self, day: Option<Date>) -> Self {
        self.value(day.map(format::date).unwrap_or_default())
    }

    /// What is asked for, and in which form.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Its label and what is chosen, in words; `None` where that is nothing, could not be read, or
    /// is words that are searched for.
    pub(crate) fn told(&self) -> Option<(Text, String)> {
        if self.value.is_empty() || self.error.is_some() || self.name == "q" {
            return None;
        }
        let said = match &self.control {
            Control::Select(choices) | Control::Radios(choices) => {
                &choices.iter().find(|choice| choice.value == self.value)?.label
            }
            Control::Line { .. } | Control::Long | Control::Checks(_) => &self.value,
        };
        Some((self.label.clone(), said.to_string()))
    }

    /// Its fault, if there is one under its name.
    #[must_use]
    pub fn from(mut self, errors: &Errors) -> Self {
        self.error = errors.of(&self.name).cloned();
        self
    }

    /// Must be given. Others are marked as optional.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What a browser may fill in: `username`, `current-password`, `new-password` …
    #[must_use]
    pub const fn complete(mut self, what: &'static str) -> Self {
        self.complete = what;
        self
    }

    /// Most characters it takes.
    #[must_use]
    pub const fn longest(mut self, characters: u32) -> Self {
        self.longest = Some(characters);
        self
    }
}

#[derive(Template)]
#[template(path = "field.html")]
struct View<'a> {
    ui: &'a Ui,
    it: &'a Field,
    described: String,
}

impl View<'_> {
    fn is_group(&self) -> bool {
        matches!(self.it.control, Control::Radios(_) | Control::Checks(_))
    }
}

impl Component for Field {
    fn write(&self, ui: &Ui, out: &mut String) {
        let mut described = Vec::new();
        if !self.hint.is_empty() {
            described.push(format!("{}-hint", self.name));
        }
        if self.error.is_some() {
            described.push(format!("{}-error", self.name));
        }
        crate::html::put(&View { ui, it: self, described: described.join(" ") }, out);
    }
}
