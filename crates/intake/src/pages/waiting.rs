//! `/tiep-nhan/cho`: rows that wait for their sender. Never counted, never lost.

use std::collections::{BTreeMap, BTreeSet};

use ::store::Tx;
use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::Seq;
use ledger::Held;
use registry::{model::OrgId, rules::lineage::OrgMap};
use ui::{
    AsOfBar, AsOfQuery, Cell, Choice, Chooser, Column, Component as _, Empty, Field, Filter, Page,
    Problem, Table, TableQuery, Ui, export,
};

use super::{WAITING_PAGE, batch_room::offices, fail::fail, held_name::name, links, mask, words};
use crate::{
    figures,
    model::{HeldProblem, HeldRow, SheetKind},
};

/// How many wait as known after an act.
pub(super) async fn count(tx: &mut Tx, known: Seq) -> Result<i64, store::Error> {
    figures::held_count(tx, known).await.map_err(of_room)
}

/// How many of them are of these offices.
pub(super) async fn count_of(
    tx: &mut Tx,
    known: Seq,
    offices: &BTreeSet<OrgId>,
) -> Result<i64, registry::Error> {
    let rows = figures::held_rows(tx, known).await;
    let rows = rows.map_err(|crate::Error::Registry(error)| error)?;
    let of = |row: &&Held<HeldRow>| row.fact.org.is_some_and(|id| offices.contains(&id));
    Ok(i64::try_from(rows.iter().filter(of).count()).unwrap_or(i64::MAX))
}

fn of_ledger(error: ledger::Error) -> store::Error {
    match error {
        ledger::Error::Store(error) => error,
        other => store::Error::Io(std::io::Error::other(other)),
    }
}

fn of_room(error: crate::Error) -> store::Error {
    let crate::Error::Registry(error) = error;
    match error {
        registry::Error::Ledger(error) => of_ledger(error),
        other => store::Error::Io(std::io::Error::other(other)),
    }
}

struct Asked {
    office: String,
    file: String,
    code: String,
}

impl Asked {
    fn read(ui: &Ui) -> Self {
        let get = |name: &str| ui.query().get(name).unwrap_or_default().to_owned();
        Self { office: get("don-vi"), file: get("tep"), code: get("ma") }
    }

    /// Whether a row is of the office and the file asked for.
    fn places(&self, orgs: &OrgMap, row: &HeldRow) -> bool {
        let office = || row.org.and_then(|id| orgs.latest(id)).map(|o| o.code.as_str());
        let office_fits = match self.office.as_str() {
            "" => true,
            NO_OFFICE => office().is_none(),
            code => office() == Some(code),
        };
        office_fits && (self.file.is_empty() || row.file == self.file)
    }

    fn gives_reason(&self, row: &HeldRow) -> bool {
        self.code.is_empty() || row.codes.contains(&self.code)
    }
}

const NO_OFFICE: &str = "khong-ro";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeePeople)?;
    let dates = AsOfQuery::read(&ui).or_refuse(ui.asks_for_rows())?;
    let bar = AsOfBar::of(&dates, app.clock.today(), app.clock.now());
    ui.tell_dates(bar.clone());
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::known_by(&mut tx, dates.known_at).await.map_err(fail)?;
    let all = figures::held_rows(&mut tx, known).await?;
    let kinds = figures::kinds_even_retired(&mut tx, known).await?;
    drop(tx);
    let orgs = offices(&app, known).await?;
    let (asked, query) = (Asked::read(&ui), TableQuery::read(&ui, &[]));
    let placed: Vec<&HeldRow> =
        all.iter().map(|h| &h.fact).filter(|r| asked.places(&orgs, r)).collect();
    let rows: Vec<&HeldRow> = placed.iter().copied().filter(|r| asked.gives_reason(r)).collect();
    let caption = ui.f("intake-waiting-caption", &[("n", rows.len().into())]);
    let chooser = chooser(&ui, &orgs, all.iter().map(|h| &h.fact), &asked);
    let mut table = Table::new("cho", caption, columns(&ui))
        .asked(&query)
        .chosen_in(&chooser)
        .of_total(rows.len() as u64)
        .exported()
        .filter(by_code(&ui, placed.iter().copied()))
        .empty(Empty::new(ui.t("intake-waiting-none")).next(ui.t("intake-send"), links::BATCHES));
    let skipped = if query.format.is_some() { 0 } else { query.offset() };
    let taken = query.limit().unwrap_or(u64::MAX);
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    for row in rows.into_iter().skip(number(skipped)).take(number(taken)) {
        table.push(line(&ui, (&orgs, &kinds), row));
    }
    if let Some(file) = export::answer(&ui, &query, &ui.t("intake-waiting-title"), &table) {
        return Ok(file);
    }
    let mut body = chooser.html(&ui);
    body.push(&table.html(&ui));
    let page = Page::new(ui.t("intake-waiting-title"))
        .lead(ui.t("intake-waiting-lead"))
        .as_of(bar)
        .errors(&dates.errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES);
    Ok(page.respond(&ui, &body))
}

