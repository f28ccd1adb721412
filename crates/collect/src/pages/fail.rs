//! What went wrong, as a page says it.

use axum::http::StatusCode;
use ui::Problem;

use crate::Error;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let conflict = |code, message| Self::new(StatusCode::CONFLICT, code, message);
        match error {
            Error::Refused(refused) => refused.into(),
            Error::Unknown => Self::not_found(),
            Error::Step => conflict("step", "collect-refused-step"),
            Error::Reason => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "reason", "collect-refused-reason")
            }
            Error::Field { .. } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "field", "collect-refused-field")
            }
            Error::Erased(file) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "erased", "collect-file-erased")
                    .arg("file", file)
            }
            Error::NoTable(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "no-table", "collect-no-table")
            }
            Error::Batch(error) => match error {
                intake::acts::BatchError::Intake(error) => error.into(),
                intake::acts::BatchError::Unknown => Self::not_found(),
                _ => conflict("batch", "collect-refused-batch"),
            },
            Error::Registry(error) => error.into(),
        }
    }
}

/// Any failure below, on its way to a page.
pub(super) fn fail(error: impl Into<Error>) -> Problem {
    Problem::from(error.into())
}
