//! `/tap-huan/nguoi`: people who attended, each once.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use registry::{
    Error,
    pages::kit::{Map, Moment},
};
use ui::{Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Ui, export};

use super::{PEOPLE, asked, match_page, tabs, words};
use crate::{
    figures::{self, AttendeeLine, Attendees},
    model::Attendee,
};

const SORTABLE: &[&str] = &["name", "attendances"];

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, SORTABLE);
    let mut wanted = asked::listing(&ui, &query);
    wanted.by_name = query.sort.as_ref().is_none_or(|sort| sort.key == "name");
    let found = figures::attendees(&mut moment.tx, moment.by, moment.as_of, &wanted).await?;
    let offices = moment.offices().await?;
    let empty = Empty::new(ui.t("training-no-match")).next(ui.t("training-all"), PEOPLE);
    let table = table(&moment, &offices, &query, &found)
        .of_total(u64::try_from(found.total).unwrap_or(0))
        .empty(empty);
    let all = figures::session_lines(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    let [by_year, by_way, by_course] = asked::filters(&ui, &all);
    let table = table
        .filter(asked::by_match(&ui))
        .filter(by_year)
        .filter(by_way)
        .filter(by_course)
        .search(ui.t("training-search"));
    if let Some(file) = export::answer(&ui, &query, &ui.t("training-people"), &table) {
        return Ok(file);
    }
    let mut body = tabs(&ui, 2).html(&ui);
    body.push(&table.html(&ui));
    let page = Page::new(ui.t("training-people-title"))
        .lead(ui.t("training-people-lead"))
        .crumb(ui.t("training-title"), super::SESSIONS);
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

fn table(moment: &Moment<'_>, offices: &Map, query: &TableQuery, found: &Attendees) -> Table {
    let ui = moment.ui;
    // A verb builds on what stands now.
    let matches = moment.is_now() && query.format.is_none() && moment.by.may(Right::KeepTraining);
    let mut columns = vec![
        Column::new("name", ui.t("training-col-name")).head().sortable(),
        Column::new("office", ui.t("training-col-office")),
        Column::new("birth", ui.t("training-col-birth")).number(),
        Column::new("attendances", ui.t("training-col-attendances")).number().sortable(),
        Column::new("matched", ui.t("training-col-matched")),
    ];
    if matches {
        columns.push(Column::new("match", ui.t("training-match")));
    }
    let caption = ui.f("training-people-caption", &[("n", found.total.into())]);
    let mut table = Table::new("nguoi", caption, columns).asked(query).exported();
    for line in &found.rows {
        let days = (moment.as_of.valid_on, moment.map);
        let mut cells = vec![
            words::name(ui, line.attendee, line.full_name.as_ref()),
            words::office(&offices.orgs, days, line.org, line.unit.as_ref()),
            words::birth(line.birth.as_ref()),
            Cell::count(line.attendances),
            Cell::tag(words::matched(ui, line.attendee)),
        ];
        if matches {
            cells.push(matching(ui, line));
        }
        table.push(cells);
    }
    table
}

fn matching(ui: &Ui, line: &AttendeeLine) -> Cell {
    match (line.attendee, &line.full_name) {
        (Attendee::Unmatched(id), Some(name)) => {
            let said = ui.f("training-match-them", &[("name", name.as_str().into())]);
            Cell::text(said).link(match_page(id))
        }
        _ => Cell::blank(),
    }
}
