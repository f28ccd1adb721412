//! What will change, before it is done.

use askama::Template;

use crate::{Component, Text, Tone, Ui};

/// One thing that will change.
#[derive(Clone, Debug)]
pub struct Change {
    what: Text,
    href: Option<String>,
    values: Vec<(Text, Text, Text)>,
}

impl Change {
    /// What it is about: a person, an office.
    pub fn new(what: impl Into<Text>) -> Self {
        Self { what: what.into(), href: None, values: Vec::new() }
    }

    /// Its page.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A value: label, old, new. Blank is shown as `—`.
    #[must_use]
    pub fn value(
        mut self,
        label: impl Into<Text>,
        old: impl Into<Text>,
        new: impl Into<Text>,
    ) -> Self {
        let shown = |t: Text| if t.trim().is_empty() { Text::from("—") } else { t };
        self.values.push((label.into(), shown(old.into()), shown(new.into())));
        self
    }
}

/// Changes of one kind.
#[derive(Clone, Debug)]
pub struct ChangeGroup {
    tone: Tone,
    label: Text,
    count: u64,
    changes: Vec<Change>,
    more: Option<(Text, String)>,
    open: bool,
}

impl ChangeGroup {
    /// "New", "changed", "held" …, and how many there are in all.
    pub fn new(tone: Tone, label: impl Into<Text>, count: u64) -> Self {
        Self { tone, label: label.into(), count, changes: Vec::new(), more: None, open: false }
    }

    /// The changes shown; there may be fewer than the count.
    #[must_use]
    pub fn changes(mut self, changes: impl IntoIterator<Item = Change>) -> Self {
        self.changes.extend(changes);
        self
    }

    /// Where the rest is.
    #[must_use]
    pub fn more(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        self.more = Some((label.into(), href.into()));
        self
    }

    /// Unfolded.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }
}

/// The list of what will change, on a page that asks for confirmation.
#[derive(Clone, Debug, Default)]
pub struct Changes(Vec<ChangeGroup>);

impl Changes {
    /// Groups, in the order they are to be read.
    pub fn new(groups: impl IntoIterator<Item = ChangeGroup>) -> Self {
        Self(groups.into_iter().collect())
    }
}

#[derive(Template)]
#[template(path = "changes.html")]
struct View<'a> {
    ui: &'a Ui,
    groups: &'a [ChangeGroup],
}

impl View<'_> {
    fn count(&self, group: &ChangeGroup) -> String {
        self.ui.n(group.count)
    }
}

impl Component for Changes {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, groups: &self.0 }, out);
    }
}
