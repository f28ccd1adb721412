//! Administrative areas and what became of them.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use serde::Serialize;
use store::{
    ColumnType::{Bool, Int, Text, Uuid},
    Value,
};

use super::{LinkId, Share, words};

kernel::typed_id! {
    /// An administrative area. A merged commune is a new area even where it takes over a code.
    AreaId,
}

words! {
    /// Where an area stands between country and village.
    AreaLevel {
        /// Tỉnh, thành phố trực thuộc trung ương.
        Province = "province",
        /// Huyện, quận, thị xã, thành phố thuộc tỉnh; until 30 June 2025.
        District = "district",
        /// Xã, phường, thị trấn, đặc khu.
        Commune = "commune",
        /// Thôn, bản, tổ dân phố.
        Village = "village",
    }
}

/// An administrative area as it is over an interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    /// The area.
    pub id: AreaId,
    /// Its level.
    pub level: AreaLevel,
    /// Official code: 2, 3 or 5 digits; of a village, its commune's code, `/` and its name.
    pub code: String,
    /// Full name, e.g. `Phường Tích Sơn`.
    pub name: String,
    /// The area it lies in.
    pub parent: Option<AreaId>,
    /// Households, where known.
    pub households: Option<i64>,
    /// Residents, where known.
    pub residents: Option<i64>,
}

/// The table of areas.
pub static AREA: FactTable = FactTable {
    name: "area",
    columns: &[
        Column::open("area_id", Uuid),
        Column::open("level", Text),
        Column::open("code", Text),
        Column::open("name", Text),
        Column::open("parent_id", Uuid),
        Column::open("households", Int),
        Column::open("residents", Int),
    ],
    subject: None,
};

impl Fact for Area {
    const TABLE: &'static FactTable = &AREA;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(self.level.as_str()),
            Value::text(&self.code),
            Value::text(&self.name),
            Value::Uuid(self.parent.map(|p| p.0)),
            Value::Int(self.households),
            Value::Int(self.residents),
        ]
    }
}

/// An area (or a part of it) became another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaLink {
    /// The link.
    pub id: LinkId,
    /// What was.
    pub predecessor: AreaId,
    /// What it became.
    pub successor: AreaId,
    /// All of it, or a part.
    pub share: Share,
    /// Of the parts of a split area, the one that takes what can't be placed more finely.
    pub is_default: bool,
}

/// The table of links between areas.
pub static AREA_LINK: FactTable = FactTable {
    name: "area_link",
    columns: &[
        Column::open("link_id", Uuid),
        Column::open("predecessor", Uuid),
        Column::open("successor", Uuid),
        Column::open("share", Text),
        Column::open("is_default", Bool),
    ],
    subject: None,
};

impl Fact for AreaLink {
    const TABLE: &'static FactTable = &AREA_LINK;

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

impl ReadFact for Area {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: AreaId(c.uuid()?),
            level: AreaLevel::parse(&c.text()?)?,
            code: c.text()?,
            name: c.text()?,
            parent: c.uuid().map(AreaId),
            households: c.int(),
            residents: c.int(),
        })
    }
}

impl ReadFact for AreaLink {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: LinkId(c.uuid()?),
            predecessor: AreaId(c.uuid()?),
            successor: AreaId(c.uuid()?),
            share: Share::parse(&c.text()?)?,
            is_default: c.bool()?,
        })
    }
}
