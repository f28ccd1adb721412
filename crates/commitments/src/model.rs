//! The noun: a commitment.

use kernel::Date;
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use registry::model::OrgId;
use store::{
    ColumnType::{Text, Uuid},
    Value,
};

kernel::typed_id! {
    /// A commitment.
    CommitmentId,
}

/// What a commitment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A norm that is not met, by its code.
    Norm(String),
    /// Nobody is in charge.
    Nobody,
    /// Something else, in words.
    Other(String),
}

impl Gap {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Norm(_) => "norm",
            Self::Nobody => "nobody",
            Self::Other(_) => "other",
        }
    }

    fn said(&self) -> &str {
        match self {
            Self::Norm(said) | Self::Other(said) => said,
            Self::Nobody => "",
        }
    }

    fn read(kind: &str, said: String) -> Option<Self> {
        match kind {
            "norm" => Some(Self::Norm(said)),
            "nobody" => Some(Self::Nobody),
            "other" => Some(Self::Other(said)),
            _ => None,
        }
    }
}

/// Where a commitment stands, as far as somebody said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Promised.
    Open,
    /// Done.
    Kept,
    /// Taken back.
    Withdrawn,
}

impl State {
    const ALL: [(&'static str, Self); 3] =
        [("open", Self::Open), ("kept", Self::Kept), ("withdrawn", Self::Withdrawn)];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == word).map(|(_, state)| state)
    }
}

/// What a unit promised to do about a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The commitment.
    pub id: CommitmentId,
    /// The office whose gap it is.
    pub org: OrgId,
    /// The gap.
    pub gap: Gap,
    /// What will be done.
    pub what: String,
    /// The day it was promised.
    pub promised_on: Date,
    /// The name of the account that promised it.
    pub promised_by: String,
    /// By when: the last day that is in time.
    pub due_on: Date,
    /// Where it stands.
    pub state: State,
    /// The day it was kept or withdrawn.
    pub closed_on: Option<Date>,
    /// What was said of it then, or when it was last amended.
    pub note: String,
}

/// The table of commitments.
pub static COMMITMENT: FactTable = FactTable {
    name: "commitment",
    columns: &[
        Column::open("commitment_id", Uuid),
        Column::open("org_id", Uuid),
        Column::open("gap_kind", Text),
        Column::open("gap", Text),
        Column::open("what", Text),
        Column::open("promised_on", Text),
        Column::open("promised_by", Text),
        Column::open("due_on", Text),
        Column::open("state", Text),
        Column::open("closed_on", Text),
        Column::open("note", Text),
    ],
    subject: None,
};

impl Fact for Commitment {
    const TABLE: &'static FactTable = &COMMITMENT;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.org.0)),
            Value::text(self.gap.kind()),
            Value::text(self.gap.said()),
            Value::text(&self.what),
            Value::text(self.promised_on.to_string()),
            Value::text(&self.promised_by),
            Value::text(self.due_on.to_string()),
            Value::text(self.state.as_str()),
            Value::Text(self.closed_on.map(|day| day.to_string())),
            Value::text(&self.note),
        ]
    }
}

impl ReadFact for Commitment {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: CommitmentId(c.uuid()?),
            org: OrgId(c.uuid()?),
            gap: {
                let (kind, said) = (c.text()?, c.text()?);
                Gap::read(&kind, said)?
            },
            what: c.text()?,
            promised_on: c.date()?,
            promised_by: c.text()?,
            due_on: c.date()?,
            state: State::parse(&c.text()?)?,
            closed_on: c.date(),
            note: c.text()?,
        })
    }
}
