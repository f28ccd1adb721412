//! The questions.

use std::collections::BTreeMap;

use kernel::{AsOf, Seq};
use ledger::{Held, as_of, held};
use store::{Tx, Value, on_db, sqlx};

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

/// The counts behind that, the latest year first, then by institution, field and level.
pub async fn counts(tx: &mut Tx, at: AsOf) -> Result<Vec<Graduates>, ledger::Error> {
    let until = [Value::Int(Some(i64::from(at.valid_on.year())))];
    let all = held::<Graduates>(tx, at.known_at, "f.year <= $2", &until).await?;
    let on = all.into_iter().filter(|h| h.valid.contains(at.valid_on));
    let mut counts: Vec<Graduates> = on.map(|h| h.fact).collect();
    counts.sort_by(|a, b| {
        let key = |g: &Graduates| (g.institution.clone(), g.field.clone(), g.level.clone());
        b.year.cmp(&a.year).then_with(|| key(a).cmp(&key(b)))
    });
    Ok(counts)
}

/// Graduates as known after an act.
pub async fn on_record(tx: &mut Tx, known: Seq) -> Result<Vec<Held<Graduates>>, ledger::Error> {
    held(tx, known, "", &[]).await
}
