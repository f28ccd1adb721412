//! A row that waits: what its cells show, and a way to mend them.

use access::{App, Right, Signed};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use std::sync::Arc;
use ui::{
    Button, Component as _, Errors, Field, Form, Html, Notice, Page, Problem, Redirect, Summary,
    Text, Tone, Ui,
};

use super::{
    WAITING_PAGE,
    batch_room::{desk, file_of},
    fail::{fail, refused},
    given::{Given, Pairs},
    grid::differs,
    held_name, links, mask, opened,
    spots::column_index,
    words,
};
use crate::{
    acts::{self, Edit, held_row, newest_applied, of_row},
    figures::kinds_even_retired,
    model::{BatchId, HeldId, HeldProblem, HeldRow, SheetKind, Verdict},
    reading::{Cell, column_letter},
    rules::{
        headings::without_unasked,
        propose::{ReadFile, ReadSheet},
    },
};

/// The row in the newest kept file of its name.
pub(super) struct Found {
    pub(super) row: HeldRow,
    /// What was decided about it.
    answer: Option<Verdict>,
    file: Option<Arc<ReadFile>>,
    /// Kinds that the office described: the row may be of one.
    kinds: Vec<SheetKind>,
}

impl Found {
    pub(super) async fn load(app: &App, id: &str) -> Result<Self, Problem> {
        let id = HeldId(id.parse().map_err(|_| Problem::not_found())?);
        let mut tx = app.db.read().await.map_err(fail)?;
        let row = held_row(&mut tx, id).await?.ok_or_else(Problem::not_found)?;
        let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
        let answer = of_row(&mut tx, known, id).await?.pop().map(|h| h.fact.verdict);
        let newest = newest_applied(&mut tx, &row.file).await?;
        let kinds = kinds_even_retired(&mut tx, known).await?;
        drop(tx);
        let file = match newest {
            Some((batch, upload)) => file_of(app, batch, upload).await?,
            None => None,
        };
        Ok(Self { row, answer, file, kinds })
    }

    /// The sheet, and its place among those read.
    pub(super) fn sheet(&self) -> Option<(usize, &ReadSheet)> {
        let sheets = self.file.as_ref()?.sheets.as_ref().ok()?;
        sheets.iter().enumerate().find(|(_, s)| s.name == self.row.sheet)
    }

    /// What it is called.
    pub(super) fn name(&self, ui: &Ui) -> String {
        held_name::name(ui, &self.kinds, &self.row)
    }

    /// Who it may be of, to be searched for.
    pub(super) fn sought(&self) -> String {
        held_name::sought(&self.kinds, &self.row)
    }

    pub(super) fn number(&self) -> u32 {
        u32::try_from(self.row.row).unwrap_or(u32::MAX)
    }

    /// The row's cells, when the file still says what the row said when it was held: column,
    /// heading, text.
    fn cells(&self) -> Option<Vec<(u16, String, String)>> {
        let (_, sheet) = self.sheet()?;
        let row = sheet.grid.row(self.number())?;
        if sheet.shown(self.number())? != without_unasked(&self.row.cells) {
            return None;
        }
        let mut cells: Vec<(u16, String, String)> = sheet
            .reading
            .columns_at(self.number())
            .iter()
            .map(|c| {
                let text = row.cell(c.index).map(Cell::shown).unwrap_or_default();
                (c.index, c.heading.clone(), text)
            })
            .collect();
        for (column, cell) in &row.cells {
            if cells.iter().all(|(c, ..)| c != column) {
                cells.push((*column, String::new(), cell.shown()));
            }
        }
        cells.sort_by_key(|(column, ..)| *column);
        Some(cells)
    }
}

#[derive(Template)]
#[template(path = "held.html")]
struct View<'a> {
    ui: &'a Ui,
    about: Summary,
    why: Vec<String>,
    form: Option<Form>,
    cells: Option<Summary>,
    aside: Option<Form>,
    erase: Option<Button>,
    answered: Option<Notice>,
    who: Option<Button>,
    who_explained: Text,
    open: Option<Form>,
    gone: bool,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeePeople)?;
    let found = Found::load(&app, &id).await?;
    let why = if signed.actor.may_all(Right::Intake) {
        opened::why_held(&app, &signed).await?
    } else {
        None
    };
    if let Some(purpose) = &why {
        opened::held(&app, &signed, &found.row, purpose).await?;
    }
    show(&ui, &signed, (&found, why.is_some()), &Errors::default())
}

