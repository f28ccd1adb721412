//! The pages of this room, one file each.

mod forward;
mod keys;
mod list;
mod one;
mod record;
mod sentence;

use access::{App, Right};
use axum::{
    Router,
    routing::{get, post},
};
use ui::{Door, Html, NavItem, Problem, Query, Ui, escape};

pub(crate) use self::sentence::Sentence;
use crate::acts::{ForwardError, KeyError};

/// The records as they come in.
pub(crate) const RECORDS: &str = "/ho-so-hoc";
/// Keys to the store.
pub(crate) const KEYS: &str = "/ho-so-hoc/khoa";

/// Who gets a share of the records.
pub(crate) const FORWARD: &str = "/ho-so-hoc/chuyen-tiep";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] = &[NavItem::new("lrs-nav", RECORDS)];

/// Who sees keys, and where records go.
const SEES_KEYS: &[&str] = &[Right::SeeKeys.whole()];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new(RECORDS, &[Right::SeeRecords.whole()]),
    Door::new("/ho-so-hoc/phat-bieu/{tenant}/{id}", &[Right::SeeRecords.whole()]),
    Door::new(KEYS, SEES_KEYS),
    Door::new(FORWARD, SEES_KEYS),
];

/// Addresses of this room.
pub fn router() -> Router<App> {
    Router::new()
        .route(RECORDS, get(list::get))
        .route("/ho-so-hoc/phat-bieu/{tenant}/{id}", get(one::get))
        .route(KEYS, get(keys::get).post(keys::make))
        .route("/ho-so-hoc/khoa/{key}/thu-hoi", post(keys::revoke))
        .route(FORWARD, get(forward::get).post(forward::add))
        .route("/ho-so-hoc/chuyen-tiep/{id}/dung", post(forward::stop))
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn fail(error: store::Error) -> Problem {
    Problem::internal(&error)
}

impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Refused(refused) => refused.into(),
            other => Self::internal(&other),
        }
    }
}

impl From<ForwardError> for Problem {
    fn from(error: ForwardError) -> Self {
        match error {
            ForwardError::Refused(refused) => refused.into(),
            other => Self::internal(&other),
        }
    }
}

/// The records under these filters.
pub(crate) fn records(tenant: i64, pairs: &[(&str, &str)]) -> String {
    let mut query = Query::default().with("kho", Some(&tenant.to_string()));
    for (name, value) in pairs {
        query = query.with(name, Some(value));
    }
    query.behind(RECORDS)
}

/// A link within text.
fn link(ui: &Ui, label: &str, href: &str) -> Html {
    let mut out = String::from("<a href=\"");
    escape(&ui.link(href), &mut out);
    out.push_str("\">");
    escape(label, &mut out);
    out.push_str("</a>");
    Html::trusted(out)
}

/// How large something is, in megabytes.
fn megabytes(ui: &Ui, bytes: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "to a tenth of a megabyte")]
    ui::format::decimal(ui.lang, bytes as f64 / 1_000_000.0, 1)
}

fn heading(id: &str, text: &str) -> Html {
    Html::trusted(format!("<h2 id=\"{id}\">{}</h2>", Html::text(text)))
}
