//! A field of work: what it is called, here and in sheets.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ledger::Source;
use ui::{Button, Component as _, Errors, Field as FormField, Page, Problem, Redirect, Ui};

use super::{
    fail::fail,
    given::{Given, Pairs},
    norms, rests,
};
use crate::{
    Error,
    acts::{self, Desk},
    figures,
    model::{Field, FieldId},
};

const HERE: &str = "/dinh-muc";

pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let field = find(&app, &code).await?;
    Ok(form(&ui, &code, &field, "", &Errors::default()))
}

/// The field of a code; a blank one for a new field.
async fn find(app: &App, code: &str) -> Result<Field, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let at = kernel::AsOf { valid_on: app.clock.today(), known_at };
    let fields = figures::fields(&mut tx, at).await?;
    let place = fields.iter().map(|f| f.place).max().unwrap_or(0) + 1;
    if code == "moi" {
        return Ok(Field {
            id: FieldId(app.ids.next()),
            code: String::new(),
            name_vi: String::new(),
            name_en: String::new(),
            synonyms: Vec::new(),
            place,
        });
    }
    fields.into_iter().find(|f| f.code == code).ok_or_else(Problem::not_found)
}

pub(super) async fn save(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let given = Given(pairs);
    let old = find(&app, &code).await?;
    let field = Field {
        code: if old.code.is_empty() { given.line("ma") } else { old.code.clone() },
        name_vi: given.line("ten"),
        name_en: given.line("ten-en"),
        synonyms: synonyms(given.raw("tu")),
        ..old
    };
    let reason = given.line("ly_do");
    let mut errors = faults(&ui, &field, &given);
    if errors.is_empty() {
        let by = &signed.actor;
        let desk = Desk { db: &app.db, clock: &app.clock, by, source: Source::Form };
        match acts::set_field(&desk, field.clone(), &reason).await {
            Ok(done) => {
                let (saved, nothing) = ("registry-field-saved", "registry-nothing-changed");
                let back = Redirect::to(HERE).entered(done.is_some(), saved, nothing);
                return Ok(back.into_response());
            }
            Err(Error::Refused { what: "code_taken", .. }) => {
                errors.add("ma", ui.t("registry-code-taken"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(form(&ui, &code, &field, &reason, &errors))
}

/// One word or phrase a line, each once.
fn synonyms(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().map(kernel::folding::squeeze).filter(|l| !l.is_empty()) {
        if !found.contains(&line) && found.len() < 200 {
            found.push(line);
        }
    }
    found
}

fn faults(ui: &Ui, field: &Field, given: &Given) -> Errors {
    let mut errors = Errors::default();
    norms::check_code(ui, &field.code, &mut errors);
    for (name, value) in [("ten", &field.name_vi), ("ten-en", &field.name_en)] {
        if value.is_empty() {
            errors.add(name, ui.t("registry-field-missing"));
        }
    }
    if given.line("ly_do").is_empty() {
        errors.add("ly_do", ui.t("registry-reason-missing"));
    }
    rests::lengths(ui, given, &["ten", "ten-en", "ly_do"], &mut errors);
    errors
}

fn form(ui: &Ui, code: &str, field: &Field, reason: &str, errors: &Errors) -> Response {
    let text = |name: &'static str, id: &str, value: &str| {
        FormField::text(name, ui.t(id))
            .value(value.to_owned())
            .from(errors)
            .longest(rests::LONGEST)
            .required()
    };
    let mut form = ui::Form::post(format!("{HERE}/linh-vuc/{}", ui::segment(code)));
    if code == "moi" {
        form = form
            .field(text("ma", "registry-col-code", &field.code).hint(ui.t("registry-code-hint")));
    }
    let form = form
        .field(text("ten", "registry-column-name-vi", &field.name_vi))
        .field(text("ten-en", "registry-column-name-en", &field.name_en))
        .field(
            FormField::long("tu", ui.t("registry-column-synonyms"))
                .hint(ui.t("registry-synonyms-hint"))
                .value(field.synonyms.join("\n")),
        )
        .field(text("ly_do", "registry-reason", reason).hint(ui.t("registry-reason-hint")))
        .button(Button::submit(ui.t("registry-save")))
        .button(Button::link(ui.t("registry-cancel"), HERE));
    let title = if field.name_vi.is_empty() {
        ui.t("registry-field-new")
    } else {
        field.name_vi.clone().into()
    };
    Page::new(title)
        .crumb(ui.t("registry-norms-page"), HERE)
        .errors(errors)
        .respond(ui, &form.html(ui))
}
