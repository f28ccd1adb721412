//! What requests said of somebody before it was said who they are.

use kernel::Uuid;
use ledger::Draft;
use registry::acts::{Identity, Keeps, Kept, Task};
use store::Tx;

use crate::{model::WHOLE_REQUEST, store::renamed};

/// Rows that requests of a person had under other ids, before [`super::name_asker`] or
/// [`super::correct_asker`]. The rows of the person are erased with the person; these would keep the name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earlier;

impl Keeps for Earlier {
    fn tell<'t>(&'t self, _: &'t mut Tx, _: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async { Ok(Kept::default()) })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let Some(person) = person.person else { return Ok(Kept::default()) };
            let ids: Vec<Uuid> = renamed(tx, person.0).await?;
            for id in ids {
                draft.erase(tx, &[&WHOLE_REQUEST], id).await?;
            }
            Ok(Kept::default())
        })
    }
}
