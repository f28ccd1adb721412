//! Questions about what waits.

use ::store::{Tx, Value, on_db, sqlx};
use access::{Actor, Right};
use kernel::{AsOf, Seq};
use ledger::{Held, held};

use crate::{
    Error,
    model::{HeldRow, KindId, KindRow, SheetKind},
};

/// Kinds of sheet that the office described, as known after an act.
pub async fn kinds_on_record(tx: &mut Tx, known: Seq) -> Result<Vec<SheetKind>, Error> {
    let all = held::<SheetKind>(tx, known, "", &[]).await?;
    let mut kinds: Vec<SheetKind> =
        all.into_iter().filter(|h| h.valid.to.is_none()).map(|h| h.fact).collect();
    kinds.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(kinds)
}

/// Rows of a described kind that hold on a day, as known after an act: those of offices whose
/// people somebody may see.
pub async fn kind_rows(
    tx: &mut Tx,
    by: &Actor,
    as_of: AsOf,
    kind: KindId,
) -> Result<Vec<KindRow>, Error> {
    by.require_some(Right::SeePeople)?;
    let scope = by.scope(Right::SeePeople);
    let condition = "f.kind_id = $2 AND f.erased_by IS NULL";
    let id = Value::Uuid(Some(kind.0));
    let all = held::<KindRow>(tx, as_of.known_at, condition, &[id]).await?;
    let rows = all.into_iter().filter(|h| h.valid.contains(as_of.valid_on)).map(|h| h.fact);
    Ok(rows.filter(|row| scope.has(row.org.0)).collect())
}

/// Rows that wait, as known after an act, by file, sheet and row.
pub async fn held_rows(tx: &mut Tx, known: Seq) -> Result<Vec<Held<HeldRow>>, Error> {
    let mut rows = held::<HeldRow>(tx, known, "", &[]).await?;
    rows.sort_by(|a, b| {
        (&a.fact.file, &a.fact.sheet, a.fact.row).cmp(&(&b.fact.file, &b.fact.sheet, b.fact.row))
    });
    Ok(rows)
}

/// How many rows wait, as known after an act.
pub async fn held_count(tx: &mut Tx, known: Seq) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(concat!(
        "SELECT count(*) FROM held_row h WHERE ", ledger::known!("h", "$1")))
        .bind(known).fetch_one(c).await)?)
}
