//! Answers, and refusals that name the place and the rule.

use std::fmt::Write as _;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};

use crate::{
    json::{escape, write_text},
    model::{Fault, Rule, Version},
    rules::write_timestamp,
};

pub(super) const VERSION: HeaderName = HeaderName::from_static("x-experience-api-version");
pub(super) const CONSISTENT_THROUGH: HeaderName =
    HeaderName::from_static("x-experience-api-consistent-through");

/// Why a request is not carried out.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    fault: Option<Fault>,
    text: String,
    /// Where the standard has it, where it is no breach of a rule.
    section: &'static str,
    /// A header that goes with it.
    header: Option<Box<(HeaderName, String)>>,
}

impl Refusal {
    fn plain(status: StatusCode, text: &str) -> Self {
        Self { status, fault: None, text: text.to_owned(), section: "", header: None }
    }

    /// One that section 3.2 has a status for.
    fn listed(status: StatusCode, text: &str) -> Self {
        Self { section: "Communication 3.2", ..Self::plain(status, text) }
    }

    pub(super) fn fault(status: StatusCode, fault: Fault) -> Self {
        Self { status, fault: Some(fault), text: String::new(), section: "", header: None }
    }

    pub(super) fn bad(path: impl Into<String>, rule: &Rule) -> Self {
        Self::fault(StatusCode::BAD_REQUEST, Fault::new(path, rule))
    }

    pub(super) fn not_found() -> Self {
        Self::listed(StatusCode::NOT_FOUND, "there is nothing here")
    }

    /// These methods are taken; of GET, also HEAD (RFC 9110, 15.5.6: Allow).
    pub(super) fn method(taken: &[Method]) -> Self {
        let text = "this resource does not take this method";
        let mut names: Vec<&str> = taken.iter().map(Method::as_str).collect();
        if taken.contains(&Method::GET) {
            names.push("HEAD");
        }
        names.push("OPTIONS");
        let header = Some(Box::new((header::ALLOW, names.join(", "))));
        let section = "Communication 2.0";
        Self { section, header, ..Self::plain(StatusCode::METHOD_NOT_ALLOWED, text) }
    }

    pub(super) fn unauthorized() -> Self {
        Self::listed(StatusCode::UNAUTHORIZED, "a key and its secret are required (HTTP Basic)")
    }

    pub(super) fn forbidden(scope: &str) -> Self {
        let text = format!("this key's scopes don't allow it: {scope} is needed");
        Self::listed(StatusCode::FORBIDDEN, &text)
    }

    pub(super) fn too_large(most: usize) -> Self {
        Self::larger(format!("larger than the {most} bytes that are taken"))
    }

    /// More of something than is taken.
    pub(super) fn larger(text: String) -> Self {
        Self { text, ..Self::listed(StatusCode::PAYLOAD_TOO_LARGE, "") }
    }

    /// The request ended before its body did, or came too slowly.
    pub(super) fn broken_off() -> Self {
        Self::listed(StatusCode::BAD_REQUEST, "the body of the request ended before its end")
    }

    pub(super) fn busy() -> Self {
        let text = "other large requests are being taken in; try again";
        let header = Some(Box::new((header::RETRY_AFTER, "30".to_owned())));
        Self { header, ..Self::plain(StatusCode::SERVICE_UNAVAILABLE, text) }
    }

    pub(super) fn too_many(wait: std::time::Duration) -> Self {
        let text = "this key asks more often than it may";
        let header = Some(Box::new((header::RETRY_AFTER, (wait.as_secs() + 1).to_string())));
        Self { header, ..Self::listed(StatusCode::TOO_MANY_REQUESTS, text) }
    }

    pub(super) fn respond(mut self, version: Version, accept: &str) -> Response {
        if let Some(fault) = &mut self.fault {
            fault.section = fault.section_in(version);
            self.text = fault.to_string();
        }
        if !self.section.is_empty() {
            let _ = write!(self.text, " (xAPI {})", self.section);
        }
        let (kind, body) = match wanted(accept) {
            Wanted::Text => ("text/plain; charset=utf-8", self.text.clone()),
            Wanted::Json => ("application/json", self.json()),
            Wanted::Html => ("text/html; charset=utf-8", self.html()),
        };
        let mut response = answer(version, self.status, kind, body.into_bytes());
        let headers = response.headers_mut();
        if self.status == StatusCode::UNAUTHORIZED {
            let realm = HeaderValue::from_static("Basic realm=\"xapi\", charset=\"UTF-8\"");
            headers.insert(header::WWW_AUTHENTICATE, realm);
        }
        if let Some((name, Ok(value))) = self.header.map(|it| (it.0, it.1.parse())) {
            headers.insert(name, value);
        }
        response
    }

