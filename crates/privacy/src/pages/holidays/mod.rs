//! `/ngay-nghi`: days off, which working days are counted by.

mod edit;
mod list;

use access::App;
use axum::{Router, routing::get};

use super::HOLIDAYS;

/// Addresses of these pages.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route(HOLIDAYS, get(list::get))
        .route("/ngay-nghi/moi", get(edit::new).post(edit::create))
        .route("/ngay-nghi/{id}", get(edit::show).post(edit::save))
}
