//! `/tiep-nhan/bieu`: kinds of sheet, each with its blank form.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::Date;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Page, Problem, Table, TableQuery, Ui, export,
};

use super::{FORMS, address, download, known::Known};
use crate::{forms::Form, model::SheetKind, pages::links};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeeFigures)?;
    let known = Known::load(&app).await?;
    let forms = known.forms();
    let sees = signed.actor.may(Right::SeePeople);
    let query = TableQuery::read(&ui, &[]);
    let caption = ui.f("intake-forms-caption", &[("n", forms.len().into())]);
    let mut table = Table::new("bieu", caption, columns(&ui))
        .asked(&query)
        .of_total((forms.len() + known.all_retired().len()) as u64)
        .exported();
    for form in &forms {
        table.push(row(&ui, &known, form, sees));
    }
    for (kind, since) in known.all_retired() {
        table.push(retired(&ui, kind, *since, sees));
    }
    if let Some(file) = export::answer(&ui, &query, &ui.t("intake-forms-title"), &table) {
        return Ok(file);
    }
    let page = Page::new(ui.t("intake-forms-title"))
        .lead(ui.t("intake-forms-lead"))
        .crumb(ui.t("intake-nav-batches"), links::BATCHES);
    let mut body = table.html(&ui);
    let new = Button::link(ui.t("intake-kind-new"), format!("{FORMS}/moi"));
    body.push(&Buttons::new([new]).html(&ui));
    Ok(page.respond(&ui, &body))
}

fn columns(ui: &Ui) -> [Column; 4] {
    [
        Column::new("name", ui.t("intake-forms-kind")).head(),
        Column::new("columns", ui.t("intake-forms-columns")),
        Column::new("blank", ui.t("intake-forms-blank")),
        Column::new("rows", ui.t("intake-forms-rows")),
    ]
}

/// A kind that is not in use any more: its rows can still be seen.
fn retired(ui: &Ui, kind: &SheetKind, since: Date, sees: bool) -> [Cell; 4] {
    let headings = kind.columns.iter().filter_map(|c| c.label.as_deref());
    let said = ui.f("intake-kind-retired", &[("date", ui.date(since).into())]);
    let rows = Cell::text(ui.t("intake-forms-see-rows"));
    let rows = rows.link(format!("{}/so-lieu", address(&kind.code)));
    [
        Cell::text(kind.name.clone()).link(address(&kind.code)).note(said),
        Cell::text(headings.collect::<Vec<_>>().join(", ")),
        Cell::blank(),
        if sees { rows } else { Cell::blank() },
    ]
}

fn row(ui: &Ui, known: &Known, form: &Form, sees: bool) -> [Cell; 4] {
    let headings: Vec<&str> = form.columns.iter().map(|c| &c.heading[..]).collect();
    let rows = match known.described(&form.code) {
        Some(_) if sees => Cell::text(ui.t("intake-forms-see-rows"))
            .link(format!("{}/so-lieu", address(&form.code))),
        _ => Cell::blank(),
    };
    [
        Cell::text(form.name.clone()).link(address(&form.code)),
        Cell::text(headings.join(", ")),
        Cell::text(ui.t("intake-forms-download")).link(download(&form.code)),
        rows,
    ]
}
