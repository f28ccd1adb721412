//! Markup that is known to be safe, and the trait of everything that becomes markup.

use std::{borrow::Cow, fmt};

use askama::{FastWritable, Values, filters::HtmlSafe};

use crate::Ui;

/// Text to be shown, not markup: it is escaped when it is written.
pub type Text = Cow<'static, str>;

/// Markup. A template writes it as it is: `{{ figure.html(ui) }}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Declares markup safe. Only for markup this house has written.
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// Plain text, escaped.
    pub fn text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 8);
        escape(text, &mut out);
        Self(out)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What can be done with what is shown: on paper it is left out.
    #[must_use]
    pub fn on_screen(self) -> Self {
        if self.is_empty() {
            return self;
        }
        Self(format!("<div class=\"on-screen\">{self}</div>"))
    }

    /// Puts more markup behind this.
    pub fn push(&mut self, more: &Self) {
        self.0.push_str(&more.0);
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl HtmlSafe for Html {}

impl FromIterator<Html> for Html {
    fn from_iter<T: IntoIterator<Item = Html>>(parts: T) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.push(&part);
        }
        all
    }
}

/// Writes `text` so that no character of it can be taken for markup, in text or in an attribute.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Something a page is made of. Built by the view, written in the reader's language.
pub trait Component {
    /// Writes the markup.
    fn write(&self, ui: &Ui, out: &mut String);

    /// The markup, for a template: `{{ figure.html(ui) }}`.
    fn html(&self, ui: &Ui) -> Html {
        let mut out = String::with_capacity(512);
        self.write(ui, &mut out);
        Html(out)
    }
}

/// Renders a component's template behind what is already written.
pub(crate) fn put(template: &impl askama::Template, out: &mut String) {
    out.reserve(256);
    // Writing into memory does not fail, and our templates call nothing that does.
    let written = template.render_into(out);
    debug_assert!(written.is_ok(), "a component's template failed: {written:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let html = Html::text(r#"<script>alert("1' & 2")</script> Đặng"#);
        assert_eq!(
            html.as_str(),
            "&lt;script&gt;alert(&quot;1&#39; &amp; 2&quot;)&lt;/script&gt; Đặng"
        );
    }
}
