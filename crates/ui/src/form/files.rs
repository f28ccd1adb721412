//! A place to put files: chosen, or dropped where a script helps.

use askama::Template;

use crate::{Component, Errors, Text, Ui};

/// A file field with a list of what was chosen.
#[derive(Clone, Debug)]
pub struct FileDrop {
    name: Text,
    label: Text,
    hint: Text,
    accept: Text,
    many: bool,
    error: Option<Text>,
}

impl FileDrop {
    /// A field for several files.
    pub fn new(name: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: Text::default(),
            accept: Text::default(),
            many: true,
            error: None,
        }
    }

    /// Kinds offered first: `.xlsx,.xls,.ods,.csv`. The server judges by itself.
    #[must_use]
    pub fn accept(mut self, kinds: impl Into<Text>) -> Self {
        self.accept = kinds.into();
        self
    }

    /// Which files, how large.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = hint.into();
        self
    }

    /// One file only.
    #[must_use]
    pub const fn one(mut self) -> Self {
        self.many = false;
        self
    }

    /// Its fault, if there is one under its name.
    #[must_use]
    pub fn from(mut self, errors: &Errors) -> Self {
        self.error = errors.of(&self.name).cloned();
        self
    }
}

#[derive(Template)]
#[template(path = "files.html")]
struct View<'a> {
    ui: &'a Ui,
    it: &'a FileDrop,
}

impl Component for FileDrop {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, it: self }, out);
    }
}
