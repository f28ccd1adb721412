//! Whole rows of any fact table, with their place in the record.

use kernel::{Seq, Uuid};
use store::{ColumnType, Tx, Value, each_row};

use crate::{
    Error, FactId, FactTable,
    hash::{self, SALT_BYTES},
    model::Row,
};

/// Ids named in one statement.
pub(crate) const CHUNK: usize = 500;

/// A row with its whole place in the record.
pub(crate) struct Found {
    pub(crate) row: Row,
    pub(crate) from: Seq,
    pub(crate) to: Option<Seq>,
    pub(crate) erased_by: Option<Seq>,
}

const PLACE: &[(&str, ColumnType)] = &[
    ("valid_from", ColumnType::Text),
    ("valid_to", ColumnType::Text),
    ("recorded_from", ColumnType::Int),
    ("recorded_to", ColumnType::Int),
    ("salt", ColumnType::Bytes),
    ("seal", ColumnType::Bytes),
    ("erased_by", ColumnType::Int),
];
/// Where `recorded_from` stands, from the end of a row.
pub(crate) const FROM_IN_PLACE: usize = 5;

/// The statement that reads whole rows of a table behind `first`, and the types of its columns.
pub(crate) fn select(
    first: &[(&str, ColumnType)],
    table: &FactTable,
    which: &str,
) -> (String, Vec<ColumnType>) {
    let id = ("fact_id", ColumnType::Uuid);
    let own = table.columns.iter().map(|c| (c.name, c.of));
    let all = first.iter().copied().chain([id]).chain(own).chain(PLACE.iter().copied());
    let (names, types): (Vec<&str>, Vec<ColumnType>) = all.unzip();
    (format!("SELECT {} FROM {} {which}", names.join(", "), table.name), types)
}

/// Rows that meet a condition.
pub(crate) async fn find(
    tx: &mut Tx,
    table: &FactTable,
    which: &str,
    binds: &[Value],
) -> Result<Vec<Found>, Error> {
    let (sql, types) = select(&[], table, which);
    let mut found = Vec::new();
    each_row(tx, sql, binds, &types, |values| found.extend(Found::read(values))).await?;
    Ok(found)
}

/// `$first, $first+1, …` for so many binds.
pub(crate) fn marks(first: usize, count: usize) -> String {
    let all: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    all.join(", ")
}

/// Binds of ids.
pub(crate) fn uuids<'a>(ids: impl IntoIterator<Item = &'a Uuid>) -> impl Iterator<Item = Value> {
    ids.into_iter().map(|id| Value::Uuid(Some(*id)))
}

impl Found {
    pub(crate) fn read(mut values: Vec<Value>) -> Option<Self> {
        let tail = values.split_off(values.len().checked_sub(PLACE.len())?);
        let Value::Uuid(Some(id)) = values.remove(0) else { return None };
        let [
            Value::Text(valid_from),
            Value::Text(valid_to),
            Value::Int(Some(from)),
            Value::Int(to),
            Value::Bytes(salt),
            Value::Bytes(seal),
            Value::Int(erased_by),
        ] = <[Value; 7]>::try_from(tail).ok()?
        else {
            return None;
        };
        let row = Row { id: FactId(id), values, valid_from, valid_to, salt, seal };
        Some(Self { row, from, to, erased_by })
    }

    /// The id of what it is about.
    pub(crate) fn about(&self) -> Option<Uuid> {
        match self.row.values.first() {
            Some(Value::Uuid(id)) => *id,
            _ => None,
        }
    }

    /// Whether the personal values are those the row was sealed with.
    pub(crate) fn personal_values_hold(&self, table: &FactTable) -> bool {
        // What was sealed before the table held anything personal holds nothing personal.
        let Some(seal) = &self.row.seal else { return self.personal_values_are_blank(table) };
        match &self.row.salt {
            Some(salt) => {
                self.erased_by.is_none()
                    && salt.len() == SALT_BYTES
                    && hash::seal(table, &self.row.values, salt) == *seal
            }
            // Without the salt nothing can be checked, so nothing may be there.
            None => self.personal_values_are_blank(table),
        }
    }

    /// Whether nothing personal is left.
    pub(crate) fn personal_values_are_blank(&self, table: &FactTable) -> bool {
        let mut columns = table.columns.iter().zip(&self.row.values);
        columns.all(|(c, v)| !c.personal || v.is_null())
    }

    /// Whether it says the same as another row of the table.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let (a, b) = (&self.row, &other.row);
        a.values == b.values && a.valid_from == b.valid_from && a.valid_to == b.valid_to
    }
}
