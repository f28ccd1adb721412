//! `/dang-nhap/khoa`: signing in with a passkey; the script does what a form can't.

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use serde_json::json;
use ui::{Button, Html, Page, Problem, Ui};

use super::{
    security::passkeys::{answer, no_party, scripted},
    sign_in::{self, known, wait, welcome},
};
use crate::{
    App, PasskeyError, PasskeySignIn, RelyingParty, StepError, acts,
    rules::webauthn::{decode, encode},
    web::{Visitor, party},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    id: String,
    client: String,
    authenticator: String,
    signature: String,
    handle: String,
    tiep: String,
}

/// The button, where this server has a name passkeys are bound to.
pub(super) fn button(ui: &Ui, party: Option<&RelyingParty>, back: &str) -> Html {
    if party.is_none() {
        return Html::default();
    }
    let mut form = ui::Form::post("/dang-nhap/khoa").hidden("tiep", back.to_owned());
    for name in ["id", "client", "authenticator", "signature", "handle"] {
        form = form.hidden(name, "");
    }
    scripted(ui, "get", &form.button(Button::submit(ui.t("access-passkey-sign-in")).quiet()))
}

/// A challenge for whatever passkey the browser has; it is the same for everybody.
pub(super) async fn begin(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let party = party::of(&app.settings, &headers).ok_or_else(no_party)?;
    let challenge =
        acts::ask_passkey(&app, &visitor.address, known(&app, &headers).as_ref()).await?;
    Ok(answer(&json!({
        "challenge": encode(&challenge),
        "rpId": party.id,
        "userVerification": "required",
        "timeout": 300_000,
    })))
}

pub(super) async fn enter(
    State(app): State<App>,
    ui: Ui,
    visitor: Visitor,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let party = party::of(&app.settings, &headers).ok_or_else(no_party)?;
    let part = |text: &str| decode(text).ok_or_else(Problem::bad_request);
    let agent = headers.get(header::USER_AGENT).map_or(&[][..], HeaderValue::as_bytes);
    let who = PasskeySignIn {
        credential: &part(&given.id)?,
        client_data: &part(&given.client)?,
        authenticator: &part(&given.authenticator)?,
        signature: &part(&given.signature)?,
        handle: &part(&given.handle)?,
        browser: &visitor.browser,
        address: &visitor.address,
        agent: &String::from_utf8_lossy(agent),
    };
    let known = known(&app, &headers);
    match acts::sign_in_with_passkey(&app, &party, &who, known.as_ref()).await {
        Ok(started) => welcome(&app, (&visitor, known), &started, given.tiep).await,
        Err(PasskeyError::Step(StepError::Locked(until))) => {
            let (text, seconds) = wait(&app, &ui, until);
            let mut response = refused(&ui, text, 429);
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            Ok(response)
        }
        Err(PasskeyError::Step(error)) => Err(error.into()),
        Err(_) => Ok(refused(&ui, ui.t("access-passkey-unknown"), 422)),
    }
}

fn refused(ui: &Ui, text: ui::Text, status: u16) -> Response {
    let mut errors = ui::Errors::default();
    errors.add("name", text);
    let status = StatusCode::from_u16(status).unwrap_or_default();
    let page = Page::new(ui.t("access-sign-in")).errors(&errors).status(status);
    page.respond(ui, &sign_in::form(ui, "", "/", &errors))
}
