//! `/nhan-luc/{id}/nhiem-vu/{duty}/dieu-chuyen`: a duty ends where another begins. It also places
//! somebody whose office was dissolved.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ledger::Held;
use ui::{Component as _, Errors, Form, Problem, Summary, Ui};

use super::{
    super::{
        given::{Given, Pairs},
        links, words,
    },
    duty_fields::DutySketch,
    note,
    subject::{Subject, desk},
};
use crate::{
    acts::{self, Ending, Move},
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
    Ok(form(&ui, &it, held, &DutySketch::of(&held.fact), &Given::default(), &Errors::default()))
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
    let (sketch, mut errors) = (DutySketch::given(&given), Errors::default());
    let on = note::need_day(&ui, "tu-ngay", &given, &mut errors);
    let to = sketch.terms(&ui, &it.register, on, &mut errors);
    let note = note::read(&ui, &given, &mut errors);
    if let (Some(on), Some(to), true) = (on, to, errors.is_empty()) {
        let from = Ending { duty: held.fact.id, on, because: note.reason.clone() };
        match acts::transfer(&desk(&app, &signed), Move { from, to }, &note).await {
            Ok(_) => return Ok(note::done(it.id, true).into_response()),
            Err(error) => note::tell(&ui, error, &mut errors)?,
        }
    }
    Ok(form(&ui, &it, held, &sketch, &given, &errors))
}

fn form(
    ui: &Ui,
    it: &Subject,
    held: &Held<Assignment>,
    sketch: &DutySketch,
    given: &Given,
    errors: &Errors,
) -> Response {
    let register = &it.register;
    let form = Form::post(ui.here()).part(ends(ui, it, held).html(ui));
    let from = ("tu-ngay", "registry-hand-move-on");
    let form = form.field(
        note::day(ui, from, given, Some(register.day), errors)
            .hint(ui.t("registry-hand-move-hint"))
            .required(),
    );
    let form = sketch.ask_office(form, ui, register, errors);
    let form = sketch.ask(form, ui, register, errors);
    let form = note::ask(form, ui, given, errors, links::person(it.id));
    let placed = register.orgs().on(held.fact.org, register.day).is_some();
    let (title, lead) = if placed {
        ("registry-transfer-title", "registry-transfer-lead")
    } else {
        ("registry-place-title", "registry-place-lead")
    };
    let title = ui.f(title, &[("name", it.name(ui).as_ref().into())]);
    it.page(ui, title).lead(ui.t(lead)).errors(errors).respond(ui, &form.html(ui))
}

/// The duty that ends.
pub(super) fn ends(ui: &Ui, it: &Subject, held: &Held<Assignment>) -> Summary {
    let (register, duty) = (&it.register, &held.fact);
    let mut office = register.office_name(duty.org, register.day);
    if register.orgs().on(duty.org, register.day).is_none() {
        office = format!("{office} ({})", ui.t("registry-not-placed"));
    }
    Summary::new()
        .line(ui.t("registry-hand-present-office"), office)
        .line(ui.t("registry-col-title"), duty.title.clone().unwrap_or_default())
        .line(ui.t("registry-col-mode"), words::mode(ui, duty.mode))
        .line(ui.t("registry-col-fields"), register.names(ui).join(&duty.fields))
        .line(ui.t("registry-col-valid"), words::span(ui, it.life(duty.id)))
}
