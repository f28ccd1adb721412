//! Stands before every room: finds the session, refuses forged requests.

use std::sync::{Arc, atomic::AtomicBool};

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use ui::{Problem, Viewer};

use super::{
    address,
    cookie::Cookie,
    csrf::{self, Token},
    door::{Door, Who},
};
use crate::{App, Session, head, sessions, token};

/// Puts the guard before the rooms. It belongs inside `ui::dress`, which makes its refusals pages.
pub fn guard(rooms: Router, app: &App) -> Router {
    rooms.layer(middleware::from_fn_with_state(app.clone(), check))
}

async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let door = match open(&app, &parts).await {
        Ok(door) => door,
        Err(error) => return Problem::internal(&error).into_response(),
    };
    let viewer = Viewer {
        account: door.session().map(|s| s.full_name.clone()),
        scope: door.session().and_then(|s| scope(&app, s)),
        csrf: door.csrf().to_owned(),
        head: if door.session().is_some() { head::shown(&app).await } else { None },
        rights: door.session().map(|s| s.actor.powers().anywhere()).unwrap_or_default(),
        at: Some(app.clock.now()),
    };
    viewer.set(&parts.extensions);
    let mut request = Request::from_parts(parts, body);
    let door = if csrf::changes_nothing(request.method()) {
        door
    } else {
        match prove(&app, door, request).await {
            Ok((proven, whole)) => {
                request = whole;
                proven
            }
            Err(problem) => return problem.into_response(),
        }
    };
    request.extensions_mut().insert(door.clone());
    let mut response = next.run(request).await;
    if let Some(visitor) = door.cookie_to_give() {
        let line = Cookie::Visitor.give(&app.settings, visitor);
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

/// The unit somebody stands for, and its page; whoever stands for everything has none.
fn scope(app: &App, session: &Session) -> Option<(String, String)> {
    let unit = session.actor.powers().unit()?;
    Some((unit.name.clone(), app.unit_page(&unit.code)?))
}

async fn open(app: &App, parts: &Parts) -> Result<Door, ledger::Error> {
    let (headers, settings) = (&parts.headers, &app.settings);
    let address = address::of(settings, headers, &parts.extensions);
    let session = match Cookie::Session.read(settings, headers) {
        Some(token) => sessions::find(app, &token).await?,
        None => None,
    };
    let who = if let Some(session) = session {
        Who::Session(session)
    } else {
        let kept = Cookie::Visitor.read(settings, headers).filter(|t| token::hash(t).is_some());
        let known = kept.is_some();
        let token = kept.unwrap_or_else(|| token::random(app.clock.chance()));
        Who::Visitor {
            csrf: token::csrf(&token),
            token,
            known,
            wanted: Arc::new(AtomicBool::new(false)),
        }
    };
    Ok(Door { who, address: address.into(), proven: false })
}

/// Asks a request that changes something for both proofs. A visitor without a token goes on: only
/// the pages open to visitors ask for it, the others say that one must sign in.
async fn prove(app: &App, door: Door, request: Request) -> Result<(Door, Request), Problem> {
    if csrf::is_foreign(app.settings.public_url.as_deref(), request.headers()) {
        tracing::info!(address = %door.address, "a request from another site was refused");
        return Err(refusal());
    }
    let (token, request) = csrf::token_of(request).await;
    let right = match &token {
        Token::Given(given) => token::equal(given, door.csrf()),
        Token::Missing => false,
        Token::TooLarge => return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE)),
    };
    if !right && door.session().is_some() {
        return Err(refusal());
    }
    Ok((Door { proven: right, ..door }, request))
}

/// What a forged, or an old, form is answered with.
pub(crate) const fn refusal() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "csrf", "access-csrf")
}
