//! Words of the record as the reader's language has them.

use std::collections::BTreeMap;

use kernel::{Date, Interval};
use ui::{Lang, Text, Ui, format};

use crate::{
    figures::Coverage,
    model::{AreaLevel, Field, Mode, Norm, Sex, Share},
};

/// A kind of office; one that the office itself made up is shown as it is.
pub(super) fn kind(ui: &Ui, kind: &str) -> Text {
    known(ui, "registry-kind-", kind)
}

/// A kind of act.
pub(super) fn act_kind(ui: &Ui, kind: &str) -> Text {
    debug_assert!(ui.has_text(&format!("registry-act-kind-{kind}")), "acts of {kind} need a name");
    known(ui, "registry-act-kind-", kind)
}

/// A table of facts.
pub(super) fn table(ui: &Ui, name: &str) -> Text {
    known(ui, "registry-table-", name)
}

fn known(ui: &Ui, prefix: &str, word: &str) -> Text {
    let id = format!("{prefix}{word}");
    if ui.has_text(&id) { ui.t(&id) } else { word.to_owned().into() }
}

/// A sex.
pub(super) fn sex(ui: &Ui, sex: Sex) -> Text {
    match sex {
        Sex::Male => ui.t("registry-sex-male"),
        Sex::Female => ui.t("registry-sex-female"),
    }
}

pub(super) fn mode(ui: &Ui, mode: Mode) -> Text {
    ui.t(match mode {
        Mode::Dedicated => "ui-dedicated",
        Mode::Concurrent => "ui-concurrent",
    })
}

pub(super) fn level(ui: &Ui, level: AreaLevel) -> Text {
    ui.t(match level {
        AreaLevel::Province => "registry-level-province",
        AreaLevel::District => "registry-level-district",
        AreaLevel::Commune => "registry-level-commune",
        AreaLevel::Village => "registry-level-village",
    })
}

pub(super) fn share(ui: &Ui, share: Share) -> Text {
    ui.t(match share {
        Share::Whole => "registry-share-whole",
        Share::Part => "registry-share-part",
    })
}

pub(super) fn norm_name(ui: &Ui, norm: &Norm) -> Text {
    let name = if ui.lang == Lang::Vi { &norm.name_vi } else { &norm.name_en };
    name.clone().into()
}

/// The name of a norm where its act is not told beside it: one that nobody has held against its
/// act yet says so.
pub fn norm_marked(ui: &Ui, norm: &Norm) -> Text {
    let name = norm_name(ui, norm);
    if norm.confirmed {
        return name;
    }
    ui.f("registry-norm-to-confirm", &[("norm", name.as_ref().into())])
}

/// The name of a norm a coverage was judged by.
pub(super) fn norm_named(ui: &Ui, coverage: &Coverage, code: &str) -> Text {
    let norm = coverage.norms.iter().find(|n| n.code == code);
    norm.map_or_else(|| code.to_owned().into(), |n| norm_name(ui, n))
}

/// The act and clause a norm stands in.
pub fn basis(norm: &Norm) -> String {
    let clause = norm.basis_clause.trim();
    if clause.is_empty() { norm.basis_act.clone() } else { format!("{clause}, {}", norm.basis_act) }
}

/// Names of fields of work in the reader's language.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldNames {
    order: Vec<String>,
    names: BTreeMap<String, Text>,
}

impl FieldNames {
    pub(super) fn new(ui: &Ui, fields: &[Field]) -> Self {
        let name = |f: &Field| if ui.lang == Lang::Vi { &f.name_vi } else { &f.name_en }.clone();
        Self {
            order: fields.iter().map(|f| f.code.clone()).collect(),
            names: fields.iter().map(|f| (f.code.clone(), Text::from(name(f)))).collect(),
        }
    }

    pub(super) fn name(&self, code: &str) -> Text {
        self.names.get(code).cloned().unwrap_or_else(|| code.to_owned().into())
    }

    /// All of a post's fields in one line.
    pub(super) fn join(&self, codes: &[String]) -> String {
        codes.iter().map(|c| self.name(c).into_owned()).collect::<Vec<_>>().join(", ")
    }

    /// Codes in the order of the list of fields, then those that are not in it.
    pub(super) fn ordered<'c>(&'c self, found: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
        let rest = found.filter(|code| !self.names.contains_key(*code));
        self.order.iter().map(String::as_str).chain(rest).collect()
    }
}

/// `từ 01/07/2025`, `đến 30/06/2025`, `01/01/2020 – 30/06/2025`; the last day is inside.
pub fn span(ui: &Ui, valid: Interval) -> Text {
    let last = valid.to.and_then(|to| to.yesterday().ok()).map(format::date);
    let first = valid.from.map(format::date);
    match (first, last) {
        (None, None) => ui.t("registry-span-always"),
        (Some(first), None) => ui.f("registry-span-from", &[("from", first.into())]),
        (None, Some(last)) => ui.f("registry-span-to", &[("to", last.into())]),
        (Some(first), Some(last)) => format!("{first} – {last}").into(),
    }
}

/// `từ 01/07/2025 (503 ngày)`.
pub fn since(ui: &Ui, from: Date, on: Date) -> Text {
    let days = (on - from).get_days().into();
    ui.f("registry-since-days", &[("date", format::date(from).into()), ("days", arg(days))])
}

fn arg(n: i64) -> ui::Arg<'static> {
    n.into()
}

/// The year of a birth kept as `1985-02-28` or `1985`.
pub fn birth_year(birth: Option<&str>) -> Text {
    birth.and_then(|b| b.get(..4)).map_or_else(Text::default, |y| y.to_owned().into())
}

/// The whole of a birth, as the reader writes dates.
pub fn birth(birth: &str) -> String {
    kernel::parse_iso(birth).map_or_else(|| birth.to_owned(), format::date)
}

/// A key that sorts names of offices and areas as Vietnamese dictionaries do. Names of persons
/// are sorted by their last word; a name of one word is not, and so this is made to be one.
pub fn name_key(name: &str) -> String {
    kernel::names::sort_key(&name.replace(' ', "_"))
}
