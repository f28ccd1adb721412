//! Words for how a request stands.

use ui::{Tag, Text, Tone, Ui};

use super::super::words::known;
use crate::{
    figures::Asked,
    model::{Ask, State, Way},
};

pub(super) fn ask(ui: &Ui, ask: Ask) -> Text {
    known(ui, "privacy-ask-", ask.as_str())
}

pub(super) fn way(ui: &Ui, way: Way) -> Text {
    known(ui, "privacy-way-", way.as_str())
}

/// Where it stands.
pub(in super::super) fn state(ui: &Ui, state: State) -> Text {
    known(ui, "privacy-request-state-", state.as_str())
}

/// How much time is left, or that it was late.
pub(in super::super) fn clock_tag(ui: &Ui, it: &Asked) -> Tag {
    let clock = it.clock;
    if clock.due_on.is_none() {
        return Tag::new(Tone::Plain, ui.t("privacy-clock-no-rule"));
    }
    match clock.left {
        None if clock.late => Tag::new(Tone::Doubt, ui.t("privacy-clock-was-late")),
        None => Tag::new(Tone::Good, ui.t("privacy-clock-in-time")),
        Some(_) if clock.late => Tag::new(Tone::Bad, ui.t("privacy-clock-late")),
        Some(left) => {
            let tone = if left <= 1 { Tone::Doubt } else { Tone::Info };
            Tag::new(tone, ui.f("privacy-clock-left", &[("n", left.into())]))
        }
    }
}
