//! What activities are and verbs are called, as it was merged: canonical definitions and displays.

use std::collections::HashMap;

use store::{Tx, Value};

use super::rows;
use crate::model::TenantId;

/// Of what something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// Of an activity: its definition.
    Activity,
    /// Of a verb: its display.
    Verb,
}

impl Subject {
    /// Table and column.
    const fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Activity => ("lrs_activity", "definition"),
            Self::Verb => ("lrs_verb", "display"),
        }
    }
}

/// What is said, by the ids of those of which something is.
pub(crate) async fn of(
    tx: &mut Tx,
    tenant: TenantId,
    subject: Subject,
    ids: &[String],
) -> Result<HashMap<String, String>, store::Error> {
    let keys: Vec<Value> = ids.iter().cloned().map(Value::text).collect();
    let (table, column) = subject.place();
    let select = format!("SELECT id, {column} FROM {table} WHERE id");
    Ok(rows::among(tx, &select, tenant, &keys).await?.into_iter().collect())
}

/// How many bytes that is, of those of which something is said.
pub(crate) async fn sizes(
    tx: &mut Tx,
    tenant: TenantId,
    subject: Subject,
    ids: &[String],
) -> Result<Vec<(String, i64)>, store::Error> {
    let keys: Vec<Value> = ids.iter().cloned().map(Value::text).collect();
    let (table, column) = subject.place();
    let select = format!("SELECT id, CAST(octet_length({column}) AS BIGINT) FROM {table} WHERE id");
    rows::among(tx, &select, tenant, &keys).await
}

/// Keeps what is said: id and JSON.
pub(crate) async fn put(
    tx: &mut Tx,
    tenant: TenantId,
    subject: Subject,
    now: i64,
    said: Vec<(String, String)>,
) -> Result<(), store::Error> {
    let rows: Vec<Vec<Value>> = said
        .into_iter()
        .map(|(id, json)| {
            vec![
                Value::Int(Some(tenant.0)),
                Value::text(id),
                Value::text(json),
                Value::Int(Some(now)),
            ]
        })
        .collect();
    let (table, column) = subject.place();
    let insert = format!("INSERT INTO {table} (tenant, id, {column}, updated_at)");
    let conflict = format!(
        "ON CONFLICT (tenant, id) DO UPDATE SET {column} = excluded.{column}, \
         updated_at = excluded.updated_at"
    );
    rows::put(tx, &insert, &conflict, &rows).await.map(drop)
}
