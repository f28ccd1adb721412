//! What somebody decided about a row that waits.

use ::store::{
    ColumnType::{Text, Uuid},
    Value,
};
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use registry::model::PersonId;

use super::HeldId;

kernel::typed_id! {
    /// An answer to a row that waits.
    AnswerId,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The row is not to be entered.
    Dropped,
    /// It is this person of the register.
    Person(PersonId),
    /// It is nobody of the register; once entered, this is who it became.
    Other(Option<PersonId>),
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Person(_) => "person",
            Self::Other(_) => "other",
        }
    }

    /// Who of the register the row is about.
    pub(crate) const fn person(self) -> Option<PersonId> {
        match self {
            Self::Dropped => None,
            Self::Person(id) => Some(id),
            Self::Other(id) => id,
        }
    }

    fn read(word: &str, person: Option<PersonId>) -> Option<Self> {
        match word {
            "dropped" => Some(Self::Dropped),
            "person" => person.map(Self::Person),
            "other" => Some(Self::Other(person)),
            _ => None,
        }
    }
}

/// An answer. It holds for the row as it was held, however often its sheet comes again: a row whose
/// cells say something else is asked about anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowAnswer {
    /// The answer.
    pub id: AnswerId,
    /// The row that was held: its cells stand there, and nowhere else.
    pub held: HeldId,
    /// What was decided.
    pub verdict: Verdict,
}

/// The table of answers.
pub static ROW_ANSWER: FactTable = FactTable {
    name: "row_answer",
    columns: &[
        Column::open("answer_id", Uuid),
        Column::open("held_id", Uuid),
        Column::open("verdict", Text),
        Column::open("person_id", Uuid),
    ],
    subject: None,
};

impl Fact for RowAnswer {
    const TABLE: &'static FactTable = &ROW_ANSWER;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.held.0)),
            Value::text(self.verdict.word()),
            Value::Uuid(self.verdict.person().map(|p| p.0)),
        ]
    }
}

impl ReadFact for RowAnswer {
    fn read(c: &mut Columns) -> Option<Self> {
        let (id, held) = (AnswerId(c.uuid()?), HeldId(c.uuid()?));
        let (word, person) = (c.text()?, c.uuid().map(PersonId));
        Some(Self { id, held, verdict: Verdict::read(&word, person)? })
    }
}
