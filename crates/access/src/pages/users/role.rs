//! Roles are given and taken.

use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use kernel::{Date, Interval, folding};
use serde::Deserialize;
use ui::{Errors, Problem, Redirect, Ui, format};

use super::{
    one::{self, Said},
    page_of, words,
};
use crate::{App, GrantId, NewRole, Role, RoleError, acts, web::Signed};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    pub(super) vai_tro: String,
    #[serde(default)]
    pub(super) don_vi: String,
    #[serde(default)]
    pub(super) so: String,
    #[serde(default)]
    pub(super) tu: String,
    #[serde(default)]
    pub(super) den: String,
    #[serde(default)]
    pub(super) ly_do: String,
}

pub(super) async fn give(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    Path(name): Path<String>,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    signed.actor.require(crate::Right::Accounts)?;
    let mut errors = Errors::default();
    let Some((role, valid)) = read(&app, &ui, &given, &mut errors) else {
        return one::page(&app, &ui, &signed, &name, Said { errors, given, ..Said::default() })
            .await;
    };
    let number: String = given.so.chars().filter(char::is_ascii_digit).collect();
    let new = NewRole {
        account: &name,
        role,
        unit: Some(given.don_vi.as_str()).filter(|code| !code.is_empty()),
        person: Some(number.as_str()).filter(|number| !number.is_empty()),
        valid,
    };
    let reason = folding::squeeze(&given.ly_do);
    match acts::give_roles(&app, &signed.actor, &[new], &reason).await {
        Ok(_) => Ok(Redirect::to(page_of(&name)).saying("access-role-given").into_response()),
        Err(error) => {
            let Some((field, text)) = words::wrong_role(&error) else { return Err(error.into()) };
            errors.add(field, ui.t(text));
            one::page(&app, &ui, &signed, &name, Said { errors, given, ..Said::default() }).await
        }
    }
}

/// Role and days; what is wrong goes to its field.
fn read(app: &App, ui: &Ui, given: &Given, errors: &mut Errors) -> Option<(Role, Interval)> {
    let role = Role::parse(&given.vai_tro);
    if role.is_none() {
        errors.add("vai_tro", ui.t("access-role-missing"));
    }
    let mut day = |field: &'static str, text: &str| -> Option<Date> {
        let found = format::parse_date(text);
        if found.is_none() && !text.trim().is_empty() {
            errors.add(field, ui.t("access-reads-date-wrong"));
        }
        found
    };
    let from = day("tu", &given.tu).unwrap_or_else(|| app.clock.today());
    let last = day("den", &given.den);
    let valid = Interval::new(Some(from), last.and_then(|day| day.tomorrow().ok()));
    if valid.is_none() {
        errors.add("den", ui.t("access-role-ends-before"));
    }
    role.zip(valid).filter(|_| errors.is_empty())
}

pub(super) async fn take(
    State(app): State<App>,
    signed: Signed,
    Path((name, grant)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let grant: GrantId = grant.parse().map_err(|_| Problem::not_found())?;
    acts::take_role(&app, &signed.actor, grant, app.clock.today(), "").await?;
    Ok(Redirect::to(page_of(&name)).saying("access-role-taken").into_response())
}

impl From<RoleError> for Problem {
    fn from(error: RoleError) -> Self {
        let conflict = |code, text| Self::new(StatusCode::CONFLICT, code, text);
        match error {
            RoleError::Refused(refused) => refused.into(),
            RoleError::Account(_) => Self::not_found(),
            RoleError::NotHeld => conflict("role-not-held", "access-role-not-held"),
            RoleError::LastAdministrator => {
                conflict("last-administrator", "access-last-administrator")
            }
            other => Self::internal(&other),
        }
    }
}
