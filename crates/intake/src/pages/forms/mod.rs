//! `/tiep-nhan/bieu`: the kinds of sheet that are taken in, and their blank forms.

mod blank;
mod describe;
mod kind;
mod known;
mod list;
mod retire;
mod rows;

use access::App;
use axum::{
    Router,
    routing::{get, post},
};
use kernel::Date;

/// Where the kinds are.
pub(super) const FORMS: &str = "/tiep-nhan/bieu";

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(FORMS, get(list::get))
        .route("/tiep-nhan/bieu/moi", get(describe::new).post(describe::enter_new))
        .route("/tiep-nhan/bieu/{kind}", get(kind::get))
        .route("/tiep-nhan/bieu/{kind}/sua", get(describe::edit).post(describe::enter_edited))
        .route("/tiep-nhan/bieu/{kind}/so-lieu", get(rows::get))
        .route("/tiep-nhan/bieu/{kind}/ngung", post(retire::retire))
        .route("/tiep-nhan/bieu/{kind}/dung-lai", post(retire::restore))
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

/// Where a kind of sheet and its columns are shown.
pub fn form_page(kind: &str) -> String {
    address(kind)
}

/// The blank form of a kind of sheet, for an office by its code and a day.
pub fn blank_form(kind: &str, office: &str, on: Date) -> String {
    let day = ui::format::date(on);
    let asked = ui::Query::default().with(kind::OFFICE, Some(office)).with(kind::DAY, Some(&day));
    asked.behind(&download(kind))
}
