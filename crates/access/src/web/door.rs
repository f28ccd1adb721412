//! Who asks, as handlers take it.

use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    extract::FromRequestParts,
    http::{Method, StatusCode, request::Parts},
    response::{IntoResponse as _, Response},
};
use ui::{Problem, Ui, Wants};

use super::guard::refusal;
use crate::{Session, pages};

/// What the guard found out about a request.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    pub(super) who: Who,
    pub(super) address: Arc<str>,
    /// Whether it carried the right token.
    pub(super) proven: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Who {
    Session(Arc<Session>),
    Visitor { token: String, csrf: String, known: bool, wanted: Arc<AtomicBool> },
}

impl Door {
    pub(super) fn session(&self) -> Option<&Arc<Session>> {
        match &self.who {
            Who::Session(session) => Some(session),
            Who::Visitor { .. } => None,
        }
    }

    pub(super) fn csrf(&self) -> &str {
        match &self.who {
            Who::Session(session) => &session.csrf,
            Who::Visitor { csrf, .. } => csrf,
        }
    }

    /// The visitor's token, where a page with a form was shown to one who has none.
    pub(super) fn cookie_to_give(&self) -> Option<&str> {
        match &self.who {
            Who::Visitor { token, known: false, wanted, .. } if wanted.load(Ordering::Relaxed) => {
                Some(token)
            }
            _ => None,
        }
    }
}

/// Someone signed in: what every handler of a page that is not public takes. Reads as the
/// [`Session`]: `signed.actor`, `signed.csrf`.
///
/// Others are sent to sign in and back (pages), or told so (401). A request that changes
/// something has proven itself before it comes here.
#[derive(Clone, Debug)]
pub struct Signed(Arc<Session>);

impl Deref for Signed {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        // Without the guard nothing was proven.
        let door = parts.extensions.get::<Door>().ok_or_else(|| missing_guard().into_response())?;
        door.session().cloned().map(Self).ok_or_else(|| to_sign_in(parts))
    }
}

fn missing_guard() -> Problem {
    tracing::error!("access::guard is missing before this page");
    Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR)
}

fn to_sign_in(parts: &Parts) -> Response {
    let ui = Ui::of(parts);
    let page = ui.as_ref().is_none_or(|ui| ui.wants == Wants::Page);
    let reads = parts.method == Method::GET || parts.method == Method::HEAD;
    let here = ui.filter(|_| reads).map_or_else(|| "/".to_owned(), |ui| ui.here());
    let there = pages::sign_in_address(&here);
    if page && reads {
        return ui::Redirect::to(there).into_response();
    }
    Problem::of_status(StatusCode::UNAUTHORIZED).next("access-sign-in", there).into_response()
}

/// Anybody at a page open to visitors, with a form of theirs proven.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) session: Option<Arc<Session>>,
    pub(crate) address: Arc<str>,
    /// What tells this browser from others: what its forms carry.
    pub(crate) browser: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let door = parts.extensions.get::<Door>().ok_or_else(missing_guard)?;
        if let Who::Visitor { wanted, .. } = &door.who {
            wanted.store(true, Ordering::Relaxed);
        }
        if !super::csrf::changes_nothing(&parts.method) && !door.proven {
            return Err(refusal());
        }
        Ok(Self {
            session: door.session().cloned(),
            address: door.address.clone(),
            browser: door.csrf().to_owned(),
        })
    }
}
