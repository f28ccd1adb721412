//! `/dang-nhap/ma`: the second step at the door, for whose password was right.

use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use ui::{
    Button, Component as _, Errors, Field, Form as UiForm, Page, Problem, Redirect, Text, Tone, Ui,
};

use super::sign_in::{known, wait, welcome};
use crate::{
    App, CodeWaiting, EnterCode, StepError, acts,
    web::{Cookie, Visitor},
};

const HERE: &str = "/dang-nhap/ma";

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    tiep: String,
}

#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    ma: String,
    #[serde(default)]
    tiep: String,
}

/// Sends somebody here whose password was right.
pub(super) fn ask(app: &App, waiting: &CodeWaiting, back: &str) -> Response {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("tiep", back).finish();
    let mut response = Redirect::to(format!("{HERE}?{query}")).into_response();
    let cookie = Cookie::Code.give(&app.settings, &waiting.token);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

pub(super) async fn show(
    State(app): State<App>,
    ui: Ui,
    _visitor: Visitor,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Result<Response, Problem> {
    let token = Cookie::Code.read(&app.settings, &headers).unwrap_or_default();
    if !acts::owes_code(&app, &token).await.map_err(|e| Problem::internal(&e))? {
        return Ok(Redirect::to("/dang-nhap").into_response());
    }
    Ok(page(&ui, &back.tiep, None))
}

pub(super) async fn enter(
    State(app): State<App>,
    ui: Ui,
    visitor: Visitor,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let agent = headers.get(header::USER_AGENT).map_or(&[][..], HeaderValue::as_bytes);
    let token = Cookie::Code.read(&app.settings, &headers).unwrap_or_default();
    let who = EnterCode {
        token: &token,
        code: &given.ma,
        address: &visitor.address,
        agent: &String::from_utf8_lossy(agent),
    };
    let known = known(&app, &headers);
    match acts::enter_code(&app, &who, known.as_ref()).await {
        Ok(started) => welcome(&app, (&visitor, known), &started, given.tiep).await,
        Err(StepError::Code) => Ok(page(&ui, &given.tiep, Some((ui.t("access-code-wrong"), 422)))),
        Err(StepError::Locked(until)) => {
            let (text, seconds) = wait(&app, &ui, until);
            let mut response = page(&ui, &given.tiep, Some((text, 429)));
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            Ok(response)
        }
        Err(StepError::Over | StepError::State) => {
            Ok(Redirect::to("/dang-nhap").telling(Tone::Bad, "access-code-over").into_response())
        }
        Err(StepError::NoKey) => {
            tracing::error!("the key that second steps are kept under is not here");
            Ok(page(&ui, &given.tiep, Some((ui.t("access-code-no-key"), 503))))
        }
        Err(other) => Err(Problem::internal(&other)),
    }
}

fn page(ui: &Ui, back: &str, wrong: Option<(Text, u16)>) -> Response {
    let mut errors = Errors::default();
    let mut page = Page::new(ui.t("access-code"));
    if let Some((text, status)) = wrong {
        errors.add("ma", text);
        page = page.status(StatusCode::from_u16(status).unwrap_or_default());
    }
    let back = if ui::is_local(back) { back } else { "/" };
    let form = UiForm::post(HERE)
        .hidden("tiep", back.to_owned())
        .field(
            Field::text("ma", ui.t("access-code-label"))
                .hint(ui.t("access-code-hint"))
                .complete("one-time-code")
                .longest(40)
                .required()
                .from(&errors),
        )
        .button(Button::submit(ui.t("access-sign-in")))
        .button(Button::link(ui.t("access-code-back"), "/dang-nhap"));
    page.lead(ui.t("access-code-lead")).errors(&errors).respond(ui, &form.html(ui))
}
