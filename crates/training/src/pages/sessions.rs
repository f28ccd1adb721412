//! `/tap-huan`: courses and sessions, attendances and people apart.

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use registry::{
    Error,
    pages::kit::{Moment, links, name_key},
};
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Html, Notice, Page, Problem, Table,
    TableQuery, Tag, Tone, Ui, export,
};

use super::{NEW_SESSION, SESSIONS, asked, glance, session_page, tabs, words};
use crate::{
    figures::{self, SessionLine},
    model::SessionId,
};

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
    let keeps = moment.is_now() && moment.by.may(Right::KeepTraining);
    if keeps {
        body.push(&left_out(&mut moment, &all).await?);
    }
    body.push(&glance::figures(&moment, &told).html(&ui));
    let table = asked::filters(&ui, &all).into_iter().fold(table, Table::filter);
    body.push(&table.html(&ui));
    body.push(&glance::charts(&ui, &told));
    let mut page = Page::new(ui.t("training-title")).lead(ui.t("training-lead"));
    if keeps {
        let new = Button::link(ui.t("training-session-new"), NEW_SESSION);
        page = page.actions(Buttons::new([new]).html(&ui));
    }
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

/// Sessions of which a later list leaves somebody out, each with its page.
async fn left_out(moment: &mut Moment<'_>, all: &[SessionLine]) -> Result<Html, Problem> {
    let known = moment.as_of.known_at;
    let open = figures::unlisted(&mut moment.tx, known, None).await.map_err(Error::from)?;
    let open: BTreeSet<SessionId> =
        open.into_iter().filter(|h| !h.fact.kept).map(|h| h.fact.session).collect();
    let ui = moment.ui;
    let lines: Vec<&SessionLine> = all.iter().filter(|line| open.contains(&line.id)).collect();
    if lines.is_empty() {
        return Ok(Html::default());
    }
    let mut list = String::from("<ul>");
    for line in &lines {
        let name = format!("{} ({})", line.course, words::period(ui, line.period, line.ends_on));
        list.push_str("<li>");
        list.push_str(links::html(ui, &name, &session_page(line.id)).as_str());
        list.push_str("</li>");
    }
    list.push_str("</ul>");
    let n = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let said = ui.f("training-left-out-sessions", &[("n", n.into())]);
    Ok(Notice::new(Tone::Doubt, said).more(Html::trusted(list)).html(ui))
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
