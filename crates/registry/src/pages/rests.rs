//! What a rule rests on, as every form for one asks it: an act and its clause, whether that was
//! confirmed, from when the rule holds, and why it is set.

use kernel::Date;
use ui::{Choice, Errors, Field, Form, Ui, format};

use super::given::Given;

/// Whether a rule may hold without a known beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// It holds from a day on.
    Known,
    /// It may hold since ever.
    Open,
}

/// The fields of a form before anything is typed: the act, clause and confirmation of the rule
/// that holds, and from when on.
pub fn standing(rule: Option<(&str, &str, bool)>, from: Option<Date>) -> Vec<(String, String)> {
    let (act, clause, confirmed) = rule.unwrap_or_default();
    let mut given = vec![("can_cu", act.to_owned()), ("dieu_khoan", clause.to_owned())];
    if confirmed {
        given.push(("xac_nhan", "1".to_owned()));
    }
    given.push(("tu_ngay", from.map(format::date).unwrap_or_default()));
    given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// From when the rule holds; what is missing is told at its field.
pub fn since(ui: &Ui, start: Start, given: &Given, errors: &mut Errors) -> Option<Date> {
    let typed = given.line("tu_ngay");
    let since = format::parse_date(&typed);
    if since.is_none() && !(start == Start::Open && typed.is_empty()) {
        errors.add("tu_ngay", ui.t("registry-date-wrong"));
    }
    if given.line("can_cu").is_empty() {
        errors.add("can_cu", ui.t("registry-field-missing"));
    }
    if given.line("ly_do").is_empty() {
        errors.add("ly_do", ui.t("registry-reason-missing"));
    }
    lengths(ui, given, &["can_cu", "dieu_khoan", "ly_do"], errors);
    since
}

/// How long a line of a form may be.
pub(super) const LONGEST: u32 = 300;

/// Lines that are longer are told at their fields: a browser that keeps to the form sends none.
pub(super) fn lengths(ui: &Ui, given: &Given, names: &[&str], errors: &mut Errors) {
    for name in names {
        if given.line(name).chars().count() > LONGEST as usize {
            errors.add(*name, ui.f("registry-too-long", &[("n", LONGEST.into())]));
        }
    }
}

/// The fields; `act` is what the act is called there.
pub fn ask(
    form: Form,
    ui: &Ui,
    (act, start): (&str, Start),
    given: &Given,
    errors: &Errors,
) -> Form {
    let text = |name: &'static str, label: &str| {
        Field::wide(name, ui.t(label)).value(given.line(name)).longest(LONGEST).from(errors)
    };
    let confirmed = Choice::new("1", ui.t("registry-confirm-mark")).chosen(given.has("xac_nhan"));
    let day = Field::date(ui, "tu_ngay", ui.t("registry-valid-from"))
        .value(given.line("tu_ngay"))
        .from(errors);
    form.field(text("can_cu", act).required())
        .field(text("dieu_khoan", "registry-column-basis-clause"))
        .field(
            Field::checks("xac_nhan", ui.t("registry-col-mark"), [confirmed])
                .hint(ui.t("registry-confirm-hint")),
        )
        .field(match start {
            Start::Known => day.required(),
            Start::Open => day.hint(ui.t("registry-valid-from-hint")),
        })
        .field(text("ly_do", "registry-reason").hint(ui.t("registry-reason-hint")).required())
}
