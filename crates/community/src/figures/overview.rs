//! Teams at a glance.

use std::collections::HashSet;

use kernel::{AsOf, folding};
use ledger::as_of;
use registry::figures::{Village, villages_on};
use serde::Serialize;
use store::{Tx, boxed, on_db, sqlx};

/// Teams at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Whether any team is on record up to the day: else their number is not known.
    #[serde(skip)]
    pub recorded: bool,
    /// Villages.
    pub villages: usize,
    /// Teams.
    pub teams: usize,
    /// Members.
    pub members: i64,
    /// Members who were trained.
    pub trained: i64,
    /// Villages that have no team.
    pub villages_without_team: usize,
}

/// Villages, teams and members on a day.
#[boxed]
pub async fn overview(tx: &mut Tx, at: AsOf) -> Result<Overview, registry::Error> {
    Ok(survey(tx, at).await?.0)
}

/// The same, with the villages that have no team, by code.
#[boxed]
pub async fn survey(tx: &mut Tx, at: AsOf) -> Result<(Overview, Vec<Village>), registry::Error> {
    let day = at.valid_on.to_string();
    let teams: Vec<(Option<String>, String)> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT t.commune, t.village_key FROM team t WHERE ", as_of!("t", "$1", "$2")))
        .bind(&day).bind(at.known_at).fetch_all(c).await)?;
    let (members, trained): (i64, i64) = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT count(*), count(CASE WHEN m.trained THEN 1 END) FROM team_member m WHERE ",
        as_of!("m", "$1", "$2")))
        .bind(&day).bind(at.known_at).fetch_one(c).await)?;
    let mut without = villages_on(tx, at).await?;
    let villages = without.len();
    let with: HashSet<(&str, &str)> =
        teams.iter().filter_map(|(c, v)| Some((c.as_deref()?, v.as_str()))).collect();
    without.retain(|village| {
        !with.contains(&(commune_of(&village.code), folding::fold(&village.name).as_str()))
    });
    without.sort_by(|a, b| a.code.cmp(&b.code));
    let told = Overview {
        recorded: !teams.is_empty() || was_recorded(tx, at).await?,
        villages,
        teams: teams.len(),
        members,
        trained,
        villages_without_team: without.len(),
    };
    Ok((told, without))
}

/// Whether any team was ever on record for a day up to this one, as known then.
async fn was_recorded(tx: &mut Tx, at: AsOf) -> Result<bool, registry::Error> {
    let any: Option<(i64,)> = on_db!(&mut *tx, c => sqlx::query_as(
        "SELECT t.recorded_from FROM team t WHERE t.recorded_from <= $2 \
         AND (t.valid_from IS NULL OR t.valid_from <= $1) LIMIT 1")
        .bind(at.valid_on.to_string()).bind(at.known_at).fetch_optional(c).await)?;
    Ok(any.is_some())
}

/// The code of a village's commune.
pub(crate) fn commune_of(village: &str) -> &str {
    village.split_once('/').map_or("", |(commune, _)| commune)
}
