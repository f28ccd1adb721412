//! What every such form asks for at its end: on what, and why; and where a refusal is told.

use kernel::Date;
use ledger::Basis;
use ui::{Button, Errors, Field, Form, Problem, Redirect, Text, Ui, format};

use super::super::{
    fail::refusal,
    given::Given,
    links,
    rests::{self, LONGEST},
};
use crate::{Error, acts::Note, model::PersonId};

/// The last fields of a form, and its buttons.
pub(super) fn ask(form: Form, ui: &Ui, given: &Given, errors: &Errors, back: String) -> Form {
    form.field(
        Field::text("so", ui.t("registry-hand-basis"))
            .hint(ui.t("registry-hand-basis-hint"))
            .value(given.line("so"))
            .longest(LONGEST)
            .from(errors),
    )
    .field(reason(ui, "registry-reason", "registry-reason-hint", given, errors))
    .button(Button::submit(ui.t("registry-hand-enter")))
    .button(Button::link(ui.t("registry-cancel"), back))
}

/// The field of the reason, under another name where it is more than that.
pub(super) fn reason(ui: &Ui, label: &str, hint: &str, given: &Given, errors: &Errors) -> Field {
    Field::text("ly_do", ui.t(label))
        .hint(ui.t(hint))
        .value(given.line("ly_do"))
        .longest(LONGEST)
        .required()
        .from(errors)
}

/// What was given there.
pub(super) fn read(ui: &Ui, given: &Given, errors: &mut Errors) -> Note {
    let reason = given.line("ly_do");
    if reason.is_empty() {
        errors.add("ly_do", ui.t("registry-reason-missing"));
    }
    rests::lengths(ui, given, &["so", "ly_do"], errors);
    Note { basis: Basis { number: given.some("so"), ..Basis::default() }, reason }
}

/// A field with a day.
pub(super) fn day(
    ui: &Ui,
    (name, label): (&'static str, &str),
    given: &Given,
    default: Option<Date>,
    errors: &Errors,
) -> Field {
    let sent = !given.0.is_empty();
    let value = if sent { given.line(name) } else { default.map(format::date).unwrap_or_default() };
    Field::date(ui, name, ui.t(label)).value(value).from(errors)
}

/// The day given in a field; a fault where it is none. A blank field is no fault.
pub(super) fn read_day(ui: &Ui, name: &str, given: &Given, errors: &mut Errors) -> Option<Date> {
    let text = given.line(name);
    let day = format::parse_date(&text);
    if day.is_none() && !text.is_empty() {
        errors.add(name, ui.t("registry-date-wrong"));
    }
    day
}

/// The day that must be given in a field.
pub(super) fn need_day(ui: &Ui, name: &str, given: &Given, errors: &mut Errors) -> Option<Date> {
    let day = read_day(ui, name, given, errors);
    if day.is_none() && errors.of(name).is_none() {
        errors.add(name, ui.t("registry-field-missing"));
    }
    day
}

/// The first day on which something no longer holds, of the last on which it does.
pub(super) fn after(last: Option<Date>) -> Option<Date> {
    last.and_then(|day| day.tomorrow().ok())
}

/// The last day on which something holds, of the first on which it does not.
pub(super) fn before(first: Option<Date>) -> Option<Date> {
    first.and_then(|day| day.yesterday().ok())
}

/// A refusal told at the field it is about; anything else goes on.
pub(super) fn tell(ui: &Ui, error: Error, errors: &mut Errors) -> Result<(), Problem> {
    let Error::Refused { what, value } = error else { return Err(error.into()) };
    let Some(field) = field_of(what) else {
        return Err(Error::Refused { what, value }.into());
    };
    errors.add(field, said(ui, what, &value));
    Ok(())
}

/// The same in a form where days are asked for and no office is.
pub(super) fn tell_of_days(ui: &Ui, error: Error, errors: &mut Errors) -> Result<(), Problem> {
    let mut told = Errors::default();
    tell(ui, error, &mut told)?;
    for (field, said) in told.iter() {
        errors.add(if field == "don-vi" { "tu-ngay" } else { field }, said.clone());
    }
    Ok(())
}

fn said(ui: &Ui, what: &str, value: &str) -> Text {
    ui.f(refusal(what), &[("value", value.into())])
}

/// The field a refusal is about.
fn field_of(what: &str) -> Option<&'static str> {
    Some(match what {
        "office_not_there_on_that_day" | "duty_already_there" | "same_office" => "don-vi",
        "duty_not_then" | "duty_begins_then" | "duty_border" => "tu-ngay",
        "ends_before_it_begins" | "qualification_not_then" | "qualification_begins_later" => {
            "den-ngay"
        }
        "qualification_already_there" => "ten",
        "number_of_other" => "so-dinh-danh",
        "same_record" | "two_numbers" => "q",
        "reason_missing" => "ly_do",
        _ => return None,
    })
}

/// Back to the person, saying that it was entered, or that there was nothing to enter.
pub(super) fn done(id: PersonId, entered: bool) -> Redirect {
    let back = Redirect::to(links::person(id));
    back.entered(entered, "registry-hand-entered", "registry-nothing-changed")
}
