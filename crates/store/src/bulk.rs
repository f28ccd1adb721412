//! Many rows at once, of columns known only at run time.

use futures_util::{TryStreamExt as _, future::BoxFuture};
use sqlx::{
    AssertSqlSafe, Database, Decode, Encode, QueryBuilder, Row, Type, query_builder::Separated,
};
use uuid::Uuid;

use crate::{Error, Tx, boxed, dialect, on_db};

/// The portable column types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// `TEXT`: words, ISO dates, JSON.
    Text,
    /// `BIGINT`: counts, UTC microseconds, đồng.
    Int,
    /// `BOOLEAN`.
    Bool,
    /// `UUID`.
    Uuid,
    /// `BYTEA`.
    Bytes,
}

/// One value of such a column. A blank keeps its type, since `PostgreSQL` asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `TEXT`
    Text(Option<String>),
    /// `BIGINT`
    Int(Option<i64>),
    /// `BOOLEAN`
    Bool(Option<bool>),
    /// `UUID`
    Uuid(Option<Uuid>),
    /// `BYTEA`
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// Text that is there.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Some(text.into()))
    }

    /// Blank of a type.
    pub const fn null(of: ColumnType) -> Self {
        match of {
            ColumnType::Text => Self::Text(None),
            ColumnType::Int => Self::Int(None),
            ColumnType::Bool => Self::Bool(None),
            ColumnType::Uuid => Self::Uuid(None),
            ColumnType::Bytes => Self::Bytes(None),
        }
    }

    /// Whether it is blank.
    pub const fn is_null(&self) -> bool {
        matches!(
            self,
            Self::Text(None)
                | Self::Int(None)
                | Self::Bool(None)
                | Self::Uuid(None)
                | Self::Bytes(None)
        )
    }

    /// Its type.
    pub const fn column_type(&self) -> ColumnType {
        match self {
            Self::Text(_) => ColumnType::Text,
            Self::Int(_) => ColumnType::Int,
            Self::Bool(_) => ColumnType::Bool,
            Self::Uuid(_) => ColumnType::Uuid,
            Self::Bytes(_) => ColumnType::Bytes,
        }
    }
}

/// Walks the rows of a query whose columns have these types, one at a time. `binds` are its
/// `$1`, `$2`, …
pub fn each_row<'a>(
    tx: &'a mut Tx,
    select: String,
    binds: &'a [Value],
    types: &'a [ColumnType],
    seen: impl FnMut(Vec<Value>) + Send + 'a,
) -> BoxFuture<'a, Result<(), Error>> {
    walk(tx, select, binds, types, Box::new(seen))
}

/// What is to be done with each row.
type Seen<'a, T> = Box<dyn FnMut(Vec<T>) + Send + 'a>;

#[boxed]
async fn walk<'a>(
    tx: &'a mut Tx,
    select: String,
    binds: &'a [Value],
    types: &'a [ColumnType],
    mut seen: Seen<'a, Value>,
) -> Result<(), Error> {
    on_db!(tx, c => {
        let mut query = sqlx::query(AssertSqlSafe(select));
        for value in binds {
            query = match value {
                Value::Text(v) => query.bind(v.clone()),
                Value::Int(v) => query.bind(*v),
                Value::Bool(v) => query.bind(*v),
                Value::Uuid(v) => query.bind(*v),
                Value::Bytes(v) => query.bind(v.clone()),
            };
        }
        let mut rows = query.fetch(c);
        while let Some(row) = rows.try_next().await? {
            seen(values(&row, types)?);
        }
        Ok(())
    })
}

/// Walks the rows of a query as they are. A value is `None` where what stands there is not of the
/// column's type: a file takes anything in any column, so somebody may have put it there.
pub fn each_row_as_found<'a>(
    tx: &'a mut Tx,
    select: String,
    types: &'a [ColumnType],
    seen: impl FnMut(Vec<Option<Value>>) + Send + 'a,
) -> BoxFuture<'a, Result<(), Error>> {
    walk_as_found(tx, select, types, Box::new(seen))
}

#[boxed]
async fn walk_as_found<'a>(
    tx: &'a mut Tx,
    select: String,
    types: &'a [ColumnType],
    mut seen: Seen<'a, Option<Value>>,
) -> Result<(), Error> {
    on_db!(tx, c => {
        let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(c);
        while let Some(row) = rows.try_next().await? {
            seen(types.iter().enumerate().map(|(i, of)| value(&row, i, *of).ok()).collect());
        }
        Ok(())
    })
}

/// The values of one row, in order.
pub(crate) fn values<R: Row>(row: &R, types: &[ColumnType]) -> Result<Vec<Value>, Error>
where
    usize: sqlx::ColumnIndex<R>,
    for<'r> Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<bool>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<Uuid>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<Vec<u8>>: Decode<'r, R::Database> + Type<R::Database>,
{
    types.iter().enumerate().map(|(i, of)| value(row, i, *of)).collect()
}

fn value<R: Row>(row: &R, i: usize, of: ColumnType) -> Result<Value, Error>
where
    usize: sqlx::ColumnIndex<R>,
    for<'r> Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<bool>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<Uuid>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<Vec<u8>>: Decode<'r, R::Database> + Type<R::Database>,
{
    Ok(match of {
        ColumnType::Text => Value::Text(row.try_get(i)?),
        ColumnType::Int => Value::Int(row.try_get(i)?),
        ColumnType::Bool => Value::Bool(row.try_get(i)?),
        ColumnType::Uuid => Value::Uuid(row.try_get(i)?),
        ColumnType::Bytes => Value::Bytes(row.try_get(i)?),
    })
}

const MOST_ROWS: usize = 500;

/// Inserts rows into a table. Table and column names come from declarations in code, never from
/// input; every row has one value a column.
#[boxed]
pub async fn insert_rows(
    tx: &mut Tx,
    table: &str,
    columns: &[&str],
    rows: &[Vec<Value>],
) -> Result<(), Error> {
    let chunk = (dialect::max_binds(tx) / columns.len().max(1)).clamp(1, MOST_ROWS);
    for part in rows.chunks(chunk) {
        match tx {
            Tx::Sqlite(open) => {
                insert::<sqlx::Sqlite>(table, columns, part).build().execute(&mut **open).await?;
            }
            Tx::Postgres(open) => {
                insert::<sqlx::Postgres>(table, columns, part).build().execute(&mut **open).await?;
            }
        }
    }
    Ok(())
}

fn insert<DB>(table: &str, columns: &[&str], rows: &[Vec<Value>]) -> QueryBuilder<DB>
where
    DB: Database,
    for<'q> Option<String>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<i64>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<bool>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<Uuid>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<Vec<u8>>: Encode<'q, DB> + Type<DB>,
{
    let head = format!("INSERT INTO {table} ({}) ", columns.join(", "));
    let mut query = QueryBuilder::<DB>::new(head);
    query.push_values(rows, |mut tuple: Separated<'_, DB, _>, row| {
        for value in row {
            match value {
                Value::Text(v) => tuple.push_bind(v.clone()),
                Value::Int(v) => tuple.push_bind(*v),
                Value::Bool(v) => tuple.push_bind(*v),
                Value::Uuid(v) => tuple.push_bind(*v),
                Value::Bytes(v) => tuple.push_bind(v.clone()),
            };
        }
    });
    query
}
