//! The pages of this room: courses and sessions, one session, attendances, people, matching, the
//! section of the province page.

mod asked;
mod attendances;
mod attendee;
mod days;
mod glance;
mod matching;
mod of_person;
mod people;
mod session;
mod sessions;
mod terms;
mod words;

use access::{App, Right};
use axum::{
    Router,
    routing::{get, post},
};
pub use glance::glance;
use kernel::Uuid;
pub use of_person::of_person;
use ui::{Door, NavItem, Tabs, Ui};

use crate::model::{AttendanceId, SessionId};

/// Courses and sessions.
const SESSIONS: &str = "/tap-huan";
/// A session that no list told of.
const NEW_SESSION: &str = "/tap-huan/lop/moi";
/// Attendances.
const ATTENDANCES: &str = "/tap-huan/luot";
/// People.
const PEOPLE: &str = "/tap-huan/nguoi";
/// People who are not found on the register.
const UNMATCHED: &str = "/tap-huan/nguoi?khop=chua";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] =
    &[NavItem::new("training-nav", SESSIONS).under(registry::pages::BEYOND)];

/// Rows that name people.
const ROWS: &[&str] = &[Right::KeepTraining.code(), Right::SeePeople.code()];
/// Figures that name nobody.
const FIGURES: &[&str] = &[Right::SeeFigures.code()];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new(SESSIONS, FIGURES),
    Door::new("/tap-huan/lop/{id}", FIGURES),
    Door::new(NEW_SESSION, &[Right::KeepTraining.code()]),
    Door::new(ATTENDANCES, ROWS),
    Door::new(PEOPLE, ROWS),
];

/// Addresses of this room.
pub fn router() -> Router<App> {
    Router::new()
        .route(SESSIONS, get(sessions::get))
        .route(ATTENDANCES, get(attendances::get))
        .route(PEOPLE, get(people::get))
        .route("/tap-huan/nguoi/{id}/khop", get(matching::get).post(matching::post))
        .route(NEW_SESSION, get(terms::ask_new).post(terms::enter))
        .route("/tap-huan/lop/{id}", get(session::get))
        .route("/tap-huan/lop/{id}/sua", get(terms::ask_correction).post(terms::correct))
        .route("/tap-huan/lop/{id}/nguoi", get(attendee::ask_new).post(attendee::enter))
        .route("/tap-huan/luot/{id}", get(attendee::ask_correction).post(attendee::correct))
        .route("/tap-huan/luot/{id}/bo", post(attendee::remove))
        .route("/tap-huan/luot/{id}/giu", post(attendee::keep))
}

/// The page of a session.
fn session_page(id: SessionId) -> String {
    format!("{SESSIONS}/lop/{id}")
}

/// Where an attendance is corrected.
fn attendance_page(id: AttendanceId) -> String {
    format!("{ATTENDANCES}/{id}")
}

/// Where it is said who an attendee is.
pub(crate) fn match_page(id: Uuid) -> String {
    format!("{PEOPLE}/{id}/khop")
}

/// The three views of training. Attendances and people are never one list.
fn tabs(ui: &Ui, current: usize) -> Tabs {
    Tabs::new(ui.t("training-views"), current)
        .tab(ui.t("training-sessions"), SESSIONS)
        .tab(ui.t("training-attendances"), ATTENDANCES)
        .tab(ui.t("training-people"), PEOPLE)
}
