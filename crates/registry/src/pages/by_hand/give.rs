//! `/nhan-luc/{id}/nhiem-vu`: a further duty for somebody on record.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Interval;
use ui::{Component as _, Errors, Form, Problem, Ui};

use super::{
    super::{
        given::{Given, Pairs},
        links,
    },
    duty_fields::DutySketch,
    note,
    subject::{Subject, desk},
};
use crate::acts;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let it = Subject::named(&app, &signed.actor, &ui, &id).await?;
    Ok(form(&ui, &it, &DutySketch::asked(&ui), &Given::default(), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let it = Subject::named(&app, &signed.actor, &ui, &id).await?;
    let (sketch, mut errors) = (DutySketch::given(&given), Errors::default());
    let from = note::need_day(&ui, "tu-ngay", &given, &mut errors);
    let to = note::after(note::read_day(&ui, "den-ngay", &given, &mut errors));
    let over = Interval { from, to };
    if over.is_empty() {
        errors.add("den-ngay", ui.t("registry-refused-empty-span"));
    }
    let duty = sketch.terms(&ui, &it.register, from, &mut errors);
    let note = note::read(&ui, &given, &mut errors);
    if let Some(duty) = duty.filter(|_| errors.is_empty()) {
        match acts::give_duty(&desk(&app, &signed), it.id, duty, over, &note).await {
            Ok(_) => return Ok(note::done(it.id, true).into_response()),
            Err(error) => note::tell(&ui, error, &mut errors)?,
        }
    }
    Ok(form(&ui, &it, &sketch, &given, &errors))
}

fn form(ui: &Ui, it: &Subject, sketch: &DutySketch, given: &Given, errors: &Errors) -> Response {
    let register = &it.register;
    let form = sketch.ask_office(Form::post(ui.here()), ui, register, errors);
    let from = ("tu-ngay", "registry-hand-from");
    let to = ("den-ngay", "registry-hand-until");
    let form = form
        .field(note::day(ui, from, given, Some(register.day), errors).required())
        .field(note::day(ui, to, given, None, errors).hint(ui.t("registry-hand-until-hint")));
    let form = sketch.ask(form, ui, register, errors);
    let form = note::ask(form, ui, given, errors, links::person(it.id));
    let title = ui.f("registry-give-title", &[("name", it.name(ui).as_ref().into())]);
    it.page(ui, title).lead(ui.t("registry-give-lead")).errors(errors).respond(ui, &form.html(ui))
}
