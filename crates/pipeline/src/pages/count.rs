//! `/tot-nghiep/moi` and `/tot-nghiep/{id}`: a number that no list told of, or told wrongly.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ledger::Source;
use registry::{
    Error,
    acts::Desk,
    pages::kit::{Given, Moment, Pairs},
};
use ui::{Button, Component as _, Errors, Field, Form, Html, Page, Problem, Redirect, Ui};

use super::{GRADUATES, NEW, page_of};
use crate::{
    acts::{self, Counted, LONGEST},
    figures,
    model::{Graduates, GraduatesId},
};

pub(super) async fn ask_new(signed: Signed, ui: Ui) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    Ok(page(&ui, (None, &Given::default()), &Errors::default()))
}

pub(super) async fn enter(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(counted) = read(&ui, &given, &mut errors) {
        match acts::enter_count(&desk(&app, &signed), &counted).await {
            Ok(_) => return Ok(done(&app, "pipeline-entered")),
            Err(error) => tell(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&ui, (None, &given), &errors))
}

pub(super) async fn ask_correction(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let count = found(&app, &signed, &ui, &id).await?;
    Ok(page(&ui, (Some(count.id), &Given(given_of(&count))), &Errors::default()))
}

pub(super) async fn correct(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let count = found(&app, &signed, &ui, &id).await?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(counted) = read(&ui, &given, &mut errors) {
        let desk = desk(&app, &signed);
        match acts::correct_count(&desk, count.id, &counted, &given.line("ly_do")).await {
            Ok(_) => return Ok(done(&app, "pipeline-corrected")),
            Err(error) => tell(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&ui, (Some(count.id), &given), &errors))
}

pub(super) async fn remove(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let count = found(&app, &signed, &ui, &id).await?;
    let why = Given(pairs).line("vi_sao");
    match acts::remove_count(&desk(&app, &signed), count.id, &why).await {
        Ok(_) => Ok(done(&app, "pipeline-removed")),
        Err(Error::Refused { what: "reason", .. }) => {
            let mut errors = Errors::default();
            errors.add("vi_sao", ui.t("pipeline-reason-missing"));
            Ok(page(&ui, (Some(count.id), &Given(given_of(&count))), &errors))
        }
        Err(error) => Err(error.into()),
    }
}

fn desk<'a>(app: &'a App, signed: &'a Signed) -> Desk<'a> {
    Desk { db: &app.db, clock: &app.clock, by: &signed.actor, source: Source::Form }
}

fn done(app: &App, saying: &'static str) -> Response {
    app.acted();
    Redirect::to(GRADUATES).saying(saying).into_response()
}

/// A count of an address, for who enters them.
async fn found(app: &App, signed: &Signed, ui: &Ui, id: &str) -> Result<Graduates, Problem> {
    signed.actor.require(Right::Intake)?;
    let id: GraduatesId = id.parse().map_err(|_| Problem::not_found())?;
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    let known = moment.as_of.known_at;
    let all = figures::on_record(&mut moment.tx, known).await.map_err(Error::from)?;
    let found = all.into_iter().map(|h| h.fact).find(|count| count.id == id);
    found.ok_or_else(Problem::not_found)
}

/// A fault told at its field; anything else goes on.
fn tell(ui: &Ui, error: Error, errors: &mut Errors) -> Result<(), Problem> {
    let Error::Refused { what, .. } = &error else { return Err(error.into()) };
    let (field, said) = match *what {
        "institution" => ("truong", "pipeline-institution-wrong"),
        "field" => ("nganh", "pipeline-too-long"),
        "level" => ("trinh-do", "pipeline-too-long"),
        "year" => ("nam", "pipeline-year-wrong"),
        "number" => ("so", "pipeline-number-wrong"),
        "exists" => ("truong", "pipeline-exists"),
        "reason" => ("ly_do", "pipeline-reason-missing"),
        _ => return Err(error.into()),
    };
    errors.add(field, ui.t(said));
    Ok(())
}

fn read(ui: &Ui, given: &Given, errors: &mut Errors) -> Option<Counted> {
    let mut number = |name: &'static str, wrong: &str| {
        let read = given.line(name).replace('.', "").parse::<i64>().ok();
        if read.is_none() {
            errors.add(name, ui.t(wrong));
        }
        read
    };
    let year = number("nam", "pipeline-year-wrong");
    let (year, number) = year.zip(number("so", "pipeline-number-wrong"))?;
    let (field, level) = (given.line("nganh"), given.line("trinh-do"));
    Some(Counted { institution: given.line("truong"), year, field, level, number })
}

fn given_of(count: &Graduates) -> Vec<(String, String)> {
    let pairs = [
        ("truong", count.institution.clone()),
        ("nam", count.year.to_string()),
        ("nganh", count.field.clone()),
        ("trinh-do", count.level.clone()),
        ("so", count.number.to_string()),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value)).into()
}

fn page(ui: &Ui, (id, given): (Option<GraduatesId>, &Given), errors: &Errors) -> Response {
    let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(longest).from(errors)
    };
    let number = |name: &'static str, label: &str| {
        Field::number(name, ui.t(label)).value(given.line(name)).required().from(errors)
    };
    let blank = ui.t("pipeline-blank-hint");
    let mut form = Form::post(id.map_or_else(|| NEW.to_owned(), page_of))
        .field(text("truong", "pipeline-col-institution").required())
        .field(number("nam", "pipeline-col-year"))
        .field(text("nganh", "pipeline-col-field").hint(blank.clone()))
        .field(text("trinh-do", "pipeline-col-level").hint(blank))
        .field(number("so", "pipeline-col-number"));
    if id.is_some() {
        form = form.field(text("ly_do", "pipeline-reason").required());
    }
    let form = form
        .button(Button::submit(ui.t("pipeline-save")).primary())
        .button(Button::link(ui.t("pipeline-cancel"), GRADUATES));
    let mut body = form.html(ui);
    if let Some(id) = id {
        let remove = Form::post(format!("{}/bo", page_of(id)))
            .field(text("vi_sao", "pipeline-remove-why").required())
            .button(Button::submit(ui.t("pipeline-remove")).danger());
        let title = Html::text(&ui.t("pipeline-remove-title")).to_string();
        body.push(&Html::trusted(format!("<h2 id=\"bo\">{title}</h2>")));
        body.push(&remove.html(ui));
    }
    let (title, lead) = match id {
        None => ("pipeline-new", "pipeline-new-lead"),
        Some(_) => ("pipeline-correct", "pipeline-correct-lead"),
    };
    let page = Page::new(ui.t(title)).lead(ui.t(lead)).crumb(ui.t("pipeline-title"), GRADUATES);
    page.errors(errors).respond(ui, &body)
}
