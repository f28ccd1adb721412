//! `/nhat-ky-doc`: who read whose data.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use kernel::Date;
use ui::{
    Cell, Choice, Chooser, Column, Component as _, Empty, Errors, Field, Page, Problem, Table,
    TableQuery, Text, Ui, export, format,
};

use crate::{Actor, App, ReadFilter, ReadLine, Unanswered, figures, web::Signed};

pub(super) const HERE: &str = "/nhat-ky-doc";
/// Reads in one file.
const MOST_EXPORTED: i64 = 100_000;

/// The kinds of reads and the accounts to choose from.
type Choices = (Vec<String>, Vec<String>);

pub(super) async fn show(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
) -> Result<Response, Problem> {
    let (filter, errors) = asked(&ui);
    let query = TableQuery::read(&ui, &[]);
    let (found, choices) = read(&app, &signed.actor, &filter, &query).await?;
    if query.format.is_some() && found.total > MOST_EXPORTED {
        return Err(too_many(found.total));
    }
    let chooser = chooser(&ui, &filter, &choices, &errors);
    let table = table(&app, &ui, &found.lines)
        .asked(&query)
        .chosen_in(&chooser)
        .of_total(u64::try_from(found.total).unwrap_or_default())
        .exported();
    if let Some(file) = export::answer(&ui, &query, &ui.t("access-reads"), &table) {
        return Ok(file);
    }
    let mut body = chooser.html(&ui);
    body.push(&table.html(&ui));
    let page = Page::new(ui.t("access-reads")).lead(ui.t("access-reads-lead")).errors(&errors);
    Ok(page.respond(&ui, &body).into_response())
}

/// The days a log is asked for; one that can't be read, or an end before the beginning, is told at
/// its field.
pub(super) fn days(ui: &Ui, errors: &mut Errors) -> (Option<Date>, Option<Date>) {
    let mut day = |name: &'static str| {
        let text = ui.query().get(name)?;
        let day = format::parse_date(text);
        if day.is_none() {
            errors.add(name, ui.t("access-reads-date-wrong"));
        }
        day
    };
    let (from, to) = (day("from"), day("to"));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        errors.add("to", ui.t("access-reads-days-swapped"));
    }
    (from, to)
}

fn asked(ui: &Ui) -> (ReadFilter, Errors) {
    let mut errors = Errors::default();
    let (from, to) = days(ui, &mut errors);
    let subject = ui.query().get("subject").and_then(|text| {
        let id = text.parse().ok();
        if id.is_none() {
            errors.add("subject", ui.t("access-reads-subject-wrong"));
        }
        id
    });
    let word = |name: &str| ui.query().get(name).map(str::to_owned);
    (ReadFilter { account: word("account"), kind: word("kind"), subject, from, to }, errors)
}

async fn read(
    app: &App,
    by: &Actor,
    filter: &ReadFilter,
    query: &TableQuery,
) -> Result<(figures::ReadPage, Choices), Unanswered> {
    let mut tx = app.db.read().await?;
    let (offset, limit) = match query.limit() {
        Some(limit) => (query.offset(), limit),
        None => (0, MOST_EXPORTED.unsigned_abs()),
    };
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let found = figures::reads(&mut tx, by, filter, count(offset), count(limit)).await?;
    Ok((found, figures::read_choices(&mut tx).await?))
}

fn too_many(total: i64) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "too-many", "access-reads-too-many")
        .arg("n", total)
        .arg("most", MOST_EXPORTED)
}

/// What a kind of read is called: the text of the room it belongs to.
fn named(ui: &Ui, kind: &str) -> Text {
    if ui.has_text(kind) { ui.t(kind) } else { kind.to_owned().into() }
}

fn chooser(ui: &Ui, filter: &ReadFilter, (kinds, accounts): &Choices, errors: &Errors) -> Chooser {
    let any = || std::iter::once(Choice::new("", ui.t("access-reads-any")));
    let who = accounts.iter().map(|name| Choice::new(name.clone(), name.clone()));
    let what = kinds.iter().map(|kind| Choice::new(kind.clone(), named(ui, kind)));
    // A day that can't be read stays as it was typed.
    let day = |name: &'static str, label: &str| {
        let typed = ui.query().get(name).unwrap_or_default().to_owned();
        Field::date(ui, name, ui.t(label)).value(typed).from(errors)
    };
    let chooser = Chooser::new(HERE, ui.t("access-reads-filter"))
        .field(
            Field::select("account", ui.t("access-reads-who"), any().chain(who))
                .value(filter.account.clone().unwrap_or_default()),
        )
        .field(
            Field::select("kind", ui.t("access-reads-kind"), any().chain(what))
                .value(filter.kind.clone().unwrap_or_default()),
        )
        .field(day("from", "access-reads-from"))
        .field(day("to", "access-reads-to"));
    match ui.query().get("subject") {
        Some(typed) => chooser.field(
            Field::text("subject", ui.t("access-reads-subject"))
                .value(typed.to_owned())
                .from(errors),
        ),
        None => chooser,
    }
}

fn table(app: &App, ui: &Ui, lines: &[ReadLine]) -> Table {
    let columns = [
        Column::new("at", ui.t("access-reads-at")).head(),
        Column::new("account", ui.t("access-reads-who")),
        Column::new("kind", ui.t("access-reads-kind")),
        Column::new("subject", ui.t("access-reads-subject")),
        Column::new("people", ui.t("access-reads-people")).number(),
        Column::new("where", ui.t("access-reads-page")),
        Column::new("purpose", ui.t("access-reads-purpose")),
    ];
    Table::new("reads", ui.t("access-reads"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("access-reads-none")))
        .rows(lines.iter().map(|line| row(app, ui, line)))
}

fn row(app: &App, ui: &Ui, line: &ReadLine) -> [Cell; 7] {
    let subject = line.subject.map_or_else(Cell::blank, |id| {
        let cell = Cell::text(id.to_string());
        match app.subject_page(&line.kind, id) {
            Some(page) => cell.link(page),
            None => cell,
        }
    });
    [
        Cell::text(ui.time(line.at)),
        Cell::text(line.account_name.clone()),
        Cell::text(named(ui, &line.kind)),
        subject,
        Cell::count(line.people),
        Cell::text(line.page.clone()),
        Cell::text(line.purpose.clone()),
    ]
}
