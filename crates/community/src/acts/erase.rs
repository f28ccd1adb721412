//! Members of teams are no people of the register; who is one of both is erased in both.

use std::collections::BTreeSet;

use kernel::Uuid;
use ledger::{held, traced};
use registry::{
    acts::{Identity, Named, Task, Which, Within, Words},
    figures::{is_surely, may_be},
};
use store::{Tx, Value};

use crate::{
    model::{MEMBER, Member, Team},
    pages::team_page,
};

/// Memberships that are surely of the person who is erased: the same that are told to them. Those
/// that only bear the name are told of.
pub const MEMBERS: Within<Named> = Within(Named::new(&MEMBER, theirs).telling(namesakes));

/// Memberships that were ever said to be theirs. What one version alone tells is enough for all.
fn theirs<'t>(tx: &'t mut Tx, person: &'t Identity) -> Task<'t, BTreeSet<Uuid>> {
    Box::pin(async move {
        let known = ledger::last_seq(tx).await?;
        let all = traced::<Member>(tx, known, "f.erased_by IS NULL", &[]).await?;
        let all = all.into_iter().map(|said| said.held.fact);
        Ok(all.filter(|m| surely(person, m)).map(|member| member.id.0).collect())
    })
}

fn surely(person: &Identity, m: &Member) -> bool {
    is_surely(person, m.full_name.as_deref(), m.birth, m.phone.as_deref())
}

/// Members of the name whom nothing tells apart from the person, nor for the person.
fn namesakes<'t>(tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Option<Words>> {
    Box::pin(async move {
        let known = ledger::last_seq(tx).await?;
        let mut found = Vec::new();
        for it in held::<Member>(tx, known, "f.erased_by IS NULL", &[]).await? {
            let it = it.fact;
            if may_be(person, it.full_name.as_deref(), it.birth) && !surely(person, &it) {
                let team = [Value::Uuid(Some(it.team.0))];
                let team = held::<Team>(tx, known, "f.team_id = $2", &team).await?.pop();
                let office = team.map(|team| team.fact.village);
                let (said, href) = (it.full_name.unwrap_or_default(), team_page(it.team));
                found.push(Which { said, office, href });
            }
        }
        Ok(Words::some("community-erase-namesakes", found, true))
    })
}
