//! Norms and fields of work: law and vocabulary as data.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use serde::Serialize;
use store::{
    ColumnType::{Bool, Int, Text, Uuid},
    Value,
};

use super::Mode;

kernel::typed_id! {
    /// A norm.
    NormId,
    /// A field of work.
    FieldId,
}

/// "Every office of these kinds has at least so many people": a rule with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Norm {
    /// The norm.
    pub id: NormId,
    /// A word in code and in exports.
    pub code: String,
    /// What it asks, in Vietnamese.
    pub name_vi: String,
    /// What it asks, in English.
    pub name_en: String,
    /// The act it stands in.
    pub basis_act: String,
    /// The clause.
    pub basis_clause: String,
    /// Whether an administrator has confirmed it against the act's text.
    pub confirmed: bool,
    /// Kinds of office it binds.
    pub kinds: Vec<String>,
    /// How many people at least.
    pub minimum: i64,
    /// Only duty held in this mode counts; `None` = either.
    pub mode: Option<Mode>,
    /// Only duty in this field counts; `None` = any.
    pub field: Option<String>,
}

/// The table of norms.
pub static NORM: FactTable = FactTable {
    name: "norm",
    columns: &[
        Column::open("norm_id", Uuid),
        Column::open("code", Text),
        Column::open("name_vi", Text),
        Column::open("name_en", Text),
        Column::open("basis_act", Text),
        Column::open("basis_clause", Text),
        Column::open("confirmed", Bool),
        Column::open("kinds", Text),
        Column::open("minimum", Int),
        Column::open("mode", Text),
        Column::open("field", Text),
    ],
    subject: None,
};

impl Fact for Norm {
    const TABLE: &'static FactTable = &NORM;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.code),
            Value::text(&self.name_vi),
            Value::text(&self.name_en),
            Value::text(&self.basis_act),
            Value::text(&self.basis_clause),
            Value::Bool(Some(self.confirmed)),
            Value::text(self.kinds.join("|")),
            Value::Int(Some(self.minimum)),
            Value::Text(self.mode.map(|m| m.as_str().to_owned())),
            Value::Text(self.field.clone()),
        ]
    }
}

/// A field of work, e.g. digital transformation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The field.
    pub id: FieldId,
    /// A word in code and in exports: `dx`, `infosec`, …
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// What sheets call it.
    pub synonyms: Vec<String>,
    /// Its place in lists.
    pub place: i64,
}

/// The table of fields of work.
pub static FIELD: FactTable = FactTable {
    name: "field",
    columns: &[
        Column::open("field_id", Uuid),
        Column::open("code", Text),
        Column::open("name_vi", Text),
        Column::open("name_en", Text),
        Column::open("synonyms", Text),
        Column::open("place", Int),
    ],
    subject: None,
};

impl Fact for Field {
    const TABLE: &'static FactTable = &FIELD;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.code),
            Value::text(&self.name_vi),
            Value::text(&self.name_en),
            Value::text(serde_json::to_string(&self.synonyms).unwrap_or_default()),
            Value::Int(Some(self.place)),
        ]
    }
}

impl ReadFact for Norm {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: NormId(c.uuid()?),
            code: c.text()?,
            name_vi: c.text()?,
            name_en: c.text()?,
            basis_act: c.text()?,
            basis_clause: c.text()?,
            confirmed: c.bool()?,
            kinds: c.text()?.split('|').map(str::to_owned).collect(),
            minimum: c.int()?,
            mode: c.text().as_deref().and_then(Mode::parse),
            field: c.text(),
        })
    }
}

impl ReadFact for Field {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: FieldId(c.uuid()?),
            code: c.text()?,
            name_vi: c.text()?,
            name_en: c.text()?,
            synonyms: serde_json::from_str(&c.text()?).ok()?,
            place: c.int()?,
        })
    }
}
