//! Rows of one table that name a person: what most rooms have for an erasure to reach.

use std::{collections::BTreeSet, fmt};

use kernel::Uuid;
use ledger::{Draft, FactTable};
use store::Tx;

use super::{
    erase::{Kept, Task},
    identity::Identity,
    within::Keeps,
    words::Words,
};
use crate::Error;

/// Which subjects of a table are the person's, as ids of the column that names its subject.
pub type Whose = for<'t> fn(&'t mut Tx, &'t Identity) -> Task<'t, BTreeSet<Uuid>>;

/// What only bears the person's name and stays: whoever decides is told of it.
pub type Doubtful = for<'t> fn(&'t mut Tx, &'t Identity) -> Task<'t, Option<Words>>;

/// Rows of one table that name a person who is erased.
#[derive(Clone, Copy)]
pub struct Named {
    table: &'static FactTable,
    whose: Whose,
    doubtful: Option<Doubtful>,
}

impl Named {
    /// Of a table, by a question.
    pub const fn new(table: &'static FactTable, whose: Whose) -> Self {
        Self { table, whose, doubtful: None }
    }

    /// Tells of what may be the person's, and is left alone.
    #[must_use]
    pub const fn telling(self, doubtful: Doubtful) -> Self {
        Self { doubtful: Some(doubtful), ..self }
    }

    async fn told(&self, tx: &mut Tx, person: &Identity, rows: usize) -> Result<Kept, Error> {
        let mut kept = Kept { rows, tables: vec![self.table.name], ..Kept::default() };
        if let Some(doubtful) = self.doubtful {
            kept.words.extend(doubtful(tx, person).await?);
        }
        Ok(kept)
    }
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Named").field(&self.table.name).finish()
    }
}

impl Keeps for Named {
    fn tell<'t>(&'t self, tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async move {
            let rows = (self.whose)(tx, person).await?.len();
            self.told(tx, person, rows).await
        })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let found = (self.whose)(tx, person).await?;
            // The row stands, unnamed: figures keep their answers.
            for id in &found {
                draft.erase(tx, &[self.table], *id).await?;
            }
            self.told(tx, person, found.len()).await
        })
    }
}
