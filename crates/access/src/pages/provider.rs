//! `/dang-nhap/to-chuc`: signing in at the organisation's provider, and coming back from it.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect as Away, Response},
};
use serde::Deserialize;
use ui::{Button, Buttons, Component as _, Html, Notice, Page, Problem, Redirect, Text, Tone, Ui};

use super::{
    security,
    sign_in::{known, wait, welcome},
};
use crate::{
    App, LinkError, Return, Returned, StepError, acts,
    web::{Visitor, party},
};

/// Where the provider sends people back to.
pub(super) const BACK: &str = "/dang-nhap/to-chuc/ve";
const HERE: &str = "/dang-nhap/to-chuc";

#[derive(Deserialize)]
pub(super) struct To {
    #[serde(default)]
    tiep: String,
}

#[derive(Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    state: String,
    code: Option<String>,
    iss: Option<String>,
}

/// The way there, where there is a provider.
pub(super) fn button(app: &App, ui: &Ui, back: &str) -> Html {
    if app.settings.provider.is_none() {
        return Html::default();
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("tiep", back).finish();
    let label = ui.t("access-provider-sign-in");
    Buttons::new([Button::link(label, format!("{HERE}?{query}"))]).html(ui)
}

/// Off to the provider.
pub(super) async fn go(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(to): Query<To>,
) -> Result<Response, Problem> {
    if app.settings.provider.is_none() {
        return Err(Problem::not_found());
    }
    // Each start is kept: a picture, or a frame, of a page elsewhere begins none.
    let dest = headers.get("sec-fetch-dest").map_or(&b"document"[..], HeaderValue::as_bytes);
    if dest != b"document" {
        return Err(Problem::of_status(StatusCode::FORBIDDEN));
    }
    let here = here(&app, &headers)?;
    let back = if ui::is_local(&to.tiep) { &to.tiep } else { "/" };
    let known = known(&app, &headers);
    let from = (&*visitor.browser, &*visitor.address, known.as_ref());
    let away = acts::visit_provider(&app, from, &here, back).await?;
    Ok(Away::to(&away).into_response())
}

/// Where one is sent back to; what a stranger claims as our name is not believed.
pub(super) fn here(app: &App, headers: &HeaderMap) -> Result<String, Problem> {
    let base = party::base(&app.settings, headers);
    base.map(|base| format!("{base}{BACK}")).ok_or_else(|| {
        tracing::error!("signing in at a provider needs --public-url");
        Problem::of_status(StatusCode::SERVICE_UNAVAILABLE)
    })
}

/// Back from the provider.
pub(super) async fn back(
    State(app): State<App>,
    ui: Ui,
    visitor: Visitor,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Result<Response, Problem> {
    if app.settings.provider.is_none() {
        return Err(Problem::not_found());
    }
    let agent = headers.get(header::USER_AGENT).map_or(&[][..], HeaderValue::as_bytes);
    let who = Return {
        browser: &visitor.browser,
        session: visitor.session.as_deref(),
        state: &answer.state,
        code: answer.code.as_deref(),
        issuer: answer.iss.as_deref(),
        here: &here(&app, &headers)?,
        address: &visitor.address,
        agent: &String::from_utf8_lossy(agent),
    };
    let known = known(&app, &headers);
    match acts::return_from_provider(&app, &who, known.as_ref()).await {
        Ok(Returned::Started(started, to)) => welcome(&app, (&visitor, known), &started, to).await,
        Ok(Returned::Linked) => {
            let page = Redirect::to(security::HERE);
            Ok(page.saying("access-provider-linked").into_response())
        }
        Err(LinkError::Unknown { subject }) => {
            let told = ui.f("access-provider-unknown", &[("subject", subject.into())]);
            Ok(refused(&ui, told, StatusCode::FORBIDDEN))
        }
        Err(LinkError::Over) => {
            Ok(refused(&ui, ui.t("access-provider-over"), StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(LinkError::Provider(error)) => {
            tracing::warn!(%error, "a sign-in at the provider failed");
            Ok(refused(&ui, ui.t("access-provider-failed"), StatusCode::BAD_GATEWAY))
        }
        Err(LinkError::Step(StepError::Locked(until))) => {
            let (text, seconds) = wait(&app, &ui, until);
            let mut response = refused(&ui, text, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// Why somebody does not come in, and the other way.
fn refused(ui: &Ui, text: Text, status: StatusCode) -> Response {
    let again = Buttons::new([Button::link(ui.t("access-provider-other"), "/dang-nhap")]);
    Page::new(ui.t("access-sign-in"))
        .notice(Notice::new(Tone::Bad, text))
        .status(status)
        .respond(ui, &again.html(ui))
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        match error {
            LinkError::None => Self::not_found(),
            LinkError::Step(error) => error.into(),
            LinkError::Linked => Self::new(StatusCode::CONFLICT, "linked", "access-provider-taken"),
            LinkError::Subject => {
                Self::new(unprocessable, "subject", "access-provider-subject-wrong")
            }
            LinkError::Over => Self::new(unprocessable, "over", "access-provider-over"),
            LinkError::Provider(error) => {
                tracing::warn!(%error, "the provider could not be asked");
                Self::new(StatusCode::BAD_GATEWAY, "provider", "access-provider-failed")
            }
            other @ LinkError::Unknown { .. } => Self::internal(&other),
        }
    }
}
