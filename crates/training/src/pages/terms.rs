//! `/tap-huan/lop/moi` and `/tap-huan/lop/{id}/sua`: a session that no list told of, or told
//! wrongly.

use access::{App, Refused, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Date;
use ledger::Source;
use registry::{
    Error,
    acts::Desk,
    pages::kit::{Given, Moment, Pairs},
};
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Page, Problem, Redirect, Ui, format,
};

use super::{NEW_SESSION, SESSIONS, asked::WAYS, session_page, words};
use crate::{
    acts::{self, LONGEST, SessionTerms},
    figures::{self, SessionLine},
    model::{Period, SessionId, Way},
};

pub(super) async fn ask_new(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::KeepTraining)?;
    page(&app, &signed, &ui, (None, &Given::default()), &Errors::default()).await
}

pub(super) async fn enter(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::KeepTraining)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(terms) = read(&ui, &given, &mut errors) {
        match acts::enter_session(&desk(&app, &signed), &terms).await {
            Ok((id, _)) => return Ok(done(&app, id, "training-session-entered")),
            Err(error) => tell(&ui, error, &mut errors)?,
        }
    }
    page(&app, &signed, &ui, (None, &given), &errors).await
}

pub(super) async fn ask_correction(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let line = line(&app, &signed, &ui, &id).await?;
    require_correct(&app, &signed, line.id).await?;
    let given = Given(given_of(&line));
    page(&app, &signed, &ui, (Some(&line), &given), &Errors::default()).await
}

pub(super) async fn correct(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let line = line(&app, &signed, &ui, &id).await?;
    require_correct(&app, &signed, line.id).await?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(terms) = read(&ui, &given, &mut errors) {
        let reason = given.line("ly_do");
        match acts::correct_session(&desk(&app, &signed), line.id, &terms, &reason).await {
            Ok(_) => return Ok(done(&app, line.id, "training-session-corrected")),
            Err(error) => tell(&ui, error, &mut errors)?,
        }
    }
    page(&app, &signed, &ui, (Some(&line), &given), &errors).await
}

/// Refuses who may not correct a session.
async fn require_correct(app: &App, signed: &Signed, id: SessionId) -> Result<(), Problem> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let known = ledger::last_seq(&mut tx).await.map_err(Error::from)?;
    if figures::may_correct(&mut tx, &signed.actor, known, id).await.map_err(Error::from)? {
        return Ok(());
    }
    Err(Refused(Right::KeepTraining).into())
}

pub(super) fn desk<'a>(app: &'a App, signed: &'a Signed) -> Desk<'a> {
    Desk { db: &app.db, clock: &app.clock, by: &signed.actor, source: Source::Form }
}

pub(super) fn done(app: &App, id: SessionId, saying: &'static str) -> Response {
    app.acted();
    Redirect::to(session_page(id)).saying(saying).into_response()
}

