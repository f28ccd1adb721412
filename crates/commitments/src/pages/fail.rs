//! What went wrong, as a page says it.

use axum::http::StatusCode;
use ui::{Errors, Problem, Text, Ui};

use crate::{Error, rules::NoGap};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refused) => refused.into(),
            Error::Unknown => Self::not_found(),
            Error::Closed => {
                Self::new(StatusCode::CONFLICT, "closed", "commitments-refused-closed")
            }
            Error::Field { .. } | Error::NoGap(_) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Self::new(status, "field", "commitments-refused-field")
            }
            Error::Registry(error) => error.into(),
        }
    }
}

/// A fault told at its field; anything else goes on.
pub(super) fn tell(ui: &Ui, error: Error, errors: &mut Errors) -> Result<(), Problem> {
    match error {
        Error::Field { field, what } => errors.add(field, ui.t(said(field, what))),
        Error::NoGap(why) => errors.add("thieu", no_gap(ui, why)),
        other => return Err(other.into()),
    }
    Ok(())
}

/// Why there is nothing to be promised about.
fn no_gap(ui: &Ui, why: NoGap) -> Text {
    match why {
        NoGap::Somebody(n) => ui.f("commitments-no-gap-somebody", &[("n", n.into())]),
        NoGap::Met { required, actual } => {
            let args = [("required", required.into()), ("actual", actual.into())];
            ui.f("commitments-no-gap-met", &args)
        }
        NoGap::NotAsked => ui.t("commitments-no-gap-not-asked"),
        NoGap::Nothing => ui.t("commitments-no-gap-nothing"),
    }
}

fn said(field: &str, what: &str) -> &'static str {
    match (field, what) {
        (_, "long") => "commitments-too-long",
        (_, "number") => "commitments-number",
        ("viec", "same") => "commitments-same",
        ("viec", _) => "commitments-what-missing",
        ("thieu", _) => "commitments-gap-missing",
        ("han", "far") => "commitments-due-far",
        ("han", "past") => "commitments-due-past",
        ("han", _) => "commitments-due-wrong",
        ("don-vi", _) => "commitments-office-gone",
        _ => "commitments-reason-missing",
    }
}
