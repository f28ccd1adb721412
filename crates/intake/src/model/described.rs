//! Kinds of sheet that the office describes itself, and the rows of such sheets.

use std::collections::BTreeMap;

use ::store::{
    ColumnType::{Text, Uuid as Id},
    Value,
};
use kernel::{Uuid, folding};
use ledger::{Column, Columns, Fact, FactTable, Listed, ReadFact};
use registry::model::{OrgId, SheetRow};

use crate::listing::{Kind, KindColumn};

kernel::typed_id! {
    /// A kind of sheet.
    KindId,
    /// A row of such a sheet.
    KindRowId,
}

/// A kind of sheet that the office described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetKind {
    /// The kind.
    pub id: KindId,
    /// Its code, which does not change.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<KindColumn>,
}

impl SheetKind {
    /// The declaration the reader takes.
    pub fn declared(&self) -> Kind {
        Kind {
            code: self.code.clone(),
            name: self.name.clone(),
            described: true,
            set_aside: None,
            titles: Vec::new(),
            course_after: Vec::new(),
            columns: self.columns.clone(),
        }
    }
}

/// The table of kinds.
pub static SHEET_KIND: FactTable = FactTable {
    name: "sheet_kind",
    columns: &[
        Column::open("kind_id", Id),
        Column::open("code", Text),
        Column::open("name", Text),
        Column::open("columns", Text),
    ],
    subject: None,
};

impl Fact for SheetKind {
    const TABLE: &'static FactTable = &SHEET_KIND;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.code),
            Value::text(&self.name),
            Value::text(serde_json::to_string(&self.columns).unwrap_or_default()),
        ]
    }
}

impl ReadFact for SheetKind {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: KindId(c.uuid()?),
            code: c.text()?,
            name: c.text()?,
            columns: serde_json::from_str(&c.text()?).ok()?,
        })
    }
}

/// A row of a sheet of a described kind, as an office said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// The row.
    pub id: KindRowId,
    /// Its kind.
    pub kind: KindId,
    /// Whose it is.
    pub org: OrgId,
    /// What each column says, by its key. Blank cells are not among it.
    pub said: BTreeMap<String, String>,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
    /// What makes another row speak of the same thing; not kept, but told by the kind.
    pub(crate) key: Vec<String>,
    /// Keys and headings of the kind, in order; not kept.
    pub(crate) headings: std::sync::Arc<[(String, String)]>,
}

/// The table of such rows.
pub static KIND_ROW: FactTable = FactTable {
    name: "kind_row",
    columns: &[
        Column::open("row_id", Id),
        Column::open("kind_id", Id),
        Column::open("org_id", Id),
        Column::personal("said", Text),
        Column::open("source_file", Text),
        Column::open("source_sheet", Text),
        Column::open("source_row", ::store::ColumnType::Int),
    ],
    subject: Some("row_id"),
};

impl Fact for KindRow {
    const TABLE: &'static FactTable = &KIND_ROW;

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.kind.0)),
            Value::Uuid(Some(self.org.0)),
            Value::Text(serde_json::to_string(&self.said).ok()),
        ];
        values.extend(SheetRow::values(self.source.as_ref()));
        values
    }
}

impl ReadFact for KindRow {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: KindRowId(c.uuid()?),
            kind: KindId(c.uuid()?),
            org: OrgId(c.uuid()?),
            // Blank where the row was erased.
            said: c.text().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default(),
            source: SheetRow::read(c),
            key: Vec::new(),
            headings: std::sync::Arc::default(),
        })
    }
}

impl KindRow {
    /// With what its kind says of it: which rows speak of the same thing, how columns are headed.
    #[must_use]
    pub(crate) fn of(
        self,
        kind: &SheetKind,
        headings: &std::sync::Arc<[(String, String)]>,
    ) -> Self {
        let apart = |all: bool| {
            let columns = kind.columns.iter().filter(move |c| all || c.tells_apart);
            columns
                .map(|c| folding::fold(self.said.get(&c.key).map_or("", String::as_str)))
                .collect::<Vec<_>>()
        };
        let told = apart(false);
        let key = if told.is_empty() { apart(true) } else { told };
        Self { key, headings: headings.clone(), ..self }
    }
}

impl Listed for KindRow {
    type Key = (Uuid, Vec<String>);

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> Self::Key {
        (self.org.0, self.key.clone())
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        let said = |key: &str| self.said.get(key).map_or("", String::as_str);
        self.headings
            .iter()
            .map(|(key, heading)| ("said", format!("{heading}: {}", said(key))))
            .collect()
    }
}
