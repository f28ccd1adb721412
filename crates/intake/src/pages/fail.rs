//! What went wrong, as a page says it.

use axum::http::StatusCode;
use ui::Problem;

use super::links;
use crate::{Error, acts::BatchError, model::BatchId};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let Error::Registry(error) = error;
        error.into()
    }
}

/// Any failure below, on its way to a page.
pub(super) fn fail(error: impl Into<Error>) -> Problem {
    Problem::from(error.into())
}

/// What can't be done with a batch, and where to go on.
pub(super) fn refused(id: BatchId, error: BatchError) -> Problem {
    let conflict = |code, message| {
        Problem::new(StatusCode::CONFLICT, code, message).next("intake-see-batch", links::batch(id))
    };
    match error {
        BatchError::Unknown => Problem::not_found(),
        BatchError::Closed => conflict("batch-closed", "intake-batch-closed"),
        BatchError::Moved => conflict("batch-moved", "intake-batch-moved"),
        BatchError::OtherNow => conflict("batch-other-now", "intake-batch-other-now"),
        BatchError::DayFixed => conflict("batch-day-fixed", "intake-day-fixed"),
        BatchError::Refused(_) => conflict("batch-submitted", "intake-batch-submitted"),
        BatchError::Erased(file) => {
            conflict("file-erased", "intake-batch-erased").arg("file", file)
        }
        BatchError::NoTable(_) => conflict("no-table", "intake-batch-no-table"),
        BatchError::NotKept => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not-kept", "intake-file-not-kept")
                .next("intake-send-again", links::BATCHES)
        }
        BatchError::Intake(error) => error.into(),
    }
}
