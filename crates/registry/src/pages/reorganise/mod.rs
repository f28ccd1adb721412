//! Reorganising offices: a plan is sketched in plain forms, previewed, and entered as one act.
//!
//! A half-made plan is kept in the form and the address, nowhere else: it can be sent to a
//! colleague as a link, and closing the page leaves nothing behind.

mod compose;
mod enter;
mod sketch;
mod start;
mod step;
mod told;

use access::App;
use axum::{
    Router,
    routing::{get, post},
};

/// Addresses of these pages.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/sap-xep", get(start::get))
        .route("/sap-xep/soan", get(compose::get))
        .route("/sap-xep/buoc", get(step::get).post(step::add))
        .route("/sap-xep/xem-truoc", get(enter::preview))
        .route("/sap-xep/ghi", post(enter::enter))
}
