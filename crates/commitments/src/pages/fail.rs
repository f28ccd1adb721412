//! What went wrong, as a page says it.

use axum::http::StatusCode;
use ui::{Errors, Problem, Ui};

use crate::Error;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refused) => refused.into(),
            Error::Unknown => Self::not_found(),
            Error::Closed => {
                Self::new(StatusCode::CONFLICT, "closed", "commitments-refused-closed")
            }
            Error::Field { .. } => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Self::new(status, "field", "commitments-refused-field")
            }
            Error::Registry(error) => error.into(),
        }
    }
}

/// A fault told at its field; anything else goes on.
pub(super) fn tell(ui: &Ui, error: Error, errors: &mut Errors) -> Result<(), Problem> {
    let Error::Field { field, what } = error else { return Err(error.into()) };
    errors.add(field, ui.t(said(field, what)));
    Ok(())
}

fn said(field: &str, what: &str) -> &'static str {
    match (field, what) {
        (_, "long") => "commitments-too-long",
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
