//! Words of the record as the reader's language has them.

use registry::{
    figures,
    model::Norm,
    pages::kit::{Moment, norm_marked},
};
use ui::{Cell, Problem, Tag, Text, Tone, Ui};

use crate::{model::Gap, rules::Standing};

/// Stands in an address for a norm, before its code.
pub(super) const NORM: &str = "dinh-muc:";
/// Stands in an address where nobody is in charge.
pub(super) const NOBODY: &str = "chua-co-ai";
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

/// A standing as a tag in a table.
pub(super) fn tag(ui: &Ui, of: Standing) -> Cell {
    Cell::tag(Tag::new(tone(of), standing(ui, of)))
}

/// Norms by their codes, for the words of gaps.
pub(super) struct Norms(pub(super) Vec<Norm>);

impl Norms {
    pub(super) async fn read(moment: &mut Moment<'_>) -> Result<Self, Problem> {
        Ok(Self(figures::norms(&mut moment.tx, moment.as_of).await?))
    }

    pub(super) fn name(&self, ui: &Ui, code: &str) -> Text {
        let norm = self.0.iter().find(|norm| norm.code == code);
        norm.map_or_else(|| code.to_owned().into(), |norm| norm_marked(ui, norm))
    }

    /// A gap in words.
    pub(super) fn gap(&self, ui: &Ui, gap: &Gap) -> Text {
        match gap {
            Gap::Nobody => ui.t("commitments-gap-nobody"),
            Gap::Other(said) => said.clone().into(),
            Gap::Norm(code) => {
                let name = self.name(ui, code);
                ui.f("commitments-gap-norm", &[("norm", name.as_ref().into())])
            }
        }
    }
}
