//! Keys and tenants.

use kernel::{Timestamp, Uuid};
use store::{Tx, execute, on_db};

use super::time;
use crate::model::{AccessKey, KeyId, Scopes, TenantId};

store::row! {
    struct Row {
        id: Uuid,
        name: String,
        key: String,
        tenant: i64,
        tenant_name: String,
        scopes: String,
        rate: Option<i64>,
        created_at: i64,
        revoked_at: Option<i64>,
        secret_hash: Vec<u8>,
    }
}

impl Row {
    fn read(self) -> (AccessKey, Vec<u8>) {
        let key = AccessKey {
            id: KeyId(self.id),
            name: self.name,
            key: self.key,
            tenant: TenantId(self.tenant),
            tenant_name: self.tenant_name,
            scopes: Scopes::read(&self.scopes).unwrap_or_default(),
            rate: self.rate.and_then(|n| u32::try_from(n).ok()),
            created_at: time(self.created_at),
            revoked_at: self.revoked_at.map(time),
        };
        (key, self.secret_hash)
    }
}

/// A key by what is sent as the user name, with the hash of its secret.
pub(crate) async fn by_key(
    tx: &mut Tx,
    key: &str,
) -> Result<Option<(AccessKey, Vec<u8>)>, store::Error> {
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT k.id, k.name, k.key, k.tenant, t.name AS tenant_name, k.scopes, k.rate, \
         k.created_at, k.revoked_at, k.secret_hash \
         FROM lrs_key k JOIN lrs_tenant t ON t.id = k.tenant WHERE k.key = $1",
    )
    .bind(key)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(Row::read))
}

/// Every key, the newest first.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<AccessKey>, store::Error> {
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT k.id, k.name, k.key, k.tenant, t.name AS tenant_name, k.scopes, k.rate, \
         k.created_at, k.revoked_at, k.secret_hash \
         FROM lrs_key k JOIN lrs_tenant t ON t.id = k.tenant ORDER BY k.created_at DESC, k.id",
    )
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|row| row.read().0).collect())
}

/// Enters a key.
pub(crate) async fn put(
    tx: &mut Tx,
    key: &AccessKey,
    secret_hash: &[u8],
) -> Result<(), store::Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO lrs_key (id, tenant, name, key, secret_hash, scopes, rate, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(key.id.0)
        .bind(key.tenant.0)
        .bind(key.name.as_str())
        .bind(key.key.as_str())
        .bind(secret_hash)
        .bind(key.scopes.to_string())
        .bind(key.rate.map(i64::from))
        .bind(key.created_at.as_microsecond())
    )?;
    Ok(())
}

/// Revokes a key; `false` where it is not there or was revoked before.
pub(crate) async fn revoke(tx: &mut Tx, key: &str, at: Timestamp) -> Result<bool, store::Error> {
    let touched = execute!(
        tx,
        sqlx::query("UPDATE lrs_key SET revoked_at = $1 WHERE key = $2 AND revoked_at IS NULL")
            .bind(at.as_microsecond())
            .bind(key)
    )?;
    Ok(touched > 0)
}

/// The tenant of a name, entered where it is not there yet.
pub(crate) async fn tenant(tx: &mut Tx, name: &str) -> Result<TenantId, store::Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO lrs_tenant (id, name) \
             SELECT coalesce(max(id), 0) + 1, $1 FROM lrs_tenant \
             HAVING NOT EXISTS (SELECT 1 FROM lrs_tenant WHERE name = $1)"
        )
        .bind(name)
    )?;
    let id: Option<i64> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT id FROM lrs_tenant WHERE name = $1",
    )
    .bind(name)
    .fetch_optional(c)
    .await)?;
    Ok(TenantId(id.unwrap_or_default()))
}

/// Tenants: id and name, in the order of their names.
pub(crate) async fn tenants(tx: &mut Tx) -> Result<Vec<(i64, String)>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as("SELECT id, name FROM lrs_tenant ORDER BY name")
        .fetch_all(c)
        .await)?)
}
