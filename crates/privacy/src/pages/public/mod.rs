//! `/cong-bo`: figures anybody may see, and the page where they are published.

mod later;
mod manage;
mod show;

use access::App;
use axum::{
    Router,
    routing::{get, post},
};

pub use self::later::Published;
use super::PUBLIC;

/// Where the page is switched on and figures are published.
const MANAGE: &str = "/cong-bo/quan-ly";

/// Addresses of these pages.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route(PUBLIC, get(show::get))
        .route(MANAGE, get(manage::get).post(manage::publish))
        .route("/cong-bo/quan-ly/dat", post(manage::set))
}
