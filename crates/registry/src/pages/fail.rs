//! What went wrong, as a page says it.

use axum::http::StatusCode;
use ui::Problem;

use crate::Error;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Forbidden(refused) => refused.into(),
            Error::Refused { what, value } => refused(what).arg("value", value),
            Error::Ledger(ledger::Error::Moved { .. }) => Self::of_status(StatusCode::CONFLICT),
            Error::Ledger(ledger::Error::NoSuchAct(_)) => Self::not_found(),
            Error::Ledger(ledger::Error::Final(_) | ledger::Error::Undone { .. }) => {
                unprocessable("final", "registry-act-final")
            }
            other => Self::internal(&other),
        }
    }
}

const fn unprocessable(code: &'static str, message: &'static str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, message)
}

/// The words a verb refuses with.
pub(super) fn refused(what: &'static str) -> Problem {
    unprocessable(what, refusal(what))
}

/// The text for a word a verb refuses with; all of them take the argument `value`.
pub(super) fn refusal(what: &str) -> &'static str {
    match what {
        "code_taken" => "registry-refused-code-taken",
        "code_name_or_kind_missing" => "registry-refused-incomplete",
        "office_not_there_on_that_day" => "registry-refused-not-there",
        "office_in_two_steps" => "registry-refused-two-steps",
        "office_under_itself" => "registry-refused-under-itself",
        "split_without_default" => "registry-refused-no-default",
        "plan_empty" => "registry-refused-empty",
        "duty_already_there" => "registry-refused-duty-there",
        "same_office" => "registry-refused-same-office",
        "duty_not_then" => "registry-refused-duty-not-then",
        "duty_begins_then" => "registry-refused-duty-begins-then",
        "duty_border" => "registry-refused-duty-border",
        "duty_changed_meanwhile" => "registry-refused-changed-meanwhile",
        "ends_before_it_begins" | "qualification_begins_later" => "registry-refused-empty-span",
        "qualification_already_there" => "registry-refused-qualification-there",
        "qualification_not_then" => "registry-refused-qualification-not-then",
        "number_of_other" => "registry-hand-number-taken",
        "nothing_to_erase" | "person_erased" => "registry-refused-erased",
        "no_such_person" | "no_such_duty" => "registry-refused-gone",
        _ => "registry-refused-other",
    }
}

/// Any failure below, on its way to a page.
pub(super) fn fail(error: impl Into<Error>) -> Problem {
    Problem::from(error.into())
}
