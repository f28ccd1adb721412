//! The pages of this room: all commitments, one with what can be done about it, the form where
//! one is made, and what other pages tell of them.

mod evidence;
mod fail;
mod glance;
mod list;
mod new;
mod one;
mod unit;
mod words;

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{
    Router,
    routing::{get, post},
};
pub use glance::glance;
use kernel::AsOf;
use ledger::Source;
use registry::{
    acts::Desk,
    model::OrgId,
    pages::{Missing, Touched},
};
use store::Tx;
use ui::{Door, NavItem};
pub use unit::of_unit;

use crate::model::{Commitment, CommitmentId, State};

/// All commitments.
const COMMITMENTS: &str = "/cam-ket";
/// Where one is made.
const NEW: &str = "/cam-ket/moi";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] = &[NavItem::new("commitments-nav", COMMITMENTS)];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new(COMMITMENTS, &[Right::SeeFigures.code()]),
    Door::new("/cam-ket/moi", &[Right::Promise.code()]),
    Door::new("/cam-ket/{id}", &[Right::SeeFigures.code()]),
];

/// Addresses of this room.
pub fn router() -> Router<App> {
    Router::new()
        .route(COMMITMENTS, get(list::get))
        .route(NEW, get(new::get).post(new::post))
        .route("/cam-ket/{id}", get(one::get))
        .route("/cam-ket/{id}/xong", post(one::keep))
        .route("/cam-ket/{id}/sua", post(one::amend))
        .route("/cam-ket/{id}/rut", post(one::withdraw))
}

/// Where something is promised about what an office lacks.
pub fn promise_page(office: &str, lack: Missing<'_>) -> String {
    let gap = match lack {
        Missing::Nobody => words::NOBODY.to_owned(),
        Missing::Norm(code) => format!("{}{code}", words::NORM),
        Missing::Further(code) => format!("{}{code}", words::LACK),
    };
    ui::Query::default().with("don-vi", Some(office)).with("thieu", Some(&gap)).behind(NEW)
}

/// How many commitments of offices that are to end wait to be kept.
pub fn touched<'t>(tx: &'t mut Tx, at: AsOf, offices: &'t BTreeSet<OrgId>) -> Touched<'t> {
    Box::pin(async move {
        let all = ledger::held::<Commitment>(tx, at.known_at, "", &[]).await?;
        let now = all.iter().filter(|held| held.valid.contains(at.valid_on)).map(|held| &held.fact);
        let n = now.filter(|c| c.state == State::Open && offices.contains(&c.org)).count();
        Ok(("commitments-touched", i64::try_from(n).unwrap_or(i64::MAX)))
    })
}

/// The page of a commitment.
pub(crate) fn page_of(id: CommitmentId) -> String {
    format!("{COMMITMENTS}/{id}")
}

fn desk<'a>(app: &'a App, signed: &'a Signed) -> Desk<'a> {
    Desk { db: &app.db, clock: &app.clock, by: &signed.actor, source: Source::Form }
}
