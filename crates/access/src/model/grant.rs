//! A role somebody holds, as a dated fact.

use kernel::Uuid;
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use store::{
    ColumnType::{Text, Uuid as Id},
    Value,
};

use super::{AccountId, GrantId, Role};

/// A role somebody holds, for a unit and all under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The grant.
    pub id: GrantId,
    /// Who holds it.
    pub account: AccountId,
    /// What.
    pub role: Role,
    /// For which unit; `None` = for everything.
    pub unit: Option<Uuid>,
    /// Who they are in the register, where that was said.
    pub person: Option<Uuid>,
}

/// The table of roles held.
pub static GRANT: FactTable = FactTable {
    name: "role_grant",
    columns: &[
        Column::open("grant_id", Id),
        Column::open("account_id", Id),
        Column::open("role", Text),
        Column::open("unit_id", Id),
        Column::open("person_id", Id),
    ],
    subject: None,
};

impl Fact for Grant {
    const TABLE: &'static FactTable = &GRANT;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.account.0)),
            Value::text(self.role.code()),
            Value::Uuid(self.unit),
            Value::Uuid(self.person),
        ]
    }
}

impl ReadFact for Grant {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: GrantId(c.uuid()?),
            account: AccountId(c.uuid()?),
            role: Role::parse(&c.text()?)?,
            unit: c.uuid(),
            person: c.uuid(),
        })
    }
}
