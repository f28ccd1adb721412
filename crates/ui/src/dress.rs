//! What every answer gets: the reader's context, error pages, and the security headers.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};

use crate::{Problem, Site, Ui, request::Context, routes};

/// Only what this site serves itself; no style or script within a page.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; \
    script-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'; connect-src 'self'";

/// Puts the house around the rooms: assets, preferences, error pages, security headers. The
/// outermost layer but for compression and tracing; whoever sets the [`Viewer`](crate::Viewer)
/// stands inside it.
pub fn dress(rooms: Router, site: &'static Site) -> Router {
    rooms.merge(routes::routes()).layer(middleware::from_fn_with_state(site, around))
}

async fn around(State(site): State<&'static Site>, request: Request, next: Next) -> Response {
    let viewer = Arc::new(OnceLock::new());
    let context = Context::new(site, viewer, request.method().clone(), request.uri().clone());
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(context.clone());
    let headers = parts.headers.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(problem) = problem_of(&mut response) {
        let kept = std::mem::take(response.headers_mut());
        response = problem.respond(&Ui::read(context, &headers));
        keep(kept, &mut response);
    }
    protect(&mut response);
    response
}

/// A [`Problem`], or a bare refusal by the router or an extractor that no page was made for.
fn problem_of(response: &mut Response) -> Option<Problem> {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Some(problem);
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return None;
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let bare = kind.is_none_or(|k| k.starts_with("text/plain"));
    bare.then(|| Problem::of_status(status))
}

/// Cookies, `Allow`, `Retry-After` and the like stay; what described the old body does not.
fn keep(old: axum::http::HeaderMap, response: &mut Response) {
    let of_body =
        [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::ETAG];
    let mut name = None;
    for (next, value) in old {
        name = next.or(name);
        if let Some(name) = name.as_ref().filter(|n| !of_body.contains(n)) {
            response.headers_mut().append(name.clone(), value);
        }
    }
}

fn protect(response: &mut Response) {
    const ALWAYS: [(HeaderName, &str); 6] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    headers.insert("permissions-policy", HeaderValue::from_static(policy));
    // Pages hold personal data and depend on who reads them: no copy stays anywhere.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers
        .entry(header::VARY)
        .or_insert(HeaderValue::from_static("cookie, accept-language, x-fragment"));
}
