//! `/cong-viec`: what waits, what runs and how far it is, what failed and why.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use store::jobs::{self, JobId, Stamp, State as Stands, Waiting};
use ui::{
    Button, Cell, Column, Component as _, Empty, Form, Html, Page, Problem, Progress, Redirect,
    Table, TableQuery, Tabs, Text, Tone, Ui, escape,
};

use super::{JOBS, fail};
use crate::acts;

/// Seconds after which a browser without script looks again while something runs.
const RELOAD: u32 = 5;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeJobs)?;
    let sees_to = signed.actor.may_all(Right::Operate);
    let asked = TableQuery::read(&ui, &[]);
    let stands = ui.query().get("xem").and_then(Stands::parse);
    let mut tx = app.db.read().await.map_err(fail)?;
    // Before all else: what changes while the rest is read is told.
    let stamp = jobs::stamp(&mut tx).await.map_err(fail)?;
    let counts = jobs::counts(&mut tx).await.map_err(fail)?;
    let count = |state: Stands| counts.get(&state).copied().unwrap_or(0);
    let busy = count(Stands::Running) > 0;
    let stands = stands.unwrap_or_else(|| first_worth_seeing(count));
    let limit = asked.limit().map_or(MOST, |n| i64::try_from(n).unwrap_or(MOST));
    let offset = if asked.format.is_some() { 0 } else { asked.offset() };
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    let all = jobs::page(&mut tx, stands, offset, limit).await.map_err(fail)?;
    std::mem::drop(tx);
    let total = u64::try_from(count(stands)).unwrap_or(0);
    let table = table(&ui, stands, &all, sees_to).asked(&asked).of_total(total).exported();
    if let Some(file) = ui::export::answer(&ui, &asked, "cong-viec", &table) {
        return Ok(file);
    }
    let mut part = tabs(&ui, stands, count).html(&ui);
    part.push(&table.html(&ui));
    let body = streamed(&part, stamp);
    let mut page = Page::new(ui.t("errands-jobs")).lead(ui.t("errands-jobs-lead"));
    if busy {
        page = page.reloading(RELOAD);
    }
    Ok(page.respond(&ui, &body))
}

/// Most rows of an export.
const MOST: i64 = 100_000;

/// What needs somebody comes first.
fn first_worth_seeing(count: impl Fn(Stands) -> i64) -> Stands {
    let order = [Stands::Failed, Stands::Running, Stands::Waiting];
    order.into_iter().find(|s| count(*s) > 0).unwrap_or(Stands::Waiting)
}

/// The part of the page that follows the queue by itself, from what it shows on.
fn streamed(part: &Html, stamp: Stamp) -> Html {
    let mut out = String::from("<div id=\"hang-doi\" data-stream=\"");
    escape(&format!("{JOBS}/dong?tu={stamp}"), &mut out);
    out.push_str("\">");
    out.push_str(part.as_str());
    out.push_str("</div>");
    Html::trusted(out)
}

fn tabs(ui: &Ui, stands: Stands, count: impl Fn(Stands) -> i64) -> Tabs {
    let current = Stands::ALL.iter().position(|s| *s == stands).unwrap_or(0);
    let tabs = Tabs::new(ui.t("errands-jobs-views"), current);
    Stands::ALL.into_iter().fold(tabs, |tabs, state| {
        let n = u64::try_from(count(state)).unwrap_or(0);
        tabs.tab(word(ui, state), format!("{JOBS}?xem={}", state.as_str())).count(n)
    })
}

fn word(ui: &Ui, state: Stands) -> Text {
    ui.t(match state {
        Stands::Waiting => "errands-state-waiting",
        Stands::Running => "errands-state-running",
        Stands::Done => "errands-state-done",
        Stands::Failed => "errands-state-failed",
        Stands::Dropped => "errands-state-dropped",
    })
}

