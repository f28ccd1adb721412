//! What is sent from step 2: cells, columns, suggestions, days, hidden sheets; and setting aside.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{
    Button, Component as _, Errors, Form, Html, Notice, Page, Problem, Redirect, Tone, Ui, format,
};

use super::{
    batch_room::{ReadBatch, desk, for_form, load},
    fail::refused,
    given::{Given, Pairs},
    grid::{BY_ITSELF, Sheet, differs},
    links,
    sheet::back_to,
    suggest,
};
use crate::{
    acts::{self, BatchError, Edit},
    model::BatchState,
    reading::Meaning,
};

/// More cells than a page of a sheet shows are not sent by our pages.
const MOST_CELLS: usize = 20_000;

/// The sheet a form speaks of.
fn sheet_of<'a>(ui: &'a Ui, read: &'a ReadBatch, given: &Given) -> Result<Sheet<'a>, Problem> {
    let sent = given.number::<usize>("tep").and_then(|n| read.batch.files.get(n.checked_sub(1)?));
    let file = sent.and_then(|f| read.looked.files.iter().position(|r| r.name == f.name));
    let at = (file.ok_or_else(Problem::not_found)?, given.number("trang").unwrap_or(0));
    Sheet::find(ui, read, at).ok_or_else(Problem::not_found)
}

/// The version that was looked at; who looks at an older one is told so.
fn version(read: &ReadBatch, given: &Given) -> Result<i64, Problem> {
    let version = given.number::<i64>("phien").ok_or_else(Problem::bad_request)?;
    if version == read.batch.version {
        Ok(version)
    } else {
        Err(refused(read.batch.id, BatchError::Moved))
    }
}

/// Cells that were written anew, columns that mean something else.
pub(super) async fn save(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let read = for_form(&app, &signed.actor, &id).await?;
    let mut version = version(&read, &given)?;
    let sheet = sheet_of(&ui, &read, &given)?;
    let (edits, (table, columns)) = (cells(&sheet, &given)?, columns(&sheet, &given)?);
    let desk = desk(&app, &signed.actor);
    let batch = read.batch.id;
    if !edits.is_empty() {
        let change = |batch: &mut crate::model::Batch| {
            for (edit, shown) in edits {
                batch.mend(&desk, edit, &shown);
            }
        };
        let changed = acts::change_batch(&desk, batch, version, change).await;
        version = changed.map_err(|e| refused(batch, e))?;
    }
    if let (false, Some(table)) = (columns.is_empty(), sheet.read_as.reading.tables.get(table)) {
        let layout = (sheet.read_as.sender(), &table.layout_key[..]);
        let taken = acts::take_as(&desk, batch, version, layout, &columns).await;
        taken.map_err(|e| refused(batch, e))?;
    }
    let back = back_to(&read.batch, given.raw("ve"));
    Ok(Redirect::to(back).saying("intake-saved").into_response())
}

/// Cells that differ from what they show.
fn cells(sheet: &Sheet<'_>, given: &Given) -> Result<Vec<(Edit, String)>, Problem> {
    let file = &sheet.read.looked.files[sheet.at.0].name;
    let mut edits = Vec::new();
    for (place, value) in given.under("o-").take(MOST_CELLS) {
        let (row, column) = place
            .split_once('-')
            .and_then(|(r, c)| Some((r.parse().ok()?, c.parse().ok()?)))
            .filter(|(row, column)| *row > 0 && *column < sheet.width())
            .ok_or_else(Problem::bad_request)?;
        let shown = sheet.shown(row, column);
        if differs(&shown, &value) {
            let (file, name) = (file.clone(), sheet.read_as.name.clone());
            edits.push((Edit { file, sheet: name, row, column, value }, shown));
        }
    }
    Ok(edits)
}

/// What columns of one table are to mean: `None` = by itself again.
type Said = (usize, Vec<(u16, Option<Meaning>)>);

/// Columns that were said to mean something else, all of one table.
fn columns(sheet: &Sheet<'_>, given: &Given) -> Result<Said, Problem> {
    let mut columns = Vec::new();
    let mut of = 0;
    for (place, value) in given.under("cot-") {
        let (column, table) = place.split_once('-').unwrap_or((place, "0"));
        let column: u16 = column.parse().map_err(|_| Problem::bad_request())?;
        let table: usize = table.parse().map_err(|_| Problem::bad_request())?;
        if !columns.is_empty() && table != of {
            return Err(Problem::bad_request());
        }
        of = table;
        let table = sheet.read_as.reading.tables.get(of);
        let known = table.and_then(|t| t.columns.iter().find(|c| c.index == column));
        let Some(now) = known.map(|c| &c.meaning) else { continue };
        if value == BY_ITSELF {
            columns.push((column, None));
        } else if value != now.to_string() {
            let meaning = value.parse().map_err(|_| Problem::bad_request())?;
            columns.push((column, Some(meaning)));
        }
    }
    Ok((of, columns))
}

/// A cell is as it was sent again.
pub(super) async fn undo(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    let (Some(version), Some(at)) = (given.number("phien"), given.number::<usize>("sua")) else {
        return Err(Problem::bad_request());
    };
    let change = |batch: &mut crate::model::Batch| {
        if at < batch.edits.len() {
            batch.edits.remove(at);
        }
    };
    let desk = desk(&app, &signed.actor);
    let changed = acts::change_batch(&desk, batch.id, version, change).await;
    changed.map_err(|e| refused(batch.id, e))?;
    let back = back_to(&batch, given.raw("ve"));
    Ok(Redirect::to(back).saying("intake-edit-undone").into_response())
}

