//! What the public may see: whether there is a page for it, and what was published of a day.

use kernel::Date;
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use serde::{Deserialize, Serialize};
use store::{
    ColumnType::{Bool, Int, Text, Uuid},
    Value,
};

kernel::typed_id! {
    /// The page for the public.
    PublicPageId,
    /// What was published of a day.
    PublicationId,
}

/// Whether there is a page for the public, and how it keeps small numbers back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPage {
    /// The page.
    pub id: PublicPageId,
    /// Whether anybody may see it.
    pub on: bool,
    /// Fewer people than this are never told.
    pub threshold: i64,
}

/// The table of that setting.
pub static PUBLIC_PAGE: FactTable = FactTable {
    name: "public_page",
    columns: &[
        Column::open("page_id", Uuid),
        Column::open("is_on", Bool),
        Column::open("threshold", Int),
    ],
    subject: None,
};

impl Fact for PublicPage {
    const TABLE: &'static FactTable = &PUBLIC_PAGE;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Bool(Some(self.on)),
            Value::Int(Some(self.threshold)),
        ]
    }
}

impl ReadFact for PublicPage {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self { id: PublicPageId(c.uuid()?), on: c.bool()?, threshold: c.int()? })
    }
}

/// A number, where it is told.
pub type Told = Option<i64>;

/// What is told of a group of offices, or of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The group or the field, a word in code.
    pub code: String,
    /// Duties held full time.
    pub dedicated: Told,
    /// Duties held beside another job.
    pub concurrent: Told,
    /// Both.
    pub all: Told,
}

/// How many offices of a group there are, and how many have somebody. They name nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offices {
    /// The group, a word in code.
    pub code: String,
    /// Offices.
    pub all: i64,
    /// Of them, those with somebody.
    pub covered: i64,
}

/// The figures of a day, as far as the public may see them. What is kept back is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicFigures {
    /// Fewer people than this are never told.
    pub threshold: i64,
    /// People, each once.
    pub people: Told,
    /// Duties by group of offices.
    pub groups: Vec<Line>,
    /// Duties in all.
    pub total: Option<Line>,
    /// Duties by field; a duty may lie in several.
    pub fields: Vec<Line>,
    /// Offices by group.
    pub offices: Vec<Offices>,
}

/// What was published of a day. It does not change with what is learned later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The publication.
    pub id: PublicationId,
    /// The day it speaks of.
    pub of_day: Date,
    /// The figures.
    pub figures: PublicFigures,
}

/// The table of publications.
pub static PUBLICATION: FactTable = FactTable {
    name: "publication",
    columns: &[
        Column::open("publication_id", Uuid),
        Column::open("of_day", Text),
        Column::open("figures", Text),
    ],
    subject: None,
};

impl Fact for Publication {
    const TABLE: &'static FactTable = &PUBLICATION;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(self.of_day.to_string()),
            Value::text(serde_json::to_string(&self.figures).unwrap_or_default()),
        ]
    }
}

impl ReadFact for Publication {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: PublicationId(c.uuid()?),
            of_day: c.date()?,
            figures: serde_json::from_str(&c.text()?).ok()?,
        })
    }
}
