//! How long things are kept, and what was removed.

use kernel::Date;
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use store::{
    ColumnType::{Bool, Int, Text, Uuid},
    Value,
};

kernel::typed_id! {
    /// A rule on how long something is kept.
    RetentionId,
    /// A removal of what was past its time.
    RemovalId,
}

/// How long a kind of thing is kept. From what moment on, the room that keeps it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionRule {
    /// The rule.
    pub id: RetentionId,
    /// The kind of thing, a word in code.
    pub kind: String,
    /// For how many months.
    pub months: i64,
    /// The act it stands in.
    pub basis_act: String,
    /// The clause.
    pub basis_clause: String,
    /// Whether somebody has confirmed it against the act's text.
    pub confirmed: bool,
}

/// The table of such rules.
pub static RETENTION_RULE: FactTable = FactTable {
    name: "retention_rule",
    columns: &[
        Column::open("rule_id", Uuid),
        Column::open("kind", Text),
        Column::open("months", Int),
        Column::open("basis_act", Text),
        Column::open("basis_clause", Text),
        Column::open("confirmed", Bool),
    ],
    subject: None,
};

impl Fact for RetentionRule {
    const TABLE: &'static FactTable = &RETENTION_RULE;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.kind),
            Value::Int(Some(self.months)),
            Value::text(&self.basis_act),
            Value::text(&self.basis_clause),
            Value::Bool(Some(self.confirmed)),
        ]
    }
}

impl ReadFact for RetentionRule {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: RetentionId(c.uuid()?),
            kind: c.text()?,
            months: c.int()?,
            basis_act: c.text()?,
            basis_clause: c.text()?,
            confirmed: c.bool()?,
        })
    }
}

/// What was removed because it was past its time. It can't be undone; that it was done stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The removal.
    pub id: RemovalId,
    /// The kind of thing.
    pub kind: String,
    /// What had its time before this day.
    pub before: Date,
    /// How much it was.
    pub removed: i64,
}

/// The table of removals.
pub static REMOVAL: FactTable = FactTable {
    name: "removal",
    columns: &[
        Column::open("removal_id", Uuid),
        Column::open("kind", Text),
        Column::open("older_than", Text),
        Column::open("removed", Int),
    ],
    subject: None,
};

impl Fact for Removal {
    const TABLE: &'static FactTable = &REMOVAL;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.kind),
            Value::text(self.before.to_string()),
            Value::Int(Some(self.removed)),
        ]
    }
}

impl ReadFact for Removal {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: RemovalId(c.uuid()?),
            kind: c.text()?,
            before: c.date()?,
            removed: c.int()?,
        })
    }
}
