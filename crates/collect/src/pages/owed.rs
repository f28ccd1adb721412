//! `/thu-thap/cua-toi`: what one's own offices owe, and until when.

use std::collections::BTreeMap;

use access::{App, Signed};
use axum::{extract::State, response::Response};
use ui::{Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Ui};

use super::{Room, fail::fail, moment::Moment, submission_page, words};
use crate::figures::{self, OwedLine};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &ui).await?;
    let asked = TableQuery::read(&ui, &[]);
    let orgs = app.room::<Room>().orgs(&mut moment.tx, moment.at.known_at).await.map_err(fail)?;
    let all = figures::owed(&mut moment.tx, &signed.actor, moment.at, &orgs).await?;
    let known = moment.at.known_at;
    let kinds = figures::kind_names(&mut moment.tx, known).await.map_err(fail)?;
    let open = all.iter().filter(|l| l.standing.is_owed()).count();
    let columns = [
        Column::new("campaign", ui.t("collect-col-campaign")).head(),
        Column::new("office", ui.t("collect-col-office")),
        Column::new("kind", ui.t("collect-col-kind")),
        Column::new("as_of", ui.t("collect-col-as-of")),
        Column::new("due", ui.t("collect-col-due")),
        Column::new("standing", ui.t("collect-col-standing")),
    ];
    let total = all.len() as u64;
    let mut table = Table::new("phai-nop", ui.t("collect-owed"), columns)
        .caption_hidden()
        .asked(&asked)
        .of_total(total)
        .exported()
        .empty(Empty::new(ui.t("collect-owed-none")));
    let skipped = asked.limit().map_or(0, |_| usize::try_from(asked.offset()).unwrap_or(0));
    let taken = asked.limit().map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    for line in all.iter().skip(skipped).take(taken) {
        table.push_toned(words::tone(line.standing), row(&ui, line, &kinds));
    }
    if let Some(file) = ui::export::answer(&ui, &asked, "phai-nop", &table) {
        return Ok(file);
    }
    let lead = ui.f("collect-owed-lead", &[("n", open.into())]);
    let page = Page::new(ui.t("collect-owed")).lead(lead);
    Ok(moment.dated(page).respond(&ui, &table.html(&ui)))
}

fn row(ui: &Ui, line: &OwedLine, kinds: &BTreeMap<String, String>) -> [Cell; 6] {
    let there = submission_page(line.campaign.id, &line.code);
    [
        Cell::text(line.campaign.name.clone()).link(there),
        Cell::text(line.name.clone()),
        Cell::text(words::kind(ui, &line.campaign.kind, kinds)),
        Cell::date(line.campaign.as_of),
        Cell::date(line.due_on),
        words::owed(ui, line),
    ]
}
