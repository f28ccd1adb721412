//! What a form asks for.

use serde::Deserialize;

/// A form to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The code of its kind of sheet.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Lines above the table, below the office.
    pub title: Vec<String>,
    /// Its columns, in order.
    pub columns: Vec<FormColumn>,
}

/// A column of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormColumn {
    /// The key of the kind's column.
    pub key: String,
    /// What stands over it and its neighbours.
    pub group: Option<String>,
    /// Its heading.
    pub heading: String,
    /// What is to be written there.
    pub asks: Asks,
    /// A row without it is not taken in.
    pub required: bool,
    /// How to fill it in.
    pub help: String,
    /// What stands in the example.
    pub example: String,
}

/// What is to be written into a column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// A running number.
    Ordinal,
    /// Words.
    Text,
    /// The name of a person.
    Name,
    /// A day of birth.
    Birth,
    /// A day.
    Date,
    /// A year.
    Year,
    /// A whole number that is not negative.
    Count,
    /// A number.
    Number,
    /// A tick.
    Tick,
    /// One of several words.
    Choice(Vec<String>),
    /// A personal number.
    PersonalNumber,
    /// A phone.
    Phone,
    /// An office.
    Unit,
}

impl Asks {
    /// Its name among the texts of forms and in messages.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ordinal => "ordinal",
            Self::Text => "text",
            Self::Name => "name",
            Self::Birth => "birth",
            Self::Date => "date",
            Self::Year => "year",
            Self::Count => "count",
            Self::Number => "number",
            Self::Tick => "tick",
            Self::Choice(_) => "choice",
            Self::PersonalNumber => "personal_number",
            Self::Phone => "phone",
            Self::Unit => "unit",
        }
    }
}

impl Form {
    /// Whether headings stand in two rows.
    pub fn grouped(&self) -> bool {
        self.columns.iter().any(|c| c.group.is_some())
    }
}
