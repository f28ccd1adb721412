//! Records that were found to be of one person.

use std::collections::HashMap;

use kernel::Seq;
use ledger::{Traced, held, known, traced};
use store::{Tx, Value, boxed};

use crate::{
    Error,
    model::{Assignment, Person, PersonId, PersonJoin, SheetRow},
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

/// What joined records said before they were joined, each under the record that is kept: so that a
/// sheet which names either finds the one, and says nothing new by saying it again.
#[derive(Debug, Default)]
pub struct BeforeJoins {
    /// Who they were said to be.
    pub people: Vec<Person>,
    /// The sheet rows of duties that were taken back, some of which stand under the kept record.
    pub rows: Vec<(PersonId, SheetRow)>,
}

/// The facts that the acts took back by which records were joined.
const TAKEN_BACK: &str = concat!(
    "f.recorded_to IN (SELECT j.recorded_from FROM person_join j WHERE ",
    known!("j", "$1"),
    ")"
);

/// What joined records said before, as known after an act.
#[boxed]
pub async fn before_joins(tx: &mut Tx, known: Seq) -> Result<BeforeJoins, Error> {
    let joins = held::<PersonJoin>(tx, known, "", &[]).await?;
    if joins.is_empty() {
        return Ok(BeforeJoins::default());
    }
    let next: HashMap<_, _> = joins.iter().map(|h| (h.fact.person, h.fact.into)).collect();
    let kept = |mut id: PersonId| {
        while let Some(into) = next.get(&id) {
            id = *into;
        }
        id
    };
    let named = format!("f.erased_by IS NULL AND {TAKEN_BACK}");
    let people = traced::<Person>(tx, known, &named, &[]).await?.into_iter().map(|said| {
        let id = kept(said.held.fact.id);
        Person { id, ..said.held.fact }
    });
    let duties = traced::<Assignment>(tx, known, TAKEN_BACK, &[]).await?;
    let rows = duties.into_iter().filter_map(|said| {
        let duty = said.held.fact;
        Some((kept(duty.person), duty.source?))
    });
    Ok(BeforeJoins { people: people.collect(), rows: rows.collect() })
}
