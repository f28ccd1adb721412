//! Members of teams are no people of the register; who is one of both is erased in both.

use std::collections::BTreeSet;

use ledger::{Draft, traced};
use registry::{
    Error,
    acts::{Elsewhere, Found, Identity, Kept, Task},
    figures::is_surely,
};
use store::{Db, Tx};

use crate::model::{MEMBER, Member, MemberId};

/// Memberships that are surely of the person who is erased: the same that are told to them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Members;

struct FoundMembers(Kept);

impl Elsewhere for Members {
    fn find<'t>(&'t self, db: &'t Db, person: &'t Identity) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let theirs = theirs(&mut db.read().await?, person).await?;
            Ok(Box::new(FoundMembers(told(theirs.len()))) as Box<dyn Found>)
        })
    }
}

impl Found for FoundMembers {
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
            let theirs = theirs(tx, person).await?;
            // The membership stands, unnamed: figures keep their answers.
            for id in &theirs {
                draft.erase(tx, &[&MEMBER], id.0).await?;
            }
            Ok(told(theirs.len()))
        })
    }
}

fn told(rows: usize) -> Kept {
    Kept { rows, tables: vec![MEMBER.name], ..Kept::default() }
}

/// Memberships that were ever said to be theirs. What one version alone tells is enough for all.
async fn theirs(tx: &mut Tx, person: &Identity) -> Result<BTreeSet<MemberId>, Error> {
    let known = ledger::last_seq(tx).await?;
    let all = traced::<Member>(tx, known, "f.erased_by IS NULL", &[]).await?;
    let all = all.into_iter().map(|said| said.held.fact);
    let theirs =
        all.filter(|m| is_surely(person, m.full_name.as_deref(), m.birth, m.phone.as_deref()));
    Ok(theirs.map(|member| member.id).collect())
}
