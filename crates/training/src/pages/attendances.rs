//! `/tap-huan/luot`: attendances, one row each.

use std::collections::HashSet;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use registry::{
    Error,
    pages::kit::{Map, Moment},
};
use ui::{
    Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Text, Ui, export, format,
};

use super::{ATTENDANCES, asked, attendance_page, days::Days, session_page, tabs, words};
use crate::{
    figures::{self, AttendanceLine, Attended},
    model::AttendanceId,
};

const SORTABLE: &[&str] = &["name", "period"];

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, SORTABLE);
    let wanted = asked::listing(&ui, &query);
    let found = figures::attended(&mut moment.tx, moment.by, moment.as_of, &wanted).await?;
    let offices = moment.offices().await?;
    let caption = ui.f("training-attendances-caption", &[("n", found.total.into())]);
    let table = table(&moment, &offices, (&query, caption), &found, None);
    let empty = Empty::new(ui.t("training-no-match")).next(ui.t("training-all"), ATTENDANCES);
    let table = table.of_total(u64::try_from(found.total).unwrap_or(0)).empty(empty);
    let all = figures::session_lines(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    let table = asked::filters(&ui, &all).into_iter().fold(table, Table::filter);
    let table = table.filter(asked::by_match(&ui)).search(ui.t("training-search"));
    if let Some(file) = export::answer(&ui, &query, &ui.t("training-attendances"), &table) {
        return Ok(file);
    }
    let mut body = tabs(&ui, 1).html(&ui);
    body.push(&table.html(&ui));
    let page = Page::new(ui.t("training-attendances-title"))
        .lead(ui.t("training-attendances-lead"))
        .crumb(ui.t("training-title"), super::SESSIONS);
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

/// What is known of the rows of one session.
pub(super) struct Rows {
    /// Who is in no later list, and nobody said whether they attended.
    pub(super) open: HashSet<AttendanceId>,
    /// Whether its reader corrects them.
    pub(super) keeps: bool,
    /// Who was there on which day.
    pub(super) days: Days,
}

/// The table of attendances, wherever it stands.
pub(super) fn table(
    moment: &Moment<'_>,
    offices: &Map,
    (query, caption): (&TableQuery, Text),
    found: &Attended,
    of_session: Option<&Rows>,
) -> Table {
    let ui = moment.ui;
    let with_session = of_session.is_none();
    let keeps = of_session.is_some_and(|rows| rows.keeps) && query.format.is_none();
    let mut columns = vec![Column::new("name", ui.t("training-col-name")).head().sortable()];
    if with_session {
        columns.push(Column::new("course", ui.t("training-col-course")));
        columns.push(Column::new("period", ui.t("training-col-period")).sortable());
    }
    columns.extend([
        Column::new("office", ui.t("training-col-office")),
        Column::new("birth", ui.t("training-col-birth")).number(),
        Column::new("result", ui.t("training-col-result")),
    ]);
    if let Some(rows) = of_session {
        columns.extend(rows.days.columns(ui));
    }
    columns.push(Column::new("matched", ui.t("training-col-matched")));
    if keeps {
        columns.push(Column::new("correct", ui.t("training-correct")));
    }
    let mut table = Table::new("luot", caption, columns).asked(query).exported();
    for line in &found.rows {
        let days = (moment.as_of.valid_on, moment.map);
        let name = words::name(ui, line.attendee, line.full_name.as_ref());
        let left_out = of_session.is_some_and(|rows| rows.open.contains(&line.id));
        let name = if left_out { name.note(ui.t("training-not-listed")) } else { name };
        let mut cells = vec![name];
        if with_session {
            cells.push(Cell::text(line.course.clone()).link(session_page(line.session)));
            cells.push(Cell::text(words::period(ui, line.period, None)));
        }
        cells.extend([
            words::office(&offices.orgs, days, line.org, line.unit.as_ref()),
            words::birth(line.birth.as_ref()),
            result(ui, line),
        ]);
        if let Some(rows) = of_session {
            cells.extend(rows.days.cells(ui, line.id));
        }
        cells.push(Cell::tag(words::matched(ui, line.attendee)));
        if keeps {
            cells.push(correction(moment, line));
        }
        table.push(cells);
    }
    table
}

/// The way to where it is corrected, for who keeps training for the office.
fn correction(moment: &Moment<'_>, line: &AttendanceLine) -> Cell {
    let by = moment.by;
    let may = match line.org {
        Some(office) => by.may_at(Right::KeepTraining, office.0),
        None => by.may_all(Right::KeepTraining),
    };
    match (&line.full_name, may) {
        (Some(name), true) => {
            let said = moment.ui.f("training-correct-them", &[("name", name.as_str().into())]);
            Cell::text(said).link(attendance_page(line.id))
        }
        _ => Cell::blank(),
    }
}

/// Days of a class; completion on a platform.
pub(super) fn outcome(ui: &Ui, line: &AttendanceLine) -> Text {
    match (line.days, line.completed_on) {
        (Some((held, came)), _) if line.present => {
            ui.f("training-days", &[("came", came.into()), ("held", held.into())])
        }
        (Some(_), _) => ui.t("training-absent"),
        (None, Some(day)) => ui.f("training-completed", &[("date", format::date(day).into())]),
        (None, None) => ui.t("training-not-completed"),
    }
}

/// The same, with the score.
fn result(ui: &Ui, line: &AttendanceLine) -> Cell {
    let score = line.score.as_ref().filter(|s| !s.is_empty());
    let cell = Cell::text(outcome(ui, line));
    match score {
        Some(score) => cell.note(ui.f("training-score", &[("score", score.as_str().into())])),
        None => cell,
    }
}
