//! `/tap-huan/lop/{id}/nguoi`, `/tap-huan/luot/{id}`: somebody whom no list named at a session,
//! or named wrongly.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use registry::{
    Error,
    pages::kit::{Given, Map, Moment, Pairs, name_key},
    rules::identity,
};
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Html, Notice, Page, Problem, Summary,
    Tone, Ui, format,
};

use super::{
    SESSIONS, attendance_page, days, session_page,
    terms::{desk, done, line, tell},
    words,
};
use crate::{
    acts::{self, NewAttendee, Outcome},
    figures::{self, AttendanceLine, DayLine, Listing, SessionLine},
    model::{AttendanceId, SessionId, Way},
};

pub(super) async fn ask_new(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::KeepTraining)?;
    let line = line(&app, &signed, &ui, &id).await?;
    let known = (&line, &days_of(&app, line.id).await?[..]);
    enter_page(&app, &signed, &ui, (known, &Given::default()), &Errors::default()).await
}

pub(super) async fn enter(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::KeepTraining)?;
    let line = line(&app, &signed, &ui, &id).await?;
    let known = (&line, &days_of(&app, line.id).await?[..]);
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(new) = read(&app, &signed, &ui, (known, &given), &mut errors).await? {
        match acts::enter_attendee(&desk(&app, &signed), line.id, &new).await {
            Ok(_) => return Ok(done(&app, line.id, "training-attendee-entered")),
            Err(error) => tell(&ui, error, &mut errors)?,
        }
    }
    enter_page(&app, &signed, &ui, (known, &given), &errors).await
}

/// A session and its days.
type Known<'a> = (&'a SessionLine, &'a [DayLine]);

/// The days of a session, on the newest record.
async fn days_of(app: &App, session: SessionId) -> Result<Vec<DayLine>, Problem> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let known_at = ledger::last_seq(&mut tx).await.map_err(Error::from)?;
    let at = kernel::AsOf { valid_on: kernel::Date::MAX, known_at };
    Ok(figures::day_lines(&mut tx, at, session).await.map_err(Error::from)?)
}

async fn read(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    ((line, days), given): (Known<'_>, &Given),
    errors: &mut Errors,
) -> Result<Option<NewAttendee>, Problem> {
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    let map = moment.offices().await?;
    let code = given.line("don-vi");
    let office = map.orgs.codes().find(|(_, known)| *known == code).map(|(org, _)| org);
    let Some(org) = office else {
        errors.add("don-vi", ui.t("training-office-missing"));
        return Ok(None);
    };
    signed.actor.require_at(Right::KeepTraining, org.0)?;
    let birth = given.some("ngay-sinh").map(|text| identity::birth(&text, moment.today));
    if birth == Some(None) {
        errors.add("ngay-sinh", ui.t("training-birth-wrong"));
    }
    let outcome = outcome(ui, (line.way, days), given, errors);
    let Some(outcome) = outcome.filter(|_| errors.is_empty()) else { return Ok(None) };
    let full_name = given.line("ho-ten");
    Ok(Some(NewAttendee { full_name, birth: birth.flatten(), org, outcome }))
}

/// What somebody did, as the form says it.
fn outcome(
    ui: &Ui,
    (way, lines): (Way, &[DayLine]),
    given: &Given,
    errors: &mut Errors,
) -> Option<Outcome> {
    let score = given.some("diem");
    if way == Way::Class {
        let number = |name: &str| given.line(name).parse::<i64>().ok();
        let days = number("so-ngay").zip(number("co-mat"));
        if days.is_none() {
            errors.add("so-ngay", ui.t("training-days-wrong"));
        }
        let by_day = days::read(lines, given);
        return days.map(|days| Outcome { days: Some(days), by_day, completed_on: None, score });
    }
    let completed = given.some("hoan-thanh").map(|text| format::parse_date(&text));
    if completed == Some(None) {
        errors.add("hoan-thanh", ui.t("training-date-wrong"));
        return None;
    }
    Some(Outcome { completed_on: completed.flatten(), score, ..Outcome::default() })
}

/// The fields of what somebody did.
fn ask_outcome(
    form: Form,
    ui: &Ui,
    (way, lines): (Way, &[DayLine]),
    given: &Given,
    errors: &Errors,
) -> Form {
    let number = |name: &'static str, label: &str| {
        Field::number(name, ui.t(label)).value(given.line(name)).required().from(errors)
    };
    let form = match way {
        Way::Class => form
            .field(number("so-ngay", "training-days-held"))
            .field(number("co-mat", "training-days-came").hint(ui.t("training-days-came-hint"))),
        Way::Online => form.field(
            Field::date(ui, "hoan-thanh", ui.t("training-completed-on"))
                .hint(ui.t("training-completed-on-hint"))
                .value(given.line("hoan-thanh"))
                .from(errors),
        ),
    };
    let form = if way == Way::Class { days::ask(form, ui, lines, given, errors) } else { form };
    form.field(
        Field::text("diem", ui.t("training-score-label")).value(given.line("diem")).longest(40),
    )
}

