//! A rule of the standard, and its breach.

use std::fmt;

use crate::json::{At, Doc, Malformed};

/// A rule of the standard. The text restates it; the section is where the standard has it
/// (xAPI 1.0.3 where no other is named).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What must hold.
    pub text: &'static str,
    /// Where it stands in the standard.
    pub section: &'static str,
}

impl Rule {
    /// A rule.
    pub const fn new(section: &'static str, text: &'static str) -> Self {
        Self { text, section }
    }
}

/// A rule broken at a place of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The place.
    pub at: At,
    /// The rule.
    pub rule: &'static Rule,
}

/// A rule broken at a place that can be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The way to the place: `$.verb.id`, `$[3].actor`, or the name of a parameter or header.
    pub path: String,
    /// What must hold there.
    pub rule: String,
    /// Where the standard has it.
    pub section: &'static str,
}

impl Fault {
    /// A rule broken at a place.
    pub fn new(path: impl Into<String>, rule: &Rule) -> Self {
        Self { path: path.into(), rule: rule.text.to_owned(), section: rule.section }
    }

    /// A breach, told by its way through the document.
    pub fn of(doc: &Doc<'_>, broken: Broken) -> Self {
        Self::new(doc.path(broken.at), broken.rule)
    }

    /// A text that is not JSON at all.
    pub fn malformed(path: impl Into<String>, why: Malformed) -> Self {
        Self { path: path.into(), rule: why.to_string(), section: "Communication 3.2" }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (xAPI {})", self.path, self.rule, self.section)
    }
}
