//! `/nhan-luc/{id}/sua`: who somebody is, said anew.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{Component as _, Errors, Form, Problem, Ui};

use super::{
    super::{
        given::{Given, Pairs},
        links,
    },
    note,
    person_fields::PersonSketch,
    subject::{Subject, desk},
};
use crate::acts;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let it = Subject::ours(&app, &signed.actor, &ui, &id).await?;
    Ok(form(&ui, &it, &PersonSketch::of(it.who()), &Given::default(), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let it = Subject::ours(&app, &signed.actor, &ui, &id).await?;
    let (sketch, mut errors) = (PersonSketch::given(&given), Errors::default());
    let data = sketch.read(&ui, it.register.today, &mut errors);
    let from = note::read_day(&ui, "tu-ngay", &given, &mut errors);
    let note = note::read(&ui, &given, &mut errors);
    if let Some(data) = data.filter(|_| errors.is_empty()) {
        let when = (it.register.day, from);
        match acts::correct_person(&desk(&app, &signed), it.id, when, data, &note).await {
            Ok(done) => return Ok(note::done(it.id, done.is_some()).into_response()),
            Err(error) => note::tell(&ui, error, &mut errors)?,
        }
    }
    Ok(form(&ui, &it, &sketch, &given, &errors))
}

fn form(ui: &Ui, it: &Subject, sketch: &PersonSketch, given: &Given, errors: &Errors) -> Response {
    let form = sketch.ask(Form::post(ui.here()), ui, Some(it.who()), errors);
    let from = ("tu-ngay", "registry-hand-person-from");
    let form = form.field(
        note::day(ui, from, given, None, errors).hint(ui.t("registry-hand-person-from-hint")),
    );
    let form = note::ask(form, ui, given, errors, links::person(it.id));
    let title = ui.f("registry-correct-title", &[("name", it.name(ui).as_ref().into())]);
    it.page(ui, title)
        .lead(ui.t("registry-correct-lead"))
        .errors(errors)
        .respond(ui, &form.html(ui))
}
