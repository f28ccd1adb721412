//! A row that waits is set aside: its person is not to be entered.

use ::store::Value;
use access::Right;
use ledger::{Draft, Receipt, held};
use registry::acts::Desk;
use store::boxed;

use super::BatchError;
use crate::{
    Error,
    model::{HeldId, HeldRow},
};

/// Stops a row from waiting, for a reason, as one act that can be undone.
#[boxed]
pub async fn set_aside(desk: &Desk<'_>, id: HeldId, reason: &str) -> Result<Receipt, BatchError> {
    desk.by.require(Right::Intake)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("set_aside", None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.map_err(Error::from)?;
    let key = Value::Uuid(Some(id.0));
    let found = held::<HeldRow>(&mut tx, draft.seq() - 1, "f.held_id = $2", &[key]).await;
    let row = found.map_err(Error::from)?.pop().ok_or(BatchError::Unknown)?;
    // It would be kept for ever: the person of such a row is erased instead.
    if row.fact.maybe_erased() {
        return Err(BatchError::Refused("maybe_erased"));
    }
    draft.close::<HeldRow>(row.id);
    let receipt = draft.seal(&mut tx).await.map_err(Error::from)?;
    tx.commit().await?;
    Ok(receipt)
}
