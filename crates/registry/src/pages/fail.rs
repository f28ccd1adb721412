//! What went wrong, as a page says it.

use axum::http::StatusCode;
use ui::{Lang, Problem, Ui};

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

/// What went wrong, where no page says it: a sentence, and the word programs know it by. `None`
/// where the error has no words of its own.
pub fn said(error: &Error) -> Option<String> {
    let ui = Ui::sample(&[super::MESSAGES], Lang::Vi, "/").ok()?;
    let told = |what: &str, value: &str| {
        let text = ui.f(refusal(what), &[("value", value.into())]);
        format!("{text} [{what}]")
    };
    match error {
        Error::Refused { what, value } => Some(told(what, value)),
        Error::Line { file, line, what, value } => {
            let place = [("file", file.as_str().into()), ("line", (*line).into())];
            Some(format!("{}: {}", ui.f("registry-line-place", &place), told(what, value)))
        }
        Error::Io { file, source } => {
            let id = match source.kind() {
                std::io::ErrorKind::NotFound => "registry-file-not-found",
                std::io::ErrorKind::PermissionDenied => "registry-file-denied",
                _ => "registry-file-unreadable",
            };
            let args = [("file", file.as_str().into()), ("why", source.to_string().into())];
            Some(ui.f(id, &args).into_owned())
        }
        Error::Ledger(error) => ledger_said(&ui, error),
        Error::Forbidden(_) => None,
    }
}

/// The same of the record of acts alone.
pub fn record_said(error: &ledger::Error) -> Option<String> {
    ledger_said(&Ui::sample(&[super::MESSAGES], Lang::Vi, "/").ok()?, error)
}

/// What the record of acts refuses with, in words.
fn ledger_said(ui: &Ui, error: &ledger::Error) -> Option<String> {
    use ledger::Error::{BuiltUpon, Export, Final, Moved, NoSuchAct, Undone};
    let text = match error {
        Moved { .. } => ui.t("registry-record-moved"),
        BuiltUpon(acts) => {
            let acts: Vec<String> = acts.iter().map(ToString::to_string).collect();
            ui.f("registry-record-built-upon", &[("acts", acts.join(", ").into())])
        }
        Undone { act, by } => {
            ui.f("registry-record-undone", &[("act", (*act).into()), ("by", (*by).into())])
        }
        NoSuchAct(act) => ui.f("registry-record-no-act", &[("act", (*act).into())]),
        Final(kind) => {
            let kind = super::words::act_kind(ui, kind);
            ui.f("registry-record-final", &[("kind", kind.into_owned().into())])
        }
        Export { line, what } => {
            let line = i64::try_from(*line).unwrap_or(i64::MAX);
            let args = [("line", line.into()), ("what", what.as_str().into())];
            ui.f("registry-record-export", &args)
        }
        ledger::Error::Store(_) | ledger::Error::Shape { .. } | ledger::Error::Io(_) => {
            return None;
        }
    };
    Some(text.into_owned())
}

