//! Records that were found to be of one person.

use kernel::Seq;
use ledger::{Traced, held, traced};
use store::{Tx, Value, boxed};

use crate::{
    Error,
    model::{PersonId, PersonJoin},
};

/// The record under which somebody is found, as known after an act: their own, or the one that
/// theirs was joined to.
#[boxed]
pub async fn kept_record(tx: &mut Tx, known: Seq, person: PersonId) -> Result<PersonId, Error> {
    let mut at = person;
    // A record is joined to one that stands, so the way ends.
    while let Some(join) = joined(tx, known, "f.person_id = $2", at).await?.pop() {
        at = join.into;
    }
    Ok(at)
}

/// Every record of a person, the kept one first: those that were joined to it, and to these.
#[boxed]
pub async fn records_of(tx: &mut Tx, known: Seq, person: PersonId) -> Result<Vec<PersonId>, Error> {
    let mut all = vec![person];
    let mut next = 0;
    while let Some(into) = all.get(next).copied() {
        let given_up = joined(tx, known, "f.into_id = $2", into).await?;
        all.extend(given_up.into_iter().map(|join| join.person));
        next += 1;
    }
    Ok(all)
}

async fn joined(
    tx: &mut Tx,
    known: Seq,
    condition: &str,
    id: PersonId,
) -> Result<Vec<PersonJoin>, Error> {
    let found = held::<PersonJoin>(tx, known, condition, &[Value::Uuid(Some(id.0))]).await?;
    Ok(found.into_iter().map(|held| held.fact).collect())
}

/// The joins that stand by which records became a person's own, with the acts that said so.
#[boxed]
pub async fn joins_into(
    tx: &mut Tx,
    known: Seq,
    person: PersonId,
) -> Result<Vec<Traced<PersonJoin>>, Error> {
    let into = [Value::Uuid(Some(person.0))];
    let mut all = traced::<PersonJoin>(tx, known, "f.into_id = $2", &into).await?;
    all.retain(|join| join.recorded_to.is_none());
    Ok(all)
}
