//! The pages of this room: graduates, and the section of the province page.

mod glance;
mod list;

use access::App;
use axum::{Router, routing::get};
pub use glance::glance;
use ui::NavItem;

/// Graduates by institution, year, field and level.
const GRADUATES: &str = "/tot-nghiep";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] =
    &[NavItem::new("pipeline-nav", GRADUATES).under(registry::pages::BEYOND)];

/// Addresses of this room.
pub fn router() -> Router<App> {
    Router::new().route(GRADUATES, get(list::get))
}