/// The text for a word a verb refuses with; all of them take the argument `value`.
pub(super) fn refusal(what: &str) -> &'static str {
    match what {
        "code_taken" => "registry-refused-code-taken",
        "code_name_or_kind_missing" => "registry-refused-incomplete",
        "office_not_there_on_that_day" => "registry-refused-not-there",
        "office_in_two_steps" => "registry-refused-two-steps",
        "office_begins_then" => "registry-refused-office-begins-then",
        "name_missing" => "registry-refused-name-missing",
        "name_same" => "registry-refused-name-same",
        "office_under_itself" => "registry-refused-under-itself",
        "split_without_default" => "registry-refused-no-default",
        "plan_empty" => "registry-refused-empty",
        "duty_already_there" => "registry-refused-duty-there",
        "same_office" => "registry-refused-same-office",
        "duty_not_then" => "registry-refused-duty-not-then",
        "duty_begins_then" => "registry-refused-duty-begins-then",
        "norm_not_then" => "registry-refused-norm-not-then",
        "norm_begins_then" => "registry-refused-norm-begins-then",
        "duty_border" => "registry-refused-duty-border",
        "duty_changed_meanwhile" => "registry-refused-changed-meanwhile",
        "ends_before_it_begins" | "qualification_begins_later" => "registry-refused-empty-span",
        "qualification_already_there" => "registry-refused-qualification-there",
        "qualification_not_then" => "registry-refused-qualification-not-then",
        "number_of_other" => "registry-hand-number-taken",
        "same_record" => "registry-refused-same-record",
        "two_numbers" => "registry-refused-two-numbers",
        "person_joined" => "registry-refused-person-joined",
        "reason_missing" => "registry-refused-reason",
        "nothing_to_erase" | "person_erased" => "registry-refused-erased",
        "reason_names_person" => "registry-erase-named",
        "person_unknown" => "registry-refused-person-unknown",
        "person_changed_meanwhile" => "registry-refused-person-changed",
        "no_such_person" | "no_such_duty" | "no_such_kind" | "no_such_count"
        | "no_such_attendance" | "no_such_attendee" | "no_such_session" => "registry-refused-gone",
        "code_or_name_missing" => "registry-line-code-or-name",
        "commune_or_village_missing" => "registry-line-commune-or-village",
        "code_twice" | "village_twice" => "registry-line-twice",
        "parent_unknown" => "registry-line-parent-unknown",
        "parent_missing" => "registry-line-parent-missing",
        "parent_is_itself" | "parent_is_below" => "registry-line-parent-below",
        "area_unknown" => "registry-line-area-unknown",
        "share_unknown" => "registry-line-share-unknown",
        "number_negative" => "registry-line-negative",
        "column_missing" => "registry-line-column-missing",
        "cell_unreadable" => "registry-line-cell",
        "row_length" => "registry-line-length",
        "row_unreadable" => "registry-line-unreadable",
        "not_utf8" => "registry-line-not-utf8",
        "file_too_large" => "registry-line-too-large",
        "not_geojson" => "registry-line-not-geojson",
        _ => "registry-refused-other",
    }
}

/// Any failure below, on its way to a page.
pub(super) fn fail(error: impl Into<Error>) -> Problem {
    Problem::from(error.into())
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// Every word that verbs of this room refuse with, as it stands in their source.
    fn words(dir: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                words(&path, found);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let mut before: Vec<&str> = text.split("what: \"").skip(1).collect();
            for call in ["bad(", "refuse(", "refused(", "bad_at("] {
                before.extend(text.split(call).skip(1).filter_map(|rest| {
                    let call = rest.split([';', '{']).next().unwrap_or_default();
                    rest.get(call.find('"')? + 1..)
                }));
            }
            let word = |rest: &&str| rest.split('"').next().unwrap_or_default().to_owned();
            let plain = |w: &String| {
                !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            };
            found.extend(before.iter().map(word).filter(plain));
        }
    }

    #[test]
    fn every_word_of_refusal_has_a_sentence() {
        let mut found = BTreeSet::new();
        words(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/acts"), &mut found);
        assert!(found.contains("plan_empty") && found.contains("parent_is_below"), "{found:?}");
        assert!(found.len() > 30, "{found:?}");
        let dumb: Vec<_> =
            found.iter().filter(|what| refusal(what) == "registry-refused-other").collect();
        assert!(dumb.is_empty(), "no sentence for {dumb:?}");
    }

    #[test]
    fn errors_are_told_in_words_with_their_place() {
        let line = Error::Line {
            file: "units.csv".to_owned(),
            line: 3,
            what: "parent_unknown",
            value: "T.Z".to_owned(),
        };
        let told = said(&line).unwrap();
        for part in ["units.csv", "3", "T.Z", "[parent_unknown]"] {
            assert!(told.contains(part), "{part} in {told}");
        }
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
        let told = said(&Error::Io { file: "x.csv".to_owned(), source }).unwrap();
        assert_eq!(told.matches("x.csv").count(), 1, "{told}");
        let empty = Error::Refused { what: "plan_empty", value: String::new() };
        assert!(!said(&empty).unwrap().contains("()"), "{:?}", said(&empty));
    }
}
