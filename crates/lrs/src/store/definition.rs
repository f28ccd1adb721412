//! Canonical definitions of activities.

use std::collections::HashMap;

use store::{Tx, Value};

use super::rows;
use crate::model::TenantId;

/// Definitions of activities that have one, by their ids.
pub(crate) async fn of(
    tx: &mut Tx,
    tenant: TenantId,
    ids: &[String],
) -> Result<HashMap<String, String>, store::Error> {
    let keys: Vec<Value> = ids.iter().cloned().map(Value::text).collect();
    let select = "SELECT id, definition FROM lrs_activity WHERE id";
    Ok(rows::among(tx, select, tenant, &keys).await?.into_iter().collect())
}

/// How many bytes the definitions of activities have, of those that have one.
pub(crate) async fn sizes(
    tx: &mut Tx,
    tenant: TenantId,
    ids: &[String],
) -> Result<Vec<(String, i64)>, store::Error> {
    let keys: Vec<Value> = ids.iter().cloned().map(Value::text).collect();
    let select = "SELECT id, CAST(octet_length(definition) AS BIGINT) FROM lrs_activity WHERE id";
    rows::among(tx, select, tenant, &keys).await
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
