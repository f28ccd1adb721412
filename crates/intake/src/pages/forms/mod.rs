//! `/tiep-nhan/bieu`: the kinds of sheet that are taken in, and their blank forms.

mod blank;
mod kind;
mod list;

use access::App;
use axum::{Router, routing::get};
use kernel::AsOf;
use registry::figures;
use ui::Problem;

use super::fail::fail;
use crate::{
    forms::{self, Form},
    listing::built_in,
};

/// Where the kinds are.
pub(super) const FORMS: &str = "/tiep-nhan/bieu";

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(FORMS, get(list::get))
        .route("/tiep-nhan/bieu/{kind}", get(kind::get))
        .route("/tiep-nhan/bieu/{kind}/tai", get(blank::get))
}

/// Where a kind is.
fn address(code: &str) -> String {
    format!("{FORMS}/{}", ui::segment(code))
}

/// Where its blank form is.
fn download(code: &str) -> String {
    format!("{}/tai", address(code))
}

/// The form of every kind that is taken in, as of today.
async fn all(app: &App) -> Result<Vec<Form>, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let at = AsOf { valid_on: app.clock.today(), known_at };
    let fields = figures::fields(&mut tx, at).await.map_err(fail)?;
    let further = built_in().iter().filter_map(forms::of_kind);
    Ok(std::iter::once(forms::officers(&fields)).chain(further).collect())
}

/// The form of one kind.
async fn one(app: &App, code: &str) -> Result<Form, Problem> {
    all(app).await?.into_iter().find(|f| f.code == code).ok_or_else(Problem::not_found)
}
