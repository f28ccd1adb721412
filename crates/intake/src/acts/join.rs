//! Whose rows are of which it was said who they are, once two records are of one person.

use ::store::{Tx, Value};
use ledger::{Draft, held};
use registry::{
    Error,
    acts::{Joins, Task},
    model::PersonJoin,
};

use crate::model::{RowAnswer, Verdict};

/// Answers to rows that waited.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answered;

impl Joins for Answered {
    fn join<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        join: PersonJoin,
    ) -> Task<'t, Vec<(&'static str, usize)>> {
        Box::pin(answers(tx, draft, join))
    }
}

async fn answers(
    tx: &mut Tx,
    draft: &mut Draft,
    join: PersonJoin,
) -> Result<Vec<(&'static str, usize)>, Error> {
    let who = [Value::Uuid(Some(join.person.0))];
    let theirs = held::<RowAnswer>(tx, draft.seq() - 1, "f.person_id = $2", &who).await?;
    let moved = theirs.len();
    for said in theirs {
        let verdict = match said.fact.verdict {
            Verdict::Other(_) => Verdict::Other(Some(join.into)),
            Verdict::Person(_) | Verdict::Dropped => Verdict::Person(join.into),
        };
        draft.close::<RowAnswer>(said.id);
        draft.assert(said.valid, &RowAnswer { verdict, ..said.fact });
    }
    Ok(vec![("intake-join-answers", moved)])
}
