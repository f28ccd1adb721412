//! `/hop-thu/dia-chi`: where notices are mailed to, and that mail arrives there.

use access::{App, MAILED_DIGITS, Signed};
use axum::{
    Form as Given,
    extract::State,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use ui::{Button, Component as _, Errors, Field, Form, Html, Notice, Problem, Redirect, Tone, Ui};

use super::{
    INBOX,
    inbox::{account, page},
};
use crate::{
    acts::{Error, Said, confirm_address, mail_code_again, mail_to},
    model::MailAddress,
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    dia_chi: Option<String>,
    #[serde(default)]
    ma: String,
}

impl Typed {
    /// The code a mail's link carries, as far as it may be one.
    pub(super) fn code(text: &str) -> Self {
        let digits = text.chars().filter(char::is_ascii_digit).take(MAILED_DIGITS);
        Self { dia_chi: None, ma: digits.collect() }
    }
}

/// Where notices are mailed to; where that waits for its code, the code first.
pub(super) fn forms(
    ui: &Ui,
    standing: Option<&MailAddress>,
    typed: &Typed,
    errors: &Errors,
) -> Html {
    let mut out = Html::trusted(format!("<h2>{}</h2>", Html::text(&ui.t("errands-mail"))));
    if let Some(it) = standing {
        let args = [("address", it.address.as_str().into())];
        if it.confirmed_at.is_some() {
            out.push(&Notice::new(Tone::Good, ui.f("errands-confirmed", &args)).html(ui));
        } else {
            out.push(&Notice::new(Tone::Doubt, ui.f("errands-not-confirmed", &args)).html(ui));
            out.push(&code_forms(ui, typed, errors));
        }
    }
    let address = typed.dia_chi.as_deref().or(standing.map(|it| it.address.as_str()));
    let field = Field::text("dia_chi", ui.t("errands-mail-to"))
        .hint(ui.t("errands-mail-to-hint"))
        .value(address.unwrap_or_default().to_owned())
        .complete("email")
        .longest(254)
        .from(errors);
    let form = Form::post("/hop-thu/dia-chi")
        .field(field)
        .button(Button::submit(ui.t("errands-save")).quiet());
    out.push(&form.html(ui));
    out
}

fn code_forms(ui: &Ui, typed: &Typed, errors: &Errors) -> Html {
    let field = Field::number("ma", ui.t("errands-code"))
        .hint(ui.t("errands-code-hint"))
        .value(typed.ma.clone())
        .complete("one-time-code")
        .required()
        .from(errors);
    let confirm = Form::post("/hop-thu/dia-chi/xac-nhan")
        .field(field)
        .button(Button::submit(ui.t("errands-confirm")));
    let again = Form::post("/hop-thu/dia-chi/ma")
        .button(Button::submit(ui.t("errands-code-again")).quiet());
    let mut out = confirm.html(ui);
    out.push(&again.html(ui));
    out
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Given(typed): Given<Typed>,
) -> Result<Response, Problem> {
    let address = typed.dia_chi.as_deref().unwrap_or_default();
    match mail_to(&app, account(&signed)?, address).await {
        Ok(said) => Ok(back(match said {
            Said::Nowhere => "errands-address-none",
            Said::Same => SAME,
            Said::CodeMailed => "errands-code-mailed",
        })),
        Err(error) => again_with(&app, &signed, &ui, &typed, error).await,
    }
}

/// The code is mailed once more.
pub(super) async fn again(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    match mail_code_again(&app, account(&signed)?).await {
        Ok(()) => Ok(back("errands-code-mailed")),
        Err(error) => again_with(&app, &signed, &ui, &Typed::default(), error).await,
    }
}

/// The code came back.
pub(super) async fn confirm(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Given(typed): Given<Typed>,
) -> Result<Response, Problem> {
    match confirm_address(&app, account(&signed)?, &typed.ma).await {
        Ok(()) => Ok(back("errands-address-saved")),
        Err(error) => again_with(&app, &signed, &ui, &typed, error).await,
    }
}

/// What is said of an address that was confirmed before.
const SAME: &str = "errands-address-same";

fn back(said: &'static str) -> Response {
    let tone = if said == SAME { Tone::Info } else { Tone::Good };
    Redirect::to(INBOX).telling(tone, said).into_response()
}

async fn again_with(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    typed: &Typed,
    error: Error,
) -> Result<Response, Problem> {
    let (field, said) = match error {
        Error::Address => ("dia_chi", "errands-address-wrong"),
        Error::Often => ("dia_chi", "errands-code-often"),
        Error::Code => ("ma", "errands-code-wrong"),
        other => return Err(other.into()),
    };
    let mut errors = Errors::default();
    errors.add(field, ui.t(said));
    page(app, signed, ui, typed, &errors).await
}
