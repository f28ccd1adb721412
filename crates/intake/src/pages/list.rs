//! `/tiep-nhan`: what was sent, and the place to drop more.

use access::{App, Right, Signed};
use askama::Template;
use axum::{extract::State, response::Response};
use ui::{
    Button, Cell, Column, Component as _, Empty, Errors, Form, Html, Notice, Page, Problem, Table,
    TableQuery, Tone, Ui, export,
};

use super::{WAITING_PAGE, fail::fail, links, upload, words};
use crate::{
    figures,
    model::{Batch, BatchState},
    store::batch as sql,
};

/// Names of files shown of one batch.
const MOST_NAMES: usize = 3;

#[derive(Template)]
#[template(path = "batches.html")]
struct View<'a> {
    ui: &'a Ui,
    drop: Option<Form>,
    waiting: Option<Notice>,
    table: Table,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeePeople)?;
    page(&app, &ui, &signed, &Errors::default()).await
}

pub(super) async fn page(
    app: &App,
    ui: &Ui,
    signed: &Signed,
    errors: &Errors,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let query = TableQuery::read(ui, &[]);
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let (offset, limit) = match query.limit() {
        Some(limit) => (count(query.offset()), count(limit)),
        None => (0, i64::MAX),
    };
    let batches = sql::page(&mut tx, offset, limit).await?;
    let total = sql::count(&mut tx).await?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let held = figures::held_count(&mut tx, known).await?;
    let mut table = Table::new("cac-dot", ui.t("intake-batches-caption"), columns(ui))
        .asked(&query)
        .of_total(u64::try_from(total).unwrap_or(0))
        .exported()
        .empty(Empty::new(ui.t("intake-batches-none")));
    for batch in &batches {
        table.push(row(ui, batch));
    }
    if let Some(file) = export::answer(ui, &query, &ui.t("intake-title"), &table) {
        return Ok(file);
    }
    let drop = signed.actor.may_all(Right::Intake).then(|| drop_form(ui, errors));
    let view = View { ui, drop, waiting: waiting(ui, held), table };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let page = Page::new(ui.t("intake-title")).lead(ui.t("intake-lead")).errors(errors);
    Ok(page.respond(ui, &Html::trusted(body)))
}

fn waiting(ui: &Ui, held: i64) -> Option<Notice> {
    let said = || ui.f("intake-waiting-now", &[("n", held.into())]);
    let more = || links::html(ui, &ui.t("intake-see-waiting"), WAITING_PAGE);
    (held > 0).then(|| Notice::new(Tone::Doubt, said()).more(more()))
}

fn drop_form(ui: &Ui, errors: &Errors) -> Form {
    let files = upload::file_field(ui, errors);
    Form::post(links::BATCHES).files(files).button(Button::submit(ui.t("intake-send")))
}

fn columns(ui: &Ui) -> [Column; 6] {
    [
        Column::new("at", ui.t("intake-col-sent")).head(),
        Column::new("by", ui.t("intake-col-by")),
        Column::new("files", ui.t("intake-col-files")),
        Column::new("counts", ui.t("intake-col-counts")),
        Column::new("state", ui.t("intake-col-state")),
        Column::new("act", ui.t("intake-col-act")),
    ]
}

fn row(ui: &Ui, batch: &Batch) -> [Cell; 6] {
    let sent = Cell::text(ui.time(batch.opened_at));
    let sent = match batch.state {
        BatchState::Open => sent.link(links::batch(batch.id)),
        BatchState::Applied => sent.link(links::of_batch(batch.id, "xong")),
        BatchState::Dropped => sent,
    };
    let names: Vec<&str> = batch.files.iter().take(MOST_NAMES).map(|f| f.name.as_str()).collect();
    let more = batch.files.len().saturating_sub(MOST_NAMES);
    let files = Cell::text(names.join(", "));
    let files =
        if more > 0 { files.note(ui.f("intake-more-files", &[("n", more.into())])) } else { files };
    let counts = match &batch.counts {
        Some(counts) => Cell::text(words::counts(ui, counts)),
        None if batch.act.is_some() => Cell::blank(),
        None => Cell::unknown(ui.t("intake-not-read-yet")),
    };
    let act = match batch.act {
        Some(act) => {
            let cell = Cell::text(ui.f("intake-act-number", &[("n", act.into())]));
            let undone = batch.state == BatchState::Open;
            let cell = if undone { cell.note(ui.t("intake-act-undone")) } else { cell };
            cell.link(links::act(act))
        }
        None if batch.state == BatchState::Applied => Cell::text(ui.t("intake-changed-nothing")),
        None => Cell::blank(),
    };
    [
        sent,
        Cell::text(batch.opened_by.clone()),
        files,
        counts,
        Cell::tag(words::state(ui, batch.state)),
        act,
    ]
}
