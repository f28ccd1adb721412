//! Passkeys of one's own: made with a script, listed, removed.

use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use ui::{
    Button, Cell, Column, Component as _, Empty, Errors, Field, Form as UiForm, Html, Problem,
    Redirect, Table, Tag, Tone, Ui,
};

use super::{HERE, Said, page, paragraph};
use crate::{
    App, Passkey, PasskeyError, PasskeyId, RelyingParty, SecondStep, StepError, Unbelieved, acts,
    rules::webauthn::{ALGORITHMS, decode, encode},
    web::{Signed, party},
};

/// How long a browser may ask its user, in milliseconds: as long as a challenge holds.
const PATIENCE: u32 = 300_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    mat_khau_khoa: String,
    ma_khoa: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Made {
    ten_khoa: String,
    client: String,
    attestation: String,
}

/// What a browser makes a passkey from, as JSON.
pub(super) async fn begin(
    State(app): State<App>,
    signed: Signed,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Problem> {
    let party = party::of(&app.settings, &headers).ok_or_else(no_party)?;
    let begun = acts::begin_passkey(&app, &signed, &asked.mat_khau_khoa, &asked.ma_khoa).await?;
    let known: Vec<Json> =
        begun.known.iter().map(|id| json!({"type": "public-key", "id": encode(id)})).collect();
    let kinds: Vec<Json> =
        ALGORITHMS.iter().map(|alg| json!({"type": "public-key", "alg": alg})).collect();
    Ok(answer(&json!({
        "challenge": encode(&begun.challenge),
        "rp": {"id": party.id, "name": "Nhân Lực Số"},
        "user": {
            "id": encode(&begun.handle),
            "name": signed.actor.name(),
            "displayName": signed.full_name,
        },
        "pubKeyCredParams": kinds,
        "excludeCredentials": known,
        "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
        "attestation": "none",
        "timeout": PATIENCE,
    })))
}

/// JSON for the script; it holds a challenge and is kept nowhere.
pub(in super::super) fn answer(value: &Json) -> Response {
    let mut response = value.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

pub(super) async fn add(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    headers: HeaderMap,
    Form(made): Form<Made>,
) -> Result<Response, Problem> {
    let party = party::of(&app.settings, &headers).ok_or_else(no_party)?;
    let (Some(client), Some(attestation)) = (decode(&made.client), decode(&made.attestation))
    else {
        return Err(Problem::bad_request());
    };
    let sent = (&client[..], &attestation[..]);
    match acts::add_passkey(&app, &signed, &party, &made.ten_khoa, sent).await {
        Ok(_) => Ok(Redirect::to(HERE).saying("access-passkey-added").into_response()),
        Err(PasskeyError::Step(error)) => Err(error.into()),
        Err(error) => {
            tracing::info!(%error, "a passkey was not taken");
            let mut errors = Errors::default();
            errors.add("ten_khoa", ui.t("access-passkey-refused"));
            page(&app, &ui, &signed, &headers, Said { errors, ..Said::default() }).await
        }
    }
}

pub(super) async fn remove(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: PasskeyId = id.parse().map_err(|_| Problem::not_found())?;
    if !acts::remove_passkey(&app, &signed, id).await? {
        return Err(Problem::not_found());
    }
    Ok(Redirect::to(HERE).saying("access-passkey-removed").into_response())
}

/// What a server without a name of its own says.
pub(in super::super) fn no_party() -> Problem {
    Problem::new(axum::http::StatusCode::CONFLICT, "no-passkeys", "access-passkey-nowhere")
}

impl From<PasskeyError> for Problem {
    fn from(error: PasskeyError) -> Self {
        let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
        match error {
            PasskeyError::Step(StepError::Password) => {
                Self::new(status, "password-wrong", "access-password-wrong")
            }
            PasskeyError::Step(StepError::Code) => {
                Self::new(status, "code-wrong", "access-code-wrong")
            }
            PasskeyError::Step(StepError::Locked(until)) => {
                let until = ui::format::time(until);
                let status = axum::http::StatusCode::TOO_MANY_REQUESTS;
                Self::new(status, "locked", "access-password-locked").arg("until", until)
            }
            PasskeyError::Step(error) => error.into(),
            PasskeyError::Unbelieved(Unbelieved::Unreadable(_)) => Self::bad_request(),
            PasskeyError::Unbelieved(_) | PasskeyError::Over | PasskeyError::Known => {
                Self::new(status, "passkey-refused", "access-passkey-refused")
            }
        }
    }
}

/// The part of the page that is about them.
pub(super) fn section(
    ui: &Ui,
    party: Option<&RelyingParty>,
    all: &[Passkey],
    step: SecondStep,
    errors: &Errors,
) -> Html {
    let mut out = paragraph(&ui.t("access-passkey-what"));
    out.push(&table(ui, all).html(ui));
    if party.is_none() {
        out.push(&paragraph(&ui.t("access-passkey-nowhere")));
        return out;
    }
    let mut form = UiForm::post("/tai-khoan/bao-mat/khoa-truy-cap")
        .hidden("client", "")
        .hidden("attestation", "")
        .field(
            Field::text("ten_khoa", ui.t("access-passkey-name"))
                .hint(ui.t("access-passkey-name-hint"))
                .longest(60)
                .from(errors),
        )
        .field(
            Field::password("mat_khau_khoa", ui.t("access-password-present"))
                .complete("current-password")
                .required(),
        );
    if step.is_on() {
        form = form.field(
            Field::text("ma_khoa", ui.t("access-code-label"))
                .hint(ui.t("access-code-hint"))
                .complete("one-time-code")
                .longest(40)
                .required(),
        );
    }
    form = form.button(Button::submit(ui.t("access-passkey-make")));
    out.push(&scripted(ui, "create", &form));
    out
}

/// A form that needs the script, and says so where there is none.
pub(in super::super) fn scripted(ui: &Ui, what: &str, form: &UiForm) -> Html {
    let mut out = Html::trusted(format!("<div data-passkey=\"{what}\" hidden>"));
    out.push(&form.html(ui));
    out.push(&Html::trusted("<p class=\"error\" role=\"alert\" data-failed=\""));
    out.push(&Html::text(&ui.t("access-passkey-failed")));
    out.push(&Html::trusted("\" hidden></p></div>"));
    out
}

fn table(ui: &Ui, all: &[Passkey]) -> Table {
    let columns = [
        Column::new("name", ui.t("access-passkey-name")).head(),
        Column::new("where", ui.t("access-passkey-where")),
        Column::new("made", ui.t("access-passkey-made")),
        Column::new("used", ui.t("access-passkey-used")),
        Column::new("remove", ui.t("access-passkey-remove")),
    ];
    let mut table = Table::new("passkeys", ui.t("access-passkeys"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("access-passkeys-none")));
    for passkey in all {
        let place = if passkey.backed_up { "access-passkey-synced" } else { "access-passkey-one" };
        let remove = UiForm::post(format!("/tai-khoan/bao-mat/khoa-truy-cap/{}/bo", passkey.id))
            .button(Button::submit(ui.t("access-passkey-remove")).quiet());
        let used = match passkey.used_at {
            Some(at) => Cell::text(ui.time(at)),
            None => Cell::tag(Tag::new(Tone::Plain, ui.t("access-passkey-unused"))),
        };
        table.push([
            Cell::text(passkey.name.clone()),
            Cell::text(ui.t(place)),
            Cell::text(ui.time(passkey.made_at)),
            used,
            Cell::html(remove.html(ui), ""),
        ]);
    }
    table
}
