//! Words for codes, in the reader's language.

use registry::model::Field;
use ui::{Lang, Tag, Text, Tone, Ui};

use super::{mask, spots::Spot};
use crate::{
    model::{BatchCounts, BatchState, Change, Difference, KeptFile, PART_OF_OFFICE},
    reading::{Limits, Meaning, SheetIssue},
};

/// `intake-problem-` and `mode_missing` → the text; a code nobody wrote a text for is shown.
fn known(ui: &Ui, head: &str, code: &str) -> Text {
    let id = format!("{head}{}", code.replace('_', "-"));
    if ui.has_text(&id) { ui.t(&id) } else { code.to_owned().into() }
}

fn with_value(ui: &Ui, what: Text, value: &str) -> Text {
    if value.is_empty() {
        return what;
    }
    let value = match value.char_indices().nth(LONGEST_VALUE) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    };
    ui.f("intake-said-of", &[("what", what.into_owned().into()), ("value", value.into())])
}

/// Characters of a value that a remark repeats.
const LONGEST_VALUE: usize = 200;

/// What is wrong with a cell.
pub(super) fn problem(ui: &Ui, code: &str, value: &str) -> Text {
    // A day is kept in one form, and read in the reader's.
    let day = kernel::parse_iso(value).filter(|_| code == "birth_differs");
    let said = day.map_or_else(|| value.to_owned(), |day| ui.date(day));
    with_value(ui, problem_name(ui, code), &said)
}

/// A problem's name alone, for filters and lists.
pub(super) fn problem_name(ui: &Ui, code: &str) -> Text {
    known(ui, "intake-problem-", code)
}

/// What is said of a cell of the page.
pub(super) fn spot(ui: &Ui, spot: &Spot) -> Text {
    match spot.of_sheet {
        Some((stated, counted)) => issue_text(ui, &spot.code, &spot.value, (stated, counted)),
        None => problem(ui, &spot.code, &spot.value),
    }
}

/// What is said of a sheet as a whole.
pub(super) fn issue(ui: &Ui, issue: &SheetIssue) -> Text {
    issue_text(ui, issue.code, &issue.value, (issue.stated, issue.counted))
}

pub(super) fn issue_text(
    ui: &Ui,
    code: &str,
    value: &str,
    (stated, counted): (Option<u64>, Option<u64>),
) -> Text {
    let id = match code {
        "total_mismatch" => "intake-issue-total-mismatch",
        PART_OF_OFFICE => "intake-issue-part-of-office",
        "rows_hidden" => "intake-issue-rows-hidden",
        "columns_hidden" => "intake-issue-columns-hidden",
        "cells_noted" => "intake-issue-cells-noted",
        _ => return with_value(ui, known(ui, "intake-issue-", code), value),
    };
    let n = |n: Option<u64>| n.map(|n| ui.n(n)).unwrap_or_default();
    let args =
        [("value", value.into()), ("stated", n(stated).into()), ("counted", n(counted).into())];
    ui.f(id, &args)
}

/// Why a file was not taken in, or not read.
pub fn refusal(ui: &Ui, code: &str, limit: Option<u64>) -> Text {
    let limit = limit.or_else(|| (code == "file_too_large").then(|| Limits::default().file_bytes));
    let with = |id: &str, n: u64| ui.f(id, &[("limit", ui.n(n).into())]);
    match (code, limit) {
        ("file_too_large", Some(n)) => with("intake-refusal-file-too-large", n >> 20),
        ("inflated_too_large", Some(n)) => with("intake-refusal-inflated-too-large", n >> 20),
        ("too_many_rows", Some(n)) => with("intake-refusal-too-many-rows", n),
        ("too_many_columns", Some(n)) => with("intake-refusal-too-many-columns", n),
        ("too_many_cells", Some(n)) => with("intake-refusal-too-many-cells", n),
        ("too_much_text", Some(n)) => with("intake-refusal-too-much-text", n >> 20),
        ("too_many_sheets", Some(n)) => with("intake-refusal-too-many-sheets", n),
        _ => known(ui, "intake-refusal-", code),
    }
}

/// Why a file of a batch was not taken in, or is no longer there.
pub(super) fn refused_file(ui: &Ui, file: &KeptFile) -> Option<Text> {
    if let Some(act) = file.erased_by {
        if let Some(by) = &file.left_out_by {
            let args = [("n", act.into()), ("by", by.as_str().into())];
            return Some(ui.f("intake-left-out-file", &args));
        }
        return Some(ui.f("intake-erased-file", &[("n", act.into())]));
    }
    file.refusal.as_deref().map(|code| refusal(ui, code, None))
}

