//! Many rows in one statement.

use sqlx::{AssertSqlSafe, FromRow, postgres::PgRow, sqlite::SqliteRow};
use store::{Tx, Value, execute, on_db};

use crate::model::TenantId;

/// Rows in one statement. Few different lengths, so that few statements have to be prepared.
pub(crate) const CHUNKS: [usize; 3] = [64, 8, 1];

/// Cuts rows into chunks of these lengths.
pub(crate) fn chunks<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = CHUNKS.into_iter().find(|length| *length <= rows.len())?;
        let (chunk, rest) = rows.split_at(length);
        rows = rest;
        Some(chunk)
    })
}

/// `($1, $2), ($3, $4)`
pub(crate) fn placeholders(rows: usize, columns: usize) -> String {
    let mut out = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        out.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            if column > 1 {
                out.push_str(", ");
            }
            out.push('$');
            out.push_str(&(row * columns + column).to_string());
        }
        out.push(')');
    }
    out
}

/// Puts rows into a table: `insert` names it and its columns, `conflict` says what becomes of a
/// row that is there already. Both come from code. Gives how many rows were written.
pub(crate) async fn put(
    tx: &mut Tx,
    insert: &str,
    conflict: &str,
    rows: &[Vec<Value>],
) -> Result<u64, store::Error> {
    let mut written = 0;
    for chunk in chunks(rows) {
        let columns = chunk[0].len();
        let values = placeholders(chunk.len(), columns);
        let sql = AssertSqlSafe(format!("{insert} VALUES {values} {conflict}"));
        written += execute!(tx, bind_all(sqlx::query(sql), chunk.iter().flatten()))?;
    }
    Ok(written)
}

/// Keys in one question.
const MOST_KEYS: usize = 200;

/// Rows of a tenant that have one of these keys. `select` comes from code and ends with the name of
/// the column the keys stand in.
pub(crate) async fn among<T>(
    tx: &mut Tx,
    select: &str,
    tenant: TenantId,
    keys: &[Value],
) -> Result<Vec<T>, store::Error>
where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
{
    let tenant = Value::Int(Some(tenant.0));
    let mut found = Vec::new();
    for chunk in keys.chunks(MOST_KEYS) {
        let list = placeholders(1, chunk.len());
        let of = chunk.len() + 1;
        let sql = AssertSqlSafe(format!("{select} IN {list} AND tenant = ${of}"));
        let mut part = on_db!(tx, c => {
            let values = chunk.iter().chain([&tenant]);
            let rows = bind_all(sqlx::query(sql), values).fetch_all(c).await?;
            rows.iter().map(T::from_row).collect::<Result<Vec<T>, sqlx::Error>>()
        })?;
        found.append(&mut part);
    }
    Ok(found)
}

/// Binds values in their order.
pub(crate) fn bind_all<'q, DB, A>(
    mut query: sqlx::query::Query<'q, DB, A>,
    values: impl IntoIterator<Item = &'q Value>,
) -> sqlx::query::Query<'q, DB, A>
where
    DB: sqlx::Database,
    A: sqlx::Arguments<Database = DB> + Send,
    sqlx::query::Query<'q, DB, A>: Bind<'q>,
{
    for value in values {
        query = query.bind_value(value);
    }
    query
}

/// A query that takes a [`Value`].
pub(crate) trait Bind<'q>: Sized {
    /// Binds one value.
    fn bind_value(self, value: &'q Value) -> Self;
}

macro_rules! bind {
    ($($database:ty),*) => {$(
        impl<'q> Bind<'q>
            for sqlx::query::Query<'q, $database, <$database as sqlx::Database>::Arguments>
        {
            fn bind_value(self, value: &'q Value) -> Self {
                match value {
                    Value::Text(v) => self.bind(v.as_deref()),
                    Value::Int(v) => self.bind(*v),
                    Value::Bool(v) => self.bind(*v),
                    Value::Uuid(v) => self.bind(*v),
                    Value::Bytes(v) => self.bind(v.as_deref()),
                }
            }
        }
    )*};
}
bind!(sqlx::Sqlite, sqlx::Postgres);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_into_few_lengths() {
        let rows: Vec<u8> = vec![0; 64 + 64 + 8 + 3];
        let lengths: Vec<usize> = chunks(&rows).map(<[u8]>::len).collect();
        assert_eq!(lengths, [64, 64, 8, 1, 1, 1]);
        assert_eq!(placeholders(2, 2), "($1, $2), ($3, $4)");
    }
}
