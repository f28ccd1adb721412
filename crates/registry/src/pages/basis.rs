//! The legal act that something is entered on, as the forms ask for it that insist on one.

use ledger::Basis;
use ui::{Errors, Field, Form, Ui, format};

use super::{
    given::Given,
    rests::{self, LONGEST},
};

/// What was given; what is missing or wrong is told at its field.
pub(super) fn read(ui: &Ui, given: &Given, errors: &mut Errors) -> Basis {
    let number = given.some("so");
    if number.is_none() {
        errors.add("so", ui.t("registry-field-missing"));
    }
    let date = format::parse_date(&given.line("ngay-ky"));
    if date.is_none() {
        errors.add("ngay-ky", ui.t("registry-date-wrong"));
    }
    let issuer = given.some("co-quan");
    if issuer.is_none() {
        errors.add("co-quan", ui.t("registry-field-missing"));
    }
    if given.line("ly_do").is_empty() {
        errors.add("ly_do", ui.t("registry-reason-missing"));
    }
    rests::lengths(ui, given, &["so", "co-quan", "ly_do"], errors);
    Basis { number, date, issuer }
}

/// The fields, with the reason behind them.
pub(super) fn ask(form: Form, ui: &Ui, given: &Given, errors: &Errors) -> Form {
    let text = |name: &'static str, id: &str| {
        let value = given.line(name);
        Field::text(name, ui.t(id)).value(value).longest(LONGEST).required().from(errors)
    };
    form.field(text("so", "registry-basis-number").hint(ui.t("registry-basis-number-hint")))
        .field(
            Field::date(ui, "ngay-ky", ui.t("registry-basis-date"))
                .value(given.line("ngay-ky"))
                .required()
                .from(errors),
        )
        .field(text("co-quan", "registry-basis-issuer"))
        .field(text("ly_do", "registry-reason").hint(ui.t("registry-reason-hint")))
}
