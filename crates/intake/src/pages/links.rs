//! Addresses of the things pages speak of.

use kernel::Seq;
use ui::{Html, Query, Ui, escape, segment};

use crate::model::{Batch, BatchId, HeldId};

pub(super) const BATCHES: &str = "/tiep-nhan";

pub(super) fn batch(id: BatchId) -> String {
    format!("{BATCHES}/{id}")
}

/// Where a batch belongs: the page of its office's submission, or the list of all batches.
pub(super) fn home(batch: &Batch) -> String {
    batch.submitted.as_ref().map_or_else(|| BATCHES.to_owned(), |s| s.page.clone())
}

/// What that page is called.
pub(super) const fn home_label(batch: &Batch) -> &'static str {
    match batch.submitted {
        Some(_) => "intake-submission",
        None => "intake-nav-batches",
    }
}

pub(super) fn of_batch(id: BatchId, page: &str) -> String {
    format!("{BATCHES}/{id}/{page}")
}

/// A sheet of a batch: files count from 1, sheets from 0.
pub(super) fn sheet(id: BatchId, file: usize, sheet: usize) -> String {
    Query::default()
        .with("tep", Some(&file.to_string()))
        .with("trang", Some(&sheet.to_string()))
        .behind(&batch(id))
}

/// A row of a sheet; the cell is where the page stands.
pub(super) fn cell(id: BatchId, place: (usize, usize), row: u32, column: u16) -> String {
    let query = Query::parse("").with("dong", Some(&row.to_string()));
    format!("{}#bieu-r{row}c{column}", query.behind(&sheet(id, place.0, place.1)))
}

pub(super) fn held(id: HeldId) -> String {
    format!("{BATCHES}/cho/{id}")
}

pub(super) fn held_erase(id: HeldId) -> String {
    format!("{}/xoa", held(id))
}

/// Where it is said who a row is.
pub(super) fn held_who(id: HeldId) -> String {
    format!("{}/la-ai", held(id))
}

pub(super) fn act(seq: Seq) -> String {
    format!("/quyet-dinh/{seq}")
}

pub(super) fn office(code: &str) -> String {
    format!("/don-vi/{}", segment(code))
}

pub(super) fn person(id: registry::model::PersonId) -> String {
    format!("/nhan-luc/{id}")
}

/// A link within text.
pub(super) fn html(ui: &Ui, label: &str, href: &str) -> Html {
    let mut out = String::from("<a href=\"");
    escape(&ui.link(href), &mut out);
    out.push_str("\">");
    escape(label, &mut out);
    out.push_str("</a>");
    Html::trusted(out)
}

/// A paragraph of text.
pub(super) fn paragraph(text: &str) -> Html {
    Html::trusted(format!("<p>{}</p>", Html::text(text)))
}
