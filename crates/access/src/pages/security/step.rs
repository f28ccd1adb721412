//! The second step: turned on, off, its codes to recover with.

use std::fmt::Write as _;

use axum::{
    Form,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use ui::{
    Button, Component as _, Errors, Field, Form as UiForm, Html, Notice, Problem, Redirect,
    Summary, Tag, Tone, Ui,
};

use super::{HERE, Said, page, paragraph, picture};
use crate::{App, RECOVERY_CODES, SecondStep, StepError, acts, rules::codes, web::Signed};

/// What an authenticator calls this program.
const ISSUER: &str = "Nhân Lực Số";

/// Fields of a form: a password, a code. Several forms are on the page, each with names of its own.
type Fields = (&'static str, &'static str);

/// Who asks, and how.
type Asked<'a> = (&'a App, &'a Ui, &'a Signed, &'a HeaderMap);

const TURN_ON: Fields = ("mat_khau", "ma");
const RENEW: Fields = ("mat_khau_ma", "ma_moi");
const TURN_OFF: Fields = ("mat_khau_tat", "ma_tat");

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    #[serde(alias = "mat_khau_ma", alias = "mat_khau_tat")]
    mat_khau: String,
    #[serde(alias = "ma_moi", alias = "ma_tat")]
    ma: String,
}

pub(super) async fn begin(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    match acts::begin_second_step(&app, &signed, &given.mat_khau).await {
        Ok(()) => Ok(Redirect::to(format!("{HERE}#buoc-hai")).into_response()),
        Err(error) => told((&app, &ui, &signed, &headers), error, TURN_ON).await,
    }
}

pub(super) async fn confirm(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    match acts::confirm_second_step(&app, &signed, &given.ma).await {
        Ok(codes) => shown_once((&app, &ui, &signed, &headers), &codes, "access-step-now-on").await,
        Err(error) => told((&app, &ui, &signed, &headers), error, TURN_ON).await,
    }
}

pub(super) async fn drop(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    acts::drop_second_step(&app, &signed).await?;
    Ok(Redirect::to(HERE).into_response())
}

pub(super) async fn end(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    match acts::end_second_step(&app, &signed, &given.mat_khau, &given.ma).await {
        Ok(()) => Ok(Redirect::to(HERE).saying("access-step-now-off").into_response()),
        Err(error) => told((&app, &ui, &signed, &headers), error, TURN_OFF).await,
    }
}

pub(super) async fn renew(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    match acts::renew_recovery_codes(&app, &signed, &given.mat_khau, &given.ma).await {
        Ok(codes) => {
            shown_once((&app, &ui, &signed, &headers), &codes, "access-codes-now-new").await
        }
        Err(error) => told((&app, &ui, &signed, &headers), error, RENEW).await,
    }
}

/// The page with codes that are never shown again.
async fn shown_once(
    (app, ui, signed, headers): Asked<'_>,
    codes: &[String],
    said: &str,
) -> Result<Response, Problem> {
    let mut list = String::from("<ul class=\"codes\">");
    for code in codes {
        let _ = write!(list, "<li><code>{}</code></li>", Html::text(code));
    }
    list.push_str("</ul>");
    let notice = Notice::new(Tone::Good, ui.t(said)).more(Html::trusted(list));
    page(app, ui, signed, headers, Said { notice: Some(notice), ..Said::default() }).await
}

/// What is wrong stands at its field; what is broken goes on.
async fn told(
    (app, ui, signed, headers): Asked<'_>,
    error: StepError,
    (password, code): Fields,
) -> Result<Response, Problem> {
    let (field, text) = match error {
        StepError::Password => (password, ui.t("access-password-wrong")),
        StepError::Code => (code, ui.t("access-code-wrong")),
        StepError::Locked(until) => {
            (password, ui.f("access-password-locked", &[("until", ui.time(until).into())]))
        }
        StepError::NoKey => (password, ui.t("access-step-no-key")),
        other => return Err(other.into()),
    };
    let mut errors = Errors::default();
    errors.add(field, text);
    page(app, ui, signed, headers, Said { errors, ..Said::default() }).await
}

/// The part of the page that is about it.
pub(super) struct Shown<'a> {
    pub(super) app: &'a App,
    pub(super) ui: &'a Ui,
    pub(super) signed: &'a Signed,
    pub(super) errors: &'a Errors,
}

