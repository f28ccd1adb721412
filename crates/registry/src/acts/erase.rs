//! Lawful erasure of what is held on one person.

use ledger::{Draft, FactTable, Receipt};
use serde::Serialize;

use super::Desk;
use crate::{Error, model::PersonId};

/// What an erasure removed.
#[derive(Clone, Debug, Serialize)]
pub struct Erasure {
    /// Rows whose personal values are gone.
    pub rows: usize,
    /// The act.
    pub act: Receipt,
}

/// Erases every personal value held on a person, in all of history. The person stays, unnamed,
/// so that figures keep their answers. `tables` are the fact tables of every room; `why` must
/// name the request, not the person.
pub async fn erase_person(
    desk: &Desk<'_>,
    tables: &[&'static FactTable],
    person: PersonId,
    why: &str,
) -> Result<Erasure, Error> {
    let mut tx = desk.db.write().await?;
    let header = desk.header("erase", None, why);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let rows = draft.erase(&mut tx, tables, person.0).await?;
    if rows == 0 {
        return Err(Error::Refused { what: "nothing_to_erase", value: person.to_string() });
    }
    let act = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(Erasure { rows, act })
}
