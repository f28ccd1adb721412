//! `/tiep-nhan/bieu/{kind}/so-lieu`: the rows of a described kind, on a day, as known at a time.

use std::collections::BTreeMap;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::{AsOf, folding};
use registry::rules::lineage::OrgMap;
use ui::{
    AsOfBar, AsOfQuery, Cell, Choice, Chooser, Column, Component as _, Empty, Field, Page, Problem,
    Table, TableQuery, Ui, export, format,
};

use super::{FORMS, address, known::Known};
use crate::{
    figures,
    listing::{KindColumn, ValueKind},
    model::{KindRow, SheetKind},
    pages::{batch_room::offices, fail::fail, links, mask},
};

const OFFICE: &str = "don-vi";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeePeople)?;
    let known = Known::load(&app).await?;
    let kind = known.ever_described(&code).ok_or_else(Problem::not_found)?;
    let dates = AsOfQuery::read(&ui).or_refuse(ui.asks_for_rows())?;
    let (now, today) = (app.clock.now(), app.clock.today());
    let mut tx = app.db.read().await.map_err(fail)?;
    let known_at = ledger::known_by(&mut tx, dates.known_at).await.map_err(fail)?;
    let as_of = AsOf { valid_on: dates.on.unwrap_or(today), known_at };
    let rows = figures::kind_rows(&mut tx, &signed.actor, as_of, kind.id).await?;
    drop(tx);
    let orgs = offices(&app, known_at).await?;
    let list = List { ui: &ui, kind, orgs: &orgs, as_of };
    let query = TableQuery::read(&ui, &["office"]);
    let chooser = list.chooser(&rows);
    let table = list.table(&query, &rows).chosen_in(&chooser);
    if let Some(file) = export::answer(&ui, &query, &kind.name, &table) {
        return Ok(file);
    }
    let mut body = chooser.html(&ui);
    body.push(&table.html(&ui));
    let page = Page::new(kind.name.clone())
        .lead(ui.t("intake-rows-lead"))
        .as_of(AsOfBar::of(&dates, today, now))
        .errors(&dates.errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES)
        .crumb(ui.t("intake-forms-title"), FORMS)
        .crumb(ui.t("intake-rows-kind"), address(&kind.code));
    Ok(page.respond(&ui, &body))
}

struct List<'a> {
    ui: &'a Ui,
    kind: &'a SheetKind,
    orgs: &'a OrgMap,
    as_of: AsOf,
}

