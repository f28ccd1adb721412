//! What lists said of somebody before it was said who they are.

use kernel::Uuid;
use ledger::Draft;
use registry::{
    Error,
    acts::{Elsewhere, Found, Identity, Kept, Task},
};
use store::{Db, Tx, on_db, sqlx};

use crate::model::ATTENDANCE;

/// Rows under the ids that somebody had before they were matched to the register. The rows of the
/// person are erased with the person; these would keep the name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earlier;

struct FoundRows(Kept);

impl Elsewhere for Earlier {
    fn find<'t>(&'t self, _: &'t Db, _: &'t Identity) -> Task<'t, Box<dyn Found>> {
        // Nothing takes long here: the rows are looked for when they are erased.
        Box::pin(async { Ok(Box::new(FoundRows(Kept::default())) as Box<dyn Found>) })
    }
}

impl Found for FoundRows {
    fn told(&self) -> &Kept {
        &self.0
    }

    fn erase<'t>(
        self: Box<Self>,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let Some(person) = person.person else { return Ok(Kept::default()) };
            for id in earlier(tx, person.0).await? {
                draft.erase(tx, &[&ATTENDANCE], id).await?;
            }
            Ok(Kept::default())
        })
    }
}

/// The ids a person's attendances had before; none that still stands for somebody: what was
/// matched by mistake and taken back is another's.
async fn earlier(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT DISTINCT b.attendee_id FROM attendance a \
         JOIN attendance b ON b.attendance_id = a.attendance_id \
         WHERE a.attendee_id = $1 AND b.attendee_id <> $1 AND b.matched = FALSE \
         AND NOT EXISTS (SELECT 1 FROM attendance o WHERE o.attendee_id = b.attendee_id \
         AND o.recorded_to IS NULL)")
        .bind(person).fetch_all(c).await)?)
}
