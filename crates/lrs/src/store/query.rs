//! Statements that match a question, page by page.

use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;
use store::{Tx, Value, on_db};

use super::walks::Walks;
use crate::model::{StatementQuery, TenantId};

store::row! {
    /// A statement found.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Row {
        /// When it was stored, in microseconds.
        pub seq: i64,
        /// Its signature and flags.
        pub sig: i64,
        /// The statement.
        pub body: Vec<u8>,
    }
}

/// A page of statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The statements, in the order asked for.
    pub rows: Vec<Row>,
    /// Whether there are more behind the last.
    pub more: bool,
}

/// Bytes after which a page ends though it has fewer statements than asked for.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// `PostgreSQL` takes every key for an average one, and would read and sort all rows of one rather
/// than walk along the index until it has enough. Where there is one way only, it need not look
/// for it each time: that alone is half of the time.
const WALK: &str = "SELECT set_config('plan_cache_mode', 'force_generic_plan', true), \
     set_config('max_parallel_workers_per_gather', '0', true), \
     set_config(name, 'off', true) FROM unnest(ARRAY['jit', 'enable_seqscan', \
     'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin', 'enable_sort']) AS name";

/// Statements that match, one page.
pub async fn page(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
) -> Result<Found, store::Error> {
    let limit = query.limit.max(1) as usize;
    let Walks { sql, binds } = walks(tx, tenant, query).await?;
    let mut found = Found::default();
    let mut bytes = 0;
    on_db!(tx, c => {
        let mut statement = sqlx::query_as::<_, Row>(AssertSqlSafe(sql));
        for bind in &binds {
            statement = statement.bind(*bind);
        }
        let mut rows = statement.fetch(c);
        while let Some(row) = rows.try_next().await? {
            if found.rows.len() == limit || (bytes > MOST_BYTES && !found.rows.is_empty()) {
                found.more = true;
                break;
            }
            bytes += row.body.len();
            found.rows.push(row);
        }
        Ok::<(), sqlx::Error>(())
    })?;
    Ok(found)
}

async fn walks(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
) -> Result<Walks, store::Error> {
    if let Tx::Postgres(open) = tx {
        sqlx::query(WALK).execute(&mut **open).await?;
    }
    Walks::of(tx, tenant, query).await
}

/// How the database would answer: for looking at plans.
pub async fn plan(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
) -> Result<Vec<String>, store::Error> {
    let Walks { sql, binds } = walks(tx, tenant, query).await?;
    let binds: Vec<Value> = binds.into_iter().map(|n| Value::Int(Some(n))).collect();
    let (explain, column) = match tx {
        Tx::Sqlite(_) => ("EXPLAIN QUERY PLAN", 3),
        Tx::Postgres(_) => ("EXPLAIN", 0),
    };
    let mut lines = Vec::new();
    // Columns before the one with the text are numbers.
    let mut types = vec![store::ColumnType::Int; column];
    types.push(store::ColumnType::Text);
    store::each_row(tx, format!("{explain} {sql}"), &binds, &types, |row| {
        if let Some(Value::Text(Some(line))) = row.into_iter().nth(column) {
            lines.push(line);
        }
    })
    .await?;
    Ok(lines)
}
