//! The nouns: acts, facts, and how a room declares its facts.

use kernel::{Date, Seq, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use store::{ColumnType, Value};

kernel::typed_id! {
    /// One row of one fact table.
    FactId,
}

/// The legal basis an act stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Number and symbol, e.g. `1676/NQ-UBTVQH15`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Day it was signed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<Date>,
    /// Who signed it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer: Option<String>,
}

/// What an act was entered from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Source {
    /// A form in a page.
    Form,
    /// A command.
    Command,
    /// Files, each with the SHA-256 of its bytes.
    Files {
        /// Name and hash, in the order given.
        files: Vec<(String, String)>,
    },
}

/// What is said of an act when it is entered.
#[derive(Clone, Debug)]
pub struct Header {
    /// Kind, a word in code: `intake`, `reorganise`, …
    pub kind: &'static str,
    /// Day on which it takes effect in the world.
    pub effective_on: Option<Date>,
    /// Legal basis.
    pub basis: Basis,
    /// Who enters it: the account's name.
    pub entered_by: String,
    /// From what.
    pub source: Source,
    /// Why, in the words of who enters it. Never personal data: it can't be erased.
    pub reason: String,
}

/// The fewest letters and digits of a reason.
const LEAST_REASON: usize = 3;

/// Whether a reason says something: dots and dashes, which hurried people enter where a form asks
/// why, don't.
pub fn says_something(reason: &str) -> bool {
    reason.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST_REASON
}

/// Whether a text holds the number of a person or of a phone: ten or twelve digits from a zero on, or
/// a phone's after the country's 84, in as many groups as somebody likes. Free words can't be erased
/// one by one, so they hold none.
pub fn holds_a_number(text: &str) -> bool {
    let between = |c: char| matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{a0}');
    let mut runs = text.split(|c: char| !c.is_ascii_digit() && !between(c));
    runs.any(|run| {
        let groups: Vec<&str> = run.split(between).filter(|group| !group.is_empty()).collect();
        let dated = |at: usize| (at.saturating_sub(2)..=at).any(|from| is_day(&groups, from));
        let undated: Vec<&str> =
            (0..groups.len()).map(|at| if dated(at) { "" } else { groups[at] }).collect();
        (0..undated.len()).any(|from| begins_a_number(&undated[from..]))
    })
}

/// Whether three groups are a day: `05.12.2026`.
fn is_day(groups: &[&str], from: usize) -> bool {
    let number = |at: usize, lengths: std::ops::RangeInclusive<usize>| {
        let group = groups.get(at).filter(|group| lengths.contains(&group.len()));
        group.and_then(|group| group.parse::<u32>().ok())
    };
    let day = number(from, 1..=2).is_some_and(|day| (1..=31).contains(&day));
    let month = number(from + 1, 1..=2).is_some_and(|month| (1..=12).contains(&month));
    let year = number(from + 2, 4..=4).is_some_and(|year| (1900..=2100).contains(&year));
    day && month && year
}

/// Whether a number begins with the first group and ends with one of those behind it.
fn begins_a_number(groups: &[&str]) -> bool {
    let mut digits = String::new();
    for group in groups.iter().take_while(|group| !group.is_empty()) {
        digits.push_str(group);
        let whole = match digits.len() {
            10 | 12 => digits.starts_with('0'),
            11 => digits.starts_with("84"),
            13.. => return false,
            _ => false,
        };
        if whole {
            return true;
        }
    }
    false
}

/// An act as it stands in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Its number, from 1 without gaps.
    pub seq: Seq,
    /// Its id.
    pub id: Uuid,
    /// Kind.
    pub kind: String,
    /// Day on which it takes effect in the world.
    pub effective_on: Option<Date>,
    /// Legal basis.
    pub basis: Basis,
    /// Who entered it.
    pub entered_by: String,
    /// When, to the microsecond; strictly later than the act before.
    pub entered_at: Timestamp,
    /// From what.
    pub source: Source,
    /// Why.
    pub reason: String,
    /// The act it undoes.
    pub undoes: Option<Seq>,
    /// Digest of the facts it asserts, closes and erases, hexadecimal.
    pub content: String,
    /// Digest of all of this and of the act before, hexadecimal.
    pub hash: String,
}

