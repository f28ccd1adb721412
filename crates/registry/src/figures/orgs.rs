//! Offices and areas over time.

use kernel::{AsOf, Seq, Uuid};
use ledger::{Held, as_of, held};
use store::{Tx, Value, boxed, on_db, sqlx};

use crate::{
    Error,
    model::{Area, AreaId, AreaLevel, AreaLink, OrgLink, Organisation},
    rules::lineage::{AreaMap, OrgMap},
};

/// All offices as known after an act, with the areas they answer for and what these became.
#[boxed]
pub async fn org_map(tx: &mut Tx, known: Seq) -> Result<OrgMap, Error> {
    let orgs = held::<Organisation>(tx, known, "", &[]).await?;
    let links = held::<OrgLink>(tx, known, "", &[]).await?;
    // Villages are many and answer to no office.
    let areas = held::<Area>(tx, known, "f.level <> 'village'", &[]).await?;
    let area_links = held::<AreaLink>(tx, known, "", &[]).await?;
    Ok(OrgMap::new(orgs, links, AreaMap::new(areas, area_links)))
}

/// The versions of the office with a code, as known after an act.
#[boxed]
pub async fn org_by_code(
    tx: &mut Tx,
    known: Seq,
    code: &str,
) -> Result<Vec<Held<Organisation>>, Error> {
    Ok(held(tx, known, "f.code = $2", &[Value::text(code)]).await?)
}

/// Areas of a level on a day, by code.
#[boxed]
pub async fn areas_on(
    tx: &mut Tx,
    as_of: AsOf,
    level: AreaLevel,
) -> Result<Vec<Held<Area>>, Error> {
    let all =
        held::<Area>(tx, as_of.known_at, "f.level = $2", &[Value::text(level.as_str())]).await?;
    let mut on: Vec<_> = all.into_iter().filter(|h| h.valid.contains(as_of.valid_on)).collect();
    on.sort_by(|a, b| a.fact.code.cmp(&b.fact.code));
    Ok(on)
}

/// A village, as lists need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Village {
    /// Its commune's code, `/` and its name.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: Option<AreaId>,
}

/// The villages of a day.
#[boxed]
pub async fn villages_on(tx: &mut Tx, at: AsOf) -> Result<Vec<Village>, Error> {
    let rows: Vec<(String, String, Option<Uuid>)> = on_db!(tx, c => sqlx::query_as(concat!(
        "SELECT a.code, a.name, a.parent_id FROM area a WHERE a.level = 'village' AND ",
        as_of!("a", "$1", "$2")))
        .bind(at.valid_on.to_string()).bind(at.known_at).fetch_all(c).await)?;
    let village = |(code, name, commune): (String, String, Option<Uuid>)| Village {
        code,
        name,
        commune: commune.map(AreaId),
    };
    Ok(rows.into_iter().map(village).collect())
}

/// Every version of the areas with a code.
#[boxed]
pub async fn area_named(tx: &mut Tx, known: Seq, code: &str) -> Result<Vec<Held<Area>>, Error> {
    Ok(held(tx, known, "f.code = $2", &[Value::text(code)]).await?)
}
