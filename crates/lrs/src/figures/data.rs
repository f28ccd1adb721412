//! What attachments hold, for whoever takes records out in files.

use std::collections::BTreeSet;

use store::{Error, Tx};

use super::named_in;
use crate::{
    model::TenantId,
    store::{
        attachment::{self, Held},
        query,
    },
};

/// Hashes of the attachments statements name, each once, of which the data are here.
pub async fn attachments_here(
    tx: &mut Tx,
    tenant: TenantId,
    rows: &[query::Row],
) -> Result<Vec<String>, Error> {
    let named = rows.iter().flat_map(|row| named_in(&row.body)).map(|(sha2, _)| sha2);
    let hashes: Vec<String> = named.collect::<BTreeSet<_>>().into_iter().collect();
    Ok(attachment::sizes(tx, tenant, &hashes).await?.into_keys().collect())
}

/// The data of this hash, where they are here.
pub async fn attachment_data(
    tx: &mut Tx,
    tenant: TenantId,
    sha2: &str,
) -> Result<Option<Vec<u8>>, Error> {
    let held = Held { sha2: sha2.to_owned(), content_type: String::new(), size: 0 };
    let data = attachment::of(tx, tenant, &[held]).await?;
    Ok(data.into_iter().next().map(|one| one.contents.into()))
}
