//! Fields of duty and the words offices use for them. The list is data: offices edit it.

/// A field of duty and how it is written in sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWords {
    /// Its code, such as `dx`.
    pub code: String,
    /// Words and abbreviations, with or without diacritics.
    pub synonyms: Vec<String>,
}

impl FieldWords {
    /// A field with its words.
    pub fn new(code: &str, synonyms: &[&str]) -> Self {
        Self { code: code.into(), synonyms: synonyms.iter().map(|s| (*s).into()).collect() }
    }
}

/// The fields a new record starts with, used where the caller has no list of its own.
pub fn default_fields() -> Vec<FieldWords> {
    registry::acts::first_fields().map(|(code, words)| FieldWords::new(code, &words)).collect()
}
