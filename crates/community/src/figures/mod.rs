//! The questions.

mod keeps;
mod lacks;
mod lines;
mod members;
mod overview;

use std::collections::HashSet;

use kernel::{AsOf, Seq};
use ledger::{FactId, Held, held};
use store::{Tx, Value, boxed};

pub(crate) use self::overview::commune_of;
pub use self::{
    keeps::Memberships,
    lacks::VillageTeams,
    lines::{Line, TeamLine, lines},
    members::{members, of_organisation, sees},
    overview::{Overview, overview, survey},
};
use crate::model::{MEMBER, Member, Team, TeamId};

/// Teams and members as known after an act.
#[boxed]
pub async fn on_record(
    tx: &mut Tx,
    known: Seq,
) -> Result<(Vec<Held<Team>>, Vec<Held<Member>>), ledger::Error> {
    Ok((held(tx, known, "", &[]).await?, held(tx, known, "", &[]).await?))
}

/// Memberships whose personal values were removed after their time.
#[boxed]
pub async fn removed(tx: &mut Tx) -> Result<HashSet<FactId>, ledger::Error> {
    ledger::removed(tx, &MEMBER).await
}

/// A team as of a pair of dates, else as it was last.
#[boxed]
pub async fn team(tx: &mut Tx, at: AsOf, id: TeamId) -> Result<Option<Held<Team>>, ledger::Error> {
    let which = [Value::Uuid(Some(id.0))];
    let mut all = held::<Team>(tx, at.known_at, "f.team_id = $2", &which).await?;
    let now = all.iter().position(|h| h.valid.contains(at.valid_on));
    let last = || (0..all.len()).max_by_key(|i| all[*i].valid.from);
    Ok(now.or_else(last).map(|place| all.swap_remove(place)))
}
