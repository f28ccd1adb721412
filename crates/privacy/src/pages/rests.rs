//! What a rule rests on, as every form for one asks it: an act and its clause, whether that was
//! confirmed, from when the rule holds, and why it is set.

use kernel::Date;
use ui::{Choice, Errors, Field, Form, Ui, format};

use super::given::Given;

/// The fields of a form before anything is typed: the act, clause and confirmation of the rule
/// that holds, from today on.
pub(super) fn standing(rule: Option<(&str, &str, bool)>, today: Date) -> Vec<(String, String)> {
    let (act, clause, confirmed) = rule.unwrap_or_default();
    let mut given = vec![("can_cu", act.to_owned()), ("dieu_khoan", clause.to_owned())];
    if confirmed {
        given.push(("xac_nhan", "1".to_owned()));
    }
    given.push(("tu_ngay", format::date(today)));
    given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// From when the rule holds; what is missing is told at its field.
pub(super) fn since(ui: &Ui, given: &Given, errors: &mut Errors) -> Option<Date> {
    let since = format::parse_date(given.raw("tu_ngay").trim());
    if since.is_none() {
        errors.add("tu_ngay", ui.t("privacy-date-wrong"));
    }
    for name in ["can_cu", "ly_do"] {
        if given.line(name).is_empty() {
            errors.add(name, ui.t("privacy-field-missing"));
        }
    }
    since
}

/// The fields; `act` is what the act is called there.
pub(super) fn ask(form: Form, ui: &Ui, act: &str, given: &Given, errors: &Errors) -> Form {
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(300).from(errors)
    };
    let confirmed = Choice::new("1", ui.t("privacy-yes")).chosen(given.has("xac_nhan"));
    form.field(text("can_cu", act).required())
        .field(text("dieu_khoan", "privacy-holiday-clause"))
        .field(Field::checks("xac_nhan", ui.t("privacy-confirmed"), [confirmed]))
        .field(
            Field::date(ui, "tu_ngay", ui.t("privacy-holiday-from"))
                .value(given.line("tu_ngay"))
                .required()
                .from(errors),
        )
        .field(text("ly_do", "privacy-reason").required())
}
