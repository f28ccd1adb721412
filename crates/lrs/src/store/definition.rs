//! Canonical definitions of activities.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;
use store::{Tx, Value, on_db};

use super::{
    rows,
    statement::{MOST_IDS, list},
};
use crate::model::TenantId;

/// Definitions of activities that have one, by their ids.
pub(crate) async fn of(
    tx: &mut Tx,
    tenant: TenantId,
    ids: &[String],
) -> Result<HashMap<String, String>, store::Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(MOST_IDS) {
        let sql = AssertSqlSafe(format!(
            "SELECT id, definition FROM lrs_activity WHERE tenant = $1 AND id IN ({})",
            list(2, chunk.len())
        ));
        let part: Vec<(String, String)> = on_db!(tx, c => {
            let mut query = sqlx::query_as(sql).bind(tenant.0);
            for id in chunk {
                query = query.bind(id.as_str());
            }
            query.fetch_all(c).await
        })?;
        found.extend(part);
    }
    Ok(found)
}

/// Keeps definitions: id and JSON.
pub(crate) async fn put(
    tx: &mut Tx,
    tenant: TenantId,
    now: i64,
    definitions: Vec<(String, String)>,
) -> Result<(), store::Error> {
    let rows: Vec<Vec<Value>> = definitions
        .into_iter()
        .map(|(id, definition)| {
            vec![
                Value::Int(Some(tenant.0)),
                Value::text(id),
                Value::text(definition),
                Value::Int(Some(now)),
            ]
        })
        .collect();
    let insert = "INSERT INTO lrs_activity (tenant, id, definition, updated_at)";
    let conflict = "ON CONFLICT (tenant, id) DO UPDATE SET definition = excluded.definition, \
                    updated_at = excluded.updated_at";
    rows::put(tx, insert, conflict, &rows).await.map(drop)
}
