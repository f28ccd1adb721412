//! Saying by hand which person of the register an attendee is.

use std::collections::HashSet;

use access::Right;
use kernel::Uuid;
use ledger::{Draft, Held, Receipt, held};
use registry::{Error, acts::Desk, model::PersonId};
use store::Value;

use super::{refused, require_all};
use crate::{
    figures,
    model::{Attendance, Attendee},
};

/// Says that somebody who was not found on the register is this person, in every list that names
/// them. Refused where the person attends one of the sessions already: two rows of one session
/// are not one attendance, and which of them is wrong is for a corrected list to say.
pub async fn match_attendee(
    desk: &Desk<'_>,
    attendee: Uuid,
    person: PersonId,
) -> Result<Receipt, Error> {
    desk.by.require_some(Right::KeepTraining)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("attendee_match", None, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let known = draft.seq() - 1;
    if !figures::is_named(&mut tx, desk.by, known, person).await? {
        return refused("no_such_person", person.0.to_string());
    }
    let unmatched = figures::of_unmatched(&mut tx, known, attendee).await?;
    if unmatched.is_empty() {
        return refused("no_such_attendee", attendee.to_string());
    }
    require_all(desk, &unmatched)?;
    let who = [Value::Uuid(Some(person.0))];
    let theirs = "f.attendee_id = $2 AND f.matched = TRUE";
    let theirs = held::<Attendance>(&mut tx, known, theirs, &who).await?;
    let there: HashSet<_> = theirs.iter().map(|h| h.fact.session).collect();
    if let Some(twice) = unmatched.iter().find(|h| there.contains(&h.fact.session)) {
        return refused("attends_already", twice.fact.session.0.to_string());
    }
    for Held { id, valid, fact } in unmatched {
        draft.close::<Attendance>(id);
        draft.assert(valid, &Attendance { attendee: Attendee::Person(person), ..fact });
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}
