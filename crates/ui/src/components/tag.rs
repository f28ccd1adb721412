//! A word that says how a thing stands.

use crate::{Component, Text, Tone, Ui, escape};

/// A tag: a sign and a word on a tint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub(crate) tone: Tone,
    pub(crate) word: Text,
}

impl Tag {
    /// A tag.
    pub fn new(tone: Tone, word: impl Into<Text>) -> Self {
        Self { tone, word: word.into() }
    }
}

impl Component for Tag {
    fn write(&self, _: &Ui, out: &mut String) {
        out.push_str("<span class=\"tag ");
        out.push_str(self.tone.class());
        out.push_str("\">");
        if !self.tone.sign().is_empty() {
            out.push_str("<span class=\"sign\" aria-hidden=\"true\">");
            out.push_str(self.tone.sign());
            out.push_str("</span>");
        }
        escape(&self.word, out);
        out.push_str("</span>");
    }
}
