//! What was said of cells may name whoever stands in the row: an erasure reaches it.

use std::collections::BTreeSet;

use ::store::Tx;
use kernel::Uuid;
use ledger::traced;
use registry::{
    acts::{Identity, Named, Task, Within},
    rules::naming::text_names,
};

use crate::model::{REMARK, Remark};

/// What was said of cells of submissions.
pub const REMARKS: Within<Named> = Within(Named::new(&REMARK, naming));

/// Remarks that ever named the person, taken back ones as well.
fn naming<'t>(tx: &'t mut Tx, person: &'t Identity) -> Task<'t, BTreeSet<Uuid>> {
    Box::pin(async move {
        let known = ledger::last_seq(tx).await?;
        let all = traced::<Remark>(tx, known, "f.erased_by IS NULL", &[]).await?;
        let all = all.into_iter().map(|said| said.held.fact);
        let naming = all.filter(|r| r.body.as_deref().is_some_and(|b| text_names(person, b)));
        Ok(naming.map(|remark| remark.id.0).collect())
    })
}
