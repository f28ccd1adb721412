//! The few addresses of this room: assets, and the reader's preferences.

use axum::{
    Router,
    extract::{Path, Query as UrlQuery},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;

use crate::{
    Lang, Problem, TextSize, Tone, assets, query,
    request::{FLASH_COOKIE, LANG_COOKIE, SIZE_COOKIE},
};

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/assets/{hash}/{name}", get(asset))
        .route("/favicon.ico", get(async || axum::response::Redirect::permanent(assets::mark())))
        .route("/preferences", get(preferences))
}

async fn asset(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::find(&name) else {
        return Problem::not_found().into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let gzip = accepted.contains("gzip") && !asset.gzip.is_empty();
    let body = if gzip { asset.gzip.as_slice() } else { asset.body };
    // An old address gets the new file, but not for ever.
    let current = hash == asset.hash;
    let cache = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = body.into_response();
    let mut set =
        |name, value| response.headers_mut().insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, asset.kind);
    set(header::CACHE_CONTROL, cache);
    set(header::VARY, "accept-encoding");
    if gzip {
        set(header::CONTENT_ENCODING, "gzip");
    }
    response
}

#[derive(Deserialize)]
struct Preferences {
    lang: Option<String>,
    size: Option<String>,
    #[serde(rename = "return")]
    back: Option<String>,
}

/// Keeps the language and the text size in a cookie and goes back to the page.
async fn preferences(UrlQuery(wish): UrlQuery<Preferences>) -> Response {
    let back = wish.back.as_deref().filter(|p| query::is_local(p)).unwrap_or("/");
    let mut response = Redirect::to(back).into_response();
    let lang = wish.lang.as_deref().and_then(Lang::from_tag).map(|l| (LANG_COOKIE, l.tag()));
    let size = wish.size.as_deref().and_then(TextSize::from_step).map(|s| (SIZE_COOKIE, s.step()));
    for (name, value) in lang.into_iter().chain(size) {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
        if let Ok(cookie) = HeaderValue::try_from(cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// After a form was accepted: on to a page (303), which may say a sentence.
#[derive(Clone, Debug)]
pub struct Redirect {
    to: String,
    saying: Option<(Tone, &'static str)>,
}

impl Redirect {
    /// On to a page of this site; anything else leads to the first page.
    pub fn to(path: impl Into<String>) -> Self {
        let path = path.into();
        let to = if query::is_local(&path) { path } else { "/".to_owned() };
        Self { to, saying: None }
    }

    /// The page there says this message, once: what was asked for was done. The message has no
    /// arguments.
    #[must_use]
    pub const fn saying(self, message: &'static str) -> Self {
        self.telling(Tone::Good, message)
    }

    /// The page there says what was entered, or that there was nothing to enter.
    #[must_use]
    pub const fn entered(self, any: bool, done: &'static str, nothing: &'static str) -> Self {
        if any { self.saying(done) } else { self.telling(Tone::Info, nothing) }
    }

    /// The page there says how it went otherwise: nothing had to change, or it was refused.
    #[must_use]
    pub const fn telling(mut self, tone: Tone, message: &'static str) -> Self {
        self.saying = Some((tone, message));
        self
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let location = HeaderValue::try_from(self.to);
        let location = location.unwrap_or_else(|_| HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, location);
        if let Some((tone, message)) = self.saying {
            let tone = tone.class();
            let said = format!(
                "{FLASH_COOKIE}={tone}.{message}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"
            );
            if let Ok(said) = HeaderValue::try_from(said) {
                response.headers_mut().append(header::SET_COOKIE, said);
            }
        }
        response
    }
}
