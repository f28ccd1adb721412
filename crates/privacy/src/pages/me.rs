//! `/ve-toi`: what is held on whoever reads, where it came from, and who looked.

use access::{App, Read, Signed, log_read};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use kernel::AsOf;
use registry::model::PersonId;
use registry::pages::kit::{Given, Pairs};
use ui::{
    Button, Cell, Choice, Column, Component as _, Empty, Errors, Field, Form, Html, Notice, Page,
    Problem, Redirect, Table, Tone, Ui,
};

use super::{
    ME, READ_OWN, Room,
    fail::{fail, refused},
    heading, held, json_file, paragraph, requests, words,
};
use crate::{
    acts::{Clerk, NewRequest, receive},
    figures::{Asked, Dossier, dossier, own_requests, terms},
    model::{Ask, Way},
};

/// What a page shows of somebody to themselves.
struct Own {
    held: Dossier,
    asked: Vec<Asked>,
    /// Within how many working days what is asked today is answered.
    within: Option<i64>,
}

/// Who an account is in the register.
fn person(signed: &Signed) -> Option<PersonId> {
    signed.actor.person().map(PersonId)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let Some(person) = person(&signed) else { return Ok(nobody(&ui)) };
    let own = load(&app, &signed, person).await?;
    Ok(show(&ui, &own, false, (&Given::default(), &Errors::default())))
}

/// The same with nothing masked; that it was opened is noted, as for anybody else.
pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let own = opened(&app, &signed, &ui).await?;
    Ok(show(&ui, &own, true, (&Given::default(), &Errors::default())))
}

/// The same for programs.
pub(super) async fn download(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let own = opened(&app, &signed, &ui).await?;
    Ok(json_file("du-lieu-ve-toi", &own.held.to_json(app.clock.now())))
}

/// A request of whoever reads, about their own data.
pub(super) async fn ask(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let person = person(&signed).ok_or_else(Problem::not_found)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    match Ask::parse(given.raw("loai")) {
        None => errors.add("loai", ui.t("privacy-ask-missing")),
        Some(ask) => {
            let new = NewRequest {
                ask,
                way: Way::Own,
                person: Some(person),
                who: signed.full_name.clone(),
                contact: String::new(),
                what: given.line("noi_dung"),
                received_on: app.clock.today(),
            };
            match receive(&Clerk { app: &app, actor: &signed.actor }, new).await {
                Ok(_) => {
                    app.acted();
                    return Ok(Redirect::to(ME).saying("privacy-request-sent").into_response());
                }
                Err(error) => refused(&ui, error, &mut errors)?,
            }
        }
    }
    let own = load(&app, &signed, person).await?;
    Ok(show(&ui, &own, false, (&given, &errors)))
}

async fn opened(app: &App, signed: &Signed, ui: &Ui) -> Result<Own, Problem> {
    let person = person(signed).ok_or_else(Problem::not_found)?;
    let why = ui.t("privacy-own-purpose");
    let read = Read::of(READ_OWN, person.0, ME).because(&why);
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &read).await.map_err(fail)?;
    tx.commit().await.map_err(fail)?;
    load(app, signed, person).await
}

async fn load(app: &App, signed: &Signed, person: PersonId) -> Result<Own, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let at = AsOf { valid_on: app.clock.today(), known_at };
    let keepers = app.room::<Room>().keepers();
    let held = dossier(&mut tx, &signed.actor, keepers, at, person).await?;
    let asked = own_requests(&mut tx, person, at.valid_on).await?;
    let within = terms(&mut tx, known_at).await?.on(at.valid_on).map(|rule| rule.working_days);
    Ok(Own { held, asked, within })
}

/// An account that nobody said is a person of the register.
fn nobody(ui: &Ui) -> Response {
    let body = Empty::new(ui.t("privacy-me-nobody")).html(ui);
    Page::new(ui.t("privacy-me")).lead(ui.t("privacy-me-lead")).respond(ui, &body)
}

fn show(ui: &Ui, own: &Own, open: bool, (given, errors): (&Given, &Errors)) -> Response {
    let mut body = verbs(ui, open);
    body.push(&paragraph(&ui.t("privacy-me-sure")));
    body.push(&paragraph(&ui.t("privacy-me-records")));
    body.push(&held::facts(ui, &own.held, open));
    body.push(&held::reads(ui, &own.held.reads));
    body.push(&heading("h-yeu-cau", &ui.t("privacy-own-requests")));
    body.push(&asked(ui, &own.asked).html(ui));
    body.push(&asking(ui, own.within, given, errors).html(ui).on_screen());
    let mut page = Page::new(ui.t("privacy-me")).lead(ui.t("privacy-me-lead")).errors(errors);
    if open {
        page = page.notice(Notice::new(Tone::Info, ui.t("privacy-me-opened")));
    }
    page.respond(ui, &body)
}

/// What they asked for, and how that stands.
fn asked(ui: &Ui, all: &[Asked]) -> Table {
    let columns = [
        Column::new("number", ui.t("privacy-col-number")).head(),
        Column::new("ask", ui.t("privacy-col-ask")),
        Column::new("received", ui.t("privacy-col-received")),
        Column::new("due", ui.t("privacy-col-due")),
        Column::new("state", ui.t("privacy-col-state")),
        Column::new("outcome", ui.t("privacy-col-outcome")),
    ];
    let mut table = Table::new("yeu-cau-cua-toi", ui.t("privacy-own-requests"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("privacy-own-requests-none")));
    for it in all {
        let (request, clock) = (&it.request, it.clock);
        let state = requests::state(ui, request.state);
        table.push([
            Cell::text(request.number()),
            Cell::text(words::known(ui, "privacy-ask-", request.ask.as_str())),
            Cell::date(request.received_on),
            Cell::date_or_blank(clock.due_on),
            Cell::tag(requests::clock_tag(ui, it)).note(state),
            Cell::text(request.outcome.clone().unwrap_or_default())
                .note(request.basis.clone().unwrap_or_default()),
        ]);
    }
    table
}

/// The form to ask for something.
fn asking(ui: &Ui, within: Option<i64>, given: &Given, errors: &Errors) -> Form {
    let hint = within.map(|n| ui.f("privacy-what-hint", &[("n", n.into())])).unwrap_or_default();
    let choice = |ask: &Ask| {
        let label = words::known(ui, "privacy-ask-", ask.as_str());
        Choice::new(ask.as_str(), label).hint(words::known(ui, "privacy-ask-hint-", ask.as_str()))
    };
    Form::post("/ve-toi/yeu-cau")
        .field(
            Field::radios("loai", ui.t("privacy-ask-what"), Ask::ALL.iter().map(choice))
                .value(given.line("loai"))
                .required()
                .from(errors),
        )
        .field(
            Field::long("noi_dung", ui.t("privacy-word-what"))
                .hint(hint)
                .value(given.raw("noi_dung").to_owned())
                .from(errors),
        )
        .button(Button::submit(ui.t("privacy-ask-send")))
}

fn verbs(ui: &Ui, open: bool) -> Html {
    let mut out = Html::default();
    if !open {
        let form = Form::post("/ve-toi/mo").button(Button::submit(ui.t("privacy-open")));
        out.push(&form.html(ui));
    }
    let save = Button::submit(ui.t("privacy-download")).quiet();
    out.push(&Form::post("/ve-toi/tai-ve").button(save).html(ui));
    out
}
