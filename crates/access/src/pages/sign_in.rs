//! `/dang-nhap`: the door.

use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use kernel::Timestamp;
use serde::Deserialize;
use ui::{
    Button, Component, Errors, Field, Form as UiForm, Html, Page, Problem, Redirect, Text, Tone, Ui,
};

use super::{code, passkey, provider};
use crate::{
    App, SignIn, SignInError, Started, acts,
    known::Known,
    web::{Cookie, Visitor, party},
};

/// A longer name was never given to an account, and is not worth sending back.
const MOST_NAME: u32 = 64;

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    tiep: String,
}

#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    tiep: String,
}

pub(super) async fn show(
    State(app): State<App>,
    ui: Ui,
    visitor: Visitor,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Response {
    if visitor.session.is_some() {
        return Redirect::to(back.tiep).into_response();
    }
    let mut body = form(&ui, "", &back.tiep, &Errors::default());
    let party = party::of(&app.settings, &headers);
    let back = if ui::is_local(&back.tiep) { &back.tiep } else { "/" };
    body.push(&passkey::button(&ui, party.as_ref(), back));
    body.push(&provider::button(&app, &ui, back));
    page(&ui).respond(&ui, &body)
}

pub(super) async fn enter(
    State(app): State<App>,
    ui: Ui,
    visitor: Visitor,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let agent = headers.get(header::USER_AGENT).map_or(&[][..], HeaderValue::as_bytes);
    let who = SignIn {
        name: &given.name,
        password: &given.password,
        address: &visitor.address,
        agent: &String::from_utf8_lossy(agent),
    };
    let known = known(&app, &headers);
    match acts::sign_in_from(&app, &who, known.as_ref()).await {
        Ok(started) => welcome(&app, (&visitor, known), &started, given.tiep).await,
        Err(SignInError::CodeNeeded(waiting)) => Ok(code::ask(&app, &waiting, &given.tiep)),
        Err(SignInError::Wrong) => Ok(wrong(&ui, &given)),
        Err(SignInError::Locked(until)) => Ok(locked(&app, &ui, &given, until)),
        Err(SignInError::Store(error)) => Err(Problem::internal(&error)),
    }
}

fn page(ui: &Ui) -> Page {
    Page::new(ui.t("access-sign-in"))
}

/// The browser, where somebody signed in from it before.
pub(super) fn known(app: &App, headers: &HeaderMap) -> Option<Known> {
    Known::read(app.settings.seal.as_ref()?, &Cookie::Known.read(&app.settings, headers)?)
}

pub(super) async fn welcome(
    app: &App,
    (visitor, known): (&Visitor, Option<Known>),
    started: &Started,
    to: String,
) -> Result<Response, Problem> {
    if let Some(before) = &visitor.session {
        acts::sign_out(app, before).await.map_err(|e| Problem::internal(&e))?;
    }
    let to = Redirect::to(to);
    let to = if started.was_shut { to.telling(Tone::Doubt, "access-was-shut") } else { to };
    let mut response = to.into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, Cookie::Session.give(&app.settings, &started.token));
    headers.append(header::SET_COOKIE, Cookie::Visitor.take(&app.settings));
    headers.append(header::SET_COOKIE, Cookie::Code.take(&app.settings));
    if let Some(key) = &app.settings.seal {
        let known = known.unwrap_or_else(|| Known::new(app.clock.chance()));
        let cookie = known.cookie(key, &started.name);
        headers.append(header::SET_COOKIE, Cookie::Known.leave(&app.settings, &cookie));
    }
    Ok(response)
}

fn wrong(ui: &Ui, given: &Given) -> Response {
    let mut errors = Errors::default();
    errors.add("name", ui.t("access-sign-in-wrong"));
    again(ui, given, &errors, StatusCode::UNPROCESSABLE_ENTITY)
}

fn locked(app: &App, ui: &Ui, given: &Given, until: Timestamp) -> Response {
    let (text, wait) = wait(app, ui, until);
    let mut errors = Errors::default();
    errors.add("name", text);
    let mut response = again(ui, given, &errors, StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(header::RETRY_AFTER, wait.into());
    response
}

/// How long the door stays shut: in words, and in seconds.
pub(super) fn wait(app: &App, ui: &Ui, until: Timestamp) -> (Text, i64) {
    let wait = until.duration_since(app.clock.now()).as_secs().max(1);
    let args = [("until", ui.time(until).into()), ("minutes", ((wait + 59) / 60).into())];
    (ui.f("access-sign-in-locked", &args), wait)
}

fn again(ui: &Ui, given: &Given, errors: &Errors, status: StatusCode) -> Response {
    let name = if given.name.len() <= MOST_NAME as usize { given.name.as_str() } else { "" };
    let form = form(ui, name, &given.tiep, errors);
    page(ui).errors(errors).status(status).respond(ui, &form)
}

pub(super) fn form(ui: &Ui, name: &str, back: &str, errors: &Errors) -> Html {
    let name = Field::text("name", ui.t("access-sign-in-name"))
        .value(name.to_owned())
        .required()
        .complete("username")
        .longest(MOST_NAME)
        .from(errors);
    let password = Field::password("password", ui.t("access-sign-in-password"))
        .hint(ui.t("access-sign-in-forgot"))
        .required()
        .complete("current-password");
    let back = if ui::is_local(back) { back.to_owned() } else { "/".to_owned() };
    let form = UiForm::post("/dang-nhap")
        .hidden("tiep", back)
        .field(name)
        .field(password)
        .button(Button::submit(ui.t("access-sign-in")));
    Component::html(&form, ui)
}
