//! Words for codes, in the reader's language; what may be seen of a value.

use kernel::Interval;
use ui::{Cell, Text, Ui, format};

/// A text of this room for a word in code; the word itself where nobody wrote one.
pub(super) fn known(ui: &Ui, prefix: &str, word: &str) -> Text {
    let id = format!("{prefix}{}", word.replace('_', "-"));
    if ui.has_text(&id) { ui.t(&id) } else { word.to_owned().into() }
}

/// The same as a cell, blank where nobody wrote a text.
pub(super) fn said(ui: &Ui, prefix: &str, word: &str) -> Cell {
    let id = format!("{prefix}{}", word.replace('_', "-"));
    if ui.has_text(&id) { Cell::text(ui.t(&id)) } else { Cell::blank() }
}

/// What kind of thing is kept.
pub(super) fn kind(ui: &Ui, kind: &str) -> Text {
    known(ui, "privacy-kept-", kind)
}

/// What a value says.
pub(super) fn word(ui: &Ui, word: &str) -> Text {
    known(ui, "privacy-word-", word)
}

/// A value as it is shown: words of closed lists in the reader's language, days as they are
/// written.
pub(super) fn value(ui: &Ui, word: &str, value: &str) -> Text {
    if let Some(day) = kernel::parse_iso(value) {
        return format::date(day).into();
    }
    match word {
        "sex" | "mode" | "trained" | "qualification_kind" | "presence" => {
            known(ui, "privacy-value-", &value.to_lowercase())
        }
        "account_role" => read(ui, &format!("access-role-{value}")),
        "ask" => known(ui, "privacy-ask-", value),
        "by" if value == "?" => ui.t("access-event-by-nobody"),
        "event" => read(ui, &format!("access-event-{value}")),
        "request_state" => known(ui, "privacy-request-state-", value),
        _ => value.to_owned().into(),
    }
}

/// The same where it is not to be seen by who stands behind the reader.
pub(super) fn masked(ui: &Ui, word: &str, text: &str) -> Text {
    match word {
        "personal_number" => format::mask_personal_number(text).into(),
        "phone" => format::mask_phone(text).into(),
        "birth" => text.chars().take(4).collect::<String>().into(),
        "email" | "cells" | "contact" | "address" => "•••".into(),
        _ => value(ui, word, text),
    }
}

/// When something holds.
pub(super) fn span(ui: &Ui, valid: Interval) -> Text {
    match (valid.from, valid.to) {
        (None, None) => ui.t("privacy-span-always"),
        (Some(from), None) => ui.f("privacy-span-from", &[("from", format::date(from).into())]),
        (from, Some(to)) => {
            let from = from.map(format::date).unwrap_or_default();
            let last = to.yesterday().unwrap_or(to);
            let args = [("from", from.as_str().into()), ("to", format::date(last).into())];
            let id = if from.is_empty() { "privacy-span-to" } else { "privacy-span-both" };
            if from.is_empty() { ui.f(id, &args[1..]) } else { ui.f(id, &args) }
        }
    }
}

/// The text of a kind of read, of the room it belongs to.
pub(super) fn read(ui: &Ui, kind: &str) -> Text {
    if ui.has_text(kind) { ui.t(kind) } else { kind.to_owned().into() }
}

/// What kind of act, in the words of the register.
pub(super) fn act_kind(ui: &Ui, kind: &str) -> Text {
    let id = format!("registry-act-kind-{kind}");
    if ui.has_text(&id) { ui.t(&id) } else { kind.to_owned().into() }
}

/// A kind of thing that has its time.
pub(super) fn aged(ui: &Ui, kind: &str) -> Text {
    known(ui, "privacy-aged-", kind)
}

/// A table, in the words of the register, else of this room.
pub(super) fn table(ui: &Ui, name: &str) -> Text {
    let id = format!("registry-table-{name}");
    if ui.has_text(&id) { ui.t(&id) } else { known(ui, "privacy-table-", name) }
}

/// A column, in the words of the register, else of this room.
pub(super) fn column(ui: &Ui, name: &str) -> Text {
    let id = format!("registry-column-{}", name.replace('_', "-"));
    if ui.has_text(&id) { ui.t(&id) } else { known(ui, "privacy-column-", name) }
}
