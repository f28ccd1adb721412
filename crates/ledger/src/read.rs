//! Reading facts back: the one place where rows of a fact table become values again.

use kernel::{Birth, Date, Interval, Seq, Uuid, parse_iso};
use store::{ColumnType, Tx, Value, each_row};

use crate::{Error, Fact, FactId, Held};

/// The columns of one row, taken in the order declared.
#[derive(Debug)]
pub struct Columns(std::vec::IntoIter<Value>);

impl Columns {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values.into_iter())
    }

    /// Text, `None` where blank.
    pub fn text(&mut self) -> Option<String> {
        match self.0.next() {
            Some(Value::Text(text)) => text,
            _ => None,
        }
    }

    /// A number.
    pub fn int(&mut self) -> Option<i64> {
        match self.0.next() {
            Some(Value::Int(number)) => number,
            _ => None,
        }
    }

    /// Yes or no.
    pub fn bool(&mut self) -> Option<bool> {
        match self.0.next() {
            Some(Value::Bool(yes)) => yes,
            _ => None,
        }
    }

    /// An id.
    pub fn uuid(&mut self) -> Option<Uuid> {
        match self.0.next() {
            Some(Value::Uuid(id)) => id,
            _ => None,
        }
    }

    /// A date of birth.
    pub fn birth(&mut self) -> Option<Birth> {
        self.text().and_then(|t| t.parse().ok())
    }

    /// A day.
    pub fn date(&mut self) -> Option<Date> {
        self.text().as_deref().and_then(parse_iso)
    }
}

/// A fact that can be read back from its row.
pub trait ReadFact: Fact + Sized + Send {
    /// The reverse of [`Fact::values`]; `None` for a row that no act of ours wrote.
    fn read(columns: &mut Columns) -> Option<Self>;
}

/// Facts as known after act `known`, whatever their interval, that meet a condition on their own
/// columns (`alias f`; binds start at `$2`, `""` for all), in the order they were asserted.
pub async fn held<F: ReadFact>(
    tx: &mut Tx,
    known: Seq,
    condition: &str,
    binds: &[Value],
) -> Result<Vec<Held<F>>, Error> {
    let table = F::TABLE;
    let mut names = vec!["f.fact_id".to_owned(), "f.valid_from".into(), "f.valid_to".into()];
    let mut types = vec![ColumnType::Uuid, ColumnType::Text, ColumnType::Text];
    for column in table.columns {
        names.push(format!("f.{}", column.name));
        types.push(column.of);
    }
    let sql = format!(
        "SELECT {} FROM {} f WHERE {} {} ORDER BY f.recorded_from, f.fact_id",
        names.join(", "),
        table.name,
        crate::known!("f", "$1"),
        and(condition),
    );
    let mut all = vec![Value::Int(Some(known))];
    all.extend_from_slice(binds);
    let mut found = Vec::new();
    each_row(tx, sql, &all, &types, |values| found.extend(read_row::<F>(values))).await?;
    Ok(found)
}

/// A condition that is joined to another, whole, or nothing for none.
pub(crate) fn and(condition: &str) -> String {
    if condition.is_empty() { String::new() } else { format!("AND ({condition})") }
}

fn read_row<F: ReadFact>(values: Vec<Value>) -> Option<Held<F>> {
    let mut columns = Columns(values.into_iter());
    let id = FactId(columns.uuid()?);
    let valid = Interval { from: columns.date(), to: columns.date() };
    Some(Held { id, valid, fact: F::read(&mut columns)? })
}
