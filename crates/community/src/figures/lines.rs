//! Villages with their teams, and villages without one.

use std::collections::HashMap;

use kernel::{AsOf, Date, Uuid, folding, parse_iso};
use ledger::as_of;
use registry::model::{AreaId, OrgId};
use store::{Tx, boxed, on_db, sqlx};

use super::overview::commune_of;
use crate::model::TeamId;

/// A village with its team, or without one; or a team whose village is not on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The village.
    pub village: String,
    /// Code of its commune; of a team, where its office has one.
    pub commune: String,
    /// Its commune; `None` where it is not on record.
    pub area: Option<AreaId>,
    /// Whether the village is on record.
    pub on_record: bool,
    /// Its team.
    pub team: Option<TeamLine>,
}

/// A team as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamLine {
    /// The team.
    pub id: TeamId,
    /// The office of its commune.
    pub org: OrgId,
    /// Number of the decision that set it up.
    pub decision_no: Option<String>,
    /// Day of that decision.
    pub decision_on: Option<Date>,
    /// Its members.
    pub members: i64,
    /// Of them, those who were trained.
    pub trained: i64,
}

store::row! {
    struct TeamRow {
        team_id: Uuid,
        org_id: Uuid,
        commune: Option<String>,
        village: String,
        village_key: String,
        decision_no: Option<String>,
        decision_on: Option<String>,
    }
}

/// Every village and every team of a day.
#[boxed]
pub async fn lines(tx: &mut Tx, at: AsOf) -> Result<Vec<Line>, registry::Error> {
    let mut teams = teams(tx, at).await?;
    let mut lines = Vec::new();
    for village in registry::figures::villages_on(tx, at).await? {
        let key = (commune_of(&village.code).to_owned(), folding::fold(&village.name));
        let mut found = teams.remove(&key).unwrap_or_default().into_iter();
        let (commune, area) = (key.0, village.commune);
        let team = found.next().map(|(_, team)| team);
        // A second team of one village is not lost.
        lines.extend(found.map(|more| unlisted(commune.clone(), more)));
        lines.push(Line { village: village.name, commune, area, on_record: true, team });
    }
    for ((commune, _), found) in teams {
        lines.extend(found.into_iter().map(|more| unlisted(commune.clone(), more)));
    }
    Ok(lines)
}

fn unlisted(commune: String, (village, team): (String, TeamLine)) -> Line {
    Line { village, commune, area: None, on_record: false, team: Some(team) }
}

/// Teams by the code of their commune and the key of their village, each with the village as it
/// is written.
type Teams = HashMap<(String, String), Vec<(String, TeamLine)>>;

async fn teams(tx: &mut Tx, at: AsOf) -> Result<Teams, registry::Error> {
    let day = at.valid_on.to_string();
    let rows: Vec<TeamRow> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT t.team_id, t.org_id, t.commune, t.village, t.village_key, t.decision_no, \
         t.decision_on FROM team t WHERE ", as_of!("t", "$1", "$2")))
        .bind(&day).bind(at.known_at).fetch_all(c).await)?;
    let counts: Vec<(Uuid, i64, i64)> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT m.team_id, count(*), count(CASE WHEN m.trained THEN 1 END) FROM team_member m \
         WHERE ", as_of!("m", "$1", "$2"), " GROUP BY m.team_id"))
        .bind(&day).bind(at.known_at).fetch_all(c).await)?;
    let counts: HashMap<Uuid, (i64, i64)> =
        counts.into_iter().map(|(id, all, trained)| (id, (all, trained))).collect();
    let mut teams = Teams::new();
    for row in rows {
        let (members, trained) = counts.get(&row.team_id).copied().unwrap_or_default();
        let team = TeamLine {
            id: TeamId(row.team_id),
            org: OrgId(row.org_id),
            decision_no: row.decision_no,
            decision_on: row.decision_on.as_deref().and_then(parse_iso),
            members,
            trained,
        };
        let key = (row.commune.unwrap_or_default(), row.village_key);
        teams.entry(key).or_default().push((row.village, team));
    }
    Ok(teams)
}
