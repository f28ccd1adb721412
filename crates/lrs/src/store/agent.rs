//! What agents are called.

use store::{Tx, Value, on_db};

use super::rows;
use crate::model::{KeyHash, TenantId};

/// An agent as a statement calls it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Called {
    pub(crate) key: KeyHash,
    /// Its identity as properties of JSON.
    pub(crate) identity: String,
    pub(crate) name: String,
    pub(crate) group: bool,
}

/// Keeps what agents are called.
pub(crate) async fn put(
    tx: &mut Tx,
    tenant: TenantId,
    called: &[Called],
) -> Result<(), store::Error> {
    let rows: Vec<Vec<Value>> = called
        .iter()
        .map(|one| {
            vec![
                Value::Int(Some(tenant.0)),
                Value::Int(Some(one.key)),
                Value::text(one.identity.clone()),
                Value::text(one.name.clone()),
                Value::Bool(Some(one.group)),
            ]
        })
        .collect();
    let insert = "INSERT INTO lrs_agent (tenant, key, identity, name, is_group)";
    rows::put(tx, insert, "ON CONFLICT (key, name) DO NOTHING", &rows).await.map(drop)
}

/// Most names of one agent that are told.
const MOST_NAMES: i64 = 100;

/// What an agent is called, in the order of the names.
pub(crate) async fn names(tx: &mut Tx, key: KeyHash) -> Result<Vec<String>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT name FROM lrs_agent WHERE key = $1 ORDER BY name LIMIT $2",
    )
    .bind(key)
    .bind(MOST_NAMES)
    .fetch_all(c)
    .await)?)
}
