//! What requests said of somebody before it was said who they are; and those of theirs that are open.

use kernel::{Date, Interval};
use ledger::{Draft, Held, held};
use registry::acts::{Identity, Keeps, Kept, Task};
use store::{Tx, Value};

use crate::{
    model::{Request, State, WHOLE_REQUEST},
    store::renamed,
};

/// Rows that requests of a person had under other ids, before [`super::name_asker`] or
/// [`super::correct_asker`]. The rows of the person are erased with the person; these would keep the name.
/// Nobody is left to be answered: what they asked is closed by the same act.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earlier;

impl Keeps for Earlier {
    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            for record in &person.records {
                for id in renamed(tx, record.0).await? {
                    draft.erase(tx, &[&WHOLE_REQUEST], id).await?;
                }
            }
            close(tx, draft, person).await?;
            Ok(Kept::default())
        })
    }
}

/// The day of an act, in Vietnam.
pub(super) fn day_of(draft: &Draft) -> Date {
    jiff::tz::offset(7).to_datetime(draft.entered_at()).date()
}

/// Closes what the person asked and nobody answered yet: nothing of them is left to be seen,
/// corrected, taken away or erased, nor where they could be told so.
async fn close(tx: &mut Tx, draft: &mut Draft, person: &Identity) -> Result<(), registry::Error> {
    let today = day_of(draft);
    for record in &person.records {
        let theirs = [Value::Uuid(Some(record.0))];
        let asked = held::<Request>(tx, draft.seq() - 1, "f.subject_id = $2", &theirs).await?;
        let open = |h: &Held<Request>| h.valid.to.is_none() && h.fact.state.is_open();
        for now in asked.into_iter().filter(open) {
            let key = [Value::Uuid(Some(now.fact.id.0))];
            let standing = held::<Request>(tx, draft.seq() - 1, "f.request_id = $2", &key).await?;
            // What is cut off is said again: without a word of them, whatever is still there.
            let standing: Vec<Held<Request>> =
                standing.into_iter().map(|h| Held { fact: bare(h.fact), ..h }).collect();
            let (state, closed_on) = (State::Answered, Some(today));
            let after = Request { state, closed_on, ..bare(now.fact) };
            let from = today.max(after.received_on);
            draft.overlay(&standing, Interval::since(from), &after);
        }
    }
    Ok(())
}

/// A request without what is personal.
fn bare(it: Request) -> Request {
    Request { who: None, contact: None, what: None, outcome: None, ..it }
}