fn columns(ui: &Ui) -> [Column; 6] {
    [
        Column::new("name", ui.t("intake-col-subject")).head(),
        Column::new("office", ui.t("intake-col-with")),
        Column::new("why", ui.t("intake-col-why")),
        Column::new("file", ui.t("intake-col-file")),
        Column::new("sheet", ui.t("intake-col-sheet")),
        Column::new("cell", ui.t("intake-col-cell")),
    ]
}

fn line(ui: &Ui, (orgs, kinds): (&OrgMap, &[SheetKind]), row: &HeldRow) -> [Cell; 6] {
    let office = row.org.and_then(|id| orgs.latest(id));
    let office = office.map_or_else(
        || Cell::unknown(ui.t("intake-office-unknown")),
        |o| Cell::text(o.name.clone()).link(links::office(&o.code)),
    );
    let why: Vec<String> = row.problems.iter().map(|p| why(ui, p)).collect();
    let cells: Vec<String> =
        row.problems.iter().map(|p| format!("{}{}", p.column, row.row)).collect();
    [
        Cell::text(name(ui, kinds, row)).link(links::held(row.id)),
        office,
        Cell::text(why.join("; ")),
        Cell::text(row.file.clone()),
        Cell::text(words::sheet_name(ui, &row.sheet)),
        Cell::text(cells.join(", ")),
    ]
}

/// A problem with its value as far as it may be seen.
pub(super) fn why(ui: &Ui, problem: &HeldProblem) -> String {
    words::problem(ui, &problem.code, &mask::value(&problem.code, &problem.value)).into_owned()
}

/// The codes there are, with how many rows each holds.
fn by_code<'a>(ui: &Ui, rows: impl Iterator<Item = &'a HeldRow>) -> Filter {
    let mut codes: BTreeMap<&str, i64> = BTreeMap::new();
    for row in rows {
        for code in &row.codes {
            *codes.entry(code).or_default() += 1;
        }
    }
    codes.into_iter().fold(Filter::new(ui.t("intake-col-why"), "ma"), |filter, (code, n)| {
        filter.choice(code.to_owned(), words::problem_name(ui, code), Some(n))
    })
}

fn chooser<'a>(
    ui: &Ui,
    orgs: &OrgMap,
    rows: impl Iterator<Item = &'a HeldRow>,
    asked: &Asked,
) -> Chooser {
    let mut offices: BTreeMap<String, String> = BTreeMap::new();
    let mut files: BTreeSet<&str> = BTreeSet::new();
    let mut unknown = false;
    for row in rows {
        files.insert(&row.file);
        match row.org.and_then(|id| orgs.latest(id)) {
            Some(office) => drop(offices.insert(office.name.clone(), office.code.clone())),
            None => unknown = true,
        }
    }
    let any = || Choice::new("", ui.t("intake-any"));
    let no_office = unknown.then(|| Choice::new(NO_OFFICE, ui.t("intake-office-unknown")));
    let offices = offices.into_iter().map(|(name, code)| Choice::new(code, name));
    let files = files.into_iter().map(|name| Choice::new(name.to_owned(), name.to_owned()));
    let office = Field::select(
        "don-vi",
        ui.t("intake-col-with"),
        std::iter::once(any()).chain(no_office).chain(offices),
    );
    let file = Field::select("tep", ui.t("intake-col-file"), std::iter::once(any()).chain(files));
    Chooser::new(WAITING_PAGE, ui.t("intake-find"))
        .field(office.value(asked.office.clone()))
        .field(file.value(asked.file.clone()))
}
