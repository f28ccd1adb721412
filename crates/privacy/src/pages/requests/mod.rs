//! `/yeu-cau`: what people ask about their data, for whoever answers them.

mod copy;
mod list;
mod new;
mod one;
mod person;
mod term;
mod words;

use access::App;
use axum::{
    Router,
    routing::{get, post},
};

use super::REQUESTS;

pub(super) use words::{clock_tag, state};

/// Addresses of these pages.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route(REQUESTS, get(list::get))
        .route("/yeu-cau/moi", get(new::get).post(new::post))
        .route("/yeu-cau/thoi-han", get(term::get).post(term::post))
        .route("/yeu-cau/{id}", get(one::get))
        .route("/yeu-cau/{id}/nguoi", post(person::post))
        .route("/yeu-cau/{id}/mo", post(one::open))
        .route("/yeu-cau/{id}/du-lieu", post(one::download))
        .route("/yeu-cau/{id}/nhan", post(one::take))
        .route("/yeu-cau/{id}/ket-thuc", post(one::close))
}
