//! `/luu-giu`: how long things are kept, what is past its time, and the record of processing.

mod basis;
mod list;
mod processing;
mod remove;
mod rule;

use access::App;
use axum::{Router, routing::get};

use super::{PROCESSING, RETENTION};

/// Addresses of these pages.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route(RETENTION, get(list::get))
        .route(PROCESSING, get(processing::get))
        .route("/ho-so-xu-ly/{kind}", get(basis::get).post(basis::post))
        .route("/luu-giu/{kind}", get(rule::get).post(rule::post))
        .route("/luu-giu/{kind}/xoa", get(remove::get).post(remove::post))
}
