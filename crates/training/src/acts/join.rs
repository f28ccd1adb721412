//! Whose attendances are, once two records are of one person.

use ledger::{Draft, held};
use registry::{
    Error,
    acts::{Joins, Task},
    model::PersonJoin,
};
use store::{Tx, Value};

use super::by_day;
use crate::model::{Attendance, Attendee, DayPresence, SessionId};

/// Attendances of people of the register. Of two rows of one session one is kept: a person is
/// there once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attendances;

impl Joins for Attendances {
    fn join<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        join: PersonJoin,
    ) -> Task<'t, Vec<(&'static str, usize)>> {
        Box::pin(attendances(tx, draft, join))
    }
}

async fn attendances(
    tx: &mut Tx,
    draft: &mut Draft,
    join: PersonJoin,
) -> Result<Vec<(&'static str, usize)>, Error> {
    // What was removed after its time stays removed.
    let of = "f.attendee_id = $2 AND f.matched = TRUE AND f.erased_by IS NULL";
    let known = draft.seq() - 1;
    let theirs = held::<Attendance>(tx, known, of, &[Value::Uuid(Some(join.person.0))]).await?;
    let own = held::<Attendance>(tx, known, of, &[Value::Uuid(Some(join.into.0))]).await?;
    let there = |session: SessionId| own.iter().any(|h| h.fact.session == session);
    let (mut moved, mut twice) = (0, 0);
    for said in theirs {
        draft.close::<Attendance>(said.id);
        if there(said.fact.session) {
            for day in by_day::standing(tx, draft, said.fact.id).await? {
                draft.close::<DayPresence>(day.id);
            }
            twice += 1;
            continue;
        }
        moved += 1;
        draft
            .assert(said.valid, &Attendance { attendee: Attendee::Person(join.into), ..said.fact });
    }
    Ok(vec![("training-join-moved", moved), ("training-join-twice", twice)])
}
