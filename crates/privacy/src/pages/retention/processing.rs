//! `/ho-so-xu-ly`: what personal data is processed, why, who sees it, for how long.

use access::{App, Signed};
use axum::{extract::State, response::Response};
use serde_json::json;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Page, Problem, Table, TableQuery, Tag, Tone, Ui,
    Wants,
};

use super::{
    super::{Room, fail::fail, json_file, may_see_processing, words},
    PROCESSING, RETENTION,
};
use crate::figures::{Processing, processing};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    may_see_processing(&signed.actor)?;
    let facts = app.room::<Room>().fact_tables();
    let mut tx = app.db.read().await.map_err(fail)?;
    let all = processing(&mut tx, facts, app.clock.today()).await?;
    drop(tx);
    if ui.wants == Wants::Json || ui.query().get("dang") == Some("json") {
        let told = json!({ "on": app.clock.today(), "processing": all });
        return Ok(json_file("ho-so-xu-ly-du-lieu", &told));
    }
    let asked = TableQuery::read(&ui, &[]);
    let table = table(&ui, &all).asked(&asked).exported();
    if let Some(file) = ui::export::answer(&ui, &asked, "ho-so-xu-ly-du-lieu", &table) {
        return Ok(file);
    }
    let json = Button::link(ui.t("privacy-as-json"), format!("{PROCESSING}?dang=json"));
    let page = Page::new(ui.t("privacy-processing"))
        .lead(ui.t("privacy-processing-lead"))
        .actions(Buttons::new([json]).html(&ui))
        .crumb(ui.t("privacy-retention"), RETENTION);
    Ok(page.respond(&ui, &table.html(&ui)))
}

fn table(ui: &Ui, all: &[Processing]) -> Table {
    let columns = [
        Column::new("table", ui.t("privacy-col-kind")).head(),
        Column::new("columns", ui.t("privacy-col-columns")),
        Column::new("why", ui.t("privacy-col-why")),
        Column::new("legal", ui.t("privacy-col-legal")),
        Column::new("legal_mark", ui.t("privacy-col-mark")),
        Column::new("seen", ui.t("privacy-col-seen")),
        Column::new("opened", ui.t("privacy-col-opened")),
        Column::new("months", ui.t("privacy-col-months")).number(),
        Column::new("basis", ui.t("privacy-col-kept-basis")),
        Column::new("mark", ui.t("privacy-col-mark")),
    ];
    let mut table = Table::new("ho-so", ui.t("privacy-processing"), columns).caption_hidden();
    for it in all {
        table.push(row(ui, it));
    }
    table
}

fn row(ui: &Ui, it: &Processing) -> [Cell; 10] {
    let list = |words: Vec<ui::Text>| words.join(", ");
    let roles = |codes: &[&'static str]| {
        let role = |code: &&str| {
            let name = words::read(ui, &format!("access-role-{code}"));
            if it.within_unit.contains(code) {
                ui.f("privacy-within-unit", &[("role", name.into_owned().into())])
            } else {
                name
            }
        };
        list(codes.iter().map(role).collect())
    };
    let columns = it.columns.iter().map(|column| words::column(ui, column)).collect();
    let months = match it.months {
        Some(months) => Cell::count(months),
        None => Cell::unknown(ui.t("privacy-no-rule")),
    };
    let mark = |confirmed: bool| {
        Cell::tag(if confirmed {
            Tag::new(Tone::Good, ui.t("privacy-confirmed"))
        } else {
            Tag::new(Tone::Doubt, ui.t("ui-to-confirm"))
        })
    };
    let legal = match &it.legal_basis {
        Some(basis) => Cell::text(basis.clone()),
        None => Cell::unknown(ui.t("privacy-no-basis")),
    };
    [
        Cell::text(words::table(ui, it.table)).link(format!("{PROCESSING}/{}", it.table)),
        Cell::text(list(columns)),
        Cell::text(words::known(ui, "privacy-why-", it.table)),
        legal,
        mark(it.legal_basis_confirmed),
        Cell::text(roles(&it.seen_by)),
        Cell::text(roles(&it.opened_by)),
        months,
        Cell::text(it.basis.clone().unwrap_or_default()),
        mark(it.confirmed),
    ]
}
