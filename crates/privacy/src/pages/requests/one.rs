//! `/yeu-cau/{id}`: one request: what is asked, until when, what was done, what can be done now.

use access::{App, Read, Right, Signed, log_read};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::AsOf;
use registry::{
    figures::Likely,
    model::PersonId,
    pages::kit::{Given, Pairs, purpose},
};
use serde::Deserialize;
use ui::{
    Button, Buttons, Component as _, Errors, Event, Field, Form, Html, Notice, Page, Problem,
    Redirect, Summary, Timeline, Tone, Ui, format,
};

use super::{
    super::{
        READ_REQUEST, REQUESTS, Room,
        fail::{fail, refused},
        heading, json_file, request_page,
    },
    clock_tag, copy, person, state, term, words,
};
use crate::{
    acts::{Answer, Clerk, step},
    figures::{Asked, Taken, dossier_of_request, request},
    model::{Ask, Request, RequestId},
    rules::Step,
};

/// A request with the steps taken.
pub(super) struct There {
    asked: Asked,
    taken: Vec<Taken>,
    /// Who of the register may be who asks, where that was not said.
    likely: Vec<Likely>,
    /// Whether the reader answers it, or only sees how it stands.
    answers: bool,
}

impl There {
    pub(super) async fn find(app: &App, signed: &Signed, id: &str) -> Result<Self, Problem> {
        signed.actor.require(Right::SeeRequests)?;
        let answers = signed.actor.may_all(Right::AnswerRequests);
        let id: RequestId = id.parse().map_err(|_| Problem::not_found())?;
        let mut tx = app.db.read().await.map_err(fail)?;
        let (asked, taken) = request(&mut tx, &signed.actor, id, app.clock.today()).await?;
        let likely =
            if answers { person::likely(&mut tx, &asked.request).await? } else { Vec::new() };
        Ok(Self { asked, taken, likely, answers })
    }

    pub(super) fn request(&self) -> &Request {
        &self.asked.request
    }
}

type Here = Path<String>;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Here,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, &id).await?;
    Ok(show(&ui, &there, false, (&Given::default(), &Errors::default())))
}

/// What was typed to open what is masked.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Opening {
    #[serde(default)]
    muc_dich: String,
}

/// The same with the address of the person; that it was opened is noted. Who answers needs it to
/// answer; whoever else says what for.
pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Here,
    axum::Form(typed): axum::Form<Opening>,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, &id).await?;
    let why = if there.answers {
        purpose_of(&ui, there.request())
    } else {
        signed.actor.require(Right::OpenPersonal)?;
        match purpose::read(&ui, &typed.muc_dich) {
            Ok(why) => why,
            Err(errors) => return Ok(show(&ui, &there, false, (&Given::default(), &errors))),
        }
    };
    note(&app, &signed, there.request(), &why).await?;
    Ok(show(&ui, &there, true, (&Given::default(), &Errors::default())))
}

/// Everything that is held on whoever asks, to be handed to them.
pub(super) async fn download(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let there = There::find(&app, &signed, &id).await?;
    let request = there.request();
    let (given, mut errors) = (Given(pairs), Errors::default());
    let shown = copy::address(&ui, request, &given, &mut errors);
    if !errors.is_empty() {
        return Ok(show(&ui, &there, false, (&given, &errors)));
    }
    let mut why = purpose_of(&ui, request);
    if !shown.is_empty() {
        let how = [("how", given.line(copy::HOW).into())];
        why = format!("{why}; {}", ui.f("privacy-address-shown", &how));
    }
    note(&app, &signed, request, &why).await?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let at = AsOf { valid_on: app.clock.today(), known_at };
    let keepers = app.room::<Room>().keepers();
    let whose = (request, &shown[..]);
    let told = dossier_of_request(&mut tx, &signed.actor, keepers, at, whose).await?;
    let name = format!("du-lieu-yeu-cau-{}", request.number());
    Ok(json_file(&name, &told.to_json(app.clock.now())))
}

/// What data of whoever asks is opened for by who answers them.
fn purpose_of(ui: &Ui, it: &Request) -> String {
    ui.f("privacy-request-purpose", &[("number", it.number().into())]).into_owned()
}

