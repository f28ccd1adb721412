//! Views of one thing, as links.

use askama::Template;

use crate::{Component, Text, Ui};

/// Tabs that are links; each is a page.
#[derive(Clone, Debug)]
pub struct Tabs {
    label: Text,
    pages: Vec<(Text, String, Option<u64>)>,
    current: usize,
}

impl Tabs {
    /// Tabs under a label for those who hear the page; `current` counts from 0.
    pub fn new(label: impl Into<Text>, current: usize) -> Self {
        Self { label: label.into(), pages: Vec::new(), current }
    }

    /// One more.
    #[must_use]
    pub fn tab(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        self.pages.push((label.into(), href.into(), None));
        self
    }

    /// How many things the last tab holds.
    #[must_use]
    pub fn count(mut self, n: u64) -> Self {
        if let Some(last) = self.pages.last_mut() {
            last.2 = Some(n);
        }
        self
    }
}

#[derive(Template)]
#[template(path = "tabs.html")]
struct View<'a> {
    ui: &'a Ui,
    it: &'a Tabs,
}

impl Component for Tabs {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, it: self }, out);
    }
}