/// The end of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the last act, 0 when there is none.
    pub seq: Seq,
    /// Its hash, hexadecimal; 64 zeros when there is none.
    pub hash: String,
}

/// A table of dated facts. Beside its own columns it has
///
/// ```sql
/// fact_id UUID NOT NULL PRIMARY KEY,
/// valid_from TEXT, valid_to TEXT,
/// recorded_from BIGINT NOT NULL, recorded_to BIGINT,
/// salt BYTEA, seal BYTEA, erased_by BIGINT
/// ```
///
/// and needs an index on `recorded_from`, on `recorded_to`, on its first own column and, where
/// there is one, on its `subject`: verification reads the whole table, but undo, export and
/// erasure follow these. A personal column and every column derived from one (a folded name, a
/// sort key) is personal and may be `NULL`. A later migration may add a column that is `NULL` in
/// the rows there are; it must not drop or rename one, nor turn an open one personal. [`disagreements`](crate::disagreements) checks all
/// of this.
#[derive(Debug)]
pub struct FactTable {
    /// Name in the database.
    pub name: &'static str,
    /// Its own columns; the first is the id (`UUID`) of what the fact is about.
    pub columns: &'static [Column],
    /// The column that says whose personal values the row holds.
    pub subject: Option<&'static str>,
}

/// A column of a fact table.
#[derive(Debug)]
pub struct Column {
    /// Name in the database.
    pub name: &'static str,
    /// Type.
    pub of: ColumnType,
    /// Whether it enters the hash only as a salted commitment, and can be erased.
    pub personal: bool,
}

impl Column {
    /// A column of ordinary values.
    pub const fn open(name: &'static str, of: ColumnType) -> Self {
        Self { name, of, personal: false }
    }

    /// A column of personal values.
    pub const fn personal(name: &'static str, of: ColumnType) -> Self {
        Self { name, of, personal: true }
    }
}

impl FactTable {
    /// Whether any column is personal.
    pub fn is_personal(&self) -> bool {
        self.columns.iter().any(|c| c.personal)
    }
}

/// Something that can be asserted.
pub trait Fact {
    /// Where it is kept.
    const TABLE: &'static FactTable;
    /// One value a column, in the order declared.
    fn values(&self) -> Vec<Value>;
}

/// A row of any fact table, as the ledger handles it. Dates are the text that stands in the
/// database: a text that is no date must not pass for a blank.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) id: FactId,
    pub(crate) values: Vec<Value>,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_to: Option<String>,
    pub(crate) salt: Option<Vec<u8>>,
    pub(crate) seal: Option<Vec<u8>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_told_from_others() {
        for text in [
            "Cử bà Lan, 026188116792, sang",
            "gọi 0912.345.678",
            "số 026 188 116 792",
            "mục 2 001085001234",
            "0912345678 0987654321",
            "+84912345678, +84 912 345 678",
            "(0912) 345678",
            "ngày 05.12.2026 0912345678",
            "từ 01.02.2026 - 0912 345 678",
        ] {
            assert!(holds_a_number(text), "{text}");
        }
        for text in [
            "Bố trí 1.200.000.000 đồng",
            "Công văn số 0123/STTTT ngày 05/10/2024",
            "2024-10-15",
            "Cử 02 người trong quý I",
            "05.12.2026 15 giờ",
            "Từ 05.12.2026 - 15.12.2026",
            "05-12-2026 08-12-2026",
            "001085001234567",
        ] {
            assert!(!holds_a_number(text), "{text}");
        }
    }
}
