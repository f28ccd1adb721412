//! What a person asks about their data.

use kernel::{Date, Uuid};
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use registry::model::PersonId;
use store::{
    ColumnType::{Int, Text, Uuid as Id},
    Value,
};

use super::words;

kernel::typed_id! {
    /// A request.
    RequestId,
}

words! {
    /// What is asked for.
    Ask {
        /// To see what is held.
        See = "see",
        /// To have it corrected.
        Correct = "correct",
        /// To have it erased.
        Erase = "erase",
        /// To take it away.
        Export = "export",
    }
}

words! {
    /// How it came.
    Way {
        /// The person made it themselves, signed in.
        Own = "own",
        /// They came.
        InPerson = "in_person",
        /// By letter.
        Letter = "letter",
        /// By mail.
        Mail = "mail",
        /// By phone.
        Phone = "phone",
    }
}

words! {
    /// Where it stands.
    State {
        /// It came in.
        Received = "received",
        /// Somebody is at it.
        InWork = "in_work",
        /// It was done as asked.
        Answered = "answered",
        /// It was refused, on a legal basis.
        Refused = "refused",
    }
}

impl State {
    /// Whether the clock still runs.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::InWork)
    }
}

/// A request. What is personal is `None` where it is not known, or was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The request.
    pub id: RequestId,
    /// The year of its number.
    pub year: i64,
    /// Its number in the year, from 1.
    pub serial: i64,
    /// What is asked for.
    pub ask: Ask,
    /// How it came.
    pub way: Way,
    /// Who asks, where they are on the register.
    pub person: Option<PersonId>,
    /// Their name.
    pub who: Option<String>,
    /// Where they can be reached.
    pub contact: Option<String>,
    /// What they say.
    pub what: Option<String>,
    /// The day it came in.
    pub received_on: Date,
    /// Where it stands.
    pub state: State,
    /// The day it was answered or refused.
    pub closed_on: Option<Date>,
    /// What was answered, or why it was refused.
    pub outcome: Option<String>,
    /// The legal basis of that.
    pub basis: Option<String>,
}

impl Request {
    /// `2026-0007`.
    pub fn number(&self) -> String {
        format!("{:04}-{:04}", self.year, self.serial)
    }

    /// Whether it can be said that somebody else asks: it is open, and was not made by an account,
    /// which is its owner's.
    pub fn can_correct_person(&self) -> bool {
        self.person.is_some() && self.who.is_some() && self.state.is_open() && self.way != Way::Own
    }

    /// Whose personal values the row holds: the person's, so that erasing them reaches it; else
    /// the request's own.
    fn subject(&self) -> Uuid {
        self.person.map_or(self.id.0, |person| person.0)
    }
}

/// The table of requests.
pub static DATA_REQUEST: FactTable = FactTable {
    name: "data_request",
    columns: &[
        Column::open("request_id", Id),
        Column::open("subject_id", Id),
        Column::open("year", Int),
        Column::open("serial", Int),
        Column::open("ask", Text),
        Column::open("way", Text),
        Column::personal("who", Text),
        Column::personal("contact", Text),
        Column::personal("what", Text),
        Column::open("received_on", Text),
        Column::open("state", Text),
        Column::open("closed_on", Text),
        Column::personal("outcome", Text),
        Column::open("basis", Text),
    ],
    subject: Some("subject_id"),
};

/// The same, each request with everything that was ever said in it, whoever it was said of.
pub(crate) static WHOLE_REQUEST: FactTable = FactTable {
    name: DATA_REQUEST.name,
    columns: DATA_REQUEST.columns,
    subject: Some("request_id"),
};

/// The same, of which each row is its own subject: words are erased row by row.
pub(crate) static REQUEST_ROWS: FactTable =
    FactTable { name: DATA_REQUEST.name, columns: DATA_REQUEST.columns, subject: Some("fact_id") };

impl Fact for Request {
    const TABLE: &'static FactTable = &DATA_REQUEST;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.subject())),
            Value::Int(Some(self.year)),
            Value::Int(Some(self.serial)),
            Value::text(self.ask.as_str()),
            Value::text(self.way.as_str()),
            Value::Text(self.who.clone()),
            Value::Text(self.contact.clone()),
            Value::Text(self.what.clone()),
            Value::text(self.received_on.to_string()),
            Value::text(self.state.as_str()),
            Value::Text(self.closed_on.map(|day| day.to_string())),
            Value::Text(self.outcome.clone()),
            Value::Text(self.basis.clone()),
        ]
    }
}

impl ReadFact for Request {
    fn read(c: &mut Columns) -> Option<Self> {
        let (id, subject) = (RequestId(c.uuid()?), c.uuid()?);
        Some(Self {
            id,
            year: c.int()?,
            serial: c.int()?,
            ask: Ask::parse(&c.text()?)?,
            way: Way::parse(&c.text()?)?,
            person: (subject != id.0).then_some(PersonId(subject)),
            who: c.text(),
            contact: c.text(),
            what: c.text(),
            received_on: c.date()?,
            state: State::parse(&c.text()?)?,
            closed_on: c.date(),
            outcome: c.text(),
            basis: c.text(),
        })
    }
}
