//! `/tap-huan/lop/{id}`: one session, and who attended.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use registry::{
    Error,
    pages::kit::{Moment, links, section},
};
use ui::{
    Button, Buttons, Component as _, Empty, Figure, Figures, Notice, Page, Problem, Summary,
    TableQuery, Tone, Ui, export,
};

use super::{
    SESSIONS, asked,
    attendances::{self, Rows},
    days::{self, Days},
    session_page, tabs, words,
};
use crate::{
    figures::{self, Listing, SessionLine},
    model::SessionId,
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: SessionId = id.parse().map_err(|_| Problem::not_found())?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let all = figures::session_lines(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    let line = all.into_iter().find(|line| line.id == id).ok_or_else(Problem::not_found)?;
    let days = figures::day_lines(&mut moment.tx, moment.as_of, id).await.map_err(Error::from)?;
    let sortable = days::sortable(&days);
    let query = TableQuery::read(&ui, &sortable.iter().map(String::as_str).collect::<Vec<_>>());
    let wanted = Listing {
        session: Some(id),
        absent: true,
        by_name: true,
        by_day: query.sort.as_ref().and_then(|sort| days::sorted_by(&days, &sort.key)),
        year: None,
        course: None,
        way: None,
        ..asked::listing(&ui, &query)
    };
    let seen = figures::sees_some(moment.by);
    let keeps = moment.is_now() && moment.by.may(Right::KeepTraining);
    let by_day = (!days.is_empty()).then(|| days::counts(&ui, &days).html(&ui));
    let days = Days { lines: days, presences: figures::Presences::new() };
    let mut left_out = left_out(&mut moment, id, (keeps, days)).await?;
    let list = if seen {
        let of_these = Listing { search: None, ..wanted.clone() };
        let presences =
            figures::presences(&mut moment.tx, moment.by, moment.as_of, &of_these).await?;
        left_out.days.presences = presences;
        let found = figures::attended(&mut moment.tx, moment.by, moment.as_of, &wanted).await?;
        let offices = moment.offices().await?;
        let caption = ui.f("training-session-caption", &[("n", found.total.into())]);
        let table =
            attendances::table(&moment, &offices, (&query, caption), &found, Some(&left_out))
                .of_total(u64::try_from(found.total).unwrap_or(0))
                .empty(Empty::new(ui.t("training-nobody-seen")))
                .filter(asked::by_match(&ui))
                .search(ui.t("training-search"));
        if let Some(file) = export::answer(&ui, &query, &line.course, &table) {
            return Ok(file);
        }
        table.html(&ui)
    } else if query.format.is_some() {
        return Err(access::Refused(access::Right::KeepTraining).into());
    } else {
        Empty::new(ui.t("training-not-yours")).html(&ui)
    };
    let mut body = tabs(&ui, 0).html(&ui);
    if keeps && !left_out.open.is_empty() {
        let n = i64::try_from(left_out.open.len()).unwrap_or(i64::MAX);
        let said = ui.f("training-left-out", &[("n", n.into())]);
        body.push(&Notice::new(Tone::Doubt, said).html(&ui));
    }
    body.push(&headline(&moment, &line).html(&ui));
    body.push(&summary(&ui, &line).html(&ui));
    if let Some(by_day) = by_day {
        body.push(&section("tung-ngay", &ui.t("training-by-day"), &by_day));
    }
    body.push(&section("hoc-vien", &ui.t("training-attendees"), &list));
    let mut page = Page::new(line.course.clone())
        .lead(words::period(&ui, line.period, line.ends_on))
        .crumb(ui.t("training-title"), SESSIONS);
    if keeps {
        let here = session_page(id);
        let known = moment.as_of.known_at;
        let corrects = figures::may_correct(&mut moment.tx, moment.by, known, id).await;
        let correct = || Button::link(ui.t("training-session-correct"), format!("{here}/sua"));
        let new = Button::link(ui.t("training-attendee-new"), format!("{here}/nguoi"));
        let buttons = std::iter::once(new).chain(corrects.map_err(Error::from)?.then(correct));
        page = page.actions(Buttons::new(buttons).html(&ui));
    }
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

/// Who is in no later list, for the table of the session.
async fn left_out(
    moment: &mut Moment<'_>,
    id: SessionId,
    (keeps, days): (bool, Days),
) -> Result<Rows, Problem> {
    let known = moment.as_of.known_at;
    let all = figures::unlisted(&mut moment.tx, known, Some(id)).await.map_err(Error::from)?;
    let open = all.into_iter().filter(|h| !h.fact.kept).map(|h| h.fact.attendance);
    Ok(Rows { open: open.collect(), keeps, days })
}

fn headline(moment: &Moment<'_>, line: &SessionLine) -> Figures {
    let ui = moment.ui;
    let figure = |label, n, unit, definition| {
        let mut defined = links::paragraph(&ui.t(definition));
        defined.push(&moment.inputs_of(&ui.t("training-inputs")));
        Figure::new(ui.t(label), n).unit(ui.t(unit)).definition(defined).rows("#luot")
    };
    Figures::new([
        figure(
            "training-fig-attendances",
            line.attendances,
            "training-unit-attendances",
            "training-session-attendances-def",
        ),
        figure(
            "training-fig-people",
            line.people,
            "training-unit-people",
            "training-session-people-def",
        ),
        figure(
            "training-fig-unmatched",
            line.unmatched,
            "training-unit-people",
            "training-session-unmatched-def",
        ),
    ])
}

fn summary(ui: &Ui, line: &SessionLine) -> Summary {
    Summary::new()
        .line(ui.t("training-col-way"), words::way(ui, line.way))
        .line(ui.t("training-col-period"), words::period(ui, line.period, line.ends_on))
}
