//! What happened, in order.

use askama::Template;

use crate::{Component, Html, Text, Tone, Ui};

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    when: Text,
    what: Text,
    href: Option<String>,
    more: Html,
    tone: Tone,
}

impl Event {
    /// When (a day or a span, as it is shown) and what.
    pub fn new(when: impl Into<Text>, what: impl Into<Text>) -> Self {
        Self {
            when: when.into(),
            what: what.into(),
            href: None,
            more: Html::default(),
            tone: Tone::Plain,
        }
    }

    /// The page of it.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Details under it.
    #[must_use]
    pub fn more(mut self, more: Html) -> Self {
        self.more = more;
        self
    }

    /// How it stands.
    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// Events, in the order given.
#[derive(Clone, Debug, Default)]
pub struct Timeline(Vec<Event>);

impl Timeline {
    /// Events, in the order they are to be read.
    pub fn new(events: impl IntoIterator<Item = Event>) -> Self {
        Self(events.into_iter().collect())
    }
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct View<'a> {
    ui: &'a Ui,
    events: &'a [Event],
}

impl Component for Timeline {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, events: &self.0 }, out);
    }
}
