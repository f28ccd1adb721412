//! `/nhan-luc/{id}/trinh-do`: degrees and certificates, added and ended.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Interval;
use ledger::Held;
use ui::{Choice, Component as _, Errors, Field, Form, Problem, Summary, Ui};

use super::{
    super::{
        given::{Given, Pairs},
        links, words,
    },
    note,
    subject::{Subject, desk},
};
use crate::{
    acts::{self, NewQualification},
    model::{Qualification, QualificationId, QualificationKind},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let it = Subject::ours(&app, &signed.actor, &ui, &id).await?;
    Ok(form(&ui, &it, &Given::default(), &Errors::default()))
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
    let mut errors = Errors::default();
    let new = read(&ui, &it, &given, &mut errors);
    let note = note::read(&ui, &given, &mut errors);
    if let Some(new) = new.filter(|_| errors.is_empty()) {
        match acts::add_qualification(&desk(&app, &signed), new, &note).await {
            Ok(_) => return Ok(note::done(it.id, true).into_response()),
            Err(error) => note::tell(&ui, error, &mut errors)?,
        }
    }
    Ok(form(&ui, &it, &given, &errors))
}

fn read(ui: &Ui, it: &Subject, given: &Given, errors: &mut Errors) -> Option<NewQualification> {
    let kind = QualificationKind::parse(&given.line("loai"));
    if kind.is_none() {
        errors.add("loai", ui.t("registry-hand-kind-missing"));
    }
    let name = given.some("ten").filter(|n| n.chars().count() <= 200);
    if name.is_none() {
        errors.add("ten", ui.t("registry-field-missing"));
    }
    let from = note::read_day(ui, "tu-ngay", given, errors);
    let to = note::after(note::read_day(ui, "den-ngay", given, errors));
    let over = Interval { from, to };
    if over.is_empty() {
        errors.add("den-ngay", ui.t("registry-refused-empty-span"));
    }
    let major = given.some("chuyen-nganh");
    Some(NewQualification { person: it.id, kind: kind?, name: name?, major, over })
}

pub(in super::super) const fn kind_id(kind: QualificationKind) -> &'static str {
    match kind {
        QualificationKind::Degree => "registry-degree",
        QualificationKind::Certificate => "registry-certificate",
    }
}

fn form(ui: &Ui, it: &Subject, given: &Given, errors: &Errors) -> Response {
    let kinds = QualificationKind::ALL.iter().map(|k| Choice::new(k.as_str(), ui.t(kind_id(*k))));
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(200).from(errors)
    };
    let from = ("tu-ngay", "registry-hand-issued");
    let to = ("den-ngay", "registry-hand-expires");
    let form = Form::post(ui.here())
        .field(
            Field::radios("loai", ui.t("registry-col-qualification"), kinds)
                .value(given.line("loai"))
                .required()
                .from(errors),
        )
        .field(text("ten", "registry-col-qname").hint(ui.t("registry-hand-qname-hint")).required())
        .field(text("chuyen-nganh", "registry-col-major"))
        .field(note::day(ui, from, given, None, errors))
        .field(note::day(ui, to, given, None, errors).hint(ui.t("registry-hand-expires-hint")));
    let form = note::ask(form, ui, given, errors, links::person(it.id));
    let title = ui.f("registry-qualify-title", &[("name", it.name(ui).as_ref().into())]);
    it.page(ui, title).errors(errors).respond(ui, &form.html(ui))
}

fn find<'a>(it: &'a Subject, held: &str) -> Result<&'a Held<Qualification>, Problem> {
    let id: QualificationId = held.parse().map_err(|_| Problem::not_found())?;
    let found = it.history.qualifications.iter().rfind(|h| h.fact.id == id);
    found.ok_or_else(Problem::not_found)
}

pub(super) async fn ask_end(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, held)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let it = Subject::open(&app, &signed.actor, &ui, &id).await?;
    let held = find(&it, &held)?;
    Ok(end_form(&ui, &it, held, &Given::default(), &Errors::default()))
}

pub(super) async fn end(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, held)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let it = Subject::open(&app, &signed.actor, &ui, &id).await?;
    let held = find(&it, &held)?;
    let mut errors = Errors::default();
    let last = note::need_day(&ui, "den-ngay", &given, &mut errors);
    let note = note::read(&ui, &given, &mut errors);
    if let Some(on) = note::after(last).filter(|_| errors.is_empty()) {
        match acts::end_qualification(&desk(&app, &signed), held.fact.id, on, &note).await {
            Ok(_) => return Ok(note::done(it.id, true).into_response()),
            Err(error) => note::tell(&ui, error, &mut errors)?,
        }
    }
    Ok(end_form(&ui, &it, held, &given, &errors))
}

fn end_form(
    ui: &Ui,
    it: &Subject,
    held: &Held<Qualification>,
    given: &Given,
    errors: &Errors,
) -> Response {
    let fact = &held.fact;
    let about = Summary::new()
        .line(ui.t("registry-col-qualification"), ui.t(kind_id(fact.kind)))
        .line(ui.t("registry-col-qname"), fact.name.clone())
        .line(ui.t("registry-col-major"), fact.major.clone().unwrap_or_default())
        .line(ui.t("registry-col-valid"), words::span(ui, held.valid));
    let last = ("den-ngay", "registry-hand-last-day");
    let form = Form::post(ui.here())
        .part(about.html(ui))
        .field(note::day(ui, last, given, None, errors).required());
    let form = note::ask(form, ui, given, errors, links::person(it.id));
    let title = ui.f("registry-unqualify-title", &[("name", fact.name.as_str().into())]);
    it.page(ui, title)
        .lead(ui.t("registry-unqualify-lead"))
        .errors(errors)
        .respond(ui, &form.html(ui))
}
