//! The parts indexes stand in, and which ids are in them.

use futures_util::TryStreamExt as _;
use kernel::Uuid;
use sqlx::{AssertSqlSafe, FromRow, postgres::PgRow, sqlite::SqliteRow};
use store::{Tx, Value, on_db};

use super::rows;
use crate::model::TenantId;

/// The tables whose indexes stand in parts.
pub(crate) const TABLES: [&str; 2] = ["lrs_statement", "lrs_ref"];

/// The newest part, into which is written; begun where there is none.
pub async fn open(tx: &mut Tx) -> Result<i64, store::Error> {
    let newest: Option<i64> = on_db!(tx, c =>
        sqlx::query_scalar("SELECT max(part) FROM lrs_part").fetch_one(c).await)?;
    if let Some(newest) = newest {
        return Ok(newest);
    }
    begin(tx, 0, 0).await?;
    Ok(0)
}

/// From which moment on each part is written into, in their order. Parts are numbered from 0
/// without gaps.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<i64>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT first FROM lrs_part ORDER BY part")
        .fetch_all(c)
        .await)?)
}

/// Begins a part.
pub(crate) async fn begin(tx: &mut Tx, part: i64, first: i64) -> Result<(), store::Error> {
    let row = vec![Value::Int(Some(part)), Value::Int(Some(first))];
    rows::put(tx, "INSERT INTO lrs_part (part, first)", "", &[row]).await.map(drop)
}

/// Which ids a closed part may hold.
pub(crate) async fn filter(tx: &mut Tx, part: i64) -> Result<Option<Vec<u8>>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT ids FROM lrs_filter WHERE part = $1")
        .bind(part)
        .fetch_optional(c)
        .await)?)
}

/// Keeps which ids a part may hold.
pub(crate) async fn put_filter(tx: &mut Tx, part: i64, ids: Vec<u8>) -> Result<(), store::Error> {
    let row = vec![Value::Int(Some(part)), Value::Bytes(Some(ids))];
    let conflict = "ON CONFLICT (part) DO UPDATE SET ids = excluded.ids";
    rows::put(tx, "INSERT INTO lrs_filter (part, ids)", conflict, &[row]).await.map(drop)
}

/// How many statements a part has.
pub(crate) async fn count(tx: &mut Tx, part: i64) -> Result<i64, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT count(*) FROM lrs_statement WHERE part = $1")
        .bind(part)
        .fetch_one(c)
        .await)?)
}

/// Goes through the ids of statements of a part.
pub(crate) async fn each_id(
    tx: &mut Tx,
    part: i64,
    mut each: impl FnMut(TenantId, Uuid) + Send,
) -> Result<(), store::Error> {
    Ok(on_db!(tx, c => {
        let query = sqlx::query_as("SELECT tenant, id FROM lrs_statement WHERE part = $1");
        let mut rows = query.bind(part).fetch(c);
        while let Some((tenant, id)) = rows.try_next().await? {
            each(TenantId(tenant), id);
        }
        Ok::<(), sqlx::Error>(())
    })?)
}

/// The ids of statements stored after a moment.
pub(crate) async fn ids_since(tx: &mut Tx, after: i64) -> Result<Vec<(i64, Uuid)>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as("SELECT tenant, id FROM lrs_statement WHERE seq > $1")
        .bind(after)
        .fetch_all(c)
        .await)?)
}

/// Whether one of these is there: a part, and an id that may be in it.
pub(crate) async fn is_any_there(
    tx: &mut Tx,
    tenant: TenantId,
    places: &[(i64, Uuid)],
) -> Result<bool, store::Error> {
    let found: Vec<(Uuid,)> = at(tx, "s.id", tenant, places).await?;
    Ok(!found.is_empty())
}

/// Statements that are there: id and body.
pub(crate) async fn bodies(
    tx: &mut Tx,
    tenant: TenantId,
    places: &[(i64, Uuid)],
) -> Result<Vec<(Uuid, Vec<u8>)>, store::Error> {
    at(tx, "s.id, s.body", tenant, places).await
}

async fn at<T>(
    tx: &mut Tx,
    columns: &str,
    tenant: TenantId,
    places: &[(i64, Uuid)],
) -> Result<Vec<T>, store::Error>
where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
{
    let tenant = Value::Int(Some(tenant.0));
    let places: Vec<[Value; 2]> =
        places.iter().map(|(part, id)| [Value::Int(Some(*part)), Value::Uuid(Some(*id))]).collect();
    let mut found = Vec::new();
    for chunk in rows::chunks(&places) {
        let list = rows::placeholders(chunk.len(), 2);
        let of = 2 * chunk.len() + 1;
        let sql = AssertSqlSafe(format!(
            "WITH place (part, id) AS (VALUES {list}) SELECT {columns} FROM place \
             CROSS JOIN lrs_statement s \
             WHERE s.part = place.part AND s.id = place.id AND s.tenant = ${of}"
        ));
        let mut part = on_db!(tx, c => {
            let values = chunk.iter().flatten().chain([&tenant]);
            let rows = rows::bind_all(sqlx::query(sql), values).fetch_all(c).await?;
            rows.iter().map(T::from_row).collect::<Result<Vec<T>, sqlx::Error>>()
        })?;
        found.append(&mut part);
    }
    Ok(found)
}
