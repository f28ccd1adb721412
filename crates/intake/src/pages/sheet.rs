//! Step 2: a sheet as its sender made it, with what was read of it.

use access::{App, Signed};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{
    Button, Buttons, Component as _, Empty, Errors, Form, Html, Page, Pagination, Problem, Query,
    Redirect, Stepper, Table, Tabs, Text, Ui,
};

use super::{
    batch_room::{Looking, ReadBatch, load, look_at},
    files,
    given::{Given, Pairs},
    grid::{self, Eye, Sheet, Writable},
    links, marked, opened,
    pointing::{self, By, Pointing},
    remarks::{self, Remark, RemarkForm},
    settings,
    spots::SheetAt,
    suggest, words,
};
use crate::{
    acts::sees_whole,
    model::{Batch, BatchState},
    reading::{Row, RowKind, column_letter},
    rules::propose::ReadFile,
};

/// Rows on a page of a sheet; fewer where every cell can be written.
const PER_PAGE: u64 = 100;
const PER_PAGE_FEW: u64 = 25;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    All,
    /// Those that wait.
    Held,
    /// Those something is said of.
    Doubtful,
}

/// What the address asks of a batch.
pub(super) struct Asked {
    pub(super) at: SheetAt,
    row: Option<u32>,
    page: u64,
    only: Only,
    all_writable: bool,
    /// Of several tables, the one whose columns are shown, from 0.
    table: Option<usize>,
}

impl Asked {
    /// Files count from 1 among those sent, sheets from 0.
    pub(super) fn read(ui: &Ui, read: &ReadBatch) -> Self {
        let number = |name: &str| ui.query().get(name).and_then(|v| v.parse::<usize>().ok());
        let sent = number("tep").and_then(|n| read.batch.files.get(n.checked_sub(1)?));
        let named = sent.and_then(|f| read.looked.files.iter().position(|r| r.name == f.name));
        let file = if sent.is_some() { named.unwrap_or(usize::MAX) } else { first_read(read) };
        Self {
            at: (file, number("trang").unwrap_or(0)),
            row: ui.query().get("dong").and_then(|v| v.parse().ok()),
            page: ui.query().get("page").and_then(|v| v.parse().ok()).unwrap_or(1).max(1),
            only: match ui.query().get("xem") {
                Some("cho") => Only::Held,
                Some("can-xem") => Only::Doubtful,
                _ => Only::All,
            },
            all_writable: ui.query().get("sua") == Some("moi-o"),
            table: number("bang").and_then(|n| n.checked_sub(1)),
        }
    }

    const fn writable(&self) -> Writable {
        if self.all_writable { Writable::Everything } else { Writable::Doubtful(self.row) }
    }
}

/// The first file that has a sheet to show.
fn first_read(read: &ReadBatch) -> usize {
    let shown = |f: &ReadFile| f.sheets.as_ref().is_ok_and(|s| !s.is_empty());
    read.looked.files.iter().position(shown).unwrap_or(0)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    match look_at(&app, &signed.actor, &ui, &id).await? {
        Looking::Wait(page) => Ok(page),
        Looking::Closed(batch) => Ok(closed(&batch)),
        Looking::Read(read) => {
            opened::batch(&app, &signed, &read).await?;
            let why = opened::why(&app, &signed, &ui, &read.batch).await?;
            if let Some(purpose) = &why {
                note(&app, &signed, &ui, (&read, purpose)).await?;
            }
            let mut beside = Beside::of(&app, &ui, &read).await?;
            beside.says = remarks::form(&app, &signed.actor, &read.batch);
            let eye = Eye::of(&signed.actor, &read.batch, why.is_some());
            let opens = eye.masked && sees_whole(&signed.actor, &read.batch);
            show(&ui, (&read, opens), &beside, eye, (None, &Errors::default()))
        }
    }
}

/// Notes whose rows the page shows as they were sent.
async fn note(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    (read, purpose): (&ReadBatch, &str),
) -> Result<(), Problem> {
    let asked = Asked::read(ui, read);
    let eye = Eye::of(&signed.actor, &read.batch, true);
    let numbers = {
        let Some(sheet) = Sheet::find(ui, read, asked.at, eye) else { return Ok(()) };
        rows(&sheet, &asked).0.iter().map(|row| row.number).collect::<Vec<u32>>()
    };
    let Some(file) = read.looked.files.get(asked.at.0) else { return Ok(()) };
    let sheet = file.sheets.as_ref().ok().and_then(|sheets| sheets.get(asked.at.1));
    let Some(sheet) = sheet else { return Ok(()) };
    opened::rows(app, signed, (read, purpose), (&file.name, &sheet.name), &numbers).await
}

