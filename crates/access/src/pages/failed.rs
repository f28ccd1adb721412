//! `/dang-nhap-hong`: sign-ins that failed.

use axum::{extract::State, response::Response};
use ui::{
    Cell, Chooser, Column, Component as _, Empty, Errors, Field, Page, Problem, Table, TableQuery,
    Tag, Tone, Ui, export,
};

use super::reads;
use crate::{App, FailedSignIn, ReadFilter, Unanswered, figures, web::Signed};

const HERE: &str = "/dang-nhap-hong";
/// Lines in one file.
const MOST_EXPORTED: u64 = 100_000;

pub(super) async fn show(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
) -> Result<Response, Problem> {
    let mut errors = Errors::default();
    let (from, to) = reads::days(&ui, &mut errors);
    let days = ReadFilter { from, to, ..ReadFilter::default() };
    let query = TableQuery::read(&ui, &[]);
    let (offset, limit) = query.limit().map_or((0, MOST_EXPORTED), |n| (query.offset(), n));
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let mut tx = app.db.read().await.map_err(|e| Problem::from(Unanswered::from(e)))?;
    let part = (count(offset), count(limit));
    let found = figures::failed_sign_ins(&mut tx, &signed.actor, &days, part).await?;
    drop(tx);
    let chooser = chooser(&ui, &errors);
    let table = table(&ui, &found.lines)
        .asked(&query)
        .chosen_in(&chooser)
        .of_total(u64::try_from(found.total).unwrap_or_default())
        .exported();
    if let Some(file) = export::answer(&ui, &query, &ui.t("access-failed"), &table) {
        return Ok(file);
    }
    let mut body = chooser.html(&ui);
    body.push(&table.html(&ui));
    let page = Page::new(ui.t("access-failed")).lead(ui.t("access-failed-lead")).errors(&errors);
    Ok(page.respond(&ui, &body))
}

fn chooser(ui: &Ui, errors: &Errors) -> Chooser {
    // A day that can't be read stays as it was typed.
    let day = |name: &'static str, label: &str| {
        let typed = ui.query().get(name).unwrap_or_default().to_owned();
        Field::date(ui, name, ui.t(label)).value(typed).from(errors)
    };
    Chooser::new(HERE, ui.t("access-reads-filter"))
        .field(day("from", "access-reads-from"))
        .field(day("to", "access-reads-to"))
}

fn table(ui: &Ui, lines: &[FailedSignIn]) -> Table {
    let columns = [
        Column::new("at", ui.t("access-reads-at")).head(),
        Column::new("account", ui.t("access-failed-name")),
        Column::new("network", ui.t("access-failed-network")),
        Column::new("why", ui.t("access-failed-why")),
    ];
    let row = |it: &FailedSignIn| {
        let name = match &it.account_name {
            Some(name) => Cell::text(name.clone()),
            None => Cell::unknown(ui.t("access-failed-nobody")),
        };
        let why = if it.locked {
            Tag::new(Tone::Bad, ui.t("access-failed-locked"))
        } else {
            Tag::new(Tone::Doubt, ui.t("access-failed-wrong"))
        };
        [Cell::text(ui.time(it.at)), name, Cell::text(it.network.clone()), Cell::tag(why)]
    };
    Table::new("dang-nhap-hong", ui.t("access-failed"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("access-failed-none")))
        .rows(lines.iter().map(row))
}