fn table(ui: &Ui, stands: Stands, all: &[Waiting], sees_to: bool) -> Table {
    let columns = [
        Column::new("kind", ui.t("errands-col-kind")).head(),
        Column::new("due", ui.t("errands-col-due")),
        Column::new("attempts", ui.t("errands-col-attempts")).number(),
        Column::new("state", ui.t("errands-col-state")),
        Column::new("verbs", ui.t("errands-col-verbs")),
    ];
    let empty = match stands {
        Stands::Failed => "errands-none-failed",
        Stands::Running => "errands-none-running",
        _ => "errands-none",
    };
    let shown = if sees_to { 5 } else { 4 };
    let columns = columns.into_iter().take(shown);
    let mut table = Table::new("cong-viec", word(ui, stands), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t(empty)));
    for job in all {
        let tone = if job.state == Stands::Failed { Tone::Bad } else { Tone::Plain };
        let cells = [
            Cell::text(kind(ui, &job.kind)).note(job.id.to_string()),
            Cell::text(ui.time(job.run_at)),
            Cell::count(job.attempts),
            state(ui, job),
            verbs(ui, job),
        ];
        table.push_toned(tone, cells.into_iter().take(shown));
    }
    table
}

/// The kind in words, where a room has any for it.
fn kind(ui: &Ui, kind: &str) -> Text {
    let id = kind.split_once('.').map(|(room, verb)| format!("{room}-job-{verb}"));
    match id {
        Some(id) if ui.has_text(&id) => ui.t(&id),
        _ => kind.to_owned().into(),
    }
}

/// The reason in words, where there are any for its code.
fn reason(ui: &Ui, why: &str) -> Text {
    let id = format!("errands-why-{}", why.replace('_', "-"));
    if ui.has_text(&id) { ui.t(&id) } else { why.to_owned().into() }
}

fn state(ui: &Ui, job: &Waiting) -> Cell {
    match (job.state, &job.last_error) {
        (Stands::Running, _) if job.progress.1 > 0 => {
            let n = |n: i64| u64::try_from(n).unwrap_or(0);
            let (done, whole) = job.progress;
            let progress = Progress::new(word(ui, job.state), n(done), n(whole));
            Cell::html(progress.html(ui), format!("{done}/{whole}"))
        }
        (Stands::Running, _) => {
            let by = job.claimed_by.clone().unwrap_or_default();
            Cell::text(ui.f("errands-running-by", &[("process", by.into())]))
        }
        (Stands::Failed | Stands::Waiting, Some(why)) => Cell::text(reason(ui, why)),
        (Stands::Done | Stands::Dropped, _) => {
            Cell::text(job.done_at.map(|at| ui.time(at)).unwrap_or_default())
        }
        _ => Cell::text(word(ui, job.state)),
    }
}

fn verbs(ui: &Ui, job: &Waiting) -> Cell {
    let open = matches!(job.state, Stands::Failed | Stands::Waiting);
    if !open {
        return Cell::blank();
    }
    let mut out = Html::default();
    if job.attempts > 0 {
        let form = Form::post(format!("{JOBS}/{}/lam-lai", job.id));
        out.push(&form.button(Button::submit(ui.t("errands-retry")).quiet()).html(ui));
    }
    let form = Form::post(format!("{JOBS}/{}/bo", job.id));
    out.push(&form.button(Button::submit(ui.t("errands-drop")).danger()).html(ui));
    Cell::html(out, "")
}

pub(super) async fn retry(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: JobId = id.parse().map_err(|_| Problem::not_found())?;
    acts::retry(&app.db, &app.clock, &signed.actor, id).await?;
    Ok(Redirect::to(JOBS).saying("errands-retried").into_response())
}

pub(super) async fn drop(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: JobId = id.parse().map_err(|_| Problem::not_found())?;
    acts::drop_job(&app.db, &app.clock, &signed.actor, id).await?;
    Ok(Redirect::to(JOBS).saying("errands-dropped").into_response())
}
