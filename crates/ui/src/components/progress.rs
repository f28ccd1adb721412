//! How much of a whole is done, as a bar and in words.

use askama::Template;

use crate::{Component, Text, Ui};

/// Progress towards a known whole.
#[derive(Clone, Debug)]
pub struct Progress {
    label: Text,
    done: u64,
    whole: u64,
}

impl Progress {
    /// `done` of `whole`; the whole may be 0.
    pub fn new(label: impl Into<Text>, done: u64, whole: u64) -> Self {
        Self { label: label.into(), done: done.min(whole), whole }
    }
}

#[derive(Template)]
#[template(path = "progress.html")]
struct View<'a> {
    it: &'a Progress,
    said: Text,
}

impl Component for Progress {
    fn write(&self, ui: &Ui, out: &mut String) {
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let args = [("done", count(self.done).into()), ("whole", count(self.whole).into())];
        crate::html::put(&View { it: self, said: ui.f("ui-progress", &args) }, out);
    }
}
