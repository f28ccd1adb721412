//! `/tot-nghiep`: graduates by institution, year, field and level.

use std::collections::BTreeMap;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::folding;
use registry::{
    Error,
    pages::kit::{Moment, links, name_key},
};
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Filter, Page, Problem, Table, TableQuery,
    Ui, export,
};

use super::{GRADUATES, NEW, glance, page_of};
use crate::{figures, model::Graduates};

const SORTABLE: &[&str] = &["institution", "year", "field", "level", "number"];

/// What a filter is called, its parameter, and what it tells rows apart by.
type By = (&'static str, &'static str, fn(&Graduates) -> String);

const FILTERS: [By; 4] = [
    ("pipeline-col-year", "nam", |g| g.year.to_string()),
    ("pipeline-col-institution", "truong", |g| g.institution.clone()),
    ("pipeline-col-field", "nganh", |g| g.field.clone()),
    ("pipeline-col-level", "trinh-do", |g| g.level.clone()),
];

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, SORTABLE);
    let all = figures::counts(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    let chosen = chosen(&ui, &query, &all);
    let enters = moment.is_now() && signed.actor.may_all(Right::Intake);
    let keeps = enters && query.format.is_none();
    let table = table(&ui, &query, &chosen, keeps).empty(nothing(&ui, !all.is_empty()));
    let table = FILTERS.iter().fold(table, |table, by| table.filter(filter(&ui, *by, &all)));
    let table = table.search(ui.t("pipeline-search"));
    if let Some(file) = export::answer(&ui, &query, &ui.t("pipeline-title"), &table) {
        return Ok(file);
    }
    let years = figures::by_year(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    let mut body = glance::figures(&moment, &years).html(&ui);
    if let Some(chart) = glance::chart(&ui, &years) {
        body.push(&chart.html(&ui));
    }
    body.push(&table.html(&ui));
    let mut page = Page::new(ui.t("pipeline-title")).lead(ui.t("pipeline-lead"));
    if enters {
        let new = Button::link(ui.t("pipeline-new"), NEW);
        page = page.actions(Buttons::new([new]).html(&ui));
    }
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

fn chosen<'g>(ui: &Ui, query: &TableQuery, all: &'g [Graduates]) -> Vec<&'g Graduates> {
    let plain = query.q.as_deref().map(folding::plain).unwrap_or_default();
    let asked = |param: &str| ui.query().get(param).filter(|value| !value.is_empty());
    let fits = |g: &&Graduates| {
        let text = folding::plain(&format!("{} {} {}", g.institution, g.field, g.level));
        plain.split(' ').all(|word| text.contains(word))
            && FILTERS.iter().all(|(_, param, value)| asked(param).is_none_or(|a| a == value(g)))
    };
    let mut rows: Vec<&Graduates> = all.iter().filter(fits).collect();
    let Some(by) = &query.sort else { return rows };
    match by.key.as_str() {
        "institution" => rows.sort_by_cached_key(|g| name_key(&g.institution)),
        "field" => rows.sort_by_cached_key(|g| name_key(&g.field)),
        "level" => rows.sort_by_cached_key(|g| name_key(&g.level)),
        "number" => rows.sort_by_key(|g| g.number),
        _ => rows.sort_by_key(|g| g.year),
    }
    if by.descending {
        rows.reverse();
    }
    rows
}

fn table(ui: &Ui, query: &TableQuery, chosen: &[&Graduates], keeps: bool) -> Table {
    let mut columns = vec![
        Column::new("institution", ui.t("pipeline-col-institution")).head().sortable(),
        Column::new("year", ui.t("pipeline-col-year")).sortable(),
        Column::new("field", ui.t("pipeline-col-field")).sortable(),
        Column::new("level", ui.t("pipeline-col-level")).sortable(),
        Column::new("number", ui.t("pipeline-col-number")).number().sortable(),
        Column::new("source", ui.t("pipeline-col-source")),
    ];
    if keeps {
        columns.push(Column::new("correct", ui.t("pipeline-correct-col")));
    }
    let mut table = Table::new("tot-nghiep", ui.t("pipeline-caption"), columns)
        .asked(query)
        .of_total(chosen.len() as u64)
        .exported();
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let (skip, take) =
        query.limit().map_or((0, usize::MAX), |limit| (size(query.offset()), size(limit)));
    for g in chosen.iter().skip(skip).take(take) {
        let source = g.source.as_ref().map_or_else(Cell::blank, |source| {
            let plain = links::source_name(ui, source);
            Cell::html(links::html(ui, &plain, &links::source(source)), plain)
        });
        let mut cells = vec![
            Cell::text(g.institution.clone()),
            Cell::text(g.year.to_string()),
            Cell::text(g.field.clone()),
            Cell::text(g.level.clone()),
            Cell::count(g.number),
            source,
        ];
        if keeps {
            cells.push(correction(ui, g));
        }
        table.push(cells);
    }
    if chosen.is_empty() {
        return table;
    }
    let rows = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
    let total = ui.f("pipeline-total", &[("n", rows.into())]);
    let mut cells = vec![
        Cell::text(total),
        Cell::blank(),
        Cell::blank(),
        Cell::blank(),
        Cell::count(chosen.iter().map(|g| g.number).sum::<i64>()),
        Cell::blank(),
    ];
    if keeps {
        cells.push(Cell::blank());
    }
    table.total(cells)
}

/// The way to where a number is corrected.
fn correction(ui: &Ui, g: &Graduates) -> Cell {
    let year = g.year.to_string();
    let args = [("institution", g.institution.as_str().into()), ("year", year.as_str().into())];
    Cell::text(ui.f("pipeline-correct-row", &args)).link(page_of(g.id))
}

/// A filter whose choices say how many graduated.
fn filter(ui: &Ui, (label, param, value): By, all: &[Graduates]) -> Filter {
    let mut numbers: BTreeMap<String, i64> = BTreeMap::new();
    for g in all {
        *numbers.entry(value(g)).or_default() += g.number;
    }
    let filter = Filter::new(ui.t(label), param);
    let said = numbers.into_iter().filter(|(value, _)| !value.is_empty());
    said.fold(filter, |filter, (value, n)| filter.choice(value.clone(), value, Some(n)))
}

fn nothing(ui: &Ui, any: bool) -> Empty {
    if any {
        Empty::new(ui.t("pipeline-no-match")).next(ui.t("pipeline-all"), GRADUATES)
    } else {
        Empty::new(ui.t("pipeline-none"))
            .next(ui.t("pipeline-send"), "/tiep-nhan")
            .next(ui.t("pipeline-form"), "/tiep-nhan/bieu/graduates")
    }
}
