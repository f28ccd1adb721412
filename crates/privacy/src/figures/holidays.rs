//! Days off as they are known, and the working days that follow.

use std::ops::RangeInclusive;

use kernel::{Interval, Seq};
use ledger::{Held, held};
use store::{Tx, boxed};

use crate::{Error, model::Holiday, rules::Calendar};

/// Every rule about days off as known after an act, by name and time.
#[boxed]
pub async fn holidays(tx: &mut Tx, known: Seq) -> Result<Vec<Held<Holiday>>, Error> {
    let mut all = held::<Holiday>(tx, known, "", &[]).await?;
    all.sort_by(|a, b| {
        let place = |h: &Held<Holiday>| (h.fact.year, h.fact.lunar, h.fact.month, h.fact.day);
        place(a).cmp(&place(b)).then(a.valid.from.cmp(&b.valid.from))
    });
    Ok(all)
}

/// The working days of some years as known after an act.
#[boxed]
pub async fn calendar(
    tx: &mut Tx,
    known: Seq,
    years: RangeInclusive<i16>,
) -> Result<Calendar, Error> {
    let rules: Vec<(Interval, Holiday)> =
        holidays(tx, known).await?.into_iter().map(|h| (h.valid, h.fact)).collect();
    Ok(Calendar::new(&rules, years))
}
