//! What a plan touches, shown before it is entered; then entered as one act.

use std::collections::BTreeSet;

use access::{App, Grant, Right, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use kernel::{AsOf, Date};
use ledger::{Held, Source};
use store::Tx;
use ui::{
    Button, Change, ChangeGroup, Changes, Component as _, Errors, Form, Html, Notice, Page,
    Problem, Redirect, Tone, Ui, format,
};

use super::super::{
    basis,
    fail::fail,
    given::{Given, Pairs},
    links,
    moment::Moment,
    room::Room,
};
use super::{
    compose,
    sketch::{PARAM, Sketch},
};
use crate::{
    Error,
    acts::{self, Desk, Plan, Preview},
    model::OrgId,
};

pub(super) async fn preview(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let sketch = Sketch::read(&ui);
    show(&app, &signed, &ui, &sketch, &Given::default(), Errors::default()).await
}

pub(super) async fn enter(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Reorganise)?;
    let given = Given(pairs);
    let sketch = Sketch::parse(given.raw(PARAM)).ok_or_else(Problem::bad_request)?;
    let mut errors = Errors::default();
    let basis = basis::read(&ui, &given, &mut errors);
    if !errors.is_empty() {
        return show(&app, &signed, &ui, &sketch, &given, errors).await;
    }
    let (mut plan, _) = plan(&app, &signed, &ui, &sketch).await?;
    plan.basis = basis;
    plan.reason = given.line("ly_do");
    let by = &signed.actor;
    let desk = Desk { db: &app.db, clock: &app.clock, by, source: Source::Form };
    match acts::enter_plan(&desk, &plan).await {
        Ok((_, receipt)) => {
            Ok(Redirect::to(links::act(receipt.seq)).saying("registry-reorganised").into_response())
        }
        // Why a plan is refused, its preview says.
        Err(Error::Refused { .. }) => {
            show(&app, &signed, &ui, &sketch, &given, Errors::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The plan of a sketch, on the newest record.
async fn plan(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    sketch: &Sketch,
) -> Result<(Plan, Date), Problem> {
    signed.actor.require(Right::Reorganise)?;
    let day = sketch.on.ok_or_else(Problem::bad_request)?;
    let mut moment = Moment::open(app, &signed.actor, ui).await?;
    let map = compose::newest(&mut moment).await?;
    Ok((sketch.resolve(&map.orgs, day)?.plan, day))
}

async fn show(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    sketch: &Sketch,
    given: &Given,
    mut errors: Errors,
) -> Result<Response, Problem> {
    let (plan, day) = plan(app, signed, ui, sketch).await?;
    let by = &signed.actor;
    let desk = Desk { db: &app.db, clock: &app.clock, by, source: Source::Form };
    let mut body = Html::default();
    match acts::preview_plan(&desk, &plan).await {
        Ok(preview) => {
            body.push(&touched(ui, &preview));
            body.push(&elsewhere(app, ui, &preview).await?);
            body.push(&form(ui, sketch, given, &errors));
        }
        Err(error @ Error::Refused { .. }) => errors.add("", compose::told(ui, &error)),
        Err(error) => return Err(error.into()),
    }
    let compose = ui.f("registry-compose-title", &[("date", format::date(day).into())]);
    let page = Page::new(ui.f("registry-preview-title", &[("date", format::date(day).into())]))
        .lead(ui.t("registry-preview-lead"))
        .crumb(ui.t("registry-reorganise-title"), "/sap-xep")
        .crumb(compose, sketch.at("/sap-xep/soan"))
        .errors(&errors);
    Ok(page.respond(ui, &body))
}

/// Everything the plan touches.
fn touched(ui: &Ui, preview: &Preview) -> Html {
    let count = |n: usize| u64::try_from(n).unwrap_or(0);
    let group = |tone, id: &str, offices: &[(String, String)]| {
        let changes = offices.iter().map(|(code, name)| Change::new(format!("{name} ({code})")));
        ChangeGroup::new(tone, ui.t(id), count(offices.len())).changes(changes)
    };
    let moved = preview.assignments_moved.iter().map(|(code, n)| {
        let said = ui.f(
            "registry-preview-moved-from",
            &[("code", code.as_str().into()), ("n", i64::try_from(*n).unwrap_or(0).into())],
        );
        Change::new(said).link(links::office(code))
    });
    let posts: usize = preview.assignments_moved.values().sum();
    let groups = [
        group(Tone::Bad, "registry-preview-ends", &preview.ends),
        group(Tone::Good, "registry-preview-begins", &preview.begins),
        group(Tone::Info, "registry-preview-changes", &preview.changes),
        group(Tone::Info, "registry-preview-reparented", &preview.reparented),
        ChangeGroup::new(Tone::Info, ui.t("registry-preview-moved"), count(posts)).changes(moved),
    ];
    let mut html = Html::default();
    let said = ui.f(
        "registry-preview-people",
        &[("n", i64::try_from(preview.people_moved).unwrap_or(0).into())],
    );
    html.push(&Notice::new(Tone::Info, said).html(ui));
    if preview.people_not_placed > 0 {
        let n = i64::try_from(preview.people_not_placed).unwrap_or(0);
        let said = ui.f("registry-preview-not-placed", &[("n", n.into())]);
        html.push(&Notice::new(Tone::Doubt, said).html(ui));
    }
    if preview.later_assignments > 0 {
        let n = i64::try_from(preview.later_assignments).unwrap_or(0);
        let said = ui.f("registry-preview-later", &[("n", n.into())]);
        html.push(&Notice::new(Tone::Doubt, said).html(ui));
    }
    html.push(&Changes::new(groups).html(ui));
    html
}

/// What is kept about the offices that end, here and in other rooms: it does not go over by itself.
async fn elsewhere(app: &App, ui: &Ui, preview: &Preview) -> Result<Html, Problem> {
    let mut html = Html::default();
    if preview.ended.is_empty() {
        return Ok(html);
    }
    let mut tx = app.db.read().await.map_err(fail)?;
    let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let at = AsOf { valid_on: app.clock.today(), known_at };
    let mut told = vec![("registry-preview-roles", roles(&mut tx, at, &preview.ended).await?)];
    for counts in &app.room::<Room>().touches {
        told.push(counts(&mut tx, at, &preview.ended).await.map_err(fail)?);
    }
    for (id, n) in told.into_iter().filter(|(_, n)| *n > 0) {
        html.push(&Notice::new(Tone::Doubt, ui.f(id, &[("n", n.into())])).html(ui));
    }
    Ok(html)
}

/// Roles that are held for offices, today or later.
async fn roles(tx: &mut Tx, at: AsOf, offices: &BTreeSet<OrgId>) -> Result<i64, Problem> {
    let all = ledger::held::<Grant>(tx, at.known_at, "", &[]).await.map_err(fail)?;
    let lasts = |role: &&Held<Grant>| role.valid.to.is_none_or(|to| to > at.valid_on);
    let of = |role: &&Held<Grant>| role.fact.unit.is_some_and(|id| offices.contains(&OrgId(id)));
    Ok(i64::try_from(all.iter().filter(lasts).filter(of).count()).unwrap_or(i64::MAX))
}

fn form(ui: &Ui, sketch: &Sketch, given: &Given, errors: &Errors) -> Html {
    let form = Form::post("/sap-xep/ghi").hidden(PARAM, sketch.text());
    basis::ask(form, ui, given, errors)
        .button(Button::submit(ui.t("registry-reorganise-now")))
        .button(Button::link(ui.t("registry-compose-back"), sketch.at("/sap-xep/soan")))
        .html(ui)
}
