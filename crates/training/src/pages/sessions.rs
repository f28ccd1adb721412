//! `/tap-huan`: courses and sessions, attendances and people apart.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use registry::{
    Error,
    pages::kit::{Moment, name_key},
};
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Tag,
    Tone, Ui, export,
};

use super::{NEW_SESSION, SESSIONS, asked, glance, session_page, tabs, words};
use crate::figures::{self, SessionLine};

const SORTABLE: &[&str] = &["course", "attendances", "people", "unmatched"];

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, SORTABLE);
    let all = figures::session_lines(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    let wanted = asked::listing(&ui, &query);
    let mut chosen: Vec<&SessionLine> =
        all.iter().filter(|line| asked::fits(&wanted, line)).collect();
    sort(&mut chosen, &query);
    let table = table(&ui, &query, &chosen).empty(nothing(&ui, !all.is_empty()));
    if let Some(file) = export::answer(&ui, &query, &ui.t("training-sessions"), &table) {
        return Ok(file);
    }
    let told = figures::overview(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    let mut body = tabs(&ui, 0).html(&ui);
    body.push(&glance::figures(&moment, &told).html(&ui));
    let table = asked::filters(&ui, &all).into_iter().fold(table, Table::filter);
    body.push(&table.html(&ui));
    body.push(&glance::charts(&ui, &told));
    let mut page = Page::new(ui.t("training-title")).lead(ui.t("training-lead"));
    if moment.is_now() && moment.by.may(Right::KeepTraining) {
        let new = Button::link(ui.t("training-session-new"), NEW_SESSION);
        page = page.actions(Buttons::new([new]).html(&ui));
    }
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

fn sort(lines: &mut [&SessionLine], query: &TableQuery) {
    let Some(by) = &query.sort else { return };
    match by.key.as_str() {
        "course" => lines.sort_by_cached_key(|line| name_key(&line.course)),
        "attendances" => lines.sort_by_key(|line| line.attendances),
        "people" => lines.sort_by_key(|line| line.people),
        _ => lines.sort_by_key(|line| line.unmatched),
    }
    if by.descending {
        lines.reverse();
    }
}

fn table(ui: &Ui, query: &TableQuery, chosen: &[&SessionLine]) -> Table {
    let columns = [
        Column::new("course", ui.t("training-col-course")).head().sortable(),
        Column::new("period", ui.t("training-col-period")),
        Column::new("way", ui.t("training-col-way")),
        Column::new("attendances", ui.t("training-col-attendances")).number().sortable(),
        Column::new("people", ui.t("training-col-people")).number().sortable(),
        Column::new("unmatched", ui.t("training-col-unmatched")).number().sortable(),
    ];
    let mut table = Table::new("lop", ui.t("training-sessions-caption"), columns)
        .asked(query)
        .of_total(chosen.len() as u64)
        .exported();
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let (skip, take) =
        query.limit().map_or((0, usize::MAX), |limit| (size(query.offset()), size(limit)));
    for line in chosen.iter().skip(skip).take(take) {
        table.push([
            Cell::text(line.course.clone()).link(session_page(line.id)),
            Cell::text(words::period(ui, line.period, line.ends_on)),
            Cell::tag(Tag::new(Tone::Plain, words::way(ui, line.way))),
            Cell::count(line.attendances),
            Cell::count(line.people),
            Cell::count(line.unmatched),
        ]);
    }
    if chosen.is_empty() {
        return table;
    }
    let sessions = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
    table.total([
        Cell::text(ui.f("training-total", &[("n", sessions.into())])),
        Cell::blank(),
        Cell::blank(),
        Cell::count(chosen.iter().map(|line| line.attendances).sum::<i64>()),
        // People of several sessions are not added up: one person attends many.
        Cell::unknown(ui.t("training-not-added")),
        Cell::unknown(ui.t("training-not-added")),
    ])
}

fn nothing(ui: &Ui, any: bool) -> Empty {
    if any {
        Empty::new(ui.t("training-no-match")).next(ui.t("training-all"), SESSIONS)
    } else {
        Empty::new(ui.t("training-none"))
            .next(ui.t("training-send"), "/tiep-nhan")
            .next(ui.t("training-form"), "/tiep-nhan/bieu/class_attendance")
    }
}