/// A suggestion is taken, in every cell that says the same.
pub(super) async fn take(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let read = for_form(&app, &signed.actor, &id).await?;
    let version = version(&read, &given)?;
    let sheet = sheet_of(&ui, &read, &given)?;
    let edits = suggest::edits(&sheet, given.raw("ma"), given.raw("gia-tri"), given.raw("lay"));
    if edits.is_empty() {
        return Err(refused(read.batch.id, BatchError::Moved));
    }
    let desk = desk(&app, &signed.actor);
    let change = |batch: &mut crate::model::Batch| {
        for (edit, shown) in edits {
            batch.mend(&desk, edit, &shown);
        }
    };
    let changed = acts::change_batch(&desk, read.batch.id, version, change).await;
    changed.map_err(|e| refused(read.batch.id, e))?;
    let back = back_to(&read.batch, given.raw("ve"));
    Ok(Redirect::to(back).saying("intake-saved").into_response())
}

/// A hidden sheet is read or left aside; a sheet is said to be of an office.
pub(super) async fn wish(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let read = for_form(&app, &signed.actor, &id).await?;
    let version = version(&read, &given)?;
    let desk = desk(&app, &signed.actor);
    let sent = given.number::<usize>("tep").and_then(|n| read.batch.files.get(n.checked_sub(1)?));
    let file = sent.ok_or_else(Problem::not_found)?.name.clone();
    let (name, office) = match given.raw("viec") {
        "hien" | "an" => (given.raw("ten").to_owned(), None),
        "don-vi" => {
            let sheet = sheet_of(&ui, &read, &given)?;
            let code = given.line("don-vi");
            let known =
                code.is_empty() || read.offices_of(sheet.read_as).iter().any(|o| o.code == code);
            if !known {
                return Err(Problem::bad_request());
            }
            (sheet.read_as.name.clone(), Some(code))
        }
        _ => return Err(Problem::bad_request()),
    };
    let shown = given.raw("viec") == "hien";
    let change = |batch: &mut crate::model::Batch| {
        let wish = batch.wish_mut(&file, &name);
        match office {
            Some(code) => wish.office = (!code.is_empty()).then_some(code),
            None => wish.shown = shown,
        }
    };
    let changed = acts::change_batch(&desk, read.batch.id, version, change).await;
    changed.map_err(|e| refused(read.batch.id, e))?;
    let back = back_to(&read.batch, given.raw("ve"));
    Ok(Redirect::to(back).saying("intake-saved").into_response())
}

/// The day all sheets speak of.
pub(super) async fn date(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    let version = given.number("phien").ok_or_else(Problem::bad_request)?;
    let typed = given.line("ngay");
    let day = format::parse_date(&typed);
    if day.is_none() && !typed.is_empty() {
        return Ok(date_wrong(&ui, &batch, &typed));
    }
    let desk = desk(&app, &signed.actor);
    let changed = acts::change_batch(&desk, batch.id, version, |b| b.on = day).await;
    changed.map_err(|e| refused(batch.id, e))?;
    let back = back_to(&batch, given.raw("ve"));
    Ok(Redirect::to(back).saying("intake-saved").into_response())
}

fn date_wrong(ui: &Ui, batch: &crate::model::Batch, typed: &str) -> Response {
    let mut errors = Errors::default();
    errors.add("ngay", ui.t("intake-date-wrong"));
    let field =
        ui::Field::date(ui, "ngay", ui.t("intake-date")).value(typed.to_owned()).from(&errors);
    let form = Form::post(links::of_batch(batch.id, "ngay"))
        .hidden("phien", batch.version.to_string())
        .field(field)
        .button(Button::submit(ui.t("intake-set")))
        .button(Button::link(ui.t("intake-back"), links::batch(batch.id)));
    let page = Page::new(ui.t("intake-date")).errors(&errors);
    page.crumb(ui.t("intake-nav-batches"), links::BATCHES).respond(ui, &form.html(ui))
}

/// Asks before a batch is set aside.
pub(super) async fn ask_drop(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    if batch.state != BatchState::Open {
        return Err(refused(batch.id, BatchError::Closed));
    }
    let form = Form::post(links::of_batch(batch.id, "bo"))
        .hidden("phien", batch.version.to_string())
        .button(Button::submit(ui.t("intake-drop")).danger())
        .button(Button::link(ui.t("intake-back"), links::batch(batch.id)));
    let mut body = Notice::new(Tone::Doubt, ui.t("intake-drop-explained")).html(&ui);
    body.push(&names(&batch));
    body.push(&form.html(&ui));
    let page = Page::new(ui.t("intake-drop-title"));
    Ok(page.crumb(ui.t("intake-nav-batches"), links::BATCHES).respond(&ui, &body))
}

fn names(batch: &crate::model::Batch) -> Html {
    let mut out = String::from("<ul>");
    for file in &batch.files {
        out.push_str("<li>");
        ui::escape(&file.name, &mut out);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Html::trusted(out)
}

pub(super) async fn do_drop(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    let version = Given(pairs).number("phien").ok_or_else(Problem::bad_request)?;
    let desk = desk(&app, &signed.actor);
    acts::drop_batch(&desk, batch.id, version).await.map_err(|e| refused(batch.id, e))?;
    Ok(Redirect::to(links::BATCHES).saying("intake-dropped").into_response())
}
