//! What attachments hold, by its hash: one copy however many statements name it.

use std::collections::{HashMap, HashSet};

use axum::body::Bytes;
use store::{Tx, Value, execute, on_db};

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

/// Data that are here, not read yet, as a statement names them.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) sha2: String,
    /// That of the statement: the same data may be called otherwise by another.
    pub(crate) content_type: String,
    /// How many bytes they are.
    pub(crate) size: usize,
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

/// How many bytes the data of these hashes are, as far as they are there.
pub(crate) async fn sizes(
    tx: &mut Tx,
    tenant: TenantId,
    hashes: &[String],
) -> Result<HashMap<String, usize>, store::Error> {
    let select = "SELECT sha2, CAST(octet_length(contents) AS BIGINT) FROM lrs_attachment \
                  WHERE sha2";
    let found: Vec<(String, i64)> = rows::among(tx, select, tenant, &keys(hashes)).await?;
    Ok(found.into_iter().map(|(sha2, size)| (sha2, usize::try_from(size).unwrap_or(0))).collect())
}

/// Some of the bytes of data, the first of which is numbered 0.
pub(crate) async fn bytes(
    tx: &mut Tx,
    tenant: TenantId,
    sha2: &str,
    (from, length): (i32, i32),
) -> Result<Vec<u8>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT substr(contents, $3, $4) FROM lrs_attachment WHERE tenant = $1 AND sha2 = $2",
    )
    .bind(tenant.0)
    .bind(sha2)
    .bind(from + 1)
    .bind(length)
    .fetch_one(c)
    .await)?)
}

/// Data, read, in the same order.
pub(crate) async fn of(
    tx: &mut Tx,
    tenant: TenantId,
    held: &[Held],
) -> Result<Vec<Data>, store::Error> {
    let mut hashes: Vec<String> = held.iter().map(|one| one.sha2.clone()).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let select = "SELECT sha2, contents FROM lrs_attachment WHERE sha2";
    let found: Vec<(String, Vec<u8>)> = rows::among(tx, select, tenant, &keys(&hashes)).await?;
    let contents: HashMap<String, Bytes> =
        found.into_iter().map(|(sha2, contents)| (sha2, contents.into())).collect();
    let data = |one: &Held| {
        let contents = contents.get(&one.sha2)?.clone();
        Some(Data { contents, sha2: one.sha2.clone(), content_type: one.content_type.clone() })
    };
    Ok(held.iter().filter_map(data).collect())
}
