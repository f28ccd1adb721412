//! The sender's own file back, with a note in each cell that could not be read.

use access::{App, Read, Refused, Right, Signed, log_read};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use ui::{Problem, Ui, export};

use super::{
    batch_room::{file_of, load},
    fail::fail,
    links, opened,
    remarks::{self, Remark},
    words,
};
use crate::{
    acts::sees_whole,
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
    let read = file_of(&app, batch.id, upload).await?.ok_or_else(Problem::not_found)?;
    let held: Vec<&HeldRow> = held.iter().map(|h| &h.fact).filter(|h| h.file == name).collect();
    let mut marks = marks(&ui, &batch, &read, &held);
    marks.extend(remarked(&remarks::of(&app, batch.id).await?, &name));
    log(&app, &signed, &ui, &batch, &read).await?;
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

/// Notes that the file was taken out.
async fn log(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    batch: &Batch,
    read: &ReadFile,
) -> Result<(), Problem> {
    let people: usize =
        read.sheets.iter().flatten().map(crate::rules::propose::ReadSheet::rows).sum();
    let page = ui.path();
    let note = Read {
        kind: opened::BATCH,
        subject: Some(batch.id.0),
        people: people as u64,
        page,
        purpose: "",
    };
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &note).await.map_err(fail)?;
    tx.commit().await.map_err(fail)
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
