//! A kind of sheet is described, or described anew.

use ::store::Value;
use access::Right;
use kernel::Interval;
use ledger::{Draft, Receipt, held};
use registry::acts::Desk;
use store::boxed;

use crate::{Error, figures, model::SheetKind};

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
    if figures::kinds_on_record(&mut tx, known).await?.iter().any(same) {
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
