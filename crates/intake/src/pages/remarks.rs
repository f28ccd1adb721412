//! What another room says of cells: whoever looks a sheet through says what is to be mended.

use ::store::Tx;
use access::{Actor, App, Right};
use kernel::Uuid;
use registry::pages::Waiting;
use ui::{Html, Problem, Ui, escape};

use super::{
    batch_room::{ReadBatch, Room},
    fail::fail,
    links, words,
};
use crate::{
    model::{Batch, BatchId},
    reading::column_letter,
};

/// Something said of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 0.
    pub column: u16,
    /// What is to be mended.
    pub text: String,
}

/// Tells what is said of the cells of a batch. It is asked in the transaction of the page.
pub(super) type Remarks =
    Box<dyn for<'t> Fn(&'t mut Tx, Uuid) -> Waiting<'t, Vec<Remark>> + Send + Sync>;

/// Where something is said of a cell: of the page of a submission, file, sheet and cell (`B7`).
pub type RemarkForm = fn(&str, &str, &str, &str) -> String;

/// The form for whoever looks a batch through that is out of its office's hands.
pub(super) fn form(app: &App, by: &Actor, batch: &Batch) -> Option<RemarkForm> {
    let it = batch.submitted.as_ref().filter(|it| it.handed_in)?;
    let may = by.may_at(Right::RunCampaigns, it.office.0);
    app.room::<Room>().remark_form.filter(|_| may)
}

/// What is said of the cells of a batch.
pub(super) async fn of(app: &App, batch: BatchId) -> Result<Vec<Remark>, Problem> {
    let Some(told) = &app.room::<Room>().remarks else { return Ok(Vec::new()) };
    let mut tx = app.db.read().await.map_err(fail)?;
    told(&mut tx, batch.0).await.map_err(fail)
}

/// A list that leads to the cells.
pub(super) fn list(ui: &Ui, read: &ReadBatch, remarks: &[Remark]) -> Option<Html> {
    if remarks.is_empty() {
        return None;
    }
    let mut out = String::from("<ul>");
    for remark in remarks {
        out.push_str("<li>");
        let cell = format!("{}{}", column_letter(remark.column), remark.row);
        let place = format!("{} · {cell}", words::sheet_name(ui, &remark.sheet));
        match read.sheet_place(&remark.file, &remark.sheet) {
            Some(at) => {
                let href = links::cell(read.batch.id, at, remark.row, remark.column);
                out.push_str(links::html(ui, &place, &href).as_str());
            }
            None => escape(&place, &mut out),
        }
        out.push_str(": ");
        escape(&remark.text, &mut out);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Some(Html::trusted(out))
}
