//! What requests said of somebody before it was said who they are.

use kernel::Uuid;
use ledger::Draft;
use registry::acts::{Elsewhere, Found, Identity, Kept, Steps, Task};
use store::{Db, Tx};

use crate::{model::WHOLE_REQUEST, store::renamed};

/// Rows that requests of a person had under other ids, before [`super::name_asker`] or
/// [`super::correct_asker`]. The rows of the person are erased with the person; these would keep the name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earlier;

struct FoundRows(Kept);

impl Elsewhere for Earlier {
    fn find<'t>(&'t self, _: &'t Db, _: &'t Identity, _: &'t Steps) -> Task<'t, Box<dyn Found>> {
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
            let ids: Vec<Uuid> = renamed(tx, person.0).await?;
            for id in ids {
                draft.erase(tx, &[&WHOLE_REQUEST], id).await?;
            }
            Ok(Kept::default())
        })
    }
}
