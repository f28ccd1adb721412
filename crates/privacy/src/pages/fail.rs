//! What went wrong, as a page says it.

use axum::http::StatusCode;
use ui::{Errors, Problem, Ui};

use crate::Error;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refused) => refused.into(),
            Error::Unknown => Self::not_found(),
            Error::Step => Self::new(StatusCode::CONFLICT, "step", "privacy-refused-step"),
            Error::Field { .. } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "field", "privacy-refused-field")
            }
            Error::Registry(error) => error.into(),
        }
    }
}

/// A refusal told at the field it is about; anything else goes on.
pub(super) fn refused(ui: &Ui, error: Error, errors: &mut Errors) -> Result<(), Problem> {
    let Error::Field { field, what } = error else { return Err(error.into()) };
    let id = match (field, what) {
        (_, "long") => "privacy-field-long",
        (_, "range") => "privacy-public-threshold-wrong",
        (_, "many") => "privacy-requests-many",
        (_, "changed") => "privacy-count-changed",
        (_, "future") => "privacy-date-future",
        (_, "unknown") => "privacy-asker-unknown",
        (_, "other_name") => "privacy-number-of-other",
        (_, "not_erased") => "privacy-not-erased",
        (_, "same") => "privacy-asker-same",
        (_, "short") => "privacy-reason-short",
        ("can_cu", _) => "privacy-basis-missing",
        ("tra_loi", _) => "privacy-outcome-missing",
        _ => "privacy-field-missing",
    };
    errors.add(field, ui.t(id));
    Ok(())
}

/// Any failure below, on its way to a page.
pub(super) fn fail(error: impl Into<Error>) -> Problem {
    Problem::from(error.into())
}
