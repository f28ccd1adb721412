//! Gaps first: what is missing, for how long, who can close it and where. What is fine is folded.

use askama::Template;

use crate::{Component, Html, Text, Tone, Ui};

/// Something missing or doubtful.
#[derive(Clone, Debug)]
pub struct Gap {
    tone: Tone,
    what: Text,
    href: Option<String>,
    since: Text,
    who: Text,
    close: Option<(Text, String)>,
}

impl Gap {
    /// Something that is missing.
    pub fn missing(what: impl Into<Text>) -> Self {
        Self {
            tone: Tone::Bad,
            what: what.into(),
            href: None,
            since: Text::default(),
            who: Text::default(),
            close: None,
        }
    }

    /// Something that is doubtful.
    pub fn doubtful(what: impl Into<Text>) -> Self {
        Self { tone: Tone::Doubt, ..Self::missing(what) }
    }

    /// The page of what it is about.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// For how long, as it is shown: "từ 01/07/2025 (503 ngày)".
    #[must_use]
    pub fn since(mut self, since: impl Into<Text>) -> Self {
        self.since = since.into();
        self
    }

    /// Who can close it.
    #[must_use]
    pub fn who(mut self, who: impl Into<Text>) -> Self {
        self.who = who.into();
        self
    }

    /// Where it is closed: what is done there, and the page.
    #[must_use]
    pub fn close(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        self.close = Some((label.into(), href.into()));
        self
    }
}

/// A list that opens with its gaps.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    missing: Vec<Gap>,
    more: Option<(Text, String)>,
    fine: Option<(Text, Html)>,
}

impl Gaps {
    /// The gaps, the worst first.
    pub fn new(gaps: impl IntoIterator<Item = Gap>) -> Self {
        Self { missing: gaps.into_iter().collect(), ..Self::default() }
    }

    /// A link to the rest, where there are more than the page shows.
    #[must_use]
    pub fn more(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        self.more = Some((label.into(), href.into()));
        self
    }

    /// What is fine, under a line that says how many; folded.
    #[must_use]
    pub fn fine(mut self, line: impl Into<Text>, list: Html) -> Self {
        self.fine = Some((line.into(), list));
        self
    }
}

#[derive(Template)]
#[template(path = "gaps.html")]
struct View<'a> {
    ui: &'a Ui,
    it: &'a Gaps,
}

impl Component for Gaps {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, it: self }, out);
    }
}
