//! Norms and fields of work: law and vocabulary as data that the office keeps.

mod edit;
mod end;
mod list;
mod one;

pub(super) use edit::{create, new, save};
pub(super) use end::{get as ask_end, post as end};
use kernel::{Date, Interval};
use ledger::{Held, held};
pub(super) use list::get;
pub(super) use one::get as show;
use ui::{Errors, Problem, Tag, Tone, Ui, format};

use super::{
    fail::fail,
    moment::Moment,
    words::{self, FieldNames},
};
use crate::model::Norm;

const HERE: &str = "/dinh-muc";

/// The page of a norm.
pub(super) fn page_of(code: &str) -> String {
    format!("{HERE}/{}", ui::segment(code))
}

/// The page of one version of a norm.
fn version(norm: &Norm, valid: Interval) -> String {
    let from = valid.from.map(|d| format!("?tu={d}")).unwrap_or_default();
    format!("{}{from}", page_of(&norm.code))
}

/// How long the code of a norm or field may be.
pub(super) const LONGEST_CODE: u32 = 60;

/// Whether a code can stand in an address and in a sheet's column; what is wrong is told at it.
pub(super) fn check_code(ui: &Ui, code: &str, errors: &mut Errors) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if code.is_empty() || !code.chars().all(plain) || code == "moi" {
        errors.add("ma", ui.t("registry-code-wrong"));
    } else if code.len() > LONGEST_CODE as usize {
        errors.add("ma", ui.f("registry-too-long", &[("n", LONGEST_CODE.into())]));
    }
}

/// Every norm known, of whatever day, by code and day.
async fn standing(moment: &mut Moment<'_>) -> Result<Vec<Held<Norm>>, Problem> {
    let known = moment.as_of.known_at;
    let mut norms = held::<Norm>(&mut moment.tx, known, "", &[]).await.map_err(fail)?;
    norms.sort_by(|a, b| (&a.fact.code, a.valid.from).cmp(&(&b.fact.code, b.valid.from)));
    Ok(norms)
}

/// The version of a norm that the address means: that of a day (`tu`), else of the day shown.
async fn find(moment: &mut Moment<'_>, code: &str) -> Result<Held<Norm>, Problem> {
    let from = moment.ui.query().get("tu").and_then(format::parse_date);
    let day = from.unwrap_or(moment.as_of.valid_on);
    let mut all = standing(moment).await?;
    all.retain(|h| h.fact.code == code);
    // One that was repealed is shown as it last was.
    let begun = |h: &Held<Norm>| h.valid.from.is_none_or(|from| from <= day);
    let at = all.iter().rposition(begun).unwrap_or(0);
    if all.is_empty() { Err(Problem::not_found()) } else { Ok(all.swap_remove(at)) }
}

/// The day from which none of a norm's versions holds; `None` where one holds without an end.
fn end_of(versions: &[Held<Norm>]) -> Option<Date> {
    let ends: Option<Vec<Date>> = versions.iter().map(|h| h.valid.to).collect();
    ends?.into_iter().max()
}

/// What it asks, in a few words.
fn asks(ui: &Ui, norm: &Norm, names: &FieldNames) -> String {
    let mut said = ui.f("registry-norm-minimum", &[("n", norm.minimum.into())]).into_owned();
    if let Some(mode) = norm.mode {
        said = format!("{said}, {}", words::mode(ui, mode).to_lowercase());
    }
    if let Some(field) = &norm.field {
        said = format!("{said}, {}", names.name(field));
    }
    said
}

/// Kinds of office it binds.
fn binds(ui: &Ui, norm: &Norm) -> String {
    let kinds: Vec<String> = norm.kinds.iter().map(|k| words::kind(ui, k).into_owned()).collect();
    kinds.join(", ")
}

/// Whether it was held against its act.
fn mark(ui: &Ui, norm: &Norm) -> Tag {
    if norm.confirmed {
        Tag::new(Tone::Good, ui.t("registry-confirmed"))
    } else {
        Tag::new(Tone::Doubt, ui.t("ui-to-confirm"))
    }
}
