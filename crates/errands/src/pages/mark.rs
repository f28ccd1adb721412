//! How many notices wait, beside the entry of the inbox in every page's navigation.

use access::{App, Signed};
use axum::{
    Router,
    extract::{FromRequestParts as _, Request, State},
    http::Method,
    middleware::{self, Next},
    response::Response,
};
use ui::NavMark;

use super::INBOX;
use crate::Room;

/// Puts the number before the rooms. It belongs inside `access::guard`, which knows who reads.
pub fn mark(rooms: Router, app: &App) -> Router {
    rooms.layer(middleware::from_fn_with_state(app.clone(), count))
}

async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let signed = Signed::from_request_parts(&mut parts, &()).await.ok();
    if let Some(account) = signed.and_then(|s| s.actor.id()) {
        match app.room::<Room>().unread(&app.db, account).await {
            Ok(unread) if unread > 0 => {
                NavMark::new(INBOX, unread).set(&parts.extensions);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "unread notices could not be counted"),
        }
    }
    next.run(Request::from_parts(parts, body)).await
}
