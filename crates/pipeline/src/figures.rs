//! The questions.

use std::collections::BTreeMap;

use kernel::{AsOf, Seq};
use ledger::{Held, as_of, held};
use store::{Tx, on_db, sqlx};

use crate::model::Graduates;

/// Graduates by year, through the year of the day.
pub async fn by_year(tx: &mut Tx, at: AsOf) -> Result<BTreeMap<i64, i64>, ledger::Error> {
    let years: Vec<(i64, i64)> = on_db!(tx, c => sqlx::query_as(concat!(
        "SELECT g.year, CAST(sum(g.number) AS BIGINT) FROM graduates g WHERE ",
        as_of!("g", "$1", "$2"), " AND g.year <= $3 GROUP BY g.year"))
        .bind(at.valid_on.to_string()).bind(at.known_at).bind(i64::from(at.valid_on.year()))
        .fetch_all(c).await)?;
    Ok(years.into_iter().collect())
}

/// Graduates as known after an act.
pub async fn on_record(tx: &mut Tx, known: Seq) -> Result<Vec<Held<Graduates>>, ledger::Error> {
    held(tx, known, "", &[]).await
}
