//! `/tai-khoan/bao-mat`: the ways into one's own account, and what was done to them.

mod events;
pub(super) mod links;
pub(super) mod passkeys;
mod picture;
mod step;

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
    routing::{get, post},
};
pub(super) use events::table as events;
use ui::{Component as _, Errors, Html, Notice, Page, Problem, Ui};

use crate::{
    AccountId, App, SecondStep, StepError, acts, figures,
    web::{Signed, party},
};

/// The page.
pub(super) const HERE: &str = "/tai-khoan/bao-mat";

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(HERE, get(show))
        .route("/tai-khoan/bao-mat/buoc-hai", post(step::begin))
        .route("/tai-khoan/bao-mat/buoc-hai/bat", post(step::confirm))
        .route("/tai-khoan/bao-mat/buoc-hai/bo", post(step::drop))
        .route("/tai-khoan/bao-mat/buoc-hai/tat", post(step::end))
        .route("/tai-khoan/bao-mat/ma-du-phong", post(step::renew))
        .route("/tai-khoan/bao-mat/khoa-truy-cap", post(passkeys::add))
        .route("/tai-khoan/bao-mat/khoa-truy-cap/bat-dau", post(passkeys::begin))
        .route("/tai-khoan/bao-mat/khoa-truy-cap/{id}/bo", post(passkeys::remove))
        .route("/tai-khoan/bao-mat/to-chuc", post(links::begin))
        .route("/tai-khoan/bao-mat/to-chuc/{id}/bo", post(links::remove))
}

/// What the page says beside what it is about.
#[derive(Default)]
struct Said {
    errors: Errors,
    notice: Option<Notice>,
}

async fn show(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    page(&app, &ui, &signed, &headers, Said::default()).await
}

async fn page(
    app: &App,
    ui: &Ui,
    signed: &Signed,
    headers: &HeaderMap,
    said: Said,
) -> Result<Response, Problem> {
    let account = owner(signed)?;
    let mut tx = app.db.read().await.map_err(|e| Problem::internal(&e))?;
    let step = figures::second_step(&mut tx, account).await.map_err(|e| Problem::internal(&e))?;
    let secret = match step {
        SecondStep::Begun => match acts::begun_secret(app, &mut tx, signed).await {
            // It was begun under another key: it can only be begun anew.
            Err(StepError::NoKey) => None,
            secret => secret?,
        },
        SecondStep::Off | SecondStep::On { .. } => None,
    };
    let keys = figures::passkeys(&mut tx, account).await.map_err(|e| Problem::internal(&e))?;
    let known = figures::links(&mut tx, account).await.map_err(|e| Problem::internal(&e))?;
    let done = figures::events(&mut tx, account).await.map_err(|e| Problem::internal(&e))?;
    drop(tx);
    let mut body = heading("buoc-hai", &ui.t("access-step"));
    let shown = step::Shown { app, ui, signed, errors: &said.errors };
    body.push(&shown.section(step, secret.as_deref()));
    body.push(&heading("khoa-truy-cap", &ui.t("access-passkeys")));
    let party = party::of(&app.settings, headers);
    body.push(&passkeys::section(ui, party.as_ref(), &keys, step, &said.errors));
    if app.settings.provider.is_some() {
        body.push(&heading("to-chuc", &ui.t("access-provider")));
        body.push(&links::section(ui, &known, &said.errors));
    }
    body.push(&heading("viec-da-lam", &ui.t("access-events")));
    body.push(&events::table(ui, &done).html(ui));
    let mut page = Page::new(ui.t("access-security"))
        .lead(ui.t("access-security-lead"))
        .crumb(ui.t("access-account"), "/tai-khoan")
        .errors(&said.errors);
    if let Some(notice) = said.notice {
        page = page.notice(notice);
    }
    Ok(unkept(page.respond(ui, &body)))
}

fn owner(signed: &Signed) -> Result<AccountId, Problem> {
    signed.actor.id().ok_or_else(Problem::not_found)
}

/// A page with a secret on it is kept nowhere.
fn unkept(mut response: Response) -> Response {
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    response
}

fn heading(id: &str, text: &str) -> Html {
    Html::trusted(format!("<h2 id=\"{id}\">{}</h2>", Html::text(text)))
}

fn paragraph(text: &str) -> Html {
    Html::trusted(format!("<p>{}</p>", Html::text(text)))
}

impl From<StepError> for Problem {
    fn from(error: StepError) -> Self {
        let conflict = axum::http::StatusCode::CONFLICT;
        match error {
            StepError::Refused(refused) => refused.into(),
            StepError::Unknown(_) => Self::not_found(),
            StepError::State | StepError::Over => {
                Self::new(conflict, "second-step-state", "access-step-state-wrong")
            }
            StepError::Locked(_) => Self::of_status(axum::http::StatusCode::TOO_MANY_REQUESTS),
            other => Self::internal(&other),
        }
    }
}
