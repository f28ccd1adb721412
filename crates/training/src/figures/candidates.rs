//! People of the register as who keeps training may know them: those of their offices, by name,
//! year of birth and office.

use access::{Actor, Right};
use kernel::{AsOf, Birth, Seq};
use registry::{
    Error,
    figures::{StaffQuery, StaffRow, Standing, likely, require_person, staff_by},
    model::PersonId,
};
use store::{Tx, boxed};

/// So many are offered.
const MOST: u64 = 20;

/// Whether there is such a person, whose name was not erased. Refused to who keeps training
/// nowhere they ever held a duty.
#[boxed]
pub async fn is_named(
    tx: &mut Tx,
    by: &Actor,
    known: Seq,
    person: PersonId,
) -> Result<bool, Error> {
    require_person(tx, by, Right::KeepTraining, person).await?;
    let who = [store::Value::Uuid(Some(person.0))];
    let all = ledger::held::<registry::model::Person>(tx, known, "f.person_id = $2", &who).await?;
    Ok(all.iter().any(|held| held.fact.full_name.is_some()))
}

/// Who an attendee may be: namesakes whom no birth tells apart, or those whose name is searched
/// for. Who does not see people anyway is shown only those whose birth agrees with the list's:
/// a search is no way around the list of people.
#[boxed]
pub async fn candidates(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    (name, birth): (&str, Option<Birth>),
    searched: Option<&str>,
) -> Result<Vec<StaffRow>, Error> {
    let mut asked = StaffQuery {
        standing: Standing::Anyone,
        limit: Some(MOST),
        uncounted: true,
        ..StaffQuery::default()
    };
    if let Some(words) = searched {
        asked.search = Some(words.to_owned());
    } else {
        let found = likely(tx, at.known_at, name, birth, None).await?;
        asked.people = found.into_iter().map(|l| l.person.id).collect();
        if asked.people.is_empty() {
            return Ok(Vec::new());
        }
    }
    let sees = by.may(Right::SeePeople);
    let right = if sees { Right::SeePeople } else { Right::KeepTraining };
    let mut rows = staff_by(tx, by, right, at, &asked).await?.rows;
    if !sees {
        let theirs = |row: &StaffRow| row.birth.as_deref().and_then(|b| b.parse().ok());
        rows.retain(|row| {
            birth.zip(theirs(row)).is_some_and(|(a, b): (Birth, Birth)| a.agrees_with(b))
        });
    }
    Ok(rows)
}
