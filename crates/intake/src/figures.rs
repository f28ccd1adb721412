//! Questions about what waits.

use ::store::{Tx, on_db, sqlx};
use kernel::Seq;
use ledger::{Held, held};

use crate::{Error, model::HeldRow};

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