/// Shows the row as it was sent, once somebody said what for: that holds for all rows that day.
pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    let found = Found::load(&app, &id).await?;
    match opened::purpose(&ui, &Given(pairs).line("muc_dich")) {
        Ok(purpose) => {
            opened::held(&app, &signed, &found.row, &purpose).await?;
            Ok(Redirect::to(links::held(found.row.id)).into_response())
        }
        Err(errors) => show(&ui, &signed, (&found, false), &errors),
    }
}

fn show(
    ui: &Ui,
    signed: &Signed,
    (found, opened): (&Found, bool),
    errors: &Errors,
) -> Result<Response, Problem> {
    let row = &found.row;
    let enters = signed.actor.may_all(Right::Intake);
    let kept = found.cells().filter(|_| enters);
    let gone = enters && kept.is_none();
    let form = kept.filter(|_| opened).map(|cells| form(ui, row, &cells, errors));
    let cells = form.is_none().then(|| cells(row, opened));
    let open = (enters && !opened).then(|| {
        Form::post(format!("{}/mo", links::held(row.id)))
            .field(opened::field(ui, errors))
            .button(Button::submit(ui.t("intake-open-row")))
    });
    let about = Summary::new()
        .line(ui.t("intake-col-file"), row.file.clone())
        .line(ui.t("intake-col-sheet"), words::sheet_name(ui, &row.sheet))
        .line(ui.t("intake-col-row"), ui.n(row.row));
    let why = problems(ui, row, opened);
    // Lists of further kinds say who is meant in their own rooms, but whether it is somebody who was
    // erased can be said here alone.
    let erased = row.maybe_erased();
    let officers = found.sheet().is_none_or(|(_, sheet)| sheet.listing.is_none());
    let who = (enters && (officers || erased))
        .then(|| Button::link(ui.t("intake-who-next"), links::held_who(row.id)));
    let who_explained =
        ui.t(if row.asks_who() { "intake-who-lead" } else { "intake-who-lead-unread" });
    let answered = found.answer.map(|verdict| answered(ui, verdict));
    // What is only set aside is kept for ever: who was erased is erased again.
    let erases = erased && enters && signed.actor.may_all(Right::AnswerRequests);
    let erase = erases
        .then(|| Button::link(ui.t("intake-held-erase-next"), links::held_erase(row.id)).danger());
    let aside = (enters && !erased).then(|| aside(ui, row, errors));
    let view = View {
        ui,
        about,
        why,
        form,
        cells,
        aside,
        erase,
        answered,
        who,
        who_explained,
        open,
        gone,
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let page = Page::new(found.name(ui))
        .lead(ui.t("intake-held-lead"))
        .errors(errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES)
        .crumb(ui.t("intake-waiting-title"), WAITING_PAGE);
    Ok(page.respond(ui, &Html::trusted(body)))
}

/// Why it waits, each reason with its cell.
pub(super) fn problems(ui: &Ui, row: &HeldRow, whole: bool) -> Vec<String> {
    let told = |p: &HeldProblem| {
        if whole { p.value.clone() } else { mask::value(&p.code, &p.value) }
    };
    let at = |p: &HeldProblem| {
        format!("{}{}: {}", p.column, row.row, words::problem(ui, &p.code, &told(p)))
    };
    row.problems.iter().map(at).collect()
}

/// What was decided about it: it is entered so once its sheet is read again.
fn answered(ui: &Ui, verdict: Verdict) -> Notice {
    let said = match verdict {
        Verdict::Person(_) => "intake-answered-person",
        Verdict::Other(_) | Verdict::Dropped => "intake-answered-other",
    };
    let notice = Notice::new(Tone::Info, ui.t(said));
    match verdict {
        Verdict::Person(id) | Verdict::Other(Some(id)) => {
            notice.more(links::html(ui, &ui.t("intake-answered-who"), &links::person(id)))
        }
        _ => notice,
    }
}

/// What its cells say; who does not mend them sees what identifies a person masked.
fn cells(row: &HeldRow, whole: bool) -> Summary {
    row.cells.iter().fold(Summary::new(), |all, (heading, text)| {
        let text = if whole { text.clone() } else { mask::under(heading, text) };
        all.line(heading.clone(), text)
    })
}

fn form(ui: &Ui, row: &HeldRow, cells: &[(u16, String, String)], errors: &Errors) -> Form {
    let mut form = Form::post(links::held(row.id));
    for (column, heading, text) in cells {
        let letter = column_letter(*column);
        let label =
            if heading.is_empty() { letter.clone() } else { format!("{letter} · {heading}") };
        let mut field = Field::text(format!("o-{column}"), label).value(text.clone());
        let said = row.problems.iter().find(|p| column_index(&p.column) == *column);
        let mut own = errors.clone();
        if let Some(problem) = said {
            own.add(format!("o-{column}"), words::problem(ui, &problem.code, &problem.value));
            field = field.from(&own);
        }
        form = form.field(field);
    }
    form.button(Button::submit(ui.t("intake-held-fix")))
        .button(Button::link(ui.t("intake-back"), WAITING_PAGE))
}

/// A way to say that the row is not to be entered at all.
fn aside(ui: &Ui, row: &HeldRow, errors: &Errors) -> Form {
    let reason = Field::text(REASON, ui.t("intake-aside-reason")).required().from(errors);
    Form::post(format!("{}/bo", links::held(row.id)))
        .field(reason)
        .button(Button::submit(ui.t("intake-aside")).danger())
}

pub(super) const REASON: &str = "ly-do";

/// Sets a row aside, for a reason.
pub(super) async fn set_aside(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    let given = Given(pairs);
    let found = Found::load(&app, &id).await?;
    if found.row.maybe_erased() {
        return Ok(Redirect::to(links::held_erase(found.row.id)).into_response());
    }
    let reason = given.raw(REASON).trim();
    if reason.is_empty() {
        let mut errors = Errors::default();
        errors.add(REASON, ui.t("intake-aside-why"));
        return show(&ui, &signed, (&found, true), &errors);
    }
    let desk = desk(&app, &signed.actor);
    let done = acts::set_aside(&desk, found.row.id, reason).await;
    done.map_err(|e| refused(BatchId(found.row.id.0), e))?;
    Ok(Redirect::to(WAITING_PAGE).saying("intake-aside-done").into_response())
}

/// Opens a batch from the file with these cells mended, and goes on in its step 2.
pub(super) async fn fix(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    let given = Given(pairs);
    let found = Found::load(&app, &id).await?;
    let nowhere = || refused(BatchId(found.row.id.0), acts::BatchError::NotKept);
    let cells = found.cells().ok_or_else(nowhere)?;
    let mut edits: Vec<(Edit, String)> = Vec::new();
    for (column, _, text) in &cells {
        let Some((_, value)) = given.under("o-").find(|(c, _)| *c == column.to_string()) else {
            continue;
        };
        if differs(text, &value) {
            let edit = Edit {
                file: found.row.file.clone(),
                sheet: found.row.sheet.clone(),
                row: found.number(),
                column: *column,
                value,
            };
            edits.push((edit, text.clone()));
        }
    }
    let Some(first) = edits.first().map(|(e, _)| e.column) else {
        let mut errors = Errors::default();
        errors.add("", ui.t("intake-held-unchanged"));
        return show(&ui, &signed, (&found, true), &errors);
    };
    let desk = desk(&app, &signed.actor);
    let opened = acts::batch_of_held(&desk, found.row.id, &edits).await;
    let batch = opened.map_err(|e| refused(BatchId(found.row.id.0), e))?;
    let sheet = found.sheet().map_or(0, |(at, _)| at);
    let to = links::cell(batch, (1, sheet), found.number(), first);
    Ok(Redirect::to(to).saying("intake-held-mended").into_response())
}
