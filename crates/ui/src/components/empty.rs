//! What stands where nothing is: why, and what to do next.

use askama::Template;

use crate::{Component, Text, Ui};

/// An empty state.
#[derive(Clone, Debug)]
pub struct Empty {
    text: Text,
    next: Vec<(Text, String)>,
}

impl Empty {
    /// Says why there is nothing.
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), next: Vec::new() }
    }

    /// Something that can be done now.
    #[must_use]
    pub fn next(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        self.next.push((label.into(), href.into()));
        self
    }
}

#[derive(Template)]
#[template(path = "empty.html")]
struct View<'a> {
    ui: &'a Ui,
    it: &'a Empty,
}

impl View<'_> {
    fn next(&self) -> Vec<&(Text, String)> {
        self.it.next.iter().filter(|(_, href)| self.ui.opens(href)).collect()
    }
}

impl Component for Empty {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, it: self }, out);
    }
}
