//! A plan being put together: what follows from the areas, what somebody decided.

use access::{App, Right, Signed};
use askama::Template;
use axum::{extract::State, response::Response};
use kernel::Date;
use ui::{
    Button, Buttons, Cell, Change, ChangeGroup, Changes, Column, Component as _, Empty, Errors,
    Html, Notice, Page, Problem, Table, Tone, Ui, format,
};

use super::super::{fail::refusal, lines, links, moment::Moment, room::Map};
use super::{
    sketch::{Resolved, Sketch},
    told::Teller,
};
use crate::{Error, acts::Step, model::OrgId, rules::lineage::OrgMap};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Reorganise)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let mut sketch = Sketch::read(&ui);
    let mut errors = Errors::default();
    if sketch.on.is_none() {
        let given = ui.query().get("ngay").unwrap_or_default();
        sketch.on = format::parse_date(given);
        sketch.follow = ui.query().get("theo") == Some("dia-gioi");
        if sketch.on.is_none() {
            errors.add("", ui.t("registry-date-wrong"));
        }
    }
    show(&mut moment, &sketch, errors).await
}

#[derive(Template)]
#[template(path = "compose.html")]
struct View<'a> {
    ui: &'a Ui,
    steps: Table,
    add: Buttons,
    following: Html,
    go: Option<Buttons>,
}

/// The page of a sketch.
pub(super) async fn show(
    moment: &mut Moment<'_>,
    sketch: &Sketch,
    mut errors: Errors,
) -> Result<Response, Problem> {
    let ui = moment.ui;
    let day = sketch.on.unwrap_or(moment.today);
    let map = newest(moment).await?;
    let teller = Teller { ui, orgs: &map.orgs, on: day };
    let resolved = sketch.resolve(&map.orgs, day);
    let following = match &resolved {
        Ok(resolved) if sketch.follow => following(&teller, resolved),
        Ok(_) => Html::default(),
        Err(error) => {
            errors.add("", told(ui, error));
            Html::default()
        }
    };
    let ready = resolved.is_ok_and(|r| !r.plan.steps.is_empty()) && sketch.on.is_some();
    let view = View {
        ui,
        steps: steps(&teller, sketch),
        add: add(ui, sketch),
        following,
        go: ready.then(|| {
            let next = Button::link(ui.t("registry-preview"), sketch.at("/sap-xep/xem-truoc"));
            Buttons::new([next.primary()])
        }),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let title = ui.f("registry-compose-title", &[("date", format::date(day).into())]);
    let link = links::html(ui, &ui.t("registry-compose-link"), &sketch.at("/sap-xep/soan"));
    let page = Page::new(title)
        .lead(ui.t("registry-compose-lead"))
        .crumb(ui.t("registry-reorganise-title"), "/sap-xep")
        .actions(link)
        .errors(&errors);
    Ok(page.respond(ui, &Html::trusted(body)))
}

/// Offices by everything known: a plan is always made on the newest record.
pub(super) async fn newest(moment: &mut Moment<'_>) -> Result<std::sync::Arc<Map>, Problem> {
    let head = moment.head;
    Ok(moment.room().map(&mut moment.tx, head).await?)
}

/// A refusal in words.
pub(super) fn told(ui: &Ui, error: &Error) -> ui::Text {
    match error {
        Error::Refused { what, value } => ui.f(refusal(what), &[("value", value.as_str().into())]),
        other => ui.f("registry-refused-other", &[("value", other.to_string().into())]),
    }
}

fn steps(teller: &Teller<'_>, sketch: &Sketch) -> Table {
    let ui = teller.ui;
    let columns = [
        Column::new("step", ui.t("registry-col-step")).head(),
        Column::new("drop", ui.t("registry-col-drop")),
    ];
    let mut table = Table::new("buoc", ui.t("registry-steps-caption"), columns).caption_hidden();
    for (at, draft) in sketch.steps.iter().enumerate() {
        let rest = sketch.without(at).at("/sap-xep/soan");
        table.push([
            Cell::text(teller.draft(draft)),
            Cell::text(ui.t("registry-step-drop")).link(rest),
        ]);
    }
    table.empty(Empty::new(ui.t("registry-steps-none")))
}

fn add(ui: &Ui, sketch: &Sketch) -> Buttons {
    let kinds = ["gop", "chia", "doi-ten", "chuyen", "giai-the"];
    Buttons::new(kinds.map(|kind| {
        let label = ui.t(&format!("registry-add-{kind}"));
        Button::link(label, sketch.at(&format!("/sap-xep/buoc?viec={kind}")))
    }))
}

/// What follows from the areas, and what does not: that needs a decision.
fn following(teller: &Teller<'_>, resolved: &Resolved) -> Html {
    let ui = teller.ui;
    let number = |n: usize| u64::try_from(n).unwrap_or(0);
    let merges = resolved.plan.steps.iter().take(resolved.followed);
    let merges: Vec<Change> = merges.filter_map(|s| merge(teller, s)).collect();
    let undecided = offices(teller, &resolved.following.undecided);
    let lost = offices(teller, &resolved.following.lost);
    let mut html = Html::default();
    if merges.is_empty() && undecided.is_empty() && lost.is_empty() {
        html.push(&Notice::new(Tone::Info, ui.t("registry-follow-nothing")).html(ui));
        return html;
    }
    let groups = [
        ChangeGroup::new(Tone::Doubt, ui.t("registry-follow-undecided"), number(undecided.len()))
            .changes(undecided)
            .open(),
        ChangeGroup::new(Tone::Bad, ui.t("registry-follow-lost"), number(lost.len()))
            .changes(lost)
            .open(),
        ChangeGroup::new(Tone::Good, ui.t("registry-follow-merges"), number(merges.len()))
            .changes(merges),
    ];
    html.push(&Changes::new(groups).html(ui));
    html
}

fn merge(teller: &Teller<'_>, step: &Step) -> Option<Change> {
    let (from, into) = teller.followed(step)?;
    let label = teller.ui.f("registry-follow-from", &[("n", lines::count(from.len()).into())]);
    Some(Change::new(into.clone()).value(label, from.join("; "), into))
}

fn offices(teller: &Teller<'_>, ids: &[OrgId]) -> Vec<Change> {
    let code = |orgs: &OrgMap, id: OrgId, day: Date| {
        orgs.on(id, day).or_else(|| orgs.latest(id)).map(|o| o.code.clone()).unwrap_or_default()
    };
    let change = |id: &OrgId| {
        let href = links::office(&code(teller.orgs, *id, teller.on));
        Change::new(teller.name(*id)).link(href)
    };
    ids.iter().map(change).collect()
}
