//! `/tiep-nhan/bieu/{kind}`: the columns of a kind of sheet, and its blank form for an office.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use ui::{
    Button, Buttons, Cell, Chooser, Column, Component as _, Errors, Field, Page, Problem, Table,
    TableQuery, Ui, export,
};

use super::{FORMS, address, download, known::Known};
use crate::{
    forms::{Asks, Form, FormColumn},
    pages::links,
};

pub(super) const OFFICE: &str = "don-vi";
pub(super) const DAY: &str = "ngay";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeeFigures)?;
    let known = Known::load(&app).await?;
    let form = known.form(&code).ok_or_else(Problem::not_found)?;
    Ok(show(&ui, &known, &form, &Errors::default()))
}

/// The page of a kind; faults stand at the fields of its chooser.
pub(super) fn show(ui: &Ui, known: &Known, form: &Form, errors: &Errors) -> Response {
    let query = TableQuery::read(ui, &[]);
    let caption = ui.f("intake-form-caption", &[("n", form.columns.len().into())]);
    let mut table = Table::new("cot", caption, columns(ui))
        .asked(&query)
        .of_total(form.columns.len() as u64)
        .exported();
    for column in &form.columns {
        table.push(row(ui, column));
    }
    if let Some(file) = export::answer(ui, &query, &form.name, &table) {
        return file;
    }
    let typed = |name: &str| ui.query().get(name).unwrap_or_default().to_owned();
    let office = Field::text(OFFICE, ui.t("intake-form-office"))
        .hint(ui.t("intake-form-office-hint"))
        .value(typed(OFFICE))
        .from(errors);
    let day = Field::date(ui, DAY, ui.t("intake-form-day")).value(typed(DAY)).from(errors);
    let mut body = Chooser::new(download(&form.code), ui.t("intake-forms-download"))
        .field(office)
        .field(day)
        .html(ui);
    body.push(&table.html(ui));
    if known.described(&form.code).is_some() {
        let at = address(&form.code);
        let buttons = [
            Button::link(ui.t("intake-forms-see-rows"), format!("{at}/so-lieu")),
            Button::link(ui.t("intake-kind-edit"), format!("{at}/sua")),
        ];
        body.push(&Buttons::new(buttons).html(ui));
    }
    Page::new(form.name.clone())
        .lead(ui.t("intake-form-lead"))
        .errors(errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES)
        .crumb(ui.t("intake-forms-title"), FORMS)
        .respond(ui, &body)
}

fn columns(ui: &Ui) -> [Column; 5] {
    [
        Column::new("heading", ui.t("intake-form-heading")).head(),
        Column::new("asks", ui.t("intake-form-asks")),
        Column::new("must", ui.t("intake-form-must")),
        Column::new("help", ui.t("intake-form-help")),
        Column::new("example", ui.t("intake-form-example")),
    ]
}

fn row(ui: &Ui, column: &FormColumn) -> [Cell; 5] {
    let heading = match &column.group {
        Some(group) => format!("{group} / {}", column.heading),
        None => column.heading.clone(),
    };
    let must = if column.required { Cell::text(ui.t("intake-form-yes")) } else { Cell::blank() };
    [
        Cell::text(heading),
        Cell::text(asks(ui, &column.asks)),
        must,
        Cell::text(column.help.clone()),
        Cell::text(column.example.clone()),
    ]
}

/// What is to be written, with the words to choose from.
pub(super) fn asks(ui: &Ui, asks: &Asks) -> String {
    let name = ui.t(&format!("intake-asks-{}", asks.name().replace('_', "-"))).into_owned();
    match asks {
        Asks::Choice(words) => format!("{name}: {}", words.join("; ")),
        _ => name,
    }
}
