//! `/ho-so-xu-ly/{kind}`: which act the processing of a kind of personal data rests on.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use registry::pages::kit::{
    Given, Pairs,
    rests::{self, Start},
};
use ui::{Button, Component as _, Errors, Form, Page, Problem, Redirect, Ui};

use super::{
    super::{
        Room,
        fail::{fail, refused},
        words,
    },
    PROCESSING,
};
use crate::{
    acts::{Clerk, set_basis},
    figures::{basis_of, processed},
    model::{BasisId, ProcessingBasis},
};

/// The kind an address means, for whoever may say what it rests on.
fn kind(app: &App, signed: &Signed, word: &str) -> Result<&'static str, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let all = processed(app.room::<Room>().fact_tables());
    all.into_iter().find(|kind| *kind == word).ok_or_else(Problem::not_found)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
) -> Result<Response, Problem> {
    let kind = kind(&app, &signed, &word)?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let basis = basis_of(&mut tx, kind, app.clock.today()).await?;
    drop(tx);
    let basis = basis.as_ref().map(|b| (&*b.basis_act, &*b.basis_clause, b.confirmed));
    let given = rests::standing(basis, Some(app.clock.today()));
    Ok(page(&ui, kind, &Given(given), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let kind = kind(&app, &signed, &word)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    let since = rests::since(&ui, Start::Known, &given, &mut errors);
    if let Some(since) = since.filter(|_| errors.is_empty()) {
        let basis = ProcessingBasis {
            id: BasisId(app.ids.next()),
            kind: kind.to_owned(),
            basis_act: given.line("can_cu"),
            basis_clause: given.line("dieu_khoan"),
            confirmed: given.has("xac_nhan"),
        };
        let clerk = Clerk { app: &app, actor: &signed.actor };
        match set_basis(&clerk, since, &basis, &given.line("ly_do")).await {
            Ok(done) => {
                let (saved, nothing) = ("privacy-basis-saved", "privacy-nothing-changed");
                let back = Redirect::to(PROCESSING).entered(done.is_some(), saved, nothing);
                return Ok(back.into_response());
            }
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&ui, kind, &given, &errors))
}

fn page(ui: &Ui, kind: &str, given: &Given, errors: &Errors) -> Response {
    let form = Form::post(format!("{PROCESSING}/{kind}"));
    let form = rests::ask(form, ui, ("privacy-col-legal", Start::Known), given, errors)
        .button(Button::submit(ui.t("privacy-save")))
        .button(Button::link(ui.t("privacy-cancel"), PROCESSING));
    Page::new(words::table(ui, kind))
        .lead(ui.t("privacy-basis-lead"))
        .crumb(ui.t("privacy-processing"), PROCESSING)
        .errors(errors)
        .respond(ui, &form.html(ui))
}