impl List<'_> {
    fn columns(&self) -> impl Iterator<Item = &KindColumn> {
        self.kind.columns.iter().filter(|c| c.value != ValueKind::Ordinal)
    }

    fn office(&self, row: &KindRow) -> (&str, &str) {
        let found = self.orgs.on(row.org, self.as_of.valid_on);
        let office = found.or_else(|| self.orgs.latest(row.org));
        office.map_or(("", ""), |o| (&o.code, &o.name))
    }

    /// Rows of the office that was asked for, that say what was looked for, in order.
    fn chosen<'r>(&self, query: &TableQuery, rows: &'r [KindRow]) -> Vec<&'r KindRow> {
        let code = self.ui.query().get(OFFICE).unwrap_or_default();
        let sought = query.q.as_deref().map(folding::plain).filter(|q| !q.is_empty());
        let says = |row: &KindRow| {
            sought.as_ref().is_none_or(|q| {
                let columns = self.columns();
                let shown = columns.filter_map(|c| Some(self.shown(c, row.said.get(&c.key)?)));
                shown.chain([self.office(row).1.to_owned()]).any(|t| folding::plain(&t).contains(q))
            })
        };
        let mut chosen: Vec<&KindRow> = rows
            .iter()
            .filter(|row| code.is_empty() || self.office(row).0 == code)
            .filter(|row| says(row))
            .collect();
        chosen.sort_by_cached_key(|row| {
            let source = row.source.as_ref();
            let place = source.map(|s| (s.file.clone(), s.sheet.clone(), s.row));
            (kernel::names::sort_key(self.office(row).1), place)
        });
        if query.sort.as_ref().is_some_and(|s| s.descending) {
            chosen.reverse();
        }
        chosen
    }

    fn table(&self, query: &TableQuery, rows: &[KindRow]) -> Table {
        let ui = self.ui;
        let chosen = self.chosen(query, rows);
        let caption = ui.f("intake-rows-caption", &[("n", chosen.len().into())]);
        let mut columns = vec![Column::new("office", ui.t("intake-col-office")).head().sortable()];
        for column in self.columns() {
            let label = column.label.clone().unwrap_or_default();
            let told = Column::new(column.key.clone(), label);
            let number = matches!(column.value, ValueKind::Count | ValueKind::Number);
            columns.push(if number { told.number() } else { told });
        }
        columns.push(Column::new("source", ui.t("intake-col-source")));
        let mut table = Table::new("so-lieu", caption, columns)
            .asked(query)
            .of_total(chosen.len() as u64)
            .exported()
            .search(ui.t("intake-rows-search"))
            .empty(Empty::new(ui.t("intake-rows-none")).next(ui.t("intake-send"), links::BATCHES));
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let skipped = if query.format.is_some() { 0 } else { number(query.offset()) };
        let taken = query.limit().map_or(usize::MAX, number);
        for row in chosen.into_iter().skip(skipped).take(taken) {
            table.push(self.line(row));
        }
        table
    }

    fn line(&self, row: &KindRow) -> Vec<Cell> {
        let (code, name) = self.office(row);
        let mut cells = vec![Cell::text(name.to_owned()).link(links::office(code))];
        cells.extend(self.columns().map(|column| match row.said.get(&column.key) {
            Some(text) => match (column.value, text.parse::<i64>()) {
                (ValueKind::Count, Ok(n)) => Cell::count(n),
                _ => Cell::text(self.shown(column, text)),
            },
            None => Cell::blank(),
        }));
        let source = row.source.as_ref();
        let source = source.map(|s| match &s.sheet[..] {
            // Text files have no sheets.
            "" => format!("{}: {}", s.file, s.row),
            sheet => format!("{}, {sheet}: {}", s.file, s.row),
        });
        cells.push(source.map_or_else(Cell::blank, Cell::text));
        cells
    }

    /// A value as it may be seen: who a number or a day of birth belongs to is not shown whole.
    fn shown(&self, column: &KindColumn, text: &str) -> String {
        let day = || kernel::parse_iso(text).map(format::date);
        match column.value {
            ValueKind::Phone => format::mask_phone(text),
            ValueKind::Birth => text.get(..4).unwrap_or(text).to_owned(),
            ValueKind::Date => day().unwrap_or_else(|| text.to_owned()),
            ValueKind::Number => match text.parse::<f64>() {
                Ok(n) => self.ui.decimal(n, text.split_once('.').map_or(0, |(_, part)| part.len())),
                Err(_) => text.to_owned(),
            },
            _ => mask::cell(None, text),
        }
    }

    fn chooser(&self, rows: &[KindRow]) -> Chooser {
        let ui = self.ui;
        let offices: BTreeMap<&str, &str> =
            rows.iter().map(|row| self.office(row)).map(|(code, name)| (name, code)).collect();
        let any = std::iter::once(Choice::new("", ui.t("intake-any")));
        let each =
            offices.into_iter().map(|(name, code)| Choice::new(code.to_owned(), name.to_owned()));
        let asked = ui.query().get(OFFICE).unwrap_or_default().to_owned();
        let field = Field::select(OFFICE, ui.t("intake-col-office"), any.chain(each)).value(asked);
        Chooser::new(format!("{}/so-lieu", address(&self.kind.code)), ui.t("intake-find"))
            .field(field)
    }
}
