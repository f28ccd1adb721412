//! The resources of the standard under `/xapi`.

mod agents;
mod answer;
mod call;
mod documents;
mod more;
mod multipart;
mod params;
mod piecemeal;
mod reading;
mod statements;

use access::App;
use axum::{
    Router,
    body::{Body, HttpBody as _},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::any,
};

pub use multipart::{Malformed as MalformedMultipart, Part, parts};

use self::answer::Refusal;
use crate::model::Version;

/// Where the resources stand.
pub const BASE: &str = "/xapi";

/// The resources. They are entered by key, not by session, and stand outside the guard of pages.
pub fn router() -> Router<App> {
    Router::new()
        .route("/xapi/about", any(agents::about))
        .route("/xapi/statements", any(statements::resource))
        .route("/xapi/statements/more/{token}", any(more::resource))
        .route("/xapi/activities/state", any(documents::state))
        .route("/xapi/activities/profile", any(documents::activity_profile))
        .route("/xapi/agents/profile", any(documents::agent_profile))
        .route("/xapi/activities", any(agents::activities))
        .route("/xapi/agents", any(agents::agents))
        .route("/xapi/{*rest}", any(nothing))
        .layer(middleware::from_fn(around))
}

/// What is shown belongs to no origin, runs nothing and loads nothing.
const ALONE: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

async fn nothing(State(_): State<App>) -> Response {
    Refusal::not_found().respond(Version::V2, "")
}

/// What every answer carries: who may ask from a page of another origin, and, for HEAD, no body.
async fn around(request: Request, next: Next) -> Response {
    let head = request.method() == Method::HEAD;
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    if head {
        // The length GET would tell (RFC 9110, 8.6).
        let (mut parts, body) = response.into_parts();
        if let Some(length) = body.size_hint().exact() {
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        response = Response::from_parts(parts, Body::empty());
    }
    // Keys travel in a header of their own, never in a cookie: any origin may ask.
    const ANY: [(&str, &str); 5] = [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "GET, HEAD, PUT, POST, DELETE, OPTIONS"),
        (
            "access-control-allow-headers",
            "Authorization, Content-Type, If-Match, If-None-Match, Accept-Language, \
             X-Experience-API-Version, X-Experience-API-Hash, Content-Transfer-Encoding",
        ),
        (
            "access-control-expose-headers",
            "ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through, \
             WWW-Authenticate, Retry-After",
        ),
        ("access-control-max-age", "86400"),
    ];
    let headers = response.headers_mut();
    for (name, value) in ANY {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Documents have any type their sender says, and a form of a foreign page can ask for one and
    // have it shown: it must not act as a page of this house.
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, ALONE),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
