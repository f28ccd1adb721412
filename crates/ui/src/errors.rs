//! What is wrong with a form, field by field.

use askama::Template;

use crate::{Component, Text, Ui};

/// Faults of fields, in the order of the page. A field's id is its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(String, Text)>);

impl Errors {
    /// Notes a fault of a field; an empty name is the form as a whole.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<Text>) {
        self.0.push((field.into(), message.into()));
    }

    /// The first fault of a field.
    pub fn of(&self, field: &str) -> Option<&Text> {
        self.0.iter().find(|(f, _)| f == field).map(|(_, message)| message)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fields at fault.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(f, _)| f.as_str())
    }

    /// Adds those of another form of the page.
    pub fn extend(&mut self, others: &Self) {
        self.0.extend_from_slice(&others.0);
    }

    /// All faults.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.0.iter().map(|(field, message)| (field.as_str(), message))
    }
}

#[derive(Template)]
#[template(path = "error_summary.html")]
struct View<'a> {
    ui: &'a Ui,
    errors: &'a Errors,
}

/// The summary on top of the page, each line a link to its field.
impl Component for Errors {
    fn write(&self, ui: &Ui, out: &mut String) {
        if !self.is_empty() {
            crate::html::put(&View { ui, errors: self }, out);
        }
    }
}
