//! The sender's own file back, with a note in each cell that could not be read.

use std::sync::{Arc, atomic::AtomicUsize};

use access::{Actor, App, Refused, Right, Signed};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use ui::{Problem, Redirect, Ui, export};

use super::{
    batch_room::{desk, load},
    fail::fail,
    links, opened,
    remarks::{self, Remark},
    words,
};
use crate::{
    acts::{Ask, Incoming, Looked, look, sees_whole, turn},
    figures,
    model::{Batch, HeldRow, KeptFile, UploadId},
    reading::{Limits, Mark, Marked, Refusal, mark},
    rules::propose::ReadFile,
    store::batch as sql,
};

/// Where a file of a batch is, marked.
pub(super) fn link(batch: &Batch, file: &KeptFile) -> String {
    links::of_batch(batch.id, &format!("danh-dau/{}", file.id))
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, upload)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    // It has everything in it, unmasked.
    if !sees_whole(&signed.actor, &batch) {
        return Err(Refused(Right::Intake).into());
    }
    let upload = UploadId(upload.parse().map_err(|_| Problem::not_found())?);
    let mut tx = app.db.read().await.map_err(fail)?;
    let content = sql::content(&mut tx, batch.id, upload).await?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let held = figures::held_rows(&mut tx, known).await?;
    drop(tx);
    let (name, bytes) = content.ok_or_else(Problem::not_found)?;
    // What for was said, or is asked for where the batch is looked at.
    let Some(purpose) = opened::why(&app, &signed, &ui, &batch).await? else {
        return Ok(Redirect::to(links::batch(batch.id)).into_response());
    };
    let looked = again(&app, &signed.actor, &batch, &name, &bytes).await?;
    let read = looked.files.first().ok_or_else(Problem::not_found)?;
    let held: Vec<&HeldRow> = held.iter().map(|h| &h.fact).filter(|h| h.file == name).collect();
    let mut marks = marks(&ui, &batch, read, &held);
    marks.extend(remarked(&remarks::of(&app, batch.id).await?, &name));
    opened::file(&app, &signed, (&batch, ui.path(), &purpose), &looked).await?;
    // Unpacking and packing again is work of many milliseconds.
    let done = tokio::task::block_in_place(|| mark(&name, &bytes, &marks, &Limits::default()));
    let marked = done.map_err(|refusal| unmarkable(&ui, &name, &refusal))?;
    Ok(answer(&name, marked))
}

/// What is said of cells: what could not be read, what was doubtful, what was mended by hand.
fn marks(ui: &Ui, batch: &Batch, read: &ReadFile, held: &[&HeldRow]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut say = |sheet: &str, row: u32, column: u16, text: String| {
        let mark = Mark { sheet: sheet.to_owned(), row, column, text };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    };
    for sheet in read.sheets.iter().flatten() {
        for problem in sheet.reading.rows.iter().flat_map(|r| &r.problems) {
            let text = words::problem(ui, problem.code, &problem.value).into_owned();
            say(&sheet.name, problem.row, problem.column, text);
        }
        for issue in sheet.reading.issues.iter().filter(|i| !i.note) {
            if let (Some(row), Some(column)) = (issue.row, issue.column) {
                say(&sheet.name, row, column, words::issue(ui, issue).into_owned());
            }
        }
    }
    // What only the record could tell: whose number it is, which of two rows is right.
    for row in held {
        for problem in &row.problems {
            let text = words::problem(ui, &problem.code, &problem.value).into_owned();
            let number = u32::try_from(row.row).unwrap_or(u32::MAX);
            say(&row.sheet, number, super::spots::column_index(&problem.column), text);
        }
    }
    for made in batch.edits.iter().filter(|e| e.edit.file == read.name) {
        let edit = &made.edit;
        let text = ui.f("intake-mark-now", &[("value", edit.value.as_str().into())]);
        say(&edit.sheet, edit.row, edit.column, text.into_owned());
    }
    marks
}

/// What whoever looked it through says of its cells.
fn remarked(remarks: &[Remark], file: &str) -> impl Iterator<Item = Mark> {
    remarks.iter().filter(move |r| r.file == file).map(|r| Mark {
        sheet: r.sheet.clone(),
        row: r.row,
        column: r.column,
        text: r.text.clone(),
    })
}

/// The file as it reads now, with whose rows it has.
async fn again(
    app: &App,
    by: &Actor,
    batch: &Batch,
    name: &str,
    bytes: &[u8],
) -> Result<Looked, Problem> {
    let _turn = turn().await;
    let files = [Incoming { name: name.to_owned(), bytes: Arc::new(bytes.to_vec()) }];
    let (edits, done) = (batch.mended(), AtomicUsize::new(0));
    let ask = Ask::of_batch(batch, &edits, &done);
    Ok(look(&desk(app, by), &files, &ask).await?)
}

fn unmarkable(ui: &Ui, name: &str, refusal: &Refusal) -> Problem {
    let why = words::refusal(ui, refusal.code(), refusal.limit()).into_owned();
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unmarkable", "intake-unmarkable")
        .arg("file", name)
        .arg("why", why)
}

fn answer(name: &str, marked: Marked) -> Response {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut response =
        export::file(export::Format::Xlsx, &format!("{stem} danh dau"), marked.bytes);
    if marked.extension == "xlsm" {
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/vnd.ms-excel.sheet.macroEnabled.12");
        headers.insert(header::CONTENT_TYPE, kind);
        let named = headers.get(header::CONTENT_DISPOSITION).and_then(|v| v.to_str().ok());
        let named = named.map(|v| v.replace(".xlsx\"", ".xlsm\""));
        if let Some(named) = named.and_then(|v| HeaderValue::try_from(v).ok()) {
            headers.insert(header::CONTENT_DISPOSITION, named);
        }
    }
    response
}
