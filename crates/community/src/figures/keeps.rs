//! What is held on one person.

use ledger::{Held, Traced, held, traced};
use registry::{
    acts::Task,
    figures::{Keeps, KeptFact, Whose, is_surely},
};
use store::{Tx, Value};

use crate::model::{Member, Team};

/// Memberships of teams. A member is no person of the register: it is theirs where name and phone,
/// or name and birth to the day, are the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memberships;

impl Keeps for Memberships {
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move { Ok(memberships(tx, whose).await?) })
    }
}

async fn memberships(tx: &mut Tx, whose: Whose<'_>) -> Result<Vec<KeptFact>, ledger::Error> {
    let mut found = Vec::new();
    for said in traced::<Member>(tx, whose.at.known_at, "f.erased_by IS NULL", &[]).await? {
        let it = &said.held.fact;
        if is_surely(whose.identity, it.full_name.as_deref(), it.birth, it.phone.as_deref()) {
            let team = [Value::Uuid(Some(it.team.0))];
            let teams = held::<Team>(tx, whose.at.known_at, "f.team_id = $2", &team).await?;
            found.push(membership(&said, teams.last()));
        }
    }
    Ok(found)
}

fn membership(said: &Traced<Member>, team: Option<&Held<Team>>) -> KeptFact {
    let it = &said.held.fact;
    KeptFact::of("team_member", said)
        .say("village", team.map(|t| &t.fact.village))
        .say("full_name", it.full_name.as_ref())
        .say("birth", it.birth)
        .say("phone", it.phone.as_ref())
        .say("role", it.role.as_ref())
        .say("organisation", it.organisation.as_ref())
        .say("trained", Some(if it.trained { "yes" } else { "no" }))
        .from_row(it.source.as_ref())
}
