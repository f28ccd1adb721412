//! The pages of this room: courses and sessions, one session, attendances, people, matching, the
//! section of the province page.

mod asked;
mod attendances;
mod glance;
mod matching;
mod people;
mod session;
mod sessions;
mod words;

use access::App;
use axum::{Router, routing::get};
pub use glance::glance;
use kernel::Uuid;
use ui::{NavItem, Tabs, Ui};

use crate::model::SessionId;

/// Courses and sessions.
const SESSIONS: &str = "/tap-huan";
/// Attendances.
const ATTENDANCES: &str = "/tap-huan/luot";
/// People.
const PEOPLE: &str = "/tap-huan/nguoi";
/// People who are not found on the register.
const UNMATCHED: &str = "/tap-huan/nguoi?khop=chua";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] =
    &[NavItem::new("training-nav", SESSIONS).under(registry::pages::BEYOND)];

/// Addresses of this room.
pub fn router() -> Router<App> {
    Router::new()
        .route(SESSIONS, get(sessions::get))
        .route(ATTENDANCES, get(attendances::get))
        .route(PEOPLE, get(people::get))
        .route("/tap-huan/nguoi/{id}/khop", get(matching::get).post(matching::post))
        .route("/tap-huan/lop/{id}", get(session::get))
}

/// The page of a session.
fn session_page(id: SessionId) -> String {
    format!("{SESSIONS}/lop/{id}")
}

/// Where it is said who an attendee is.
fn match_page(id: Uuid) -> String {
    format!("{PEOPLE}/{id}/khop")
}

/// The three views of training. Attendances and people are never one list.
fn tabs(ui: &Ui, current: usize) -> Tabs {
    Tabs::new(ui.t("training-views"), current)
        .tab(ui.t("training-sessions"), SESSIONS)
        .tab(ui.t("training-attendances"), ATTENDANCES)
        .tab(ui.t("training-people"), PEOPLE)
}
