//! Buttons, and links that look like them.

use crate::{Component, Text, Ui, escape};

/// One button. A page has one primary action at most.
#[derive(Clone, Debug)]
pub struct Button {
    label: Text,
    class: &'static str,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Submit(Option<(Text, Text)>),
    Link(String),
}

impl Button {
    /// Sends the form it stands in.
    pub fn submit(label: impl Into<Text>) -> Self {
        Self { label: label.into(), class: "button", kind: Kind::Submit(None) }
    }

    /// Leads to a page.
    pub fn link(label: impl Into<Text>, href: impl Into<String>) -> Self {
        Self { label: label.into(), class: "button quiet", kind: Kind::Link(href.into()) }
    }

    /// Sends `name=value` along, so that a form may have several verbs.
    #[must_use]
    pub fn says(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.kind = Kind::Submit(Some((name.into(), value.into())));
        self
    }

    /// The page's main action.
    #[must_use]
    pub const fn primary(mut self) -> Self {
        self.class = "button";
        self
    }

    /// One action among several.
    #[must_use]
    pub const fn quiet(mut self) -> Self {
        self.class = "button quiet";
        self
    }

    /// Whether it leads where the reader may go.
    pub(crate) fn is_offered(&self, ui: &Ui) -> bool {
        match &self.kind {
            Kind::Link(href) => ui.opens(href),
            Kind::Submit(_) => true,
        }
    }

    /// An action that takes something away.
    #[must_use]
    pub const fn danger(mut self) -> Self {
        self.class = "button danger";
        self
    }
}

impl Component for Button {
    fn write(&self, ui: &Ui, out: &mut String) {
        match &self.kind {
            Kind::Link(href) if !ui.opens(href) => {}
            Kind::Link(href) => {
                attribute(out, "<a class=\"", self.class);
                attribute(out, " href=\"", &ui.link(href));
                out.push('>');
                escape(&self.label, out);
                out.push_str("</a>");
            }
            Kind::Submit(pair) => {
                attribute(out, "<button type=\"submit\" class=\"", self.class);
                if let Some((name, value)) = pair {
                    attribute(out, " name=\"", name);
                    attribute(out, " value=\"", value);
                }
                out.push('>');
                escape(&self.label, out);
                out.push_str("</button>");
            }
        }
    }
}

fn attribute(out: &mut String, start: &str, value: &str) {
    out.push_str(start);
    escape(value, out);
    out.push('"');
}

/// Buttons side by side.
#[derive(Clone, Debug, Default)]
pub struct Buttons(Vec<Button>);

impl Buttons {
    /// The main one first.
    pub fn new(buttons: impl IntoIterator<Item = Button>) -> Self {
        Self(buttons.into_iter().collect())
    }
}

impl Component for Buttons {
    fn write(&self, ui: &Ui, out: &mut String) {
        if !self.0.iter().any(|button| button.is_offered(ui)) {
            return;
        }
        out.push_str("<p class=\"actions\">");
        for button in self.0.iter().filter(|button| button.is_offered(ui)) {
            button.write(ui, out);
        }
        out.push_str("</p>");
    }
}
