//! The pages of this room: the queue, and an account's inbox.

mod address;
mod inbox;
mod jobs;
mod mark;
mod stream;

use access::{App, Right};
use axum::{
    Router,
    routing::{get, post},
};
use ui::{Door, NavItem, Problem};

pub use self::mark::mark;
use crate::acts::Error;

/// The queue.
pub(crate) const JOBS: &str = "/cong-viec";
/// The inbox.
pub(crate) const INBOX: &str = "/hop-thu";

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[Door::new(JOBS, &[Right::SeeJobs.whole()])];

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] = &[
    NavItem::new("errands-nav-inbox", INBOX).needs(access::SIGNED_IN),
    NavItem::new("errands-nav-jobs", JOBS).under("access-nav-house"),
];

/// Addresses of this room. The application must hold a [`Room`](crate::Room).
pub fn router() -> Router<App> {
    Router::new()
        .route(JOBS, get(jobs::get))
        .route("/cong-viec/dong", get(stream::get))
        .route("/cong-viec/{id}/lam-lai", post(jobs::retry))
        .route("/cong-viec/{id}/bo", post(jobs::drop))
        .route(INBOX, get(inbox::get))
        .route("/hop-thu/da-doc", post(inbox::read_all))
        .route("/hop-thu/dia-chi", post(address::post))
        .route("/hop-thu/dia-chi/ma", post(address::again))
        .route("/hop-thu/dia-chi/xac-nhan", post(address::confirm))
        .route("/hop-thu/{id}/da-doc", post(inbox::read_one))
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refused) => refused.into(),
            Error::Nothing => Self::not_found(),
            Error::Address | Error::Code | Error::Often => Self::bad_request(),
            Error::Store(error) => Self::internal(&error),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn fail(error: store::Error) -> Problem {
    Problem::internal(&error)
}
