//! Somebody decides about a row that waits. Each decision is an act that can be undone.

use ::store::{Tx, Value};
use access::Right;
use kernel::{IdSource, Interval, Seq};
use ledger::{Draft, Held, Receipt, held};
use registry::{
    acts::Desk,
    model::{Person, PersonId},
};
use store::boxed;

use super::BatchError;
use crate::{
    Error,
    model::{AnswerId, HeldId, HeldRow, RowAnswer, Verdict},
};

/// Stops a row from waiting, for a reason. The same sheet again does not bring it back.
#[boxed]
pub async fn set_aside(desk: &Desk<'_>, id: HeldId, reason: &str) -> Result<Receipt, BatchError> {
    decide(desk, "set_aside", id, Verdict::Dropped, reason).await
}

/// Says who a row is: a person of the register. Where only that was in doubt, the row waits until
/// its sheet is read again and is then entered as theirs; else it waits no longer, since what it
/// says can't be read.
#[boxed]
pub async fn row_is(desk: &Desk<'_>, id: HeldId, who: PersonId) -> Result<Receipt, BatchError> {
    decide(desk, "row_answered", id, Verdict::Person(who), "").await
}

/// Says that a row is of nobody on the register: once its sheet is read again they are entered.
#[boxed]
pub async fn row_is_other(desk: &Desk<'_>, id: HeldId) -> Result<Receipt, BatchError> {
    decide(desk, "row_answered", id, Verdict::Other(None), "").await
}

async fn decide(
    desk: &Desk<'_>,
    kind: &'static str,
    id: HeldId,
    verdict: Verdict,
    reason: &str,
) -> Result<Receipt, BatchError> {
    desk.by.require(Right::Intake)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header(kind, None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.map_err(Error::from)?;
    let known = draft.seq() - 1;
    let row = waiting(&mut tx, known, id).await?;
    let ends = match verdict {
        // It would be kept for ever: the person of such a row is erased instead.
        Verdict::Dropped if row.fact.maybe_erased() => {
            return Err(BatchError::Refused("maybe_erased"));
        }
        Verdict::Dropped => true,
        Verdict::Person(who) => {
            somebody(&mut tx, known, who).await?;
            !row.fact.asks_who()
        }
        Verdict::Other(_) if !row.fact.may_be_new() => {
            return Err(BatchError::Refused("not_somebody_new"));
        }
        Verdict::Other(_) => false,
    };
    let standing = of_row(&mut tx, known, id).await?;
    let fresh = || AnswerId(IdSource::new(desk.clock.clone()).next());
    let answer = standing.first().map_or_else(fresh, |h| h.fact.id);
    draft.overlay(&standing, Interval::ALWAYS, &RowAnswer { id: answer, held: id, verdict });
    if let Verdict::Person(who) = verdict {
        let place = (&row.fact.file[..], &row.fact.sheet[..], row.fact.row);
        access::row_became(&mut tx, id.0, place, who.0).await?;
    }
    if ends {
        draft.close::<HeldRow>(row.id);
    }
    let receipt = draft.seal(&mut tx).await.map_err(Error::from)?;
    tx.commit().await?;
    Ok(receipt)
}

async fn waiting(tx: &mut Tx, known: Seq, id: HeldId) -> Result<Held<HeldRow>, BatchError> {
    let key = Value::Uuid(Some(id.0));
    let found = held::<HeldRow>(tx, known, "f.held_id = $2", &[key]).await;
    found.map_err(Error::from)?.pop().ok_or(BatchError::Unknown)
}

async fn somebody(tx: &mut Tx, known: Seq, who: PersonId) -> Result<(), BatchError> {
    let of = "f.person_id = $2 AND f.erased_by IS NULL";
    let found = held::<Person>(tx, known, of, &[Value::Uuid(Some(who.0))]).await;
    if found.map_err(Error::from)?.is_empty() {
        return Err(BatchError::Refused("no_such_person"));
    }
    Ok(())
}

/// What was decided about a row so far.
pub(crate) async fn of_row(
    tx: &mut Tx,
    known: Seq,
    id: HeldId,
) -> Result<Vec<Held<RowAnswer>>, Error> {
    let key = Value::Uuid(Some(id.0));
    Ok(held::<RowAnswer>(tx, known, "f.held_id = $2", &[key]).await?)
}
