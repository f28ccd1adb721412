//! `/nhan-luc/{id}/nhiem-vu/{duty}/thoi`: a duty ends.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ledger::Held;
use ui::{Button, Component as _, Errors, Field, Form, Problem, Ui};

use super::{
    super::{
        given::{Given, Pairs},
        links,
    },
    note,
    subject::{Subject, desk},
    transfer,
};
use crate::{
    acts::{self, Ending},
    model::Assignment,
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, duty)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let it = Subject::open(&app, &signed.actor, &ui, &id).await?;
    let held = it.duty(&ui, &duty)?;
    Ok(form(&ui, &it, held, &Given::default(), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, duty)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let it = Subject::open(&app, &signed.actor, &ui, &id).await?;
    let held = it.duty(&ui, &duty)?;
    let mut errors = Errors::default();
    let on = note::need_day(&ui, "tu-ngay", &given, &mut errors);
    let note = note::read(&ui, &given, &mut errors);
    if let Some(on) = on.filter(|_| errors.is_empty()) {
        let ending = Ending { duty: held.fact.id, on, because: note.reason.clone() };
        match acts::end_duty(&desk(&app, &signed), &ending, &note).await {
            Ok(_) => return Ok(note::done(it.id, true).into_response()),
            Err(error) => note::tell(&ui, error, &mut errors)?,
        }
    }
    Ok(form(&ui, &it, held, &given, &errors))
}

fn form(
    ui: &Ui,
    it: &Subject,
    held: &Held<Assignment>,
    given: &Given,
    errors: &Errors,
) -> Response {
    let on = ("tu-ngay", "registry-hand-end-on");
    let form = Form::post(ui.here())
        .part(transfer::ends(ui, it, held).html(ui))
        .field(
            note::day(ui, on, given, Some(it.register.day), errors)
                .hint(ui.t("registry-hand-end-hint"))
                .required(),
        )
        .field(note::reason(
            ui,
            "registry-hand-because",
            "registry-hand-because-hint",
            given,
            errors,
        ))
        .field(
            Field::text("so", ui.t("registry-hand-basis"))
                .hint(ui.t("registry-hand-basis-hint"))
                .value(given.line("so"))
                .longest(300)
                .from(errors),
        )
        .button(Button::submit(ui.t("registry-hand-enter")))
        .button(Button::link(ui.t("registry-cancel"), links::person(it.id)));
    let title = ui.f("registry-end-title", &[("name", it.name(ui).as_ref().into())]);
    it.page(ui, title).lead(ui.t("registry-end-lead")).errors(errors).respond(ui, &form.html(ui))
}
