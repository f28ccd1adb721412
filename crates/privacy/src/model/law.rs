//! What the law says of personal data, as data: until when a request is answered, on which act
//! the processing of a kind of data rests.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use store::{
    ColumnType::{Bool, Int, Text, Uuid},
    Value,
};

kernel::typed_id! {
    /// A rule on until when a request is answered.
    TermId,
    /// The basis of processing a kind of data.
    BasisId,
}

/// Within how many working days a request is answered. What holds on the day it comes in counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerTerm {
    /// The rule.
    pub id: TermId,
    /// Working days; the day of the request is not counted.
    pub working_days: i64,
    /// The act it stands in.
    pub basis_act: String,
    /// The clause.
    pub basis_clause: String,
    /// Whether somebody has confirmed it against the act's text.
    pub confirmed: bool,
}

/// The table of such rules.
pub static ANSWER_TERM: FactTable = FactTable {
    name: "answer_term",
    columns: &[
        Column::open("term_id", Uuid),
        Column::open("working_days", Int),
        Column::open("basis_act", Text),
        Column::open("basis_clause", Text),
        Column::open("confirmed", Bool),
    ],
    subject: None,
};

impl Fact for AnswerTerm {
    const TABLE: &'static FactTable = &ANSWER_TERM;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Int(Some(self.working_days)),
            Value::text(&self.basis_act),
            Value::text(&self.basis_clause),
            Value::Bool(Some(self.confirmed)),
        ]
    }
}

impl ReadFact for AnswerTerm {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: TermId(c.uuid()?),
            working_days: c.int()?,
            basis_act: c.text()?,
            basis_clause: c.text()?,
            confirmed: c.bool()?,
        })
    }
}

/// The act that the processing of a kind of personal data rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessingBasis {
    /// The basis.
    pub id: BasisId,
    /// The kind of data: a table, a word in code.
    pub kind: String,
    /// The act.
    pub basis_act: String,
    /// The clause.
    pub basis_clause: String,
    /// Whether somebody has confirmed it against the act's text.
    pub confirmed: bool,
}

/// The table of such bases.
pub static PROCESSING_BASIS: FactTable = FactTable {
    name: "processing_basis",
    columns: &[
        Column::open("basis_id", Uuid),
        Column::open("kind", Text),
        Column::open("basis_act", Text),
        Column::open("basis_clause", Text),
        Column::open("confirmed", Bool),
    ],
    subject: None,
};

impl Fact for ProcessingBasis {
    const TABLE: &'static FactTable = &PROCESSING_BASIS;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.kind),
            Value::text(&self.basis_act),
            Value::text(&self.basis_clause),
            Value::Bool(Some(self.confirmed)),
        ]
    }
}

impl ReadFact for ProcessingBasis {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: BasisId(c.uuid()?),
            kind: c.text()?,
            basis_act: c.text()?,
            basis_clause: c.text()?,
            confirmed: c.bool()?,
        })
    }
}

/// An act and its clause in one line; blank where nobody named one.
pub fn cited(act: &str, clause: &str) -> String {
    [act, clause].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
