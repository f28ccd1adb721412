//! What attachments hold, by its hash: one copy however many statements name it.

use std::collections::HashMap;

use store::{Tx, Value};

use super::rows;
use crate::model::TenantId;

/// The data of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// Hash, hexadecimal, lower case.
    pub sha2: String,
    /// Media type.
    pub content_type: String,
    /// The data.
    pub contents: Vec<u8>,
}

/// Keeps data.
pub(crate) async fn put(tx: &mut Tx, tenant: TenantId, data: &[Data]) -> Result<(), store::Error> {
    for one in data {
        let row = vec![
            Value::Int(Some(tenant.0)),
            Value::text(one.sha2.clone()),
            Value::text(one.content_type.clone()),
            Value::Bytes(Some(one.contents.clone())),
        ];
        let insert = "INSERT INTO lrs_attachment (tenant, sha2, content_type, contents)";
        rows::put(tx, insert, "ON CONFLICT (tenant, sha2) DO NOTHING", &[row]).await?;
    }
    Ok(())
}

/// Data of these hashes, as far as they are there.
pub(crate) async fn of(
    tx: &mut Tx,
    tenant: TenantId,
    hashes: &[String],
) -> Result<HashMap<String, Data>, store::Error> {
    let keys: Vec<Value> = hashes.iter().cloned().map(Value::text).collect();
    let select = "SELECT sha2, content_type, contents FROM lrs_attachment WHERE sha2";
    let found = rows::among(tx, select, tenant, &keys).await?.into_iter();
    let data = |(sha2, content_type, contents): (String, _, _)| {
        (sha2.clone(), Data { sha2, content_type, contents })
    };
    Ok(found.map(data).collect())
}