/// Notes that data of whoever asks is opened.
async fn note(app: &App, signed: &Signed, it: &Request, why: &str) -> Result<(), Problem> {
    let page = request_page(it.id);
    let subject = it.person.map_or(it.id.0, |PersonId(person)| person);
    let read = Read::of(READ_REQUEST, subject, &page).because(why);
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &read).await.map_err(fail)?;
    tx.commit().await.map_err(fail)
}

pub(super) async fn take(
    state: State<App>,
    signed: Signed,
    ui: Ui,
    id: Here,
) -> Result<Response, Problem> {
    act(state, signed, ui, id, &Given::default(), (Step::Take, "privacy-request-taken")).await
}

/// Answers it, or refuses it: the button says which.
pub(super) async fn close(
    state: State<App>,
    signed: Signed,
    ui: Ui,
    id: Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let what = match given.raw("viec") {
        "tu-choi" => (Step::Refuse, "privacy-request-refused"),
        _ => (Step::Answer, "privacy-request-answered"),
    };
    act(state, signed, ui, id, &given, what).await
}

async fn act(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Here,
    given: &Given,
    (what, saying): (Step, &'static str),
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let there = There::find(&app, &signed, &id).await?;
    let said = Answer { outcome: given.line("tra_loi"), basis: given.line("can_cu") };
    let clerk = Clerk { app: &app, actor: &signed.actor };
    match step(&clerk, there.request().id, what, &said).await {
        Ok(_) => {
            app.acted();
            let to = request_page(there.request().id);
            Ok(Redirect::to(to).saying(saying).into_response())
        }
        Err(error) => {
            let mut errors = Errors::default();
            refused(&ui, error, &mut errors)?;
            Ok(show(&ui, &there, false, (given, &errors)))
        }
    }
}

pub(super) fn show(
    ui: &Ui,
    there: &There,
    open: bool,
    (given, errors): (&Given, &Errors),
) -> Response {
    let it = there.request();
    let mut body = summary(ui, there, open).html(ui);
    let masked = it.contact.is_some() || (!there.answers && it.what.is_some());
    if masked && !open {
        let mut form = Form::post(format!("{}/mo", request_page(it.id)));
        if !there.answers {
            form = form.field(purpose::field(ui, errors));
        }
        let name = opening(it, there.answers);
        body.push(&form.button(Button::submit(ui.t(name)).quiet()).html(ui));
    }
    if there.answers && it.who.is_some() && (it.person.is_none() || it.can_correct_person()) {
        body.push(&person::form(ui, it, &there.likely, given, errors));
    }
    if there.answers && it.state.is_open() {
        body.push(&verbs(ui, it, given, errors).on_screen());
    }
    body.push(&heading("h-cac-buoc", &ui.t("privacy-steps")));
    body.push(&steps(ui, there).html(ui));
    let title = ui.f("privacy-request-title", &[("number", it.number().into())]);
    let mut page = Page::new(title).crumb(ui.t("privacy-requests"), REQUESTS).errors(errors);
    if it.who.is_none() {
        page = page.notice(Notice::new(Tone::Info, ui.t("privacy-request-erased")));
    }
    page.respond(ui, &body)
}

/// What is shown by opening what is masked: whoever answers reads what is asked at once.
const fn opening(it: &Request, answers: bool) -> &'static str {
    match (it.contact.is_some(), it.what.is_some() && !answers) {
        (_, false) => "privacy-open-contact",
        (true, true) => "privacy-open-both",
        (false, true) => "privacy-open-what",
    }
}

