//! The pages of this room: teams and villages, one team with its members, the section of the
//! province page.

mod glance;
mod list;
mod rows;
mod team;

use access::{App, Right, SubjectPage};
use axum::{
    Router,
    routing::{get, post},
};
pub use glance::{glance, of_unit};
use ui::{Door, NavItem};

use crate::model::TeamId;

/// All teams, and villages without one.
const TEAMS: &str = "/to-cong-nghe";
/// The same, villages without a team alone.
const WITHOUT: &str = "/to-cong-nghe?tinh-trang=chua-co-to";
/// The phones and births of a team opened in a page, as the log of reads tells it.
const CONTACT: &str = "community-read-contact";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] =
    &[NavItem::new("community-nav-teams", TEAMS).under(registry::pages::BEYOND)];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new(TEAMS, &[Right::SeeFigures.code()]),
    Door::new("/to-cong-nghe/{id}", &[Right::SeeFigures.code()]),
];

/// Where the log of reads finds whose data was opened, by kind of read: the team.
pub const SUBJECTS: &[(&str, SubjectPage)] = &[(CONTACT, |id| team_page(TeamId(id)))];

/// The page of a team.
pub(crate) fn team_page(id: TeamId) -> String {
    format!("{TEAMS}/{id}")
}

/// Addresses of this room.
pub fn router() -> Router<App> {
    Router::new()
        .route(TEAMS, get(list::get))
        .route("/to-cong-nghe/{id}", get(team::get))
        .route("/to-cong-nghe/{id}/mo", post(team::open))
}

/// A number of things in memory.
fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
