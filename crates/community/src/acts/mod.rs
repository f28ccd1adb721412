//! Entering teams and members into an act that is being written, and erasing members.

mod erase;

use kernel::{Date, Interval, Seq, Uuid};
use ledger::{Draft, held};
use store::{Tx, Value};

pub use self::erase::MEMBERS;

use crate::{
    model::{Member, Team},
    rules::Changes,
};

/// Enters what lists come to.
pub fn enter(draft: &mut Draft, changes: &Changes) {
    draft.say(&changes.teams);
    draft.say(&changes.members);
}

/// Ends on a day a membership on record, or a team with whoever is in it then.
pub async fn end(
    tx: &mut Tx,
    draft: &mut Draft,
    (thing, on): (Uuid, Date),
) -> Result<(), ledger::Error> {
    let known: Seq = draft.seq() - 1;
    let id = [Value::Uuid(Some(thing))];
    let teams = held::<Team>(tx, known, "f.team_id = $2", &id).await?;
    for team in teams.iter().filter(|team| team.valid.contains(on)) {
        draft.cut(std::slice::from_ref(team), Interval::since(on));
    }
    let theirs = "f.member_id = $2 OR f.team_id = $2";
    let members = held::<Member>(tx, known, theirs, &id).await?;
    for member in members.iter().filter(|member| member.valid.contains(on)) {
        draft.cut(std::slice::from_ref(member), Interval::since(on));
    }
    Ok(())
}
