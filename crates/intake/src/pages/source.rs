//! `/tiep-nhan/nguon`: the sheet row a figure came from, with the rows around it.

use std::sync::Arc;

use access::{App, Right, Signed};
use askama::Template;
use axum::{extract::State, response::Response};
use ui::{Button, Buttons, Component as _, Empty, Errors, Form, Html, Page, Problem, Summary, Ui};

use super::{
    batch_room::file_of,
    fail::fail,
    given::{Given, Pairs},
    grid, links, opened, words,
};
use crate::{
    acts::newest_applied,
    model::BatchId,
    reading::{Row, RowKind},
    rules::propose::{ReadFile, ReadSheet},
};

/// Rows shown before and after.
const AROUND: u32 = 12;

struct Asked {
    file: String,
    sheet: String,
    row: u32,
}

impl Asked {
    fn read(ui: &Ui) -> Result<Self, Problem> {
        let get = |name: &str| ui.query().get(name).unwrap_or_default().to_owned();
        let row = get("dong").parse().map_err(|_| Problem::bad_request())?;
        Ok(Self { file: get("tep"), sheet: get("trang"), row })
    }
}

/// The newest file of the name that was applied, and its batch.
type Found = Option<(BatchId, Arc<ReadFile>)>;

async fn find(app: &App, asked: &Asked) -> Result<Found, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let newest = newest_applied(&mut tx, &asked.file).await?;
    drop(tx);
    let Some((batch, upload)) = newest else { return Ok(None) };
    Ok(file_of(app, batch, upload).await?.map(|file| (batch, file)))
}

#[derive(Template)]
#[template(path = "source.html")]
struct View<'a> {
    ui: &'a Ui,
    about: Summary,
    grid: Option<Html>,
    empty: Option<Empty>,
    open: Option<Form>,
    asking: bool,
    next: Buttons,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeePeople)?;
    let asked = Asked::read(&ui)?;
    let found = find(&app, &asked).await?;
    show(&ui, &asked, &found, false, &Errors::default())
}

/// The same unmasked: for a purpose, and noted.
pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::OpenPersonal)?;
    let asked = Asked::read(&ui)?;
    let found = find(&app, &asked).await?;
    let purpose = match opened::purpose(&ui, &Given(pairs).line("muc_dich")) {
        Ok(purpose) => purpose,
        Err(errors) => return show(&ui, &asked, &found, false, &errors),
    };
    let sheet = found.as_ref().and_then(|(_, file)| sheet_of(file, &asked));
    let people = sheet.map_or(0, |s| {
        let near = rows(s, asked.row);
        let is_record = |r: &&crate::reading::RowReading| r.kind == RowKind::Record;
        let records = s.reading.rows.iter().filter(is_record);
        records.filter(|r| near.iter().any(|n| n.number == r.row)).count() as u64
    });
    let place = (&asked.file[..], &asked.sheet[..]);
    let told = (&ui.here()[..], people, &purpose[..]);
    opened::source(&app, &signed, told, place, around(asked.row)).await?;
    show(&ui, &asked, &found, true, &Errors::default())
}

fn sheet_of<'a>(file: &'a ReadFile, asked: &Asked) -> Option<&'a ReadSheet> {
    file.sheets.as_ref().ok()?.iter().find(|s| s.name == asked.sheet)
}

fn around(row: u32) -> std::ops::RangeInclusive<u32> {
    row.saturating_sub(AROUND)..=row.saturating_add(AROUND)
}

/// The header, and the rows around the one asked for.
fn rows(sheet: &ReadSheet, row: u32) -> Vec<&Row> {
    let grid = &sheet.grid;
    let heads: Vec<u32> = sheet
        .reading
        .rows
        .iter()
        .filter(|r| r.kind == RowKind::Header && r.row < row)
        .map(|r| r.row)
        .collect();
    let near = around(row);
    let wanted = |r: &&Row| near.contains(&r.number) || heads.contains(&r.number);
    grid.rows.iter().filter(wanted).collect()
}

fn show(
    ui: &Ui,
    asked: &Asked,
    found: &Found,
    opened: bool,
    errors: &Errors,
) -> Result<Response, Problem> {
    let sheet = found.as_ref().and_then(|(_, file)| sheet_of(file, asked));
    let grid = sheet.and_then(|sheet| {
        let rows = rows(sheet, asked.row);
        rows.iter().find(|r| r.number == asked.row)?;
        let caption = format!("{} · {}", asked.file, words::sheet_name(ui, &asked.sheet));
        let here = ui.t("intake-source-here");
        Some(grid::plain(sheet, &rows, (caption, opened), (asked.row, &here)).html(ui))
    });
    let batch = found.as_ref().map(|(batch, _)| *batch);
    let to_batch = batch.map(|id| links::of_batch(id, "xong"));
    let next = to_batch.map(|to| Button::link(ui.t("intake-see-batch"), to));
    let view = View {
        ui,
        about: Summary::new()
            .line(ui.t("intake-col-file"), asked.file.clone())
            .line(ui.t("intake-col-sheet"), words::sheet_name(ui, &asked.sheet))
            .line(ui.t("intake-col-row"), ui.n(asked.row)),
        empty: grid.is_none().then(|| {
            Empty::new(ui.t("intake-source-gone")).next(ui.t("intake-send-again"), links::BATCHES)
        }),
        open: (grid.is_some() && !opened).then(|| opening(ui, errors)),
        grid,
        asking: !errors.is_empty(),
        next: Buttons::new(next),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let lead = if opened { "intake-source-opened" } else { "intake-source-lead" };
    let page = Page::new(ui.t("intake-source-title"))
        .lead(ui.t(lead))
        .errors(errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES);
    Ok(page.respond(ui, &Html::trusted(body)))
}

fn opening(ui: &Ui, errors: &Errors) -> Form {
    Form::post(ui.here())
        .field(opened::field(ui, errors))
        .button(Button::submit(ui.t("intake-source-open")))
}
