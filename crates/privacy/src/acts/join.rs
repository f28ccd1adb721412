//! Whose requests are, once two records are of one person.

use ledger::{Draft, held};
use registry::{
    Error,
    acts::{Joins, Task},
    model::PersonJoin,
};
use store::{Tx, Value};

use super::request::rename;
use crate::model::Request;

/// Requests that people of the register made about their data.
#[derive(Clone, Copy, Debug, Default)]
pub struct Requests;

impl Joins for Requests {
    fn join<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        join: PersonJoin,
    ) -> Task<'t, Vec<(&'static str, usize)>> {
        Box::pin(requests(tx, draft, join))
    }
}

async fn requests(
    tx: &mut Tx,
    draft: &mut Draft,
    join: PersonJoin,
) -> Result<Vec<(&'static str, usize)>, Error> {
    let who = [Value::Uuid(Some(join.person.0))];
    let theirs = "f.subject_id = $2 AND f.erased_by IS NULL";
    let theirs = held::<Request>(tx, draft.seq() - 1, theirs, &who).await?;
    rename(draft, &theirs, join.into);
    let requests: std::collections::BTreeSet<_> = theirs.iter().map(|h| h.fact.id).collect();
    Ok(vec![("privacy-join-requests", requests.len())])
}
