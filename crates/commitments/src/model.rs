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
    /// What another room knows of ([`registry::figures::Lacks`]), by its code.
    Lack(String),
    /// Something else, in words; blank where they were erased.
    Other(String),
}

impl Gap {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Norm(_) => "norm",
            Self::Nobody => "nobody",
            Self::Lack(_) => "lack",
            Self::Other(_) => "other",
        }
    }

    /// What is in it beside its kind: a code, and words, in which anybody may be named.
    fn said(&self) -> (&str, &str) {
        match self {
            Self::Norm(code) | Self::Lack(code) => (code, ""),
            Self::Other(words) => ("", words),
            Self::Nobody => ("", ""),
        }
    }

    fn read(kind: &str, said: String) -> Option<Self> {
        match kind {
            "norm" => Some(Self::Norm(said)),
            "nobody" => Some(Self::Nobody),
            "lack" => Some(Self::Lack(said)),
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
    /// What will be done; blank where it was erased.
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
    /// What was said of it then, or when it was last amended; blank where nothing was, or where it
    /// was erased.
    pub note: String,
}

impl Commitment {
    /// What is said in words.
    pub(crate) fn words(&mut self) -> Vec<&mut String> {
        let mut words = vec![&mut self.what];
        if let Gap::Other(said) = &mut self.gap {
            words.push(said);
        }
        words.push(&mut self.note);
        words
    }
}

/// The table of commitments. What is said in words may name somebody: it can be erased. `gap`,
/// `what` and `note` hold words of commitments that were made before that.
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
        Column::personal("said_gap", Text),
        Column::personal("said_what", Text),
        Column::personal("said_note", Text),
    ],
    subject: Some("commitment_id"),
};

/// The same, of which each row is its own subject: words are erased row by row.
pub(crate) static COMMITMENT_ROWS: FactTable =
    FactTable { name: COMMITMENT.name, columns: COMMITMENT.columns, subject: Some("fact_id") };

impl Fact for Commitment {
    const TABLE: &'static FactTable = &COMMITMENT;

    fn values(&self) -> Vec<Value> {
        let (code, words) = self.gap.said();
        let some = |said: &str| Value::Text(Some(said.to_owned()).filter(|said| !said.is_empty()));
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.org.0)),
            Value::text(self.gap.kind()),
            Value::text(code),
            Value::text(""),
            Value::text(self.promised_on.to_string()),
            Value::text(&self.promised_by),
            Value::text(self.due_on.to_string()),
            Value::text(self.state.as_str()),
            Value::Text(self.closed_on.map(|day| day.to_string())),
            Value::text(""),
            some(words),
            some(&self.what),
            some(&self.note),
        ]
    }
}

impl ReadFact for Commitment {
    fn read(c: &mut Columns) -> Option<Self> {
        let (id, org) = (CommitmentId(c.uuid()?), OrgId(c.uuid()?));
        let (kind, gap, what) = (c.text()?, c.text()?, c.text()?);
        let (promised_on, promised_by, due_on) = (c.date()?, c.text()?, c.date()?);
        let (state, closed_on, note) = (State::parse(&c.text()?)?, c.date(), c.text()?);
        Some(Self {
            id,
            org,
            gap: Gap::read(&kind, c.text().unwrap_or(gap))?,
            what: c.text().unwrap_or(what),
            promised_on,
            promised_by,
            due_on,
            state,
            closed_on,
            note: c.text().unwrap_or(note),
        })
    }
}