/// A session of an address.
pub(super) async fn line(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    id: &str,
) -> Result<SessionLine, Problem> {
    let id: SessionId = id.parse().map_err(|_| Problem::not_found())?;
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    // Also one that is still to come.
    moment.as_of.valid_on = Date::MAX;
    let all = figures::session_lines(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
    all.into_iter().find(|line| line.id == id).ok_or_else(Problem::not_found)
}

/// A fault told at its field; anything else goes on.
pub(super) fn tell(ui: &Ui, error: Error, errors: &mut Errors) -> Result<(), Problem> {
    let (field, said) = match &error {
        Error::Refused { what: "course_name", .. } => ("khoa", "training-course-wrong"),
        Error::Refused { what: "ends_before", .. } => ("den", "training-ends-before"),
        Error::Refused { what: "session_exists", .. } => ("khoa", "training-session-exists"),
        Error::Refused { what: "reason_missing", .. } => ("ly_do", "training-reason-missing"),
        Error::Refused { what: "name_missing", .. } => ("ho-ten", "training-name-missing"),
        Error::Refused { what: "days", .. } => ("so-ngay", "training-days-wrong"),
        Error::Refused { what: "days_differ", .. } => ("co-mat", "training-days-differ"),
        Error::Refused { what: "attends_already", .. } => ("ho-ten", "training-is-there"),
        Error::Refused { what: "no_such_session" | "no_such_attendance", .. } => {
            return Err(Problem::not_found());
        }
        _ => return Err(error.into()),
    };
    errors.add(field, ui.t(said));
    Ok(())
}

fn read(ui: &Ui, given: &Given, errors: &mut Errors) -> Option<SessionTerms> {
    let way = WAYS.iter().find(|(word, _)| *word == given.line("cach")).map(|(_, way)| *way);
    if way.is_none() {
        errors.add("cach", ui.t("training-way-missing"));
    }
    let first = format::parse_date(&given.line("tu"));
    if first.is_none() {
        errors.add("tu", ui.t("training-date-wrong"));
    }
    let last = given.some("den").map(|text| format::parse_date(&text));
    if last == Some(None) {
        errors.add("den", ui.t("training-date-wrong"));
    }
    let (way, first) = way.zip(first).filter(|_| errors.is_empty())?;
    let period = match way {
        Way::Class => Period::Day(first),
        Way::Online => Period::quarter_of(first),
    };
    let ends_on = last.flatten().filter(|_| way == Way::Class);
    Some(SessionTerms { course: given.line("khoa"), way, period, ends_on })
}

/// A session as the form has it.
fn given_of(line: &SessionLine) -> Vec<(String, String)> {
    let way = WAYS.iter().find(|(_, way)| *way == line.way).map_or("", |(word, _)| word);
    let last = line.ends_on.map(|d| format::date(d).clone()).unwrap_or_default();
    let pairs = [
        ("khoa", line.course.clone()),
        ("cach", way.to_owned()),
        ("tu", format::date(line.period.first())),
        ("den", last),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value)).into()
}

async fn page(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    (line, given): (Option<&SessionLine>, &Given),
    errors: &Errors,
) -> Result<Response, Problem> {
    // Whoever may is asked before anything is told.
    let _ = Moment::newest(app, &signed.actor, ui).await?;
    let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    let ways = WAYS.map(|(word, way)| Choice::new(word, words::way(ui, way)));
    let action =
        line.map_or_else(|| NEW_SESSION.to_owned(), |l| format!("{}/sua", session_page(l.id)));
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).from(errors)
    };
    let date = |name: &'static str, label: &str| {
        Field::date(ui, name, ui.t(label)).value(given.line(name)).from(errors)
    };
    let mut form = Form::post(action)
        .field(text("khoa", "training-col-course").longest(longest).required())
        .field(
            Field::radios("cach", ui.t("training-col-way"), ways)
                .value(given.line("cach"))
                .required()
                .from(errors),
        )
        .field(date("tu", "training-first-day").hint(ui.t("training-first-day-hint")).required())
        .field(date("den", "training-last-day").hint(ui.t("training-last-day-hint")));
    if line.is_some() {
        form = form.field(text("ly_do", "training-reason").longest(500).required());
    }
    let back = line.map_or_else(|| SESSIONS.to_owned(), |l| session_page(l.id));
    let form = form
        .button(Button::submit(ui.t("training-save")).primary())
        .button(Button::link(ui.t("training-cancel"), back));
    let (title, lead) = match line {
        None => ("training-session-new", "training-session-new-lead"),
        Some(_) => ("training-session-correct", "training-session-correct-lead"),
    };
    let mut page = Page::new(ui.t(title)).lead(ui.t(lead)).crumb(ui.t("training-title"), SESSIONS);
    if let Some(line) = line {
        page = page.crumb(line.course.clone(), session_page(line.id));
    }
    Ok(page.errors(errors).respond(ui, &form.html(ui)))
}
