//! Words for codes, in the reader's language.

use std::collections::BTreeMap;

use intake::reading::column_letter;
use ui::{Cell, Tag, Text, Tone, Ui};

use crate::{
    figures::OwedLine,
    model::{Campaign, CampaignState, Remark, State},
    rules::{Standing, is_owed_after_lock},
};

/// How an office stands, in a word.
pub(super) fn standing(ui: &Ui, standing: Standing) -> Text {
    ui.t(match standing {
        Standing::Late => "collect-standing-late",
        Standing::ToFix => "collect-standing-to-fix",
        Standing::Sent => "collect-standing-sent",
        Standing::Nothing => "collect-standing-nothing",
        Standing::Draft => "collect-standing-draft",
        Standing::Accepted => "collect-standing-accepted",
        Standing::Locked => "collect-standing-locked",
        Standing::Passed => "collect-standing-passed",
    })
}

/// The same as a tag.
pub(super) fn tag(ui: &Ui, of: Standing) -> Tag {
    Tag::new(tone(of), standing(ui, of))
}

/// How it stands with what an office owes, and that its campaign was locked meanwhile.
pub(super) fn owed(ui: &Ui, line: &OwedLine) -> Cell {
    let cell = Cell::tag(tag(ui, line.standing));
    if is_owed_after_lock(line.campaign.state, line.standing) {
        return cell.note(ui.t("collect-locked-owed-note"));
    }
    cell
}

/// How good that is.
pub(super) const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Late => Tone::Bad,
        Standing::ToFix => Tone::Doubt,
        Standing::Sent | Standing::Draft => Tone::Info,
        Standing::Nothing | Standing::Passed => Tone::Plain,
        Standing::Accepted | Standing::Locked => Tone::Good,
    }
}

/// Where a submission stands, in a word.
pub(super) fn state(ui: &Ui, state: State) -> Text {
    standing(
        ui,
        match state {
            State::Draft => Standing::Draft,
            State::Sent => Standing::Sent,
            State::ToFix => Standing::ToFix,
            State::Accepted => Standing::Accepted,
            State::Locked => Standing::Locked,
        },
    )
}

/// The kind of sheet; one the office described, by the name it was given.
pub(super) fn kind(ui: &Ui, code: &str, described: &BTreeMap<String, String>) -> Text {
    let id = format!("collect-kind-{}", code.replace('_', "-"));
    match described.get(code) {
        Some(name) => name.clone().into(),
        None if ui.has_text(&id) => ui.t(&id),
        None => code.to_owned().into(),
    }
}

/// The kind of office, where the register has a word for it.
pub(super) fn kind_of_office(ui: &Ui, kind: &str) -> Text {
    let id = format!("registry-kind-{kind}");
    if ui.has_text(&id) { ui.t(&id) } else { kind.to_owned().into() }
}

/// What was done, by the kind of its act.
pub(super) fn step(ui: &Ui, kind: &str) -> Text {
    let id = format!("collect-step-{}", kind.replace('_', "-"));
    if ui.has_text(&id) { ui.t(&id) } else { kind.to_owned().into() }
}

/// Where a campaign stands.
pub(super) fn campaign(ui: &Ui, campaign: &Campaign) -> Tag {
    match campaign.state {
        CampaignState::Open => Tag::new(Tone::Info, ui.t("collect-campaign-open")),
        CampaignState::Locked => Tag::new(Tone::Good, ui.t("collect-campaign-locked")),
        CampaignState::Withdrawn => Tag::new(Tone::Plain, ui.t("collect-campaign-withdrawn")),
    }
}

/// The cell a remark speaks of, as a spreadsheet names it: `Danh sách · B7`.
pub(super) fn place(remark: &Remark) -> String {
    let column = u16::try_from(remark.column).unwrap_or_default();
    let cell = format!("{}{}", column_letter(column), remark.row);
    // Of a text file the only sheet has no name.
    if remark.sheet.is_empty() { cell } else { format!("{} · {cell}", remark.sheet) }
}
