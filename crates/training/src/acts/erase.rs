//! What lists said of somebody before it was said who they are.

use std::collections::BTreeSet;

use kernel::Uuid;
use registry::acts::{Identity, Named, Task, Within};
use store::{Tx, on_db, sqlx};

use crate::model::ATTENDANCE;

/// Rows under the ids that somebody had before they were matched to the register. The rows of the
/// person are erased with the person; these would keep the name.
pub const EARLIER: Within<Named> = Within(Named::new(&ATTENDANCE, earlier));

/// The ids a person's attendances had before; none that still stands for somebody: what was
/// matched by mistake and taken back is another's.
fn earlier<'t>(tx: &'t mut Tx, person: &'t Identity) -> Task<'t, BTreeSet<Uuid>> {
    Box::pin(async move {
        let Some(person) = person.person else { return Ok(BTreeSet::new()) };
        let ids: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(
            "SELECT DISTINCT b.attendee_id FROM attendance a \
             JOIN attendance b ON b.attendance_id = a.attendance_id \
             WHERE a.attendee_id = $1 AND b.attendee_id <> $1 AND b.matched = FALSE \
             AND b.erased_by IS NULL \
             AND NOT EXISTS (SELECT 1 FROM attendance o WHERE o.attendee_id = b.attendee_id \
             AND o.recorded_to IS NULL)")
            .bind(person.0).fetch_all(c).await)?;
        Ok(ids.into_iter().collect())
    })
}
