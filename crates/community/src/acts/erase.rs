//! Members of teams are no people of the register; who is one of both is erased in both.

use std::collections::BTreeSet;

use kernel::Uuid;
use ledger::traced;
use registry::{
    acts::{Identity, Named, Task, Within},
    figures::is_surely,
};
use store::Tx;

use crate::model::{MEMBER, Member};

/// Memberships that are surely of the person who is erased: the same that are told to them.
pub const MEMBERS: Within<Named> = Within(Named::new(&MEMBER, theirs));

/// Memberships that were ever said to be theirs. What one version alone tells is enough for all.
fn theirs<'t>(tx: &'t mut Tx, person: &'t Identity) -> Task<'t, BTreeSet<Uuid>> {
    Box::pin(async move {
        let known = ledger::last_seq(tx).await?;
        let all = traced::<Member>(tx, known, "f.erased_by IS NULL", &[]).await?;
        let all = all.into_iter().map(|said| said.held.fact);
        let theirs =
            all.filter(|m| is_surely(person, m.full_name.as_deref(), m.birth, m.phone.as_deref()));
        Ok(theirs.map(|member| member.id.0).collect())
    })
}
