//! Offices, and what became of them.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use serde::Serialize;
use store::{
    ColumnType::{Bool, Text, Uuid},
    Value,
};

use super::{LinkId, words};

kernel::typed_id! {
    /// An office of any kind.
    OrgId,
}

words! {
    /// How much of a predecessor went to a successor.
    Share {
        /// All of it.
        Whole = "whole",
        /// A part.
        Part = "part",
    }
}

/// An office as it is over an interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// The office.
    pub id: OrgId,
    /// Its code in the province's register.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Kind, a word the office may choose: `province`, `department`, `district`, `commune`, …
    pub kind: String,
    /// The office above it.
    pub parent: Option<OrgId>,
    /// Code of the area it answers for. Which area a code means is settled by name and date.
    pub area_code: Option<String>,
    /// Other names it is called by.
    pub aliases: Vec<String>,
}

/// The kind that is the province itself: it heads the tree and is not one of its offices.
pub(crate) const HEAD_OF_TREE: &str = "province";

/// Kinds of office that every province has or had, beside the head of the tree. A register may
/// have others.
pub const KINDS: &[&str] = &["department", "district", "commune"];

impl Organisation {
    /// Whether it is counted among the offices. The head of the tree is not.
    pub fn is_counted(&self) -> bool {
        self.kind != HEAD_OF_TREE
    }
}

/// The table of offices.
pub static ORGANISATION: FactTable = FactTable {
    name: "organisation",
    columns: &[
        Column::open("org_id", Uuid),
        Column::open("code", Text),
        Column::open("name", Text),
        Column::open("kind", Text),
        Column::open("parent_id", Uuid),
        Column::open("area_code", Text),
        Column::open("aliases", Text),
    ],
    subject: None,
};

impl Fact for Organisation {
    const TABLE: &'static FactTable = &ORGANISATION;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.code),
            Value::text(&self.name),
            Value::text(&self.kind),
            Value::Uuid(self.parent.map(|p| p.0)),
            Value::Text(self.area_code.clone()),
            Value::text(serde_json::to_string(&self.aliases).unwrap_or_default()),
        ]
    }
}

/// An office (or a part of it) became another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrgLink {
    /// The link.
    pub id: LinkId,
    /// What was.
    pub predecessor: OrgId,
    /// What it became.
    pub successor: OrgId,
    /// All of it, or a part.
    pub share: Share,
    /// Of the parts of a split office, the one that takes what can't be placed more finely.
    pub is_default: bool,
}

/// The table of links between offices.
pub static ORGANISATION_LINK: FactTable = FactTable {
    name: "organisation_link",
    columns: &[
        Column::open("link_id", Uuid),
        Column::open("predecessor", Uuid),
        Column::open("successor", Uuid),
        Column::open("share", Text),
        Column::open("is_default", Bool),
    ],
    subject: None,
};

impl Fact for OrgLink {
    const TABLE: &'static FactTable = &ORGANISATION_LINK;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.predecessor.0)),
            Value::Uuid(Some(self.successor.0)),
            Value::text(self.share.as_str()),
            Value::Bool(Some(self.is_default)),
        ]
    }
}

impl ReadFact for Organisation {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: OrgId(c.uuid()?),
            code: c.text()?,
            name: c.text()?,
            kind: c.text()?,
            parent: c.uuid().map(OrgId),
            area_code: c.text(),
            aliases: serde_json::from_str(&c.text()?).ok()?,
        })
    }
}

impl ReadFact for OrgLink {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: LinkId(c.uuid()?),
            predecessor: OrgId(c.uuid()?),
            successor: OrgId(c.uuid()?),
            share: Share::parse(&c.text()?)?,
            is_default: c.bool()?,
        })
    }
}
