//! A kind of sheet is described, or described anew.

use ::store::Value;
use access::Right;
use kernel::Interval;
use ledger::{Draft, Receipt, held};
use registry::acts::Desk;
use store::boxed;

use crate::{
    Error, figures,
    model::{KindId, SheetKind},
};

/// Enters the description of a kind as one act; `None` where it says nothing new. Its code is its
/// own: a kind that has it already is not touched.
#[boxed]
pub async fn describe_kind(
    desk: &Desk<'_>,
    kind: &SheetKind,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    desk.by.require(Right::DescribeKinds)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("sheet_kind", None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let known = draft.seq() - 1;
    let same = |k: &SheetKind| k.code == kind.code && k.id != kind.id;
    if figures::kinds_ever(&mut tx, known).await?.iter().any(|(k, _)| same(k)) {
        let value = kind.code.clone();
        return Err(registry::Error::Refused { what: "code_taken", value }.into());
    }
    let id = Value::Uuid(Some(kind.id.0));
    let standing = held::<SheetKind>(&mut tx, known, "f.kind_id = $2", &[id]).await?;
    if !draft.overlay(&standing, Interval::ALWAYS, kind) {
        return Ok(None);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(Some(receipt))
}

/// Takes a described kind out of use from today on: its sheets are told no more and its blank form
/// is offered no more. What was taken in stays, and can be seen.
#[boxed]
pub async fn retire_kind(desk: &Desk<'_>, id: KindId, reason: &str) -> Result<Receipt, Error> {
    let until = Interval { from: None, to: Some(desk.clock.today()) };
    put_into_use(desk, ("sheet_kind_retire", id), until, reason).await
}

/// Takes a retired kind into use again.
#[boxed]
pub async fn restore_kind(desk: &Desk<'_>, id: KindId, reason: &str) -> Result<Receipt, Error> {
    put_into_use(desk, ("sheet_kind_restore", id), Interval::ALWAYS, reason).await
}

async fn put_into_use(
    desk: &Desk<'_>,
    (act, id): (&'static str, KindId),
    over: Interval,
    reason: &str,
) -> Result<Receipt, Error> {
    desk.by.require(Right::DescribeKinds)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header(act, Some(desk.clock.today()), reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let which = Value::Uuid(Some(id.0));
    let known = draft.seq() - 1;
    let standing = held::<SheetKind>(&mut tx, known, "f.kind_id = $2", &[which]).await?;
    let Some(last) = standing.last().filter(|h| h.valid.to.is_none() != over.to.is_none()) else {
        let value = id.0.to_string();
        return Err(registry::Error::Refused { what: "no_such_kind", value }.into());
    };
    let kind = last.fact.clone();
    for held in &standing {
        draft.close::<SheetKind>(held.id);
    }
    draft.assert(over, &kind);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}
