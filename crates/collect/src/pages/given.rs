//! A form as it was sent.

use kernel::folding;

/// Names and values, in their order.
pub(super) type Pairs = axum::Form<Vec<(String, String)>>;

/// The values of a form that was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Given(pub(super) Vec<(String, String)>);

/// Longer texts than this are no names or reasons.
const LONGEST: usize = 2_000;

impl Given {
    /// A line of text: composed, trimmed, spaces made one; blank where it is missing.
    pub(super) fn line(&self, name: &str) -> String {
        folding::squeeze(self.raw(name)).chars().take(LONGEST).collect()
    }

    /// As it was sent.
    pub(super) fn raw(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Whether a name was sent at all.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// Every value of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}
