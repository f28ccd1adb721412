//! What attachments hold, by its hash: one copy however many statements name it.

use std::collections::{HashMap, HashSet};

use axum::body::Bytes;
use store::{Tx, Value, execute};

use super::rows;
use crate::model::{KeyHash, TenantId};

/// The data of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// Hash, hexadecimal, lower case.
    pub sha2: String,
    /// Media type.
    pub content_type: String,
    /// The data, not copied from the request they came in.
    pub contents: Bytes,
}

/// Keeps data, and who sent them.
pub(crate) async fn put(
    tx: &mut Tx,
    tenant: TenantId,
    authority: KeyHash,
    data: &[Data],
) -> Result<(), store::Error> {
    for one in data {
        execute!(
            tx,
            sqlx::query(
                "INSERT INTO lrs_attachment (tenant, sha2, content_type, contents) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, sha2) DO NOTHING"
            )
            .bind(tenant.0)
            .bind(one.sha2.as_str())
            .bind(one.content_type.as_str())
            .bind(&one.contents[..])
        )?;
        execute!(
            tx,
            sqlx::query(
                "INSERT INTO lrs_attachment_sender (tenant, sha2, authority) VALUES ($1, $2, $3) \
                 ON CONFLICT (tenant, sha2, authority) DO NOTHING"
            )
            .bind(tenant.0)
            .bind(one.sha2.as_str())
            .bind(authority)
        )?;
    }
    Ok(())
}

fn keys(hashes: &[String]) -> Vec<Value> {
    hashes.iter().cloned().map(Value::text).collect()
}

/// Those of these hashes whose data an authority sent itself, or nobody is known to have sent.
pub(crate) async fn sent_by(
    tx: &mut Tx,
    tenant: TenantId,
    authority: KeyHash,
    mut hashes: Vec<String>,
) -> Result<Vec<String>, store::Error> {
    let select = "SELECT sha2, authority FROM lrs_attachment_sender WHERE sha2";
    let senders: Vec<(String, KeyHash)> = rows::among(tx, select, tenant, &keys(&hashes)).await?;
    let own = |(sha2, by): &(String, KeyHash)| (*by == authority).then(|| sha2.clone());
    let own: HashSet<String> = senders.iter().filter_map(own).collect();
    hashes.retain(|hash| own.contains(hash) || !senders.iter().any(|(sha2, _)| sha2 == hash));
    Ok(hashes)
}

/// Data of these hashes, as far as they are there.
pub(crate) async fn of(
    tx: &mut Tx,
    tenant: TenantId,
    hashes: &[String],
) -> Result<HashMap<String, Data>, store::Error> {
    let select = "SELECT sha2, content_type, contents FROM lrs_attachment WHERE sha2";
    let found = rows::among(tx, select, tenant, &keys(hashes)).await?.into_iter();
    let data = |(sha2, content_type, contents): (String, String, Vec<u8>)| {
        (sha2.clone(), Data { sha2, content_type, contents: contents.into() })
    };
    Ok(found.map(data).collect())
}
