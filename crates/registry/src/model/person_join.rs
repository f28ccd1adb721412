//! Two records that turned out to be of one person.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use store::{ColumnType::Uuid, Value};

use super::{PersonId, words};

words! {
    /// What is said of who somebody is, value by value.
    Detail {
        /// Họ và tên.
        FullName = "full_name",
        /// Giới tính.
        Sex = "sex",
        /// Ngày sinh.
        Birth = "birth",
        /// Số định danh.
        PersonalNumber = "personal_number",
        /// Điện thoại.
        Phone = "phone",
        /// Thư điện tử.
        Email = "email",
    }
}

/// One record is of the same person as another: what stood under it stands under the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonJoin {
    /// The record that was given up.
    pub person: PersonId,
    /// The record that is kept.
    pub into: PersonId,
}

/// The table of joined records.
pub static PERSON_JOIN: FactTable = FactTable {
    name: "person_join",
    columns: &[Column::open("person_id", Uuid), Column::open("into_id", Uuid)],
    subject: None,
};

impl Fact for PersonJoin {
    const TABLE: &'static FactTable = &PERSON_JOIN;

    fn values(&self) -> Vec<Value> {
        vec![Value::Uuid(Some(self.person.0)), Value::Uuid(Some(self.into.0))]
    }
}

impl ReadFact for PersonJoin {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self { person: PersonId(c.uuid()?), into: PersonId(c.uuid()?) })
    }
}
