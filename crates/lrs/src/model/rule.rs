//! A rule of the standard, and its breach.

use std::fmt;

use super::Version;
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

    /// Where the standard has it in a version: 2.0 is numbered anew, and where it has the same rule
    /// under a heading of its own, that is named.
    pub fn section_in(&self, version: Version) -> &'static str {
        let within = |section: &&(&str, &str)| {
            let rest = self.section.strip_prefix(section.0);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        match version {
            Version::V1 => self.section,
            Version::V2 => SECTIONS.iter().find(within).map_or(self.section, |(_, new)| new),
        }
    }
}

/// Sections of 1.0.3, and those of 2.0 (IEEE 9274.1.1) with the same subject.
const SECTIONS: [(&str, &str); 12] = [
    ("Communication 1.5", "2.0: 4.1.3"),
    ("Communication 2.1", "2.0: 4.1.6.1"),
    ("Communication 2.3", "2.0: 4.1.6.2"),
    ("Communication 2.4", "2.0: 4.1.6.3"),
    ("Communication 2.5", "2.0: 4.1.6.4"),
    ("Communication 3.1", "2.0: 4.1.4"),
    ("Data 2.4.4", "2.0: 4.2.2.3"),
    ("Data 2.4.5", "2.0: 4.2.2.4"),
    ("Data 2.4.6", "2.0: 4.2.2.5"),
    ("Data 2.4.10", "2.0: 4.2.4.3"),
    ("Data 4", "2.0: 4.2.7"),
    ("Communication 2.7", "2.0: 4.1.6.6"),
];

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (xAPI {})", self.path, self.rule, self.section)
    }
}