async fn enter_page(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    ((line, days), given): (Known<'_>, &Given),
    errors: &Errors,
) -> Result<Response, Problem> {
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    let map = moment.offices().await?;
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(200).from(errors)
    };
    let form = Form::post(format!("{}/nguoi", session_page(line.id)))
        .field(text("ho-ten", "training-col-name").required())
        .field(text("ngay-sinh", "training-birth").hint(ui.t("training-birth-hint")))
        .field(
            Field::select("don-vi", ui.t("training-col-office"), offices(&moment, &map))
                .value(given.line("don-vi"))
                .required()
                .from(errors),
        );
    let form = ask_outcome(form, ui, (line.way, days), given, errors)
        .button(Button::submit(ui.t("training-save")).primary())
        .button(Button::link(ui.t("training-cancel"), session_page(line.id)));
    let page = Page::new(ui.t("training-attendee-new"))
        .lead(ui.t("training-attendee-new-lead"))
        .crumb(ui.t("training-title"), SESSIONS)
        .crumb(line.course.clone(), session_page(line.id))
        .errors(errors);
    Ok(page.respond(ui, &form.html(ui)))
}

/// Offices one keeps training for.
fn offices(moment: &Moment<'_>, map: &Map) -> Vec<Choice> {
    let mut all = map.orgs.all_on(moment.today);
    all.retain(|office| moment.by.may_at(Right::KeepTraining, office.id.0));
    all.sort_by_cached_key(|office| name_key(&office.name));
    let none = Choice::new("", moment.ui.t("training-office-choose"));
    let offices = all.into_iter().map(|o| Choice::new(o.code.clone(), o.name.clone()));
    std::iter::once(none).chain(offices).collect()
}

/// An attendance as it is corrected.
struct Theirs {
    line: AttendanceLine,
    days: Vec<DayLine>,
    presences: figures::Presences,
    /// Whether a later list does not name them, and nobody said that they attended.
    left_out: bool,
}

impl Theirs {
    fn given(&self) -> Given {
        let mut pairs = given_of(&self.line);
        pairs.extend(days::given(&self.days, self.presences.get(&self.line.id)));
        Given(pairs)
    }
}

/// An attendance, for who may change it.
async fn found(app: &App, signed: &Signed, ui: &Ui, id: &str) -> Result<Theirs, Problem> {
    let id: AttendanceId = id.parse().map_err(|_| Problem::not_found())?;
    signed.actor.require_some(Right::KeepTraining)?;
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    moment.as_of.valid_on = kernel::Date::MAX;
    let asked = Listing { attendance: Some(id), absent: true, ..Listing::default() };
    let found = figures::attended(&mut moment.tx, moment.by, moment.as_of, &asked).await?;
    let line = found.rows.into_iter().next().ok_or_else(Problem::not_found)?;
    match line.org {
        Some(office) => signed.actor.require_at(Right::KeepTraining, office.0)?,
        None => signed.actor.require(Right::KeepTraining)?,
    }
    let presences = figures::presences(&mut moment.tx, moment.by, moment.as_of, &asked).await?;
    let (days, left_out) = (days_of(app, line.session).await?, left_out(&mut moment, &line).await?);
    Ok(Theirs { line, days, presences, left_out })
}

pub(super) async fn ask_correction(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let theirs = found(&app, &signed, &ui, &id).await?;
    Ok(correct_page(&ui, &theirs, &theirs.given(), &Errors::default()))
}

