//! `/ho-so-hoc/chuyen-tiep`: who gets a share of the records, and what waits.

use access::{App, Right, Signed};
use axum::{
    Form as Given,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use ui::{
    Button, Cell, Choice, Column, Component as _, Empty, Errors, Field, Form, Html, Page, Problem,
    Redirect, Table, Tone, Ui,
};

use super::{FORWARD, RECORDS, fail, heading};
use crate::{
    acts::{ForwardError, Wish, add_forward, stop_forward},
    figures::{self, Queue},
    model::ForwardId,
};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    kho: String,
    #[serde(default)]
    ten: String,
    #[serde(default)]
    dia_chi: String,
    #[serde(default)]
    khoa: String,
    #[serde(default)]
    bi_mat: String,
    #[serde(default)]
    dong_tu: String,
    #[serde(default)]
    hoat_dong: String,
    #[serde(default)]
    tu: String,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeKeys)?;
    if signed.actor.may_all(Right::KeepKeys) {
        return page(&app, &ui, &Typed::default(), &Errors::default()).await;
    }
    let queues = known(&app).await?;
    Ok(framed(&ui, &Errors::default()).respond(&ui, &table(&ui, &queues, false).html(&ui)))
}

pub(super) async fn add(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Given(typed): Given<Typed>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::KeepKeys)?;
    let wish = Wish {
        tenant: typed.kho.clone(),
        name: typed.ten.clone(),
        endpoint: typed.dia_chi.clone(),
        key: typed.khoa.clone(),
        secret: typed.bi_mat.clone(),
        verb: typed.dong_tu.clone(),
        activity: typed.hoat_dong.clone(),
        from_the_start: typed.tu == "dau",
    };
    let mut errors = Errors::default();
    match add_forward(&signed.actor, &app.db, &app.clock, &wish).await {
        Ok(_) => return Ok(Redirect::to(FORWARD).saying("lrs-forward-added").into_response()),
        Err(ForwardError::Name) => errors.add("ten", ui.t("lrs-key-name-wrong")),
        Err(ForwardError::Endpoint) => errors.add("dia_chi", ui.t("lrs-endpoint-wrong")),
        Err(ForwardError::Key) => errors.add("khoa", ui.t("lrs-forward-key-wrong")),
        Err(ForwardError::Verb) => errors.add("dong_tu", ui.t("lrs-verb-wrong")),
        Err(ForwardError::Activity) => errors.add("hoat_dong", ui.t("lrs-activity-wrong")),
        Err(error) => return Err(error.into()),
    }
    page(&app, &ui, &typed, &errors).await
}

pub(super) async fn stop(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::KeepKeys)?;
    let id: ForwardId = id.parse().map_err(|_| Problem::not_found())?;
    if !stop_forward(&signed.actor, &app.db, &app.clock, id).await? {
        return Err(Problem::not_found());
    }
    Ok(Redirect::to(FORWARD).saying("lrs-forward-stopped").into_response())
}

async fn known(app: &App) -> Result<Vec<Queue>, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    figures::queues(&mut tx).await.map_err(fail)
}

fn framed(ui: &Ui, errors: &Errors) -> Page {
    let page = Page::new(ui.t("lrs-forward")).lead(ui.t("lrs-forward-lead")).errors(errors);
    page.crumb(ui.t("lrs-title"), RECORDS)
}

/// The page of who says where records go.
async fn page(app: &App, ui: &Ui, typed: &Typed, errors: &Errors) -> Result<Response, Problem> {
    let queues = known(app).await?;
    let mut body = table(ui, &queues, true).html(ui);
    body.push(&heading("moi", &ui.t("lrs-forward-add")));
    body.push(&form(ui, typed, errors));
    Ok(framed(ui, errors).respond(ui, &body))
}

fn table(ui: &Ui, queues: &[Queue], keeps: bool) -> Table {
    let shown = if keeps { 8 } else { 7 };
    let columns = [
        Column::new("name", ui.t("lrs-forward-name")).head(),
        Column::new("endpoint", ui.t("lrs-endpoint")),
        Column::new("what", ui.t("lrs-forward-what")),
        Column::new("sent", ui.t("lrs-forward-sent")).number(),
        Column::new("waiting", ui.t("lrs-forward-waiting")).number(),
        Column::new("refused", ui.t("lrs-forward-refused")).number(),
        Column::new("state", ui.t("lrs-key-state")),
        Column::new("stop", ui.t("lrs-forward-stop")),
    ];
    let mut table = Table::new("chuyen-tiep", ui.t("lrs-forward"), columns.into_iter().take(shown))
        .caption_hidden()
        .empty(Empty::new(ui.t("lrs-forward-none")));
    for queue in queues {
        let tone = if queue.forward.failures > 0 { Tone::Bad } else { Tone::Plain };
        table.push_toned(tone, row(ui, queue).into_iter().take(shown));
    }
    table
}

fn row(ui: &Ui, queue: &Queue) -> [Cell; 8] {
    let one = &queue.forward;
    let parts = [one.verb.as_str(), one.activity.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let what = if parts.is_empty() { ui.t("lrs-forward-all") } else { parts.join(" · ").into() };
    let state = if let Some(at) = one.stopped_at {
        ui.f("lrs-forward-stopped-at", &[("at", ui.time(at).into())])
    } else if one.failures > 0 {
        ui.f(
            "lrs-forward-failed",
            &[("error", one.last_error.clone().into()), ("at", ui.time(one.next_at).into())],
        )
    } else {
        ui.t("lrs-forward-well")
    };
    let stop = if one.stopped_at.is_some() {
        Cell::blank()
    } else {
        let form = Form::post(format!("{FORWARD}/{}/dung", one.id));
        Cell::html(form.button(Button::submit(ui.t("lrs-forward-stop")).quiet()).html(ui), "")
    };
    [
        Cell::text(one.name.clone()),
        Cell::text(one.endpoint.clone()),
        Cell::text(what),
        Cell::count(one.sent),
        Cell::count(queue.waiting),
        Cell::count(queue.refused),
        Cell::text(state),
        stop,
    ]
}

fn form(ui: &Ui, typed: &Typed, errors: &Errors) -> Html {
    let line = |name: &'static str, label: &str, value: &str| {
        Field::text(name, ui.t(label)).value(value.to_owned()).longest(2_000).from(errors)
    };
    let from = [
        Choice::new("nay", ui.t("lrs-forward-from-now")).chosen(typed.tu != "dau"),
        Choice::new("dau", ui.t("lrs-forward-from-start")).chosen(typed.tu == "dau"),
    ];
    Form::post(FORWARD)
        .field(line("ten", "lrs-forward-name", &typed.ten).required())
        .field(
            line("dia_chi", "lrs-endpoint", &typed.dia_chi)
                .hint(ui.t("lrs-endpoint-hint"))
                .required(),
        )
        .field(line("khoa", "lrs-key", &typed.khoa).required())
        .field(Field::password("bi_mat", ui.t("lrs-key-secret")).complete("off").required())
        .field(line("kho", "lrs-tenant", &typed.kho))
        .field(line("dong_tu", "lrs-verb", &typed.dong_tu))
        .field(line("hoat_dong", "lrs-activity", &typed.hoat_dong))
        .field(Field::radios("tu", ui.t("lrs-forward-from"), from))
        .button(Button::submit(ui.t("lrs-forward-add")).primary())
        .html(ui)
}
