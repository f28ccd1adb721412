//! Step 4: what was entered, how to take it back, what still waits.

use access::{App, Signed};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use registry::{figures as register, rules::lineage::OrgMap};
use ui::{
    Button, Buttons, Cell, Column, Component as _, Html, Notice, Page, Problem, Query, Redirect,
    Stepper, Summary, Table, Tone, Ui, format,
};

use super::{
    WAITING_PAGE,
    batch_room::{load, offices},
    fail::fail,
    links, marked,
    sheet::{stepper, title},
    words,
};
use crate::{
    figures,
    model::{Batch, BatchState, HeldRow},
};

#[derive(Template)]
#[template(path = "done.html")]
struct View<'a> {
    ui: &'a Ui,
    stepper: Stepper,
    summary: Summary,
    files: Table,
    waiting: Option<Table>,
    buttons: Buttons,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    if batch.state != BatchState::Applied {
        return Ok(Redirect::to(links::batch(batch.id)).into_response());
    }
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let act = match batch.act {
        Some(seq) => ledger::act(&mut tx, seq).await.map_err(fail)?,
        None => None,
    };
    let undone = match batch.act {
        Some(seq) => register::undone_by(&mut tx, seq).await.map_err(fail)?,
        None => None,
    };
    let held = figures::held_rows(&mut tx, known).await?;
    drop(tx);
    let orgs = offices(&app, known).await?;
    let ours: Vec<&HeldRow> = held
        .iter()
        .map(|h| &h.fact)
        .filter(|h| batch.files.iter().any(|f| f.name == h.file))
        .collect();
    let view = View {
        ui: &ui,
        stepper: stepper(&ui, &batch, 3),
        summary: summary(&ui, &batch, act.as_ref()),
        files: files(&ui, &batch, &ours),
        waiting: (!ours.is_empty()).then(|| waiting(&ui, &orgs, &ours)),
        buttons: buttons(&ui, &batch, undone),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let mut page = Page::new(title(&ui, &batch)).crumb(ui.t("intake-nav-batches"), links::BATCHES);
    page = match (batch.act, undone) {
        (_, Some(by)) => page.notice(undone_notice(&ui, by)),
        (None, _) => page.notice(Notice::new(Tone::Info, ui.t("intake-applied-none"))),
        _ => page,
    };
    Ok(page.respond(&ui, &Html::trusted(body)))
}

fn undone_notice(ui: &Ui, by: Seq) -> Notice {
    let label = ui.f("intake-act-number", &[("n", by.into())]);
    Notice::new(Tone::Doubt, ui.t("intake-was-undone")).more(links::html(
        ui,
        &label,
        &links::act(by),
    ))
}

fn summary(ui: &Ui, batch: &Batch, act: Option<&ledger::Act>) -> Summary {
    let mut summary = Summary::new();
    if let Some(act) = act {
        let number = ui.f("intake-act-number", &[("n", act.seq.into())]);
        summary = summary
            .line_html(ui.t("intake-col-act"), links::html(ui, &number, &links::act(act.seq)))
            .line(ui.t("intake-col-entered"), format::time(act.entered_at))
            .line(ui.t("intake-col-by"), act.entered_by.clone())
            .line(ui.t("intake-date"), act.effective_on.map(|d| ui.date(d)).unwrap_or_default())
            .line(ui.t("intake-reason"), act.reason.clone());
    }
    if let Some(counts) = &batch.counts {
        summary = summary.line(ui.t("intake-col-counts"), words::counts(ui, counts));
    }
    summary.line(ui.t("intake-mended"), ui.n(batch.edits.len()))
}

fn files(ui: &Ui, batch: &Batch, held: &[&HeldRow]) -> Table {
    let columns = [
        Column::new("file", ui.t("intake-col-file")).head(),
        Column::new("sha256", ui.t("intake-col-hash")),
        Column::new("held", ui.t("intake-col-held")).number(),
        Column::new("marked", ui.t("intake-col-marked")),
    ];
    let mut table = Table::new("tep", ui.t("intake-files-title"), columns);
    for file in &batch.files {
        let waits = held.iter().filter(|h| h.file == file.name).count();
        let waits = Cell::count(i64::try_from(waits).unwrap_or(i64::MAX));
        let hash = match words::refused_file(ui, file) {
            Some(why) => Cell::text(why),
            None => Cell::text(file.sha256.clone()),
        };
        let marked = match file.size {
            Some(_) => Cell::text(ui.t("intake-marked")).link(marked::link(batch, file)),
            None => Cell::blank(),
        };
        table.push([Cell::text(file.name.clone()), hash, waits, marked]);
    }
    table
}

/// What still waits of these files, and with whom.
fn waiting(ui: &Ui, orgs: &OrgMap, held: &[&HeldRow]) -> Table {
    let columns = [
        Column::new("office", ui.t("intake-col-with")).head(),
        Column::new("file", ui.t("intake-col-file")),
        Column::new("rows", ui.t("intake-col-held")).number(),
    ];
    let mut lines: std::collections::BTreeMap<(String, String), i64> =
        std::collections::BTreeMap::new();
    for row in held {
        let office = row.org.and_then(|id| orgs.latest(id)).map(|o| o.name.clone());
        *lines.entry((office.unwrap_or_default(), row.file.clone())).or_default() += 1;
    }
    let mut table = Table::new("con-cho", ui.t("intake-still-waiting"), columns).caption_hidden();
    for ((office, file), rows) in lines {
        let to = Query::default().with("tep", Some(&file)).behind(WAITING_PAGE);
        let office = if office.is_empty() {
            Cell::unknown(ui.t("intake-office-unknown"))
        } else {
            Cell::text(office)
        };
        table.push([office, Cell::text(file), Cell::count(rows).link(to)]);
    }
    table
}

fn buttons(ui: &Ui, batch: &Batch, undone: Option<Seq>) -> Buttons {
    let mut all = vec![Button::link(ui.t("intake-send-more"), links::BATCHES).primary()];
    if let (Some(act), None) = (batch.act, undone) {
        let undo = format!("{}/huy", links::act(act));
        all.push(Button::link(ui.t("intake-undo"), undo).danger());
    }
    Buttons::new(all)
}
