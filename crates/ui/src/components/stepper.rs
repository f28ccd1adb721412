//! The steps of a task of several pages.

use std::cmp::Ordering;

use askama::Template;

use crate::{Component, Text, Ui};

/// Steps, of which one is the present one.
#[derive(Clone, Debug)]
pub struct Stepper {
    steps: Vec<(Text, Option<String>)>,
    current: usize,
}

impl Stepper {
    /// Steps with the pages of those that can be gone back to; `current` counts from 0.
    pub fn new(steps: impl IntoIterator<Item = (Text, Option<String>)>, current: usize) -> Self {
        Self { steps: steps.into_iter().collect(), current }
    }
}

#[derive(Template)]
#[template(path = "stepper.html")]
struct View<'a> {
    ui: &'a Ui,
    steps: Vec<Step<'a>>,
}

struct Step<'a> {
    label: &'a Text,
    href: Option<&'a str>,
    state: &'static str,
    sign: String,
}

impl Component for Stepper {
    fn write(&self, ui: &Ui, out: &mut String) {
        let steps = self.steps.iter().enumerate().map(|(n, (label, href))| {
            let done = n < self.current;
            Step {
                label,
                href: href.as_deref().filter(|_| done),
                state: match n.cmp(&self.current) {
                    Ordering::Less => "done",
                    Ordering::Equal => "now",
                    Ordering::Greater => "later",
                },
                sign: if done { "✓".into() } else { ui.n(n + 1) },
            }
        });
        crate::html::put(&View { ui, steps: steps.collect() }, out);
    }
}
