//! The notification banner.

use askama::Template;

use crate::{Component, Html, Text, Ui};

/// How a thing stands. Shown by colour, and by a shape or a word beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to say.
    #[default]
    Plain,
    /// To know.
    Info,
    /// Met, done.
    Good,
    /// Doubtful.
    Doubt,
    /// Missing, failed.
    Bad,
}

impl Tone {
    /// Name of its class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Good => "good",
            Self::Doubt => "doubt",
            Self::Bad => "bad",
        }
    }

    /// The tone whose class has a name.
    pub(crate) fn of_class(name: &str) -> Option<Self> {
        let all = [Self::Plain, Self::Info, Self::Good, Self::Doubt, Self::Bad];
        all.into_iter().find(|tone| tone.class() == name)
    }

    /// Its sign, for those who see no colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Info => "i",
            Self::Good => "✓",
            Self::Doubt => "?",
            Self::Bad => "!",
        }
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Plain | Self::Info => "ui-tone-info",
            Self::Good => "ui-tone-good",
            Self::Doubt => "ui-tone-doubt",
            Self::Bad => "ui-tone-bad",
        }
    }
}

/// A message about the page as a whole.
#[derive(Clone, Debug)]
pub struct Notice {
    tone: Tone,
    text: Text,
    more: Html,
}

impl Notice {
    /// A message.
    pub fn new(tone: Tone, text: impl Into<Text>) -> Self {
        Self { tone, text: text.into(), more: Html::default() }
    }

    /// What can be done about it: links, a list.
    #[must_use]
    pub fn more(mut self, more: Html) -> Self {
        self.more = more;
        self
    }
}

#[derive(Template)]
#[template(path = "notice.html")]
struct View<'a> {
    ui: &'a Ui,
    notice: &'a Notice,
}

impl Component for Notice {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, notice: self }, out);
    }
}
