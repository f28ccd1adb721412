//! What a kind of sheet is: a declaration.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

/// A kind of sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its code.
    pub code: String,
    /// The message that names it; of a kind that was described, its name.
    pub name: String,
    /// It was described by the office, not built in.
    #[serde(default)]
    pub described: bool,
    /// Its rows are not taken in here; this is what is said of such a sheet.
    #[serde(default)]
    pub set_aside: Option<String>,
    /// Words of the title that say what the sheet is, whatever else its headings fit.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Words of the title after which the name of a course stands, with its dates.
    #[serde(default)]
    pub course_after: Vec<String>,
    /// Its columns.
    pub columns: Vec<KindColumn>,
}

/// A column of a kind of sheet.
#[expect(clippy::struct_excessive_bools, reason = "a declaration: each is said by itself")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindColumn {
    /// Its key.
    pub key: String,
    /// Headings it may have: letters without diacritics, everything else one space, `#` for any
    /// number.
    pub headings: Vec<String>,
    /// Words within a longer heading that tell it, where no heading is it word by word.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Words beside which those tell something else.
    #[serde(default)]
    pub besides: Vec<String>,
    /// Headings of ticks, at least two of them, and what each says in place of the column.
    #[serde(default)]
    pub ticks: BTreeMap<String, String>,
    /// Words a row of one text begins with that says it of the rows below.
    #[serde(default)]
    pub sections: Vec<String>,
    /// What stands in it.
    pub value: ValueKind,
    /// A sheet without it is not of this kind.
    #[serde(default)]
    pub required: bool,
    /// Of the columns with the same word here a sheet has at least one.
    #[serde(default)]
    pub one_of: Option<String>,
    /// A blank or merged cell says what the one above it says.
    #[serde(default)]
    pub filled_down: bool,
    /// Where no column says it, the title does: the name of the course.
    #[serde(default)]
    pub in_title: bool,
    /// There may be several of it: day 1, day 2 …
    #[serde(default)]
    pub repeats: bool,
    /// A cell that says nothing holds its row.
    #[serde(default)]
    pub never_blank: bool,
    /// What can't be understood there is told and does not hold the row.
    #[serde(default)]
    pub lenient: bool,
    /// Rows that say the same in all such columns speak of the same thing.
    #[serde(default)]
    pub tells_apart: bool,
    /// The words it takes, where it takes no others.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Its heading as a form prints it.
    #[serde(default)]
    pub label: Option<String>,
    /// What an example says.
    #[serde(default)]
    pub example: String,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A running number: nothing is read.
    Ordinal,
    /// Words.
    Text,
    /// The name of a person.
    Name,
    /// A birth, to the day or the year.
    Birth,
    /// A day.
    Date,
    /// A year.
    Year,
    /// A whole number that is not negative.
    Count,
    /// A number.
    Number,
    /// One of several words.
    Choice,
    /// A tick.
    Tick,
    /// An office.
    Unit,
    /// An area by its code, or the office that answers for it.
    Area,
    /// A phone.
    Phone,
}

impl KindColumn {
    /// A column of some sort that nothing else is said of.
    pub const fn of(value: ValueKind) -> Self {
        Self {
            key: String::new(),
            headings: Vec::new(),
            phrases: Vec::new(),
            besides: Vec::new(),
            ticks: BTreeMap::new(),
            sections: Vec::new(),
            value,
            required: false,
            one_of: None,
            filled_down: false,
            in_title: false,
            repeats: false,
            never_blank: false,
            lenient: false,
            tells_apart: false,
            choices: Vec::new(),
            label: None,
            example: String::new(),
        }
    }
}

impl Kind {
    /// The place of a column.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.key == key)
    }
}

/// The kinds that are built in.
pub fn built_in() -> &'static [Kind] {
    static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("kinds.json")).expect("tested: it is read")
    });
    &KINDS
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_built_in_kinds_are_well_declared() {
        let codes: HashSet<_> = built_in().iter().map(|k| &k.code).collect();
        assert_eq!(codes.len(), built_in().len());
        for kind in built_in() {
            let keys: HashSet<_> = kind.columns.iter().map(|c| &c.key).collect();
            assert_eq!(keys.len(), kind.columns.len(), "{}", kind.code);
            assert!(kind.columns.iter().any(|c| c.required), "{}", kind.code);
            for column in &kind.columns {
                let words = column.phrases.iter().chain(&column.besides).chain(&column.sections);
                for heading in column.headings.iter().chain(words).chain(column.ticks.keys()) {
                    let plain = heading.replace('#', "0");
                    assert_eq!(crate::reading::values::key(&plain), plain, "{}", column.key);
                }
            }
        }
    }
}
