//! What was said of cells may name whoever stands in the row: an erasure reaches it.

use std::collections::BTreeSet;

use ::store::{Db, Tx};
use intake::acts::text_names;
use ledger::{Draft, traced};
use registry::acts::{Elsewhere, Found, Identity, Kept, Task};

use crate::model::{REMARK, Remark, RemarkId};

/// What was said of cells of submissions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Remarks;

struct FoundRemarks(Kept);

impl Elsewhere for Remarks {
    fn find<'t>(&'t self, db: &'t Db, person: &'t Identity) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let found = naming(&mut db.read().await?, person).await?;
            Ok(Box::new(FoundRemarks(told(found.len()))) as Box<dyn Found>)
        })
    }
}

impl Found for FoundRemarks {
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
            let found = naming(tx, person).await?;
            for id in &found {
                draft.erase(tx, &[&REMARK], id.0).await?;
            }
            Ok(told(found.len()))
        })
    }
}

fn told(rows: usize) -> Kept {
    Kept { rows, tables: vec![REMARK.name], ..Kept::default() }
}

/// Remarks that ever named the person, taken back ones as well.
async fn naming(tx: &mut Tx, person: &Identity) -> Result<BTreeSet<RemarkId>, registry::Error> {
    let known = ledger::last_seq(tx).await?;
    let all = traced::<Remark>(tx, known, "f.erased_by IS NULL", &[]).await?;
    let all = all.into_iter().map(|said| said.held.fact);
    let naming = all.filter(|r| r.body.as_deref().is_some_and(|b| text_names(person, b)));
    Ok(naming.map(|remark| remark.id).collect())
}