/// What a column can mean.
pub(super) fn meaning(ui: &Ui, fields: &[Field], meaning: &Meaning) -> Text {
    match meaning {
        Meaning::Field(code) => {
            ui.f("intake-meaning-field", &[("field", field(ui, fields, code).into())])
        }
        Meaning::DedicatedTo(code) => {
            ui.f("intake-meaning-dedicated-to", &[("field", field(ui, fields, code).into())])
        }
        Meaning::ConcurrentTo(code) => {
            ui.f("intake-meaning-concurrent-to", &[("field", field(ui, fields, code).into())])
        }
        Meaning::DegreeTick(degree) => {
            ui.f("intake-meaning-degree-of", &[("degree", degree.as_str().into())])
        }
        plain => known(ui, "intake-meaning-", &plain.to_string()),
    }
}

/// The name of a field of work.
pub(super) fn field(ui: &Ui, fields: &[Field], code: &str) -> String {
    let name = |f: &Field| if ui.lang == Lang::Vi { &f.name_vi } else { &f.name_en }.clone();
    fields.iter().find(|f| f.code == code).map_or_else(|| code.to_owned(), name)
}

/// What a row comes to.
pub(super) fn change(ui: &Ui, change: Change, repeats: bool) -> Text {
    ui.t(match change {
        Change::Same if repeats => "intake-change-repeats",
        Change::New => "intake-change-listed",
        Change::NewPerson => "intake-change-new",
        Change::NewAssignment => "intake-change-duty",
        Change::Changed => "intake-change-changed",
        Change::Same => "intake-change-same",
        Change::Held => "intake-change-held",
        Change::Settled => "intake-change-settled",
        Change::Removed => "intake-change-removed",
    })
}

/// What of a person or a duty changes: its name, old and new.
pub(super) fn difference(ui: &Ui, fields: &[Field], told: &Difference) -> (Text, Text, Text) {
    let label = known(ui, "intake-what-", told.what);
    let value = |text: &str| -> Text {
        match told.what {
            _ if text.is_empty() => NOTHING.into(),
            "trained" => ui.t(if text == "true" { "intake-yes" } else { "intake-no" }),
            "since" | "again" | "decision_on" | "completed_on" => {
                kernel::parse_iso(text).map_or_else(|| text.to_owned(), |day| ui.date(day)).into()
            }
            "mode" => mode(ui, text),
            "fields" => {
                let names: Vec<String> = text
                    .split('|')
                    .filter(|c| !c.is_empty())
                    .map(|c| field(ui, fields, c))
                    .collect();
                names.join(", ").into()
            }
            "share" => format!("{text}%").into(),
            "sex" => ui.t(if text == "M" { "intake-sex-male" } else { "intake-sex-female" }),
            what => mask::value(what, text).into(),
        }
    };
    (label, value(&told.old), value(&told.new))
}

/// Stands where there was nothing, or is nothing any more.
const NOTHING: &str = "—";

/// Dedicated or concurrent.
pub(super) fn mode(ui: &Ui, mode: &str) -> Text {
    match mode {
        "dedicated" => ui.t("ui-dedicated"),
        "concurrent" => ui.t("ui-concurrent"),
        other => other.to_owned().into(),
    }
}

/// Where a batch stands.
pub(super) fn state(ui: &Ui, state: BatchState) -> Tag {
    match state {
        BatchState::Open => Tag::new(Tone::Info, ui.t("intake-state-open")),
        BatchState::Applied => Tag::new(Tone::Good, ui.t("intake-state-applied")),
        BatchState::Dropped => Tag::new(Tone::Plain, ui.t("intake-state-dropped")),
    }
}

/// What a batch came to, in a line.
pub(super) fn counts(ui: &Ui, counts: &BatchCounts) -> Text {
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
    ui.f(
        "intake-counts",
        &[
            ("rows", n(counts.rows)),
            ("new", n(counts.new)),
            ("duties", n(counts.duties)),
            ("changed", n(counts.changed)),
            ("same", n(counts.same)),
            ("repeats", n(counts.repeats)),
            ("listed", n(counts.listed)),
            ("settled", n(counts.settled)),
            ("held", n(counts.held)),
        ],
    )
}

/// A sheet's name; text files have none.
pub(super) fn sheet_name(ui: &Ui, name: &str) -> Text {
    if name.is_empty() { ui.t("intake-only-sheet") } else { name.to_owned().into() }
}