impl Shown<'_> {
    pub(super) fn section(&self, step: SecondStep, secret: Option<&[u8]>) -> Html {
        match (step, secret) {
            (SecondStep::On { since, codes_left }, _) => self.on(self.ui.time(since), codes_left),
            (SecondStep::Begun, Some(secret)) => self.begun(secret),
            _ if self.app.settings.seal.is_none() => paragraph(&self.ui.t("access-step-no-key")),
            _ => self.off(),
        }
    }

    fn off(&self) -> Html {
        let ui = self.ui;
        let mut out = Tag::new(Tone::Doubt, ui.t("access-step-off")).html(ui);
        out.push(&paragraph(&ui.t("access-step-what")));
        let form = UiForm::post("/tai-khoan/bao-mat/buoc-hai")
            .field(self.password(TURN_ON))
            .button(Button::submit(ui.t("access-step-begin")).primary());
        out.push(&form.html(ui));
        out
    }

    fn begun(&self, secret: &[u8]) -> Html {
        let ui = self.ui;
        let address = codes::address(secret, ISSUER, self.signed.actor.name());
        let mut out = paragraph(&ui.t("access-step-scan"));
        out.push(&picture::qr(&address, &ui.t("access-step-picture")));
        let typed = ui.f("access-step-type", &[("secret", codes::readable(secret).into())]);
        out.push(&paragraph(&typed));
        let form = UiForm::post("/tai-khoan/bao-mat/buoc-hai/bat")
            .field(self.code(TURN_ON, "access-step-code"))
            .button(Button::submit(ui.t("access-step-confirm")).primary());
        out.push(&form.html(ui));
        let drop = UiForm::post("/tai-khoan/bao-mat/buoc-hai/bo")
            .button(Button::submit(ui.t("access-step-drop")).quiet());
        out.push(&drop.html(ui));
        out
    }

    fn on(&self, since: String, left: i64) -> Html {
        let ui = self.ui;
        let whole = i64::try_from(RECOVERY_CODES).unwrap_or(i64::MAX);
        let left = ui.f("access-codes-left", &[("n", left.into()), ("whole", whole.into())]);
        let on = Tag::new(Tone::Good, ui.t("access-step-on")).html(ui);
        let mut out = Summary::new()
            .line_html(ui.t("access-step-state"), on)
            .line(ui.t("access-step-since"), since)
            .line(ui.t("access-codes"), left)
            .html(ui);
        let renew = UiForm::post("/tai-khoan/bao-mat/ma-du-phong")
            .field(self.password(RENEW))
            .field(self.code(RENEW, "access-code-label").hint(ui.t("access-code-hint")))
            .button(Button::submit(ui.t("access-codes-renew")).quiet());
        out.push(&self.fold("access-codes-renew", RENEW, &renew.html(ui)));
        let end = UiForm::post("/tai-khoan/bao-mat/buoc-hai/tat")
            .field(self.password(TURN_OFF))
            .field(self.code(TURN_OFF, "access-code-label").hint(ui.t("access-code-hint")))
            .button(Button::submit(ui.t("access-step-end")).danger());
        out.push(&self.fold("access-step-end", TURN_OFF, &end.html(ui)));
        out
    }

    fn password(&self, (name, _): Fields) -> Field {
        Field::password(name, self.ui.t("access-password-present"))
            .complete("current-password")
            .required()
            .from(self.errors)
    }

    fn code(&self, (_, name): Fields, label: &str) -> Field {
        Field::text(name, self.ui.t(label))
            .complete("one-time-code")
            .longest(40)
            .required()
            .from(self.errors)
    }

    /// What is seldom done is folded, unless something is wrong with it.
    fn fold(&self, label: &str, (password, code): Fields, inside: &Html) -> Html {
        let wrong = self.errors.of(password).or_else(|| self.errors.of(code)).is_some();
        let (open, label) = (if wrong { " open" } else { "" }, Html::text(&self.ui.t(label)));
        let mut out = Html::trusted(format!("<details{open}><summary>{label}</summary>"));
        out.push(inside);
        out.push(&Html::trusted("</details>"));
        out
    }
}
