//! Rows of one table that name a person: what most rooms have for an erasure to reach.

use std::{collections::BTreeSet, fmt};

use kernel::Uuid;
use ledger::{Draft, FactTable};
use store::{Db, Tx};

use super::{
    Steps,
    erase::{Elsewhere, Found, Identity, Kept, Task},
};

/// Which subjects of a table are the person's, as ids of the column that names its subject.
pub type Whose = for<'t> fn(&'t mut Tx, &'t Identity) -> Task<'t, BTreeSet<Uuid>>;

/// Rows of one table that name a person who is erased. They are looked for twice: for the one who
/// decides, and again within the act, since more may have come in.
#[derive(Clone, Copy)]
pub struct Named {
    table: &'static FactTable,
    whose: Whose,
}

impl Named {
    /// Of a table, by a question.
    pub const fn new(table: &'static FactTable, whose: Whose) -> Self {
        Self { table, whose }
    }

    async fn ids(&self, tx: &mut Tx, person: &Identity) -> Result<BTreeSet<Uuid>, crate::Error> {
        (self.whose)(tx, person).await
    }

    fn told(&self, rows: usize) -> Kept {
        Kept { rows, tables: vec![self.table.name], ..Kept::default() }
    }
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Named").field(&self.table.name).finish()
    }
}

struct FoundRows(Named, Kept);

impl Elsewhere for Named {
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        _: &'t Steps,
    ) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let found = self.ids(&mut db.read().await?, person).await?;
            Ok(Box::new(FoundRows(*self, self.told(found.len()))) as Box<dyn Found>)
        })
    }
}

impl Found for FoundRows {
    fn told(&self) -> &Kept {
        &self.1
    }

    fn erase<'t>(
        self: Box<Self>,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let found = self.0.ids(tx, person).await?;
            // The row stands, unnamed: figures keep their answers.
            for id in &found {
                draft.erase(tx, &[self.0.table], *id).await?;
            }
            Ok(self.0.told(found.len()))
        })
    }
}
