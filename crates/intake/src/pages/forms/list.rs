//! `/tiep-nhan/bieu`: kinds of sheet, each with its blank form.

use access::{App, Signed};
use axum::{extract::State, response::Response};
use ui::{Cell, Column, Component as _, Page, Problem, Table, TableQuery, Ui, export};

use super::{address, all, download};
use crate::{forms::Form, pages::links};

pub(super) async fn get(State(app): State<App>, _: Signed, ui: Ui) -> Result<Response, Problem> {
    let forms = all(&app).await?;
    let query = TableQuery::read(&ui, &[]);
    let caption = ui.f("intake-forms-caption", &[("n", forms.len().into())]);
    let mut table = Table::new("bieu", caption, columns(&ui))
        .asked(&query)
        .of_total(forms.len() as u64)
        .exported();
    for form in &forms {
        table.push(row(&ui, form));
    }
    if let Some(file) = export::answer(&ui, &query, &ui.t("intake-forms-title"), &table) {
        return Ok(file);
    }
    let page = Page::new(ui.t("intake-forms-title"))
        .lead(ui.t("intake-forms-lead"))
        .crumb(ui.t("intake-nav-batches"), links::BATCHES);
    Ok(page.respond(&ui, &table.html(&ui)))
}

fn columns(ui: &Ui) -> [Column; 3] {
    [
        Column::new("name", ui.t("intake-forms-kind")).head(),
        Column::new("columns", ui.t("intake-forms-columns")),
        Column::new("blank", ui.t("intake-forms-blank")),
    ]
}

fn row(ui: &Ui, form: &Form) -> [Cell; 3] {
    let headings: Vec<&str> = form.columns.iter().map(|c| &c.heading[..]).collect();
    [
        Cell::text(form.name.clone()).link(address(&form.code)),
        Cell::text(headings.join(", ")),
        Cell::text(ui.t("intake-forms-download")).link(download(&form.code)),
    ]
}
