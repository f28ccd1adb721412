//! What the search box offers while one types: a few offices and people, with nothing personal but
//! the name.

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::folding;
use serde::Serialize;
use serde_json::json;
use ui::{Problem, Ui};

use super::{json, links, moment::Moment, search, words};
use crate::{
    figures::{self, StaffQuery, Standing},
    model::{OrgId, Organisation},
    rules::{identity, lineage::OrgMap},
};

/// Fewer letters fit too many; signs alone fit all.
const LEAST: usize = 2;
/// More is not typed into a search box.
const LONGEST: usize = 200;
/// So many of each kind are offered.
const OFFERED: usize = 5;
/// So many rows are read to find them: somebody with several duties has several.
const READ: u64 = 20;

/// One thing that is offered.
#[derive(Debug, Serialize)]
struct Offer {
    label: String,
    note: String,
    href: String,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let asked: String = ui.query().get("q").unwrap_or_default().chars().take(LONGEST).collect();
    let mut options = Vec::new();
    // A whole personal number is looked up once it is sent, and noted: not while it is typed.
    if identity::number_looked_for(&asked).is_none()
        && asked.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST
    {
        let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
        options.extend(offices(&mut moment, &asked).await?);
        if moment.by.may(Right::SeePeople) {
            options.extend(people(&mut moment, &asked).await?);
        }
    }
    let n = i64::try_from(options.len()).unwrap_or(0);
    let said = ui.f("registry-suggest-said", &[("n", n.into())]);
    Ok(json::answer(&json!({ "options": options, "said": said })))
}

async fn offices(moment: &mut Moment<'_>, asked: &str) -> Result<Vec<Offer>, Problem> {
    let map = moment.offices().await?;
    let ui = moment.ui;
    let plain = folding::plain(asked);
    let mut found: Vec<&Organisation> =
        search::matching(&map.orgs, moment.as_of.valid_on, asked).collect();
    // A name that begins so goes before one that has it somewhere; short names before long ones.
    found.sort_by_cached_key(|o| (!folding::plain(&o.name).starts_with(&plain), o.name.len()));
    let offer = |o: &Organisation| Offer {
        label: o.name.clone(),
        note: words::kind(ui, &o.kind).into_owned(),
        href: ui.link(&links::office(&o.code)).into_owned(),
    };
    Ok(found.into_iter().take(OFFERED).map(offer).collect())
}

async fn people(moment: &mut Moment<'_>, asked: &str) -> Result<Vec<Offer>, Problem> {
    let wanted = StaffQuery {
        search: Some(asked.to_owned()),
        standing: Standing::Anyone,
        limit: Some(READ),
        uncounted: true,
        ..StaffQuery::default()
    };
    let page = figures::staff(&mut moment.tx, moment.by, moment.as_of, &wanted).await?;
    let map = moment.offices().await?;
    let ui = moment.ui;
    let mut seen = BTreeSet::new();
    let first = page.rows.into_iter().filter(|row| seen.insert(row.person));
    let offer = |row: figures::StaffRow| Offer {
        label: row.full_name.unwrap_or_default(),
        note: row.duty.map_or_else(
            || ui.t("registry-no-duty").into_owned(),
            |d| office_name(&map.orgs, d.org),
        ),
        href: ui.link(&links::person(row.person)).into_owned(),
    };
    Ok(first.take(OFFERED).map(offer).collect())
}

fn office_name(orgs: &OrgMap, org: OrgId) -> String {
    orgs.latest(org).map(|o| o.name.clone()).unwrap_or_default()
}
