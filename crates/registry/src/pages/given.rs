//! A form as it was sent.

use kernel::folding;

/// Names and values, in their order; a name may come several times.
pub type Pairs = axum::Form<Vec<(String, String)>>;

/// The values of a form that was sent.
#[derive(Clone, Debug, Default)]
pub struct Given(pub Vec<(String, String)>);

/// Longer texts than this are not names, reasons or clauses.
const LONGEST: usize = 4_000;

impl Given {
    /// A line of text: composed, trimmed, spaces made one; blank where it is missing.
    pub fn line(&self, name: &str) -> String {
        let found = self.0.iter().rev().find(|(n, _)| n == name);
        let line = found.map(|(_, v)| folding::squeeze(v)).unwrap_or_default();
        line.chars().take(LONGEST).collect()
    }

    /// A line, `None` where blank.
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.line(name)).filter(|line| !line.is_empty())
    }

    /// As it was sent.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Whether anything was sent under a name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// Every value of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| folding::squeeze(v)).collect()
    }
}
