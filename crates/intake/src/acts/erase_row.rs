//! A row that waits speaks of somebody who was erased: it is erased as they were.

use access::Right;
use registry::{
    acts::{self, Desk, Erasure, Identity, Kept, Reach},
    rules::naming::text_names,
};

use super::{BatchError, held_row};
use crate::{Error, model::HeldId, rules::whose::whose};

/// Says what erasing the person of a row would remove. Nothing is changed.
pub async fn preview_row_erasure(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    id: HeldId,
) -> Result<Kept, BatchError> {
    let person = waiting(desk, id).await?;
    Ok(acts::preview_traces(desk, reach, &person).await.map_err(Error::from)?)
}

/// Erases the row with every other row and every file that names its person, as one act that can't
/// be undone.
pub async fn erase_row(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    id: HeldId,
    reason: &str,
) -> Result<Erasure, BatchError> {
    let person = waiting(desk, id).await?;
    if text_names(&person, reason) {
        return Err(BatchError::Refused("reason_names_person"));
    }
    Ok(acts::erase_traces(desk, reach, &person, reason).await.map_err(Error::from)?)
}

/// A row that waits because it may be of somebody who was erased, and whom it names.
async fn waiting(desk: &Desk<'_>, id: HeldId) -> Result<Identity, BatchError> {
    desk.by.require(Right::Intake)?;
    desk.by.require(Right::AnswerRequests)?;
    let mut tx = desk.db.read().await?;
    let row = held_row(&mut tx, id).await?.ok_or(BatchError::Unknown)?;
    if !row.maybe_erased() {
        return Err(BatchError::Refused("nobody_was_erased"));
    }
    Ok(whose(&row))
}
