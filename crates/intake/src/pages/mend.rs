//! What is sent from step 2: cells, columns, suggestions, days, hidden sheets; and setting aside.

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::AtomicUsize},
};

use access::{Actor, App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use registry::acts::Desk;
use ui::{
    Button, Component as _, Errors, Form, Html, Notice, Page, Problem, Redirect, Tone, Ui, format,
};

use super::{
    batch_room::{ReadBatch, desk, for_form, load_to_mend},
    fail::refused,
    given::{Given, Pairs},
    grid::{BY_ITSELF, Eye, Sheet, differs},
    links,
    pointing::{self, Pointing},
    sheet::{again, back_to},
    suggest,
};
use crate::{
    acts::{self, BatchError, Edit, NotPointed, Reading},
    model::{Batch, BatchState, UploadId},
    reading::{Grid, Mapping, Meaning},
};

/// More cells than a page of a sheet shows are not sent by our pages.
const MOST_CELLS: usize = 20_000;

/// The sheet a form speaks of.
fn sheet_of<'a>(ui: &'a Ui, read: &'a ReadBatch, given: &Given) -> Result<Sheet<'a>, Problem> {
    let sent = given.number::<usize>("tep").and_then(|n| read.batch.files.get(n.checked_sub(1)?));
    let file = sent.and_then(|f| read.looked.files.iter().position(|r| r.name == f.name));
    let at = (file.ok_or_else(Problem::not_found)?, given.number("trang").unwrap_or(0));
    Sheet::find(ui, read, at, Eye { mends: true, masked: false }).ok_or_else(Problem::not_found)
}

/// A form of step 2 with the batch as it was read.
struct Sent {
    given: Given,
    read: Arc<ReadBatch>,
    /// The version that was looked at; who looks at an older one is told so.
    version: i64,
}

impl Sent {
    async fn load(
        app: &App,
        by: &Actor,
        id: &str,
        pairs: Vec<(String, String)>,
    ) -> Result<Self, Problem> {
        let given = Given(pairs);
        let read = for_form(app, by, id).await?;
        let version = given.number::<i64>("phien").ok_or_else(Problem::bad_request)?;
        if version != read.batch.version {
            return Err(refused(read.batch.id, BatchError::Moved));
        }
        Ok(Self { given, read, version })
    }

    fn sheet<'a>(&'a self, ui: &'a Ui) -> Result<Sheet<'a>, Problem> {
        sheet_of(ui, &self.read, &self.given)
    }
}

/// Changes what is said of a batch, and goes back to where the form was sent from.
async fn changed(
    desk: &Desk<'_>,
    (batch, version): (&Batch, i64),
    back: &str,
    change: impl FnOnce(&mut Batch) + Send,
) -> Result<Response, Problem> {
    let done = acts::change_batch(desk, batch.id, version, change).await;
    done.map_err(|e| refused(batch.id, e))?;
    Ok(Redirect::to(back_to(batch, back)).saying("intake-saved").into_response())
}

/// Cells that were written anew, columns that mean something else.
pub(super) async fn save(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let sent = Sent::load(&app, &signed.actor, &id, pairs).await?;
    let sheet = sent.sheet(&ui)?;
    let (edits, (table, columns)) = (cells(&sheet, &sent.given)?, columns(&sheet, &sent.given)?);
    let desk = desk(&app, &signed.actor);
    let pointed = match pointed(&desk, &sheet, &sent.given, (&edits, &columns)) {
        Ok(pointed) => pointed,
        Err(errors) => return again((&app, &ui), &sent.read, &sent.given, &errors).await,
    };
    let (batch, mut version) = (sent.read.batch.id, sent.version);
    if !edits.is_empty() {
        let change = |batch: &mut Batch| {
            for (edit, shown) in edits {
                batch.mend(&desk, edit, &shown);
            }
        };
        let changed = acts::change_batch(&desk, batch, version, change).await;
        version = changed.map_err(|e| refused(batch, e))?;
    }
    if let Some(Pointed { sender, grid, layout: (key, mapping) }) = pointed {
        let layout = Some((&key[..], &mapping));
        let said = acts::point_out(&desk, (batch, version), (&sender, &grid), layout).await;
        said.map_err(|e| refused(batch, e))?;
    } else if let (false, Some(table)) =
        (columns.is_empty(), sheet.read_as.reading.tables.get(table))
    {
        let layout = (sheet.read_as.sender(), &table.layout_key[..]);
        let taken = acts::take_as(&desk, batch, version, layout, &columns).await;
        taken.map_err(|e| refused(batch, e))?;
    }
    let back = back_to(&sent.read.batch, sent.given.raw("ve"));
    Ok(Redirect::to(back).saying("intake-saved").into_response())
}

/// What is to be remembered of a header that was pointed out.
struct Pointed {
    sender: String,
    grid: Grid,
    layout: (String, Mapping),
}

/// What a form points out, once a list can be read by it.
fn pointed(
    desk: &Desk<'_>,
    sheet: &Sheet<'_>,
    given: &Given,
    (edits, columns): (&[(Edit, String)], &pointing::Said),
) -> Result<Option<Pointed>, Errors> {
    let Some(said) = pointing::read(sheet, given, columns)? else { return Ok(None) };
    let (batch, file) = (&sheet.read.batch, &sheet.read.looked.files[sheet.at.0].name);
    let mended: Vec<Edit> = edits.iter().map(|(edit, _)| edit.clone()).collect();
    let mut grid = sheet.grid.clone();
    acts::mend(&mended, file, &mut grid);
    let (done, days) = (AtomicUsize::new(0), (batch.on, desk.clock.today()));
    let orgs = &sheet.read.looked.orgs;
    let reading = Reading::new(orgs, &sheet.read.fields, BTreeMap::new(), &[], days, &done)
        .wishing(&batch.sheets);
    // A register of many offices is work of many milliseconds: other tasks must not wait.
    let tried = tokio::task::block_in_place(|| {
        let layout = reading.try_pointed(&grid, said.rows, said.columns)?;
        Ok((reading.sender(file, &grid, said.rows.0), layout))
    });
    let mut errors = Errors::default();
    match tried {
        Ok((sender, layout)) => return Ok(Some(Pointed { sender, grid, layout })),
        Err(NotPointed::Headings) => {
            errors.add(pointing::FROM, sheet.ui.t("intake-point-no-headings"));
        }
        Err(NotPointed::Name) => pointing::nameless(sheet, given, &mut errors),
    }
    Err(errors)
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
    let open = Pointing::of(sheet) == Pointing::Open;
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
        if known.is_none() && (!open || column >= sheet.width()) {
            continue;
        }
        if value == BY_ITSELF {
            columns.push((column, None));
        } else if known.is_none_or(|c| value != c.meaning.to_string()) {
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
    let (batch, _) = load_to_mend(&app, &signed.actor, &id).await?;
    let (Some(version), Some(at)) = (given.number("phien"), given.number::<usize>("sua")) else {
        return Err(Problem::bad_request());
    };
    let change = |batch: &mut Batch| {
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
    let sent = Sent::load(&app, &signed.actor, &id, pairs).await?;
    let given = &sent.given;
    let (code, value) = (given.raw("ma"), given.raw("gia-tri"));
    let edits = suggest::edits(&sent.sheet(&ui)?, code, value, given.raw("lay"));
    if edits.is_empty() {
        return Err(refused(sent.read.batch.id, BatchError::Moved));
    }
    let desk = desk(&app, &signed.actor);
    let change = |batch: &mut Batch| {
        for (edit, shown) in edits {
            batch.mend(&desk, edit, &shown);
        }
    };
    changed(&desk, (&sent.read.batch, sent.version), given.raw("ve"), change).await
}

/// A hidden sheet is read or left aside; a sheet is said to be of an office.
pub(super) async fn wish(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let asked = Sent::load(&app, &signed.actor, &id, pairs).await?;
    let (given, read) = (&asked.given, &asked.read);
    let desk = desk(&app, &signed.actor);
    if given.raw("viec") == pointing::BACK {
        return found_again(&desk, &asked, &asked.sheet(&ui)?).await;
    }
    let sent = given.number::<usize>("tep").and_then(|n| read.batch.files.get(n.checked_sub(1)?));
    let file = sent.ok_or_else(Problem::not_found)?.name.clone();
    let (name, office) = match given.raw("viec") {
        "hien" | "an" => (given.raw("ten").to_owned(), None),
        "don-vi" => {
            let sheet = asked.sheet(&ui)?;
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
    let change = |batch: &mut Batch| {
        let wish = batch.wish_mut(&file, &name);
        match office {
            Some(code) => wish.office = (!code.is_empty()).then_some(code),
            None => wish.shown = shown,
        }
    };
    changed(&desk, (&read.batch, asked.version), given.raw("ve"), change).await
}

/// What was pointed out in a sheet is forgotten: the program looks for its list again.
async fn found_again(
    desk: &Desk<'_>,
    asked: &Sent,
    sheet: &Sheet<'_>,
) -> Result<Response, Problem> {
    let batch = &asked.read.batch;
    let of = (sheet.read_as.sender(), sheet.grid);
    let forgotten = acts::point_out(desk, (batch.id, asked.version), of, None).await;
    forgotten.map_err(|e| refused(batch.id, e))?;
    let back = back_to(batch, asked.given.raw("ve"));
    Ok(Redirect::to(back).saying("intake-point-undone").into_response())
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
    let (batch, _) = load_to_mend(&app, &signed.actor, &id).await?;
    let version = given.number("phien").ok_or_else(Problem::bad_request)?;
    let typed = given.line("ngay");
    let day = format::parse_date(&typed);
    if day.is_none() && !typed.is_empty() {
        return Ok(date_wrong(&ui, &batch, &typed));
    }
    let desk = desk(&app, &signed.actor);
    changed(&desk, (&batch, version), given.raw("ve"), |b| b.on = day).await
}

fn date_wrong(ui: &Ui, batch: &Batch, typed: &str) -> Response {
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
    let (batch, _) = load_to_mend(&app, &signed.actor, &id).await?;
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

fn names(batch: &Batch) -> Html {
    let mut out = String::from("<ul>");
    for file in &batch.files {
        out.push_str("<li>");
        ui::escape(&file.name, &mut out);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Html::trusted(out)
}

/// Sets a batch aside; or one file of it, whose bytes were erased.
pub(super) async fn do_drop(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (batch, _) = load_to_mend(&app, &signed.actor, &id).await?;
    let given = Given(pairs);
    let version = given.number("phien").ok_or_else(Problem::bad_request)?;
    let desk = desk(&app, &signed.actor);
    let file = given.line("tep");
    if !file.is_empty() {
        let file = UploadId(file.parse().map_err(|_| Problem::bad_request())?);
        let done = acts::leave_out(&desk, (batch.id, version), file).await;
        done.map_err(|e| refused(batch.id, e))?;
        let changes = links::of_batch(batch.id, "thay-doi");
        return Ok(Redirect::to(changes).saying("intake-left-out").into_response());
    }
    acts::drop_batch(&desk, batch.id, version).await.map_err(|e| refused(batch.id, e))?;
    Ok(Redirect::to(links::BATCHES).saying("intake-dropped").into_response())
}
