//! Label and value, line by line.

use crate::{Component, Html, Text, Ui, escape};

/// A summary list.
#[derive(Clone, Debug, Default)]
pub struct Summary(Vec<Line>);

#[derive(Clone, Debug)]
struct Line {
    label: Text,
    value: Html,
    action: Option<(Text, String)>,
}

impl Summary {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// A line of text; a blank value is shown as `—`.
    #[must_use]
    pub fn line(self, label: impl Into<Text>, value: impl Into<Text>) -> Self {
        let value: Text = value.into();
        let shown = if value.trim().is_empty() { "—" } else { &value };
        self.line_html(label, Html::text(shown))
    }

    /// A line of markup.
    #[must_use]
    pub fn line_html(mut self, label: impl Into<Text>, value: Html) -> Self {
        self.0.push(Line { label: label.into(), value, action: None });
        self
    }

    /// A link at the end of the last line: where it can be changed or opened.
    #[must_use]
    pub fn action(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        if let Some(last) = self.0.last_mut() {
            last.action = Some((label.into(), href.into()));
        }
        self
    }
}

impl Component for Summary {
    fn write(&self, ui: &Ui, out: &mut String) {
        out.push_str("<dl class=\"summary\">");
        for Line { label, value, action } in &self.0 {
            out.push_str("<div><dt>");
            escape(label, out);
            out.push_str("</dt><dd>");
            out.push_str(value.as_str());
            if let Some((label, href)) = ui.way(action.as_ref()) {
                out.push_str(" <a class=\"act\" href=\"");
                escape(&ui.link(href), out);
                out.push_str("\">");
                escape(label, out);
                out.push_str("</a>");
            }
            out.push_str("</dd></div>");
        }
        out.push_str("</dl>");
    }
}
