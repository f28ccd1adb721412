//! A form as it was sent.

use kernel::folding;

/// Names and values, in their order.
pub(super) type Pairs = axum::Form<Vec<(String, String)>>;

/// The values of a form that was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Given(pub(super) Vec<(String, String)>);

/// Longer texts than this are no cells, names or reasons.
const LONGEST: usize = 2_000;

impl Given {
    /// A line of text: composed, trimmed, spaces made one; blank where it is missing.
    pub(super) fn line(&self, name: &str) -> String {
        clean(self.raw(name))
    }

    /// As it was sent.
    pub(super) fn raw(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// A whole number.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.raw(name).trim().parse().ok()
    }

    /// Names that begin with a word, the rest of the name, and the value as a line.
    pub(super) fn under<'a>(&'a self, head: &'a str) -> impl Iterator<Item = (&'a str, String)> {
        self.0
            .iter()
            .filter_map(move |(name, value)| Some((name.strip_prefix(head)?, clean(value))))
    }
}

/// A cell's text as a line: what a browser sends back of it.
pub(super) fn clean(text: &str) -> String {
    folding::squeeze(text).chars().take(LONGEST).collect()
}
