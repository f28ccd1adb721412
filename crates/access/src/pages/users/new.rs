//! `/nguoi-dung/moi`: an account is made; its password is shown once.

use axum::{Form, extract::State, response::Response};
use serde::Deserialize;
use ui::{Button, Component as _, Errors, Field, Form as UiForm, Page, Problem, Ui};

use super::{HERE, one, words};
use crate::{AccountError, App, Right, acts, web::Signed};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    ten: String,
    #[serde(default)]
    ho_ten: String,
}

pub(super) async fn ask(ui: Ui, signed: Signed) -> Result<Response, Problem> {
    signed.actor.require(Right::Accounts)?;
    Ok(page(&ui, &Given::default(), &Errors::default()))
}

pub(super) async fn make(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    match acts::open_account(&app, &signed.actor, &given.ten, &given.ho_ten, None).await {
        Ok((name, password)) => {
            one::page(&app, &ui, &signed, &name, one::Said::password(password)).await
        }
        Err(error) => {
            let Some((field, text)) = words::wrong_account(&error) else {
                return Err(error.into());
            };
            let mut errors = Errors::default();
            errors.add(field, ui.t(text));
            Ok(page(&ui, &given, &errors))
        }
    }
}

fn page(ui: &Ui, given: &Given, errors: &Errors) -> Response {
    let form = UiForm::post("/nguoi-dung/moi")
        .field(
            Field::text("ten", ui.t("access-account-name"))
                .hint(ui.t("access-user-name-hint"))
                .value(given.ten.clone())
                .required()
                .from(errors),
        )
        .field(
            Field::text("ho_ten", ui.t("access-full-name"))
                .value(given.ho_ten.clone())
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("access-user-make")));
    Page::new(ui.t("access-user-new"))
        .crumb(ui.t("access-users"), HERE)
        .errors(errors)
        .respond(ui, &form.html(ui))
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Refused(refused) => refused.into(),
            AccountError::Unknown(_) => Self::not_found(),
            AccountError::Last => Self::new(
                axum::http::StatusCode::CONFLICT,
                "last-administrator",
                "access-last-administrator",
            ),
            other => Self::internal(&other),
        }
    }
}
