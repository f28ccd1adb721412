//! The pages of this room: graduates, and the section of the province page.

mod count;
mod glance;
mod list;

use access::{App, Right};
use axum::{
    Router,
    routing::{get, post},
};
pub use glance::glance;
use ui::{Door, NavItem};

use crate::model::GraduatesId;

/// Graduates by institution, year, field and level.
const GRADUATES: &str = "/tot-nghiep";
/// A number that no list told of.
const NEW: &str = "/tot-nghiep/moi";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] =
    &[NavItem::new("pipeline-nav", GRADUATES).under(registry::pages::BEYOND)];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new(GRADUATES, &[Right::SeeFigures.code()]),
    Door::new("/tot-nghiep/moi", &[Right::Intake.whole()]),
    Door::new("/tot-nghiep/{id}", &[Right::Intake.whole()]),
];

/// Addresses of this room.
pub fn router() -> Router<App> {
    Router::new()
        .route(GRADUATES, get(list::get))
        .route(NEW, get(count::ask_new).post(count::enter))
        .route("/tot-nghiep/{id}", get(count::ask_correction).post(count::correct))
        .route("/tot-nghiep/{id}/bo", post(count::remove))
}

/// Where a number is corrected.
fn page_of(id: GraduatesId) -> String {
    format!("{GRADUATES}/{id}")
}
