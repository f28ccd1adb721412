//! `/tiep-nhan/bieu/{kind}`: the columns of a kind of sheet, and its blank form for an office.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use ui::{
    Button, Buttons, Cell, Chooser, Column, Component as _, Errors, Field, Form, Html, Notice,
    Page, Problem, Table, TableQuery, Tone, Ui, export,
};

use super::{FORMS, address, download, known::Known};
use crate::{
    forms::{Asks, Form as Blank, FormColumn},
    pages::links,
};

pub(super) const OFFICE: &str = "don-vi";
pub(super) const DAY: &str = "ngay";
pub(super) const REASON: &str = "ly_do";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeeFigures)?;
    let known = Known::load(&app).await?;
    let form = known.form(&code).or_else(|| known.retired_form(&code));
    let form = form.ok_or_else(Problem::not_found)?;
    Ok(show(&ui, &signed, &known, &form, &Errors::default()))
}

/// The page of a kind; faults stand at the fields of its chooser.
pub(super) fn show(
    ui: &Ui,
    signed: &Signed,
    known: &Known,
    form: &Blank,
    errors: &Errors,
) -> Response {
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
    let retired = known.retired(&form.code).map(|(_, since)| *since);
    let mut body = if retired.is_none() { blank(ui, form, errors) } else { Html::default() };
    body.push(&table.html(ui));
    let describes = signed.actor.may_all(Right::DescribeKinds);
    let (sees, at) = (signed.actor.may(Right::SeePeople), address(&form.code));
    if known.ever_described(&form.code).is_some() {
        let mut buttons = Vec::new();
        if sees {
            buttons.push(Button::link(ui.t("intake-forms-see-rows"), format!("{at}/so-lieu")));
        }
        if describes && retired.is_none() {
            buttons.push(Button::link(ui.t("intake-kind-edit"), format!("{at}/sua")));
        }
        body.push(&Buttons::new(buttons).html(ui));
        if describes {
            body.push(&retiring(ui, &at, retired.is_some(), errors));
        }
    }
    let mut page = Page::new(form.name.clone())
        .lead(ui.t("intake-form-lead"))
        .errors(errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES)
        .crumb(ui.t("intake-forms-title"), FORMS);
    if let Some(since) = retired {
        let said = ui.f("intake-kind-retired", &[("date", ui.date(since).into())]);
        page = page.notice(Notice::new(Tone::Info, said));
    }
    page.respond(ui, &body)
}

/// Takes it out of use, or into use again, for a reason.
fn retiring(ui: &Ui, at: &str, retired: bool, errors: &Errors) -> Html {
    let (title, explained, verb, path) = if retired {
        ("intake-kind-restore-title", "intake-kind-restore-lead", "intake-kind-restore", "dung-lai")
    } else {
        ("intake-kind-retire-title", "intake-kind-retire-lead", "intake-kind-retire", "ngung")
    };
    let submit = Button::submit(ui.t(verb));
    let reason = Field::text(REASON, ui.t("intake-kind-retire-why")).longest(500).required();
    let form = Form::post(format!("{at}/{path}"))
        .part(Html::trusted(format!("<p>{}</p>", Html::text(&ui.t(explained)))))
        .field(reason.from(errors))
        .button(if retired { submit } else { submit.danger() });
    let title = Html::text(&ui.t(title)).to_string();
    let mut out = Html::trusted(format!("<h2 id=\"ngung\">{title}</h2>"));
    out.push(&form.html(ui));
    out
}

/// The blank form, for an office and a day.
fn blank(ui: &Ui, form: &Blank, errors: &Errors) -> Html {
    let typed = |name: &str| ui.query().get(name).unwrap_or_default().to_owned();
    let office = Field::text(OFFICE, ui.t("intake-form-office"))
        .hint(ui.t("intake-form-office-hint"))
        .value(typed(OFFICE))
        .from(errors);
    let day = Field::date(ui, DAY, ui.t("intake-form-day")).value(typed(DAY)).from(errors);
    Chooser::new(download(&form.code), ui.t("intake-forms-download"))
        .field(office)
        .field(day)
        .html(ui)
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