fn summary(ui: &Ui, there: &There, open: bool) -> Summary {
    let (it, clock) = (there.request(), there.asked.clock);
    let contact = match &it.contact {
        Some(contact) if open => contact.clone(),
        Some(_) => "•••".to_owned(),
        None => String::new(),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    // People write whatever they like: only who answers it need read it at once.
    let what = match &it.what {
        Some(_) if !there.answers && !open => "•••".to_owned(),
        what => text(what),
    };
    let outcome = match closing(there) {
        Some(act) if act.kind == ERASE => ui.t("privacy-closed-by-erasure"),
        _ => text(&it.outcome).into(),
    };
    let mut out = Summary::new()
        .line(ui.t("privacy-col-ask"), words::ask(ui, it.ask))
        .line_html(ui.t("privacy-col-clock"), clock_tag(ui, &there.asked).html(ui))
        .line(ui.t("privacy-col-due"), clock.due_on.map(format::date).unwrap_or_default())
        .line(ui.t("privacy-term"), term::told(ui, there.asked.term.as_ref()))
        .line(ui.t("privacy-col-received"), format::date(it.received_on))
        .line(ui.t("privacy-col-way"), words::way(ui, it.way))
        .line(ui.t("privacy-col-asker"), text(&it.who));
    if let Some(person) = it.person {
        out = out.action(ui.t("privacy-see-person"), format!("/nhan-luc/{person}"));
    }
    out = out
        .line(ui.t("privacy-word-contact"), contact)
        .line(ui.t("privacy-word-what"), what)
        .line(ui.t("privacy-col-state"), state(ui, it.state));
    if !it.state.is_open() {
        out = out
            .line(ui.t("privacy-col-closed"), it.closed_on.map(format::date).unwrap_or_default())
            .line(ui.t("privacy-col-outcome"), outcome)
            .line(ui.t("privacy-col-basis"), text(&it.basis));
    }
    out
}

/// Where what is asked for is done, and the ways to close it.
fn verbs(ui: &Ui, it: &Request, given: &Given, errors: &Errors) -> Html {
    let here = request_page(it.id);
    let mut out = heading("h-viec", &ui.t("privacy-verbs"));
    if it.state == crate::model::State::Received {
        let form = Form::post(format!("{here}/nhan"));
        out.push(&form.button(Button::submit(ui.t("privacy-take")).primary()).html(ui));
    }
    out.push(&doing(ui, it, given, errors));
    let close = Form::post(format!("{here}/ket-thuc"))
        .field(
            Field::long("tra_loi", ui.t("privacy-col-outcome"))
                .hint(ui.t("privacy-answer-hint"))
                .value(given.raw("tra_loi").to_owned())
                .required()
                .from(errors),
        )
        .field(
            Field::text("can_cu", ui.t("privacy-col-basis"))
                .hint(ui.t("privacy-basis-hint"))
                .value(given.line("can_cu"))
                .longest(300)
                .from(errors),
        )
        .button(Button::submit(ui.t("privacy-answer")).says("viec", "tra-loi"))
        .button(Button::submit(ui.t("privacy-refuse")).says("viec", "tu-choi").danger());
    out.push(&heading("h-ket-thuc", &ui.t("privacy-close")));
    out.push(&close.html(ui));
    out
}

/// The page where what is asked for is done.
fn doing(ui: &Ui, it: &Request, given: &Given, errors: &Errors) -> Html {
    let link = |label: &str, way: &str| {
        let to = |person| Button::link(ui.t(label), format!("/nhan-luc/{person}/{way}"));
        it.person.map(|person| Buttons::new([to(person)]).html(ui)).unwrap_or_default()
    };
    match it.ask {
        Ask::Erase => link("privacy-do-erase", "xoa"),
        Ask::Correct => link("privacy-do-correct", "sua"),
        Ask::See | Ask::Export => copy::form(ui, it, given, errors),
    }
}

/// The kind of act by which somebody is erased.
const ERASE: &str = "erase";

/// The act by which it was closed.
fn closing(there: &There) -> Option<&ledger::Act> {
    there.taken.iter().find(|taken| !taken.state.is_open()).map(|taken| &taken.act)
}

fn steps(ui: &Ui, there: &There) -> Timeline {
    let event = |taken: &Taken| {
        let act = &taken.act;
        let said = [("n", act.seq.into()), ("by", act.entered_by.as_str().into())];
        let what = match act.kind.as_str() {
            "data_request_person" => ui.t("privacy-asker-named"),
            ERASE if closing(there).is_some_and(|it| it.seq == act.seq) => {
                ui.t("privacy-closed-by-erasure")
            }
            ERASE => ui.t("privacy-words-erased"),
            _ => state(ui, taken.state),
        };
        Event::new(ui.time(act.entered_at), what)
            .link(format!("/quyet-dinh/{}", act.seq))
            .more(super::super::paragraph(&ui.f("privacy-step-by", &said)))
    };
    Timeline::new(there.taken.iter().map(event))
}
