//! `/nhan-luc/{id}/nhiem-vu/{duty}/sua`: what was wrong about a stretch of a duty, or changes in
//! it from a day on.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Interval;
use ledger::Held;
use ui::{Choice, Component as _, Errors, Field, Form, Problem, Ui};

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
    Error,
    acts::{self, Corrected, Version},
    model::Assignment,
};

const CORRECTS: &str = "dinh-chinh";
const CHANGES: &str = "thay-doi";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, duty)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let it = Subject::open(&app, &signed.actor, &ui, &id).await?;
    let held = it.duty(&ui, &duty)?;
    let sketch = DutySketch::of(&held.fact);
    Ok(form(&ui, &it, held, &sketch, &Given::default(), &Errors::default()))
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
    let sketch = DutySketch::given(&given);
    let mut errors = Errors::default();
    match enter(&app, &signed, &ui, (&it, held), &sketch, &given, &mut errors).await {
        Ok(Some(done)) => return Ok(note::done(it.id, done).into_response()),
        Ok(None) => {}
        Err(Error::Refused { what: "duty_not_then", .. }) => {
            errors.add("thay-doi-tu", ui.t("registry-refused-not-within"));
        }
        Err(error) => note::tell_of_days(&ui, error, &mut errors)?,
    }
    Ok(form(&ui, &it, held, &sketch, &given, &errors))
}

/// Whether it was entered; `None` where something is wrong with the form.
async fn enter(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    (it, held): (&Subject, &Held<Assignment>),
    sketch: &DutySketch,
    given: &Given,
    errors: &mut Errors,
) -> Result<Option<bool>, Error> {
    let data = sketch.data(ui, &it.register, &held.fact.fields, errors);
    let changes = given.line("cach") == CHANGES;
    let on = if changes { note::need_day(ui, "thay-doi-tu", given, errors) } else { None };
    let over = if changes { held.valid } else { span(ui, it, held, given, errors) };
    let note = note::read(ui, given, errors);
    let Some(data) = data.filter(|_| errors.is_empty()) else { return Ok(None) };
    let version = Version { duty: held.fact.id, from: held.valid.from };
    let desk = desk(app, signed);
    let done = if let Some(on) = on {
        acts::change_duty(&desk, version, on, data, &note).await?
    } else {
        let ended_because = given.some("ly-do-thoi");
        let right = Corrected { data, over, ended_because };
        acts::correct_duty(&desk, version, right, &note).await?
    };
    Ok(Some(done.is_some()))
}

/// Whether the begin, and the end, of a stretch can be moved: not where it borders on another.
fn is_free(it: &Subject, held: &Held<Assignment>) -> (bool, bool) {
    let others = || {
        let same = |h: &&Held<Assignment>| h.fact.id == held.fact.id && h.id != held.id;
        it.history.assignments.iter().filter(same)
    };
    let earlier = others().any(|h| h.valid.from < held.valid.from);
    let later = others().any(|h| h.valid.from > held.valid.from);
    (!earlier, !later)
}

/// When it held, as the form says.
fn span(
    ui: &Ui,
    it: &Subject,
    held: &Held<Assignment>,
    given: &Given,
    errors: &mut Errors,
) -> Interval {
    let (begin, end) = is_free(it, held);
    let mut over = held.valid;
    if begin {
        over.from = note::read_day(ui, "tu-ngay", given, errors);
    }
    if end {
        over.to = note::after(note::read_day(ui, "den-ngay", given, errors));
    }
    if over.is_empty() {
        errors.add("den-ngay", ui.t("registry-refused-empty-span"));
    }
    over
}

fn form(
    ui: &Ui,
    it: &Subject,
    held: &Held<Assignment>,
    sketch: &DutySketch,
    given: &Given,
    errors: &Errors,
) -> Response {
    let how = [
        (CORRECTS, "registry-hand-corrects", "registry-hand-corrects-hint"),
        (CHANGES, "registry-hand-changes", "registry-hand-changes-hint"),
    ];
    let how = how.map(|(value, id, hint)| Choice::new(value, ui.t(id)).hint(ui.t(hint)));
    let chosen = if given.line("cach") == CHANGES { CHANGES } else { CORRECTS };
    let from = ("thay-doi-tu", "registry-hand-changes-from");
    let form = Form::post(ui.here())
        .field(Field::radios("cach", ui.t("registry-hand-how"), how).value(chosen).required())
        .field(
            note::day(ui, from, given, None, errors).hint(ui.t("registry-hand-changes-from-hint")),
        );
    let form = sketch.ask(form, ui, &it.register, errors);
    let form = dates(form, ui, it, held, given, errors);
    let form = note::ask(form, ui, given, errors, links::person(it.id));
    let office = it.register.office_name(held.fact.org, it.register.day);
    let lead = ui.f(
        "registry-correct-duty-lead",
        &[
            ("office", office.as_str().into()),
            ("span", words::span(ui, held.valid).as_ref().into()),
        ],
    );
    let title = ui.f("registry-correct-duty-title", &[("name", it.name(ui).as_ref().into())]);
    it.page(ui, title).lead(lead).errors(errors).respond(ui, &form.html(ui))
}

fn dates(
    mut form: Form,
    ui: &Ui,
    it: &Subject,
    held: &Held<Assignment>,
    given: &Given,
    errors: &Errors,
) -> Form {
    let (begin, end) = is_free(it, held);
    if begin {
        let from = ("tu-ngay", "registry-hand-from");
        form = form.field(
            note::day(ui, from, given, held.valid.from, errors)
                .hint(ui.t("registry-hand-from-unknown")),
        );
    }
    if end {
        let to = ("den-ngay", "registry-hand-until");
        let last = note::before(held.valid.to);
        form = form
            .field(note::day(ui, to, given, last, errors).hint(ui.t("registry-hand-until-hint")));
    }
    if end || held.valid.to.is_some() {
        let sent = !given.0.is_empty();
        let old = held.fact.ended_because.clone().unwrap_or_default();
        form = form.field(
            Field::text("ly-do-thoi", ui.t("registry-hand-because"))
                .hint(ui.t("registry-hand-because-if"))
                .value(if sent { given.line("ly-do-thoi") } else { old })
                .longest(300),
        );
    }
    form
}