pub(super) async fn correct(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let theirs = found(&app, &signed, &ui, &id).await?;
    let line = &theirs.line;
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(to) = outcome(&ui, (line.way, &theirs.days), &given, &mut errors) {
        let reason = given.line("ly_do");
        match acts::correct_attendance(&desk(&app, &signed), line.id, &to, &reason).await {
            Ok(_) => return Ok(done(&app, line.session, "training-attendance-corrected")),
            Err(error) => tell(&ui, error, &mut errors)?,
        }
    }
    Ok(correct_page(&ui, &theirs, &given, &errors))
}

/// Whether a later list does not name them, and nobody said that they attended.
async fn left_out(moment: &mut Moment<'_>, line: &AttendanceLine) -> Result<bool, Problem> {
    let (tx, known) = (&mut moment.tx, moment.as_of.known_at);
    let all = figures::unlisted(tx, known, Some(line.session)).await.map_err(Error::from)?;
    Ok(all.iter().any(|h| h.fact.attendance == line.id && !h.fact.kept))
}

pub(super) async fn keep(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let theirs = found(&app, &signed, &ui, &id).await?;
    let line = &theirs.line;
    let (given, mut errors) = (Given(pairs), Errors::default());
    match acts::keep_attendance(&desk(&app, &signed), line.id, &given.line("vi_sao_giu")).await {
        Ok(_) => Ok(done(&app, line.session, "training-attendance-kept")),
        Err(Error::Refused { what: "reason_missing", .. }) => {
            errors.add("vi_sao_giu", ui.t("training-reason-missing"));
            Ok(correct_page(&ui, &theirs, &theirs.given(), &errors))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let theirs = found(&app, &signed, &ui, &id).await?;
    let line = &theirs.line;
    let (given, mut errors) = (Given(pairs), Errors::default());
    match acts::remove_attendance(&desk(&app, &signed), line.id, &given.line("vi_sao")).await {
        Ok(_) => Ok(done(&app, line.session, "training-attendance-removed")),
        Err(Error::Refused { what: "reason_missing", .. }) => {
            errors.add("vi_sao", ui.t("training-reason-missing"));
            Ok(correct_page(&ui, &theirs, &theirs.given(), &errors))
        }
        Err(error) => Err(error.into()),
    }
}

fn given_of(line: &AttendanceLine) -> Vec<(String, String)> {
    let days = line.days.map(|(all, came)| (all.to_string(), came.to_string()));
    let (all, came) = days.unwrap_or_default();
    let pairs = [
        ("so-ngay", all),
        ("co-mat", came),
        ("hoan-thanh", line.completed_on.map(format::date).unwrap_or_default()),
        ("diem", line.score.clone().unwrap_or_default()),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value)).into()
}

fn correct_page(ui: &Ui, theirs: &Theirs, given: &Given, errors: &Errors) -> Response {
    let line = &theirs.line;
    let here = attendance_page(line.id);
    let reason = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(500).required().from(errors)
    };
    let form = ask_outcome(Form::post(here.clone()), ui, (line.way, &theirs.days), given, errors)
        .field(reason("ly_do", "training-reason"))
        .button(Button::submit(ui.t("training-save")).primary())
        .button(Button::link(ui.t("training-cancel"), session_page(line.session)));
    let remove = Form::post(format!("{here}/bo"))
        .field(reason("vi_sao", "training-remove-why").hint(ui.t("training-remove-hint")))
        .button(Button::submit(ui.t("training-remove")).danger());
    let mut body = Summary::new()
        .line(ui.t("training-col-course"), line.course.clone())
        .line(ui.t("training-col-period"), words::period(ui, line.period, None))
        .html(ui);
    if theirs.left_out {
        body.push(&Notice::new(Tone::Doubt, ui.t("training-left-out-one")).html(ui));
        let keep = Form::post(format!("{here}/giu"))
            .field(reason("vi_sao_giu", "training-keep-why"))
            .button(Button::submit(ui.t("training-keep")));
        body.push(&keep.html(ui));
    }
    body.push(&form.html(ui));
    let title = Html::text(&ui.t("training-remove-title")).to_string();
    body.push(&Html::trusted(format!("<h2 id=\"bo\">{title}</h2>")));
    body.push(&remove.html(ui));
    let name = line.full_name.clone().map_or_else(|| ui.t("training-erased"), Into::into);
    let page = Page::new(name)
        .lead(ui.t("training-attendance-lead"))
        .crumb(ui.t("training-title"), SESSIONS)
        .crumb(line.course.clone(), session_page(line.session))
        .errors(errors);
    page.respond(ui, &body)
}