/// Shows a batch as it was sent, once somebody said what for.
pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    if !sees_whole(&signed.actor, &batch) {
        return Err(access::Refused(access::Right::Intake).into());
    }
    let given = Given(pairs);
    match opened::purpose(&ui, &given.line("muc_dich")) {
        Ok(purpose) => {
            opened::opening(&app, &signed, &batch, &purpose).await?;
            let back = back_to(&batch, given.raw("ve"));
            Ok(Redirect::to(back).saying("intake-opened-batch").into_response())
        }
        Err(errors) => match look_at(&app, &signed.actor, &ui, &id).await? {
            Looking::Read(read) => {
                let beside = Beside::of(&app, &ui, &read).await?;
                show(&ui, (&read, true), &beside, Eye::MASKED, (None, &errors))
            }
            Looking::Wait(page) => Ok(page),
            Looking::Closed(batch) => Ok(closed(&batch)),
        },
    }
}

/// What stands beside the sheet and is not read from it.
struct Beside {
    remarks: Vec<Remark>,
    /// Where more is said.
    says: Option<RemarkForm>,
    pointed_by: By,
}

impl Beside {
    async fn of(app: &App, ui: &Ui, read: &ReadBatch) -> Result<Self, Problem> {
        let remarks = remarks::of(app, read.batch.id).await?;
        let at = Asked::read(ui, read).at;
        let Some(sheet) = Sheet::find(ui, read, at, Eye::MASKED).map(|s| s.read_as) else {
            return Ok(Self { remarks, says: None, pointed_by: None });
        };
        let mut tx = app.db.read().await.map_err(super::fail::fail)?;
        Ok(Self { remarks, says: None, pointed_by: pointing::by(&mut tx, sheet).await? })
    }
}

/// Shows a sheet again as it was sent, with what is wrong with that.
pub(super) async fn again(
    (app, ui): (&App, &Ui),
    read: &ReadBatch,
    typed: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    let beside = Beside::of(app, ui, read).await?;
    let eye = Eye { mends: true, masked: false };
    show(ui, (read, false), &beside, eye, (Some(typed), errors))
}

/// A batch that is closed has one page left.
pub(super) fn closed(batch: &Batch) -> Response {
    match batch.state {
        BatchState::Dropped => {
            Redirect::to(links::BATCHES).saying("intake-was-dropped").into_response()
        }
        _ => Redirect::to(links::of_batch(batch.id, "xong")).into_response(),
    }
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct View<'a> {
    ui: &'a Ui,
    stepper: Stepper,
    refused: Option<Table>,
    files: Option<Table>,
    files_open: bool,
    undated: Option<Html>,
    remarks: Option<Html>,
    about: Option<About>,
    edits: Option<Table>,
    open: Option<Form>,
    next: Buttons,
}

/// The sheet that is shown.
struct About {
    title: Text,
    tabs: Option<Tabs>,
    notes: Vec<Text>,
    issues: Vec<Text>,
    marked: Option<Html>,
    settings: Vec<Html>,
    hidden: Vec<Html>,
    suggestions: Vec<Html>,
    more_suggestions: Option<Text>,
    pointing: Option<Html>,
    columns_told: bool,
    views: Tabs,
    tables: Option<Tabs>,
    grid: Option<Html>,
    pages: Option<Pagination>,
    next_spot: Option<Html>,
    form: Option<Form>,
    mends: bool,
    says: bool,
    empty: Option<Empty>,
}

pub(super) fn stepper(ui: &Ui, batch: &Batch, current: usize) -> Stepper {
    // What was applied can't be gone back to.
    let open = |page: String| (batch.state == BatchState::Open).then_some(page);
    let steps = [
        (ui.t("intake-step-files"), Some(links::home(batch))),
        (ui.t("intake-step-look"), open(links::batch(batch.id))),
        (ui.t("intake-step-changes"), open(links::of_batch(batch.id, "thay-doi"))),
        (ui.t("intake-step-done"), None),
    ];
    Stepper::new(steps, current)
}

pub(super) fn title(ui: &Ui, batch: &Batch) -> Text {
    ui.f("intake-batch-title", &[("at", ui.time(batch.opened_at).into())])
}

