//! The search box of the header: offices, people, areas, a few of each.

use access::{App, Right, Signed};
use askama::Template;
use axum::{extract::State, response::Response};
use kernel::folding;
use ui::{Chooser, Component as _, Empty, Field, Html, Page, Problem, Query, Ui};

use super::{
    by_number,
    given::{Given, Pairs},
    links,
    moment::Moment,
    words,
};
use crate::{
    figures::{self, StaffQuery, Standing},
    model::Organisation,
    rules::lineage::OrgMap,
};

/// So many of each kind are shown.
const SHOWN: u64 = 8;

#[derive(Template)]
#[template(path = "search.html")]
struct View<'a> {
    ui: &'a Ui,
    again: Chooser,
    groups: Vec<Group>,
    empty: Option<Empty>,
}

/// What was found of one kind.
struct Group {
    title: ui::Text,
    found: Html,
    more: Option<Html>,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let asked: String = ui.query().get("q").unwrap_or_default().chars().take(200).collect();
    if let Some(answer) = by_number::answer(&app, &signed.actor, &asked).await? {
        return Ok(answer);
    }
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let mut groups = Vec::new();
    if !folding::plain(&asked).is_empty() {
        groups.extend(offices(&mut moment, &asked).await?);
        if moment.by.may(Right::SeePeople) {
            groups.extend(people(&mut moment, &asked).await?);
        }
        groups.extend(areas(&mut moment, &asked).await?);
    }
    let none = groups.is_empty() && !asked.is_empty();
    let view = View {
        ui: &ui,
        again: Chooser::new("/tim", ui.t("registry-find"))
            .posted()
            .field(Field::text("q", ui.t("ui-search-label")).value(asked)),
        groups,
        empty: none.then(|| {
            Empty::new(ui.t("registry-search-none"))
                .next(ui.t("registry-all-offices"), "/don-vi")
                .next(ui.t("registry-people-all"), "/nhan-luc?dien=moi-nguoi")
        }),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let page = Page::new(ui.t("registry-search-title"));
    Ok(moment.dated(page).await?.respond(&ui, &Html::trusted(body)))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeeFigures)?;
    by_number::sent(&app, &signed.actor, super::SEARCH, &Given(pairs)).await
}

fn group(
    moment: &Moment<'_>,
    title: &str,
    found: Vec<Html>,
    total: i64,
    all: &str,
    asked: &str,
) -> Option<Group> {
    let ui = moment.ui;
    if found.is_empty() {
        return None;
    }
    let shown = i64::try_from(found.len()).unwrap_or(0);
    let href = Query::default().with("q", Some(asked)).behind(all);
    let more = (total > shown).then(|| {
        let said = ui.f("registry-search-more", &[("n", total.into())]);
        links::html(ui, &said, &href)
    });
    Some(Group { title: ui.t(title), found: links::list(found), more })
}

async fn offices(moment: &mut Moment<'_>, asked: &str) -> Result<Option<Group>, Problem> {
    let map = moment.offices().await?;
    let found: Vec<_> = matching(&map.orgs, moment.as_of.valid_on, asked).collect();
    let total = i64::try_from(found.len()).unwrap_or(0);
    let ui = moment.ui;
    let shown = usize::try_from(SHOWN).unwrap_or(8);
    let link = |o: &Organisation| links::html(ui, &o.name, &links::office(&o.code));
    let lines = found.into_iter().take(shown).map(link).collect();
    Ok(group(moment, "registry-offices-title", lines, total, "/don-vi", asked))
}

/// Offices of a day in whose name, other names or code all the words stand.
pub(super) fn matching<'o>(
    orgs: &'o OrgMap,
    day: kernel::Date,
    asked: &str,
) -> impl Iterator<Item = &'o Organisation> + use<'o> {
    let plain = folding::plain(asked);
    let fits = move |o: &&Organisation| {
        let has = |name: &str| {
            let name = folding::plain(name);
            plain.split(' ').all(|word| name.contains(word))
        };
        has(&o.name) || o.aliases.iter().any(|a| has(a)) || folding::plain(&o.code) == plain
    };
    orgs.all_on(day).into_iter().filter(fits)
}

async fn people(moment: &mut Moment<'_>, asked: &str) -> Result<Option<Group>, Problem> {
    let wanted = StaffQuery {
        search: Some(asked.to_owned()),
        standing: Standing::Anyone,
        limit: Some(SHOWN),
        ..StaffQuery::default()
    };
    let page = figures::staff(&mut moment.tx, moment.by, moment.as_of, &wanted).await?;
    let map = moment.offices().await?;
    let ui = moment.ui;
    let line = |row: &figures::StaffRow| {
        let name = row.full_name.as_deref().unwrap_or("—");
        let mut html = links::html(ui, name, &links::person(row.person));
        let office = row.duty.as_ref().and_then(|d| map.orgs.latest(d.org));
        if let Some(office) = office {
            html.push(&Html::text(&format!(" · {}", office.name)));
        }
        html
    };
    let lines = page.rows.iter().map(line).collect();
    let all = "/nhan-luc?dien=moi-nguoi";
    Ok(group(moment, "registry-people-title", lines, page.total, all, asked))
}

async fn areas(moment: &mut Moment<'_>, asked: &str) -> Result<Option<Group>, Problem> {
    let known = moment.as_of.known_at;
    let areas = moment.room().areas(&mut moment.tx, known).await?;
    let found = areas.find(asked, None, None);
    let ui = moment.ui;
    let line = |e: &&figures::AreaEntry| {
        let mut html = links::html(ui, &e.area.name, &links::area(e.area.id));
        let above = areas.above(e.area.id, moment.map);
        let above = above.last().map(|a| a.area.name.clone()).unwrap_or_default();
        let said = format!(" · {above} · {}", words::span(ui, e.valid));
        html.push(&Html::text(&said));
        html
    };
    let shown = usize::try_from(SHOWN).unwrap_or(8);
    let lines = found.iter().take(shown).map(line).collect();
    let total = i64::try_from(found.len()).unwrap_or(0);
    Ok(group(moment, "registry-areas-title", lines, total, "/dia-gioi?luc=moi-luc", asked))
}
