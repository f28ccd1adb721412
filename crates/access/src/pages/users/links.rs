//! `/nguoi-dung/{name}/to-chuc`: whom the organisation's provider knows as the owner of an account,
//! as who keeps accounts says it.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use ui::{Button, Component as _, Field, Form as UiForm, Html, Problem, Redirect, Ui};

use super::{super::security, page_of};
use crate::{App, Link, LinkId, acts, web::Signed};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    ma_nguoi: String,
}

pub(super) async fn add(
    State(app): State<App>,
    signed: Signed,
    Path(name): Path<String>,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    acts::link_account(&app, &signed.actor, &name, &given.ma_nguoi).await?;
    Ok(Redirect::to(page_of(&name)).saying("access-provider-linked").into_response())
}

pub(super) async fn remove(
    State(app): State<App>,
    signed: Signed,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id: LinkId = id.parse().map_err(|_| Problem::not_found())?;
    if !acts::unlink_account(&app, &signed.actor, &name, id).await? {
        return Err(Problem::not_found());
    }
    Ok(Redirect::to(page_of(&name)).saying("access-provider-unlinked").into_response())
}

/// The part of the page that is about them.
pub(super) fn section(ui: &Ui, name: &str, all: &[Link], keeps: bool) -> Html {
    let here = format!("{}/to-chuc", page_of(name));
    let mut out = security::links::table(ui, all, keeps.then_some(here.as_str())).html(ui);
    if !keeps {
        return out;
    }
    let form = UiForm::post(here)
        .field(
            Field::text("ma_nguoi", ui.t("access-provider-subject"))
                .hint(ui.t("access-provider-subject-hint"))
                .longest(255)
                .required(),
        )
        .button(Button::submit(ui.t("access-provider-link")).quiet());
    out.push(&form.html(ui));
    out
}
