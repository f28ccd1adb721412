//! SQL of this room.

use std::collections::HashSet;

use ::store::{Error, Tx, on_db, sqlx};
use kernel::Uuid;

/// Facts whose words are hashed as they are: they were said before words could be erased.
pub(crate) async fn lasting(tx: &mut Tx) -> Result<HashSet<Uuid>, Error> {
    let found: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT fact_id FROM commitment WHERE what <> ''").fetch_all(c).await)?;
    Ok(found.into_iter().collect())
}