    fn json(&self) -> String {
        let mut out = format!("{{\"status\":{},\"message\":", self.status.as_u16());
        write_text(&self.text, &mut out);
        if let Some(fault) = &self.fault {
            for (name, value) in
                [("path", fault.path.as_str()), ("rule", &fault.rule), ("section", fault.section)]
            {
                let _ = write!(out, ",\"{name}\":{}", escape(value));
            }
        } else if !self.section.is_empty() {
            let _ = write!(out, ",\"section\":{}", escape(self.section));
        }
        out.push('}');
        out
    }

    fn html(&self) -> String {
        let text = self.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!(
            "<!DOCTYPE html><html lang=\"en\"><title>{0}</title><h1>{0}</h1><p>{text}</p></html>",
            self.status
        )
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        tracing::error!(%error, "the record store failed");
        Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "the store failed; try again")
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::fault(StatusCode::BAD_REQUEST, fault)
    }
}

enum Wanted {
    Text,
    Json,
    Html,
}

/// Plain text, unless the reader prefers another form of it.
fn wanted(accept: &str) -> Wanted {
    let (mut text, mut json, mut html) = (0.0_f32, 0.0_f32, 0.0_f32);
    for item in accept.split(',').take(32) {
        let mut parts = item.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let quality = parts.find_map(|p| p.strip_prefix("q=")).map_or(Ok(1.0), str::parse);
        let quality: f32 = quality.unwrap_or(0.0);
        match kind {
            "text/plain" | "*/*" | "text/*" => text = text.max(quality),
            "application/json" => json = json.max(quality),
            "text/html" => html = html.max(quality),
            _ => {}
        }
    }
    if json > text && json >= html {
        Wanted::Json
    } else if html > text {
        Wanted::Html
    } else {
        Wanted::Text
    }
}

pub(super) fn answer(version: Version, status: StatusCode, kind: &str, body: Vec<u8>) -> Response {
    of(version, status, kind, Body::from(body))
}

pub(super) fn of(version: Version, status: StatusCode, kind: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(VERSION, HeaderValue::from_static(version.header()));
    response
}

pub(super) fn json(version: Version, body: impl Into<Vec<u8>>) -> Response {
    answer(version, StatusCode::OK, "application/json", body.into())
}

pub(super) fn no_content(version: Version) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(VERSION, HeaderValue::from_static(version.header()));
    response
}

/// Through when everything stored can be read (Communication 2.1.3).
pub(super) fn consistent_through(response: &mut Response, micros: i64) {
    if let Ok(value) = HeaderValue::from_str(&write_timestamp(micros)) {
        response.headers_mut().insert(CONSISTENT_THROUGH, value);
    }
}

/// `Last-Modified` of a moment in microseconds.
pub(super) fn last_modified(response: &mut Response, micros: i64) {
    let at = crate::store::time(micros);
    let text =
        jiff::tz::offset(0).to_datetime(at).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().insert(header::LAST_MODIFIED, value);
    }
}

/// `ETag`, in quotes.
pub(super) fn etag(response: &mut Response, hash: &str) {
    if let Ok(value) = HeaderValue::from_str(&format!("\"{hash}\"")) {
        response.headers_mut().insert(header::ETAG, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_in_the_form_asked_for() {
        let kind = |accept: &str| {
            let response = Refusal::not_found().respond(Version::V1, accept);
            let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
            kind.split(';').next().unwrap().to_owned()
        };
        for (accept, expected) in [
            ("", "text/plain"),
            ("*/*", "text/plain"),
            ("application/json, text/plain, */*", "text/plain"),
            ("application/json", "application/json"),
            ("application/json, */*;q=0.1", "application/json"),
            ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ] {
            assert_eq!(kind(accept), expected, "{accept}");
        }
    }
}
