//! Who is in a team.

use std::collections::BTreeMap;

use access::{Actor, Right};
use kernel::{AsOf, folding, names};
use ledger::{as_of, held};
use registry::model::OrgId;
use store::{Tx, Value, boxed, on_db, sqlx};

use crate::model::{Member, Team};

/// Whether somebody sees who is in the teams of a commune: who keeps them, and who sees people
/// there.
pub fn sees(by: &Actor, commune: OrgId) -> bool {
    [Right::KeepTeams, Right::SeePeople].into_iter().any(|right| by.may_at(right, commune.0))
}

/// The members of a team on a day, by given name. Who may not see them is refused.
#[boxed]
pub async fn members(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    team: &Team,
) -> Result<Vec<Member>, registry::Error> {
    if !sees(by, team.org) {
        return Err(access::Refused(Right::KeepTeams).into());
    }
    let which = [Value::Uuid(Some(team.id.0))];
    let all = held::<Member>(tx, at.known_at, "f.team_id = $2", &which).await?;
    let on = all.into_iter().filter(|h| h.valid.contains(at.valid_on));
    let mut members: Vec<Member> = on.map(|h| h.fact).collect();
    // Who was erased has no name to sort by, and comes last.
    members.sort_by_cached_key(|m| {
        let key = m.full_name.as_deref().map(names::sort_key);
        (key.is_none(), key)
    });
    Ok(members)
}

/// Members by the organisation they come from, the most first; blank where it is not said.
#[boxed]
pub async fn of_organisation(tx: &mut Tx, at: AsOf) -> Result<Vec<(String, i64)>, registry::Error> {
    let rows: Vec<(Option<String>, i64)> = on_db!(tx, c => sqlx::query_as(concat!(
        "SELECT m.organisation, count(*) FROM team_member m WHERE ", as_of!("m", "$1", "$2"),
        " GROUP BY m.organisation ORDER BY 2 DESC, 1"))
        .bind(at.valid_on.to_string()).bind(at.known_at).fetch_all(c).await)?;
    // The same organisation in other letters is one.
    let mut all: BTreeMap<String, (String, i64)> = BTreeMap::new();
    for (name, number) in rows {
        let name = name.unwrap_or_default();
        all.entry(folding::fold(&name)).or_insert((name, 0)).1 += number;
    }
    let mut all: Vec<(String, i64)> = all.into_values().collect();
    all.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    Ok(all)
}
