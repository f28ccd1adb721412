//! Days off are entered, changed, ended.

use access::Right;
use kernel::Interval;
use ledger::{Draft, Receipt, held};
use store::{Value, boxed};

use super::Clerk;
use crate::{Error, model::Holiday};

/// Says how a rule about days off stands over some time: a new one, or another version of one,
/// which ends where the time ends. What held before stays.
#[boxed]
pub async fn set_holiday(
    clerk: &Clerk<'_>,
    over: Interval,
    holiday: &Holiday,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    clerk.actor.require(Right::SetNorms)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("holiday", over.from, reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let id = [Value::Uuid(Some(holiday.id.0))];
    let standing = held::<Holiday>(&mut tx, draft.seq() - 1, "f.holiday_id = $2", &id).await?;
    if standing.iter().any(|held| held.valid == over && held.fact == *holiday) {
        return Ok(None);
    }
    draft.cut(&standing, Interval { from: over.from, to: None });
    draft.assert(over, holiday);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    clerk.app.acted();
    Ok(Some(receipt))
}
