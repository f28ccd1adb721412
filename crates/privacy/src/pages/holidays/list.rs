//! The rules, and the days they come to this year and next.

use std::collections::HashMap;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::Date;
use ledger::Held;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Page, Problem, Table, TableQuery, Tag, Text,
    Tone, Ui,
};

use super::super::{HOLIDAYS, fail::fail, heading, words};
use crate::{
    figures::{calendar, holidays},
    model::{Holiday, HolidayId},
    rules::Calendar,
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let year = app.clock.today().year();
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let rules = holidays(&mut tx, known).await?;
    let calendar = calendar(&mut tx, known, year - 1..=year + 1).await?;
    drop(tx);
    let asked = TableQuery::read(&ui, &[]);
    let table = rule_table(&ui, &rules).asked(&asked).exported();
    if let Some(file) = ui::export::answer(&ui, &asked, "ngay-nghi", &table) {
        return Ok(file);
    }
    let mut body = table.html(&ui);
    for year in [year, year + 1] {
        let title = ui.f("privacy-days-of", &[("year", year.to_string().into())]);
        body.push(&heading(&format!("h-{year}"), &title));
        body.push(&day_table(&ui, &rules, &calendar, (year, title)).html(&ui));
    }
    let mut page = Page::new(ui.t("privacy-holidays")).lead(ui.t("privacy-holidays-lead"));
    if signed.actor.may_all(Right::SetNorms) {
        let new = Button::link(ui.t("privacy-holiday-new"), format!("{HOLIDAYS}/moi"));
        page = page.actions(Buttons::new([new]).html(&ui));
    }
    Ok(page.respond(&ui, &body))
}

fn name(ui: &Ui, it: &Holiday) -> Text {
    let name = if ui.lang == ui::Lang::En { &it.name_en } else { &it.name_vi };
    if name.is_empty() { it.name_vi.clone().into() } else { name.clone().into() }
}

fn rule_table(ui: &Ui, rules: &[Held<Holiday>]) -> Table {
    let columns = [
        Column::new("name", ui.t("privacy-holiday-name")).head(),
        Column::new("when", ui.t("privacy-holiday-when")),
        Column::new("days", ui.t("privacy-holiday-days")).number(),
        Column::new("valid", ui.t("privacy-col-valid")),
        Column::new("basis", ui.t("privacy-col-basis")),
        Column::new("mark", ui.t("privacy-col-mark")),
    ];
    let mut table = Table::new("quy-dinh", ui.t("privacy-holidays"), columns).caption_hidden();
    for held in rules {
        let it = &held.fact;
        let from = held.valid.from.map(|d| format!("?tu={d}")).unwrap_or_default();
        let basis = [it.basis_act.as_str(), it.basis_clause.as_str()];
        let basis: Vec<&str> = basis.into_iter().filter(|part| !part.is_empty()).collect();
        table.push([
            Cell::text(name(ui, it)).link(format!("{HOLIDAYS}/{}{from}", it.id)),
            Cell::text(when(ui, it)),
            Cell::count(it.days),
            Cell::text(words::span(ui, held.valid)),
            Cell::text(basis.join(", ")),
            Cell::tag(mark(ui, it)),
        ]);
    }
    table
}

/// Whether somebody confirmed it.
fn mark(ui: &Ui, it: &Holiday) -> Tag {
    if it.confirmed {
        Tag::new(Tone::Good, ui.t("privacy-confirmed"))
    } else {
        Tag::new(Tone::Doubt, ui.t("ui-to-confirm"))
    }
}

/// "10/3 of the lunar calendar, every year".
fn when(ui: &Ui, it: &Holiday) -> String {
    let day = format!("{:02}/{:02}", it.day, it.month);
    let id = if it.lunar { "privacy-when-lunar" } else { "privacy-when-solar" };
    let mut said = vec![ui.f(id, &[("day", day.into())])];
    said.push(match it.year {
        Some(year) => ui.f("privacy-when-year", &[("year", year.to_string().into())]),
        None => ui.t("privacy-when-yearly"),
    });
    if it.shift != 0 {
        said.push(ui.f("privacy-when-shift", &[("n", it.shift.into())]));
    }
    if it.works {
        said.push(ui.t("privacy-when-works"));
    }
    said.join(", ")
}

fn day_table(
    ui: &Ui,
    rules: &[Held<Holiday>],
    calendar: &Calendar,
    (year, title): (i16, Text),
) -> Table {
    let names: HashMap<HolidayId, &Holiday> = rules.iter().map(|h| (h.fact.id, &h.fact)).collect();
    let columns = [
        Column::new("day", ui.t("privacy-holiday-day")).head(),
        Column::new("weekday", ui.t("privacy-holiday-weekday")),
        Column::new("name", ui.t("privacy-holiday-name")),
        Column::new("mark", ui.t("privacy-col-mark")),
    ];
    let mut table = Table::new(format!("nam-{year}"), title, columns).caption_hidden();
    for (day, off) in calendar.off_in(year) {
        let rule = names.get(&off.rule).copied();
        let said = Cell::text(rule.map(|it| name(ui, it)).unwrap_or_default());
        let said = if off.instead { said.note(ui.t("privacy-off-instead")) } else { said };
        let mark = rule.map_or_else(Cell::blank, |it| Cell::tag(mark(ui, it)));
        table.push([Cell::date(day), Cell::text(weekday(ui, day)), said, mark]);
    }
    table
}

fn weekday(ui: &Ui, day: Date) -> Text {
    words::known(ui, "privacy-weekday-", &day.weekday().to_monday_one_offset().to_string())
}
