//! Words of the record as the reader's language has them.

use kernel::Date;
use registry::{
    figures,
    model::Norm,
    pages::kit::{Moment, norm_marked},
};
use ui::{Cell, Problem, Tag, Text, Tone, Ui};

use super::evidence;
use crate::{
    figures::Line,
    model::{Commitment, Gap},
    rules::Standing,
};

/// Stands in an address for a norm, before its code.
pub(super) const NORM: &str = "dinh-muc:";
/// Stands in an address for what another room knows to be lacking, before its code.
pub(super) const LACK: &str = "con-thieu:";
/// Stands in an address where nobody is in charge.
pub(super) const NOBODY: &str = "chua-co-ai";
/// Stands in an address for what is said to be done while its gap is still there.
pub(super) const CONTRADICTED: &str = "da-lam-chua-dat";
/// Stands in a form for a gap that is said in words.
pub(super) const OTHER: &str = "khac";

/// The word of a standing in addresses.
pub(super) const fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Broken => "qua-han",
        Standing::Due => "dang-lam",
        Standing::Kept => "da-lam",
        Standing::KeptLate => "da-lam-muon",
        Standing::Withdrawn => "da-rut",
    }
}

pub(super) fn standing(ui: &Ui, standing: Standing) -> Text {
    ui.t(match standing {
        Standing::Broken => "commitments-broken",
        Standing::Due => "commitments-due",
        Standing::Kept => "commitments-kept",
        Standing::KeptLate => "commitments-kept-late",
        Standing::Withdrawn => "commitments-withdrawn",
    })
}

pub(super) const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Broken => Tone::Bad,
        Standing::Due => Tone::Info,
        Standing::Kept => Tone::Good,
        Standing::KeptLate => Tone::Doubt,
        Standing::Withdrawn => Tone::Plain,
    }
}

/// The tone of a line: what is said to be done and is not to be seen is no good news.
pub(super) const fn tone_of(line: &Line) -> Tone {
    if line.is_contradicted() { Tone::Bad } else { tone(line.standing) }
}

/// The word of a line in addresses.
pub(super) const fn word_of(line: &Line) -> &'static str {
    if line.is_contradicted() { CONTRADICTED } else { word(line.standing) }
}

/// How a line stands, as a tag: in time or late, and whether its gap is still there.
pub(super) fn said(ui: &Ui, line: &Line) -> Tag {
    let stands = standing(ui, line.standing);
    if line.is_contradicted() {
        let args = [("standing", stands.as_ref().into())];
        return Tag::new(Tone::Bad, ui.f("commitments-kept-unmet-tag", &args));
    }
    Tag::new(tone(line.standing), stands)
}

/// How a line stands in a table, with the day it was closed and what the record says of it.
pub(super) fn tag(ui: &Ui, on: Date, line: &Line) -> Cell {
    let mut notes: Vec<String> =
        line.commitment.closed_on.map(ui::format::date).into_iter().collect();
    if let Some(evidence) = line.evidence {
        notes.push(evidence::words(ui, on, &line.commitment.gap, evidence).into_owned());
    }
    let cell = Cell::tag(said(ui, line));
    if notes.is_empty() { cell } else { cell.note(notes.join(" · ")) }
}

/// What was said in words, unless it was erased.
fn or_erased(ui: &Ui, said: &str) -> Text {
    if said.is_empty() { ui.t("commitments-words-erased") } else { said.to_owned().into() }
}

/// What will be done.
pub(super) fn what(ui: &Ui, it: &Commitment) -> Text {
    or_erased(ui, &it.what)
}

/// Norms by their codes, and what other rooms know to be lacking, for the words of gaps.
pub(super) struct Norms {
    pub(super) all: Vec<Norm>,
    lacks: Vec<(&'static str, &'static str)>,
}

impl Norms {
    pub(super) async fn read(moment: &mut Moment<'_>) -> Result<Self, Problem> {
        let lacks = moment.lacks().iter().map(|one| (one.code(), one.said())).collect();
        Ok(Self { all: figures::norms(&mut moment.tx, moment.as_of).await?, lacks })
    }

    pub(super) fn name(&self, ui: &Ui, code: &str) -> Text {
        let norm = self.all.iter().find(|norm| norm.code == code);
        norm.map_or_else(|| code.to_owned().into(), |norm| norm_marked(ui, norm))
    }

    /// A gap in words.
    pub(super) fn gap(&self, ui: &Ui, gap: &Gap) -> Text {
        match gap {
            Gap::Nobody => ui.t("commitments-gap-nobody"),
            Gap::Other(said) => or_erased(ui, said),
            Gap::Lack(code) => {
                let known = self.lacks.iter().find(|(known, _)| known == code);
                known.map_or_else(|| code.clone().into(), |(_, said)| ui.t(said))
            }
            Gap::Norm(code) => {
                let name = self.name(ui, code);
                ui.f("commitments-gap-norm", &[("norm", name.as_ref().into())])
            }
        }
    }
}