fn show(
    ui: &Ui,
    (read, opens): (&ReadBatch, bool),
    beside: &Beside,
    eye: Eye,
    (typed, errors): (Option<&Given>, &Errors),
) -> Result<Response, Problem> {
    let asked = Asked::read(ui, read);
    let sheet =
        Sheet::find(ui, read, asked.at, eye).map(|s| s.again(typed, errors).saying(beside.says));
    let about = match &sheet {
        Some(sheet) => Some(about(sheet, &asked, &beside.pointed_by)),
        None => read.looked.files.get(asked.at.0).map(|f| bare(ui, read, f, eye)),
    };
    let on = Button::link(ui.t("intake-to-changes"), links::of_batch(read.batch.id, "thay-doi"));
    let drop = || Button::link(ui.t("intake-drop"), links::of_batch(read.batch.id, "bo")).danger();
    let other = match &read.batch.submitted {
        Some(submitted) => Some(Button::link(ui.t("intake-to-submission"), submitted.page.clone())),
        None => eye.mends.then(drop),
    };
    let next = Buttons::new(std::iter::once(on.primary()).chain(other));
    let view = View {
        ui,
        stepper: stepper(ui, &read.batch, 1),
        refused: files::refused(ui, read),
        files: (read.batch.files.len() > 1).then(|| files::table(ui, read)),
        files_open: ui.query().get("tep").is_none(),
        undated: settings::undated(ui, read).filter(|_| eye.mends),
        remarks: remarks::list(ui, read, &beside.remarks),
        about,
        edits: settings::edits(ui, read, eye),
        open: opens.then(|| opening(ui, &read.batch, errors)),
        next,
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let lead = match (eye.masked, opens) {
        (true, true) => "intake-look-unopened",
        (true, false) => "intake-look-masked",
        _ => "intake-look-lead",
    };
    let mut page = Page::new(title(ui, &read.batch))
        .lead(ui.t(lead))
        .errors(errors)
        .crumb(ui.t(links::home_label(&read.batch)), links::home(&read.batch));
    if let Some(emptied) = files::emptied(ui, &read.batch, eye.mends) {
        page = page.notice(emptied);
    }
    page = page.notice(pointing::headline(ui, read, sheet.as_ref()));
    Ok(page.respond(ui, &Html::trusted(body)))
}

/// What for: asked of whoever may see the batch as it was sent and did not send it.
fn opening(ui: &Ui, batch: &Batch, errors: &Errors) -> Form {
    let here = ui.query().clone().without(&["on", "known_at", "map"]).encoded();
    Form::post(links::of_batch(batch.id, "mo"))
        .hidden("ve", here)
        .field(opened::field(ui, errors))
        .button(Button::submit(ui.t("intake-open-batch")))
}

/// The sheet with everything said of it.
fn about(sheet: &Sheet<'_>, asked: &Asked, pointed_by: &By) -> About {
    let (ui, read) = (sheet.ui, sheet.read);
    let file = &read.looked.files[sheet.at.0];
    let reading = &sheet.read_as.reading;
    let (rows, pages) = rows(sheet, asked);
    let place = places(sheet);
    let fields = place_fields(sheet);
    let mends = sheet.eye.mends;
    let (suggestions, more) = if mends { suggest::forms(sheet, &fields) } else { (Vec::new(), 0) };
    let writable = if mends { asked.writable() } else { Writable::Nothing };
    let caption = format!("{} · {}", file.name, words::sheet_name(ui, &sheet.read_as.name));
    let shown = sheet.grid(&rows, writable, asked.table, caption.clone());
    let outside = outside(sheet, &rows);
    let (issues, notes): (Vec<_>, Vec<_>) = reading.issues.iter().partition(|i| !i.note);
    let told = |list: Vec<&crate::reading::SheetIssue>| {
        let mut all: Vec<Text> = list
            .into_iter()
            .filter(|i| !TOLD_ELSEWHERE.contains(&i.code))
            .map(|i| at_row(ui, i.row, words::issue(ui, i)))
            .collect();
        all.dedup();
        all
    };
    // What is wrong is shown on this page of this sheet again.
    let here = ui.query().clone().without(&["on", "known_at", "map"]);
    let mut save = Form::post(here.behind(&links::batch(read.batch.id))).id(grid::FORM);
    for (name, value) in &fields {
        save = save.hidden(*name, value.clone());
    }
    About {
        title: caption.into(),
        tabs: sheet_tabs(ui, read, file, (place, sheet.at)),
        notes: told(notes),
        issues: told(issues),
        marked: marked(ui, read, file).filter(|_| !sheet.eye.masked),
        settings: if mends { settings::forms(sheet, &fields) } else { Vec::new() },
        hidden: hidden(ui, read, file, &fields, sheet.eye),
        suggestions,
        more_suggestions: (more > 0)
            .then(|| ui.f("intake-more-suggestions", &[("n", more.into())])),
        pointing: pointing::above(sheet, pointed_by, &fields),
        columns_told: !reading.tables.is_empty(),
        views: views(sheet, asked),
        tables: tables(sheet, &rows, asked),
        grid: (!rows.is_empty()).then(|| shown.more_remarks(outside.0).html(ui)),
        pages,
        next_spot: outside.1.map(|row| next_spot(sheet, row)),
        mends,
        says: sheet.says.is_some(),
        form: mends.then(|| pointing::form(sheet, save)),
        empty: rows.is_empty().then(|| {
            Empty::new(ui.t("intake-no-rows"))
                .next(ui.t("intake-view-all"), ui.here_with("xem", None))
        }),
    }
}

/// A file none of whose sheets is shown: what it hides is still offered.
fn bare(ui: &Ui, read: &ReadBatch, file: &ReadFile, eye: Eye) -> About {
    let place = read.place(&file.name).map_or(1, |(at, _)| at);
    let fields = vec![
        ("phien", read.batch.version.to_string()),
        ("tep", place.to_string()),
        ("trang", "0".to_owned()),
    ];
    About {
        title: file.name.clone().into(),
        tabs: None,
        notes: Vec::new(),
        issues: Vec::new(),
        marked: None,
        settings: Vec::new(),
        hidden: hidden(ui, read, file, &fields, eye),
        suggestions: Vec::new(),
        more_suggestions: None,
        pointing: None,
        columns_told: false,
        views: Tabs::new(ui.t("intake-views"), 0),
        tables: None,
        grid: None,
        pages: None,
        next_spot: None,
        mends: eye.mends,
        says: false,
        form: None,
        empty: Some(Empty::new(ui.t("intake-nothing-to-show"))),
    }
}

/// Of these the head of each column tells, or a line of its own.
const TOLD_ELSEWHERE: [&str; 3] = ["column_unknown", "column_guessed", "header_pointed"];

/// Sheets the sender hid, offered to who may have them read.
fn hidden(
    ui: &Ui,
    read: &ReadBatch,
    file: &ReadFile,
    fields: &[(&'static str, String)],
    eye: Eye,
) -> Vec<Html> {
    if eye.mends { settings::hidden(ui, read, file, fields) } else { Vec::new() }
}

fn at_row(ui: &Ui, row: Option<u32>, said: Text) -> Text {
    match row {
        Some(row) => {
            ui.f("intake-at-row", &[("row", row.into()), ("said", said.into_owned().into())])
        }
        None => said,
    }
}

/// The place of the file among those sent, from 1.
fn places(sheet: &Sheet<'_>) -> usize {
    let name = &sheet.read.looked.files[sheet.at.0].name;
    sheet.read.place(name).map_or(1, |(at, _)| at)
}

/// What every form of the sheet sends along: which version was looked at, and where.
pub(super) fn place_fields(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    vec![
        ("phien", sheet.read.batch.version.to_string()),
        ("tep", places(sheet).to_string()),
        ("trang", sheet.at.1.to_string()),
        ("ve", sheet.ui.query().clone().without(&["on", "known_at", "map"]).encoded()),
    ]
}

/// The rows of this page, and where in the sheet it is.
fn rows<'s>(sheet: &Sheet<'s>, asked: &Asked) -> (Vec<&'s Row>, Option<Pagination>) {
    let spots = &sheet.read.spots;
    let said: std::collections::HashSet<u32> = match asked.only {
        Only::Held => spots.held_rows(sheet.at).collect(),
        _ => spots.rows(sheet.at).collect(),
    };
    let heads: std::collections::HashSet<u32> = sheet
        .read_as
        .reading
        .rows
        .iter()
        .filter(|r| r.kind == RowKind::Header)
        .map(|r| r.row)
        .collect();
    let wanted =
        |r: &&Row| asked.only == Only::All || said.contains(&r.number) || heads.contains(&r.number);
    let all: Vec<&Row> = sheet.grid.rows.iter().filter(wanted).collect();
    // Whoever points out needs the head of the sheet, and the form below it near.
    let few = asked.all_writable || Pointing::of(sheet) == Pointing::Open;
    let per_page = if few { PER_PAGE_FEW } else { PER_PAGE };
    let total = all.len() as u64;
    let mut page = asked.page;
    if let Some(row) = asked.row
        && sheet.ui.query().get("page").is_none()
        && let Some(at) = all.iter().position(|r| r.number == row)
    {
        page = at as u64 / per_page + 1;
    }
    let pages = Pagination { page, per_page, total };
    let first = usize::try_from(pages.offset()).unwrap_or(usize::MAX);
    let taken = usize::try_from(per_page).unwrap_or(usize::MAX);
    let shown = all.into_iter().skip(first).take(taken).collect();
    (shown, (total > per_page).then_some(pages))
}

/// Remarks on other pages: how many, and the row of the next one.
fn outside(sheet: &Sheet<'_>, rows: &[&Row]) -> (u64, Option<u32>) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return (0, None) };
    let shown: std::collections::HashSet<u32> = rows.iter().map(|r| r.number).collect();
    let others = || sheet.read.spots.of_sheet(sheet.at).filter(|s| !shown.contains(&s.row));
    let next = others().map(|s| s.row).find(|r| *r > last.number);
    let next = next.or_else(|| others().map(|s| s.row).find(|r| *r < first.number));
    (others().count() as u64, next)
}

fn next_spot(sheet: &Sheet<'_>, row: u32) -> Html {
    let spots = sheet.read.spots.of_row(sheet.at, row);
    let column = spots.first().map_or(0, |s| s.column);
    let href = links::cell(sheet.read.batch.id, (places(sheet), sheet.at.1), row, column);
    let cell = format!("{}{row}", column_letter(column));
    links::html(sheet.ui, &sheet.ui.f("intake-next-spot", &[("cell", cell.into())]), &href)
}

fn sheet_tabs(
    ui: &Ui,
    read: &ReadBatch,
    file: &ReadFile,
    (place, at): (usize, SheetAt),
) -> Option<Tabs> {
    let sheets = file.sheets.as_ref().ok().filter(|s| s.len() > 1)?;
    let mut tabs = Tabs::new(ui.t("intake-col-sheets"), at.1);
    for (n, sheet) in sheets.iter().enumerate() {
        let (held, warned) = read.spots.counts((at.0, n));
        tabs = tabs
            .tab(words::sheet_name(ui, &sheet.name), links::sheet(read.batch.id, place, n))
            .count(held + warned);
    }
    Some(tabs)
}

/// The sender's own file back, with notes in its cells.
fn marked(ui: &Ui, read: &ReadBatch, file: &ReadFile) -> Option<Html> {
    let sent = read.batch.files.iter().find(|f| f.name == file.name)?;
    Some(links::html(ui, &ui.t("intake-marked"), &marked::link(&read.batch, sent)))
}

/// All rows, only those that wait or are in doubt, every cell writable.
fn views(sheet: &Sheet<'_>, asked: &Asked) -> Tabs {
    let (ui, spots) = (sheet.ui, &sheet.read.spots);
    let base = ui.query().clone().without(&["page", "dong", "xem", "sua"]);
    let to = |name: &str, value: &str| base.clone().with(name, Some(value)).behind(ui.path());
    let current = match (asked.all_writable, asked.only) {
        (true, _) => 3,
        (false, Only::Doubtful) => 2,
        (false, Only::Held) => 1,
        (false, Only::All) => 0,
    };
    let tabs = Tabs::new(ui.t("intake-views"), current)
        .tab(ui.t("intake-view-all"), base.behind(ui.path()))
        .tab(ui.t("intake-view-held"), to("xem", "cho"))
        .count(spots.held_rows(sheet.at).count() as u64)
        .tab(ui.t("intake-view-doubtful"), to("xem", "can-xem"))
        .count(spots.rows(sheet.at).count() as u64);
    if !sheet.eye.mends {
        return tabs;
    }
    tabs.tab(ui.t("intake-view-writable"), to("sua", "moi-o"))
}

/// The tables of a sheet that has several: each has columns of its own.
fn tables(sheet: &Sheet<'_>, rows: &[&Row], asked: &Asked) -> Option<Tabs> {
    let (ui, tables) = (sheet.ui, &sheet.read_as.reading.tables);
    let base = ui.query().clone().without(&["bang"]);
    let tabs = Tabs::new(ui.t("intake-tables"), sheet.table(rows, asked.table));
    let to = |n: usize| base.clone().with("bang", Some(&n.to_string())).behind(ui.path());
    let named =
        |n: usize, row: u32| ui.f("intake-table-n", &[("n", n.into()), ("row", row.into())]);
    let all = tables.iter().zip(1..);
    (tables.len() > 1).then(|| all.fold(tabs, |tabs, (t, n)| tabs.tab(named(n, t.rows.0), to(n))))
}

/// Back to where a form was sent from.
pub(super) fn back_to(batch: &Batch, raw_query: &str) -> String {
    Query::parse(raw_query)
        .only(&["tep", "trang", "page", "xem", "sua", "dong", "bang"])
        .behind(&links::batch(batch.id))
}
