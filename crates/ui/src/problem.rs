//! What could not be done, told in the reader's language and in the form that was asked for.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{Page, Text, Ui, Wants, messages::Arg};

/// A refusal. Verbs have closed enums of their own; each turns into one of these at the page.
///
/// [`dress`](crate::dress) makes it a page, a fragment, or JSON after RFC 9457.
#[derive(Clone, Debug)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// For programs; stable.
    pub code: &'static str,
    /// Message id: one sentence on what happened.
    pub message: &'static str,
    /// Arguments of the message.
    pub args: Vec<(&'static str, Value)>,
    /// Message id of what to do next, and the page where.
    pub next: Option<(&'static str, String)>,
}

/// An argument of a problem's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// Whole number.
    Count(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Count(n)
    }
}

impl Problem {
    /// A refusal with a text of its own.
    pub const fn new(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self { status, code, message, args: Vec::new(), next: None }
    }

    /// An argument of the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Where the reader can go on: label (message id) and page.
    #[must_use]
    pub fn next(mut self, label: &'static str, href: impl Into<String>) -> Self {
        self.next = Some((label, href.into()));
        self
    }

    /// 404.
    pub const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "ui-problem-404")
    }

    /// 403.
    pub const fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "ui-problem-403")
    }

    /// 400.
    pub const fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", "ui-problem-400")
    }

    /// 500. The cause goes to the log, never to the reader.
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        let mut chain = cause.to_string();
        let mut source = cause.source();
        while let Some(inner) = source {
            chain = format!("{chain}: {inner}");
            source = inner.source();
        }
        tracing::error!(cause = chain, "internal error");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "ui-problem-500")
    }

    /// The house's own text for a bare status.
    pub const fn of_status(status: StatusCode) -> Self {
        let (code, message) = match status {
            StatusCode::UNAUTHORIZED => ("sign-in", "ui-problem-401"),
            StatusCode::FORBIDDEN => ("forbidden", "ui-problem-403"),
            StatusCode::NOT_FOUND => ("not-found", "ui-problem-404"),
            StatusCode::METHOD_NOT_ALLOWED => ("method-not-allowed", "ui-problem-405"),
            StatusCode::REQUEST_TIMEOUT => ("timeout", "ui-problem-408"),
            StatusCode::CONFLICT => ("conflict", "ui-problem-409"),
            StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "ui-problem-413"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported-media-type", "ui-problem-415"),
            StatusCode::UNPROCESSABLE_ENTITY => ("unprocessable", "ui-problem-422"),
            StatusCode::TOO_MANY_REQUESTS => ("too-many-requests", "ui-problem-429"),
            StatusCode::SERVICE_UNAVAILABLE => ("unavailable", "ui-problem-503"),
            s if s.as_u16() >= 500 => ("internal", "ui-problem-500"),
            _ => ("bad-request", "ui-problem-400"),
        };
        Self::new(status, code, message)
    }

    /// The answer for this reader.
    pub fn respond(&self, ui: &Ui) -> Response {
        if ui.wants == Wants::Json {
            return self.json(ui);
        }
        let view = View { ui, problem: self, advice: self.advice(ui), said: self.said(ui) };
        Page::new(self.title(ui)).status(self.status).respond(ui, &view)
    }

    fn json(&self, ui: &Ui) -> Response {
        let body = json!({
            "type": format!("urn:nhanluc:problem:{}", self.code),
            "title": self.title(ui),
            "status": self.status.as_u16(),
            "detail": self.said(ui),
            "code": self.code,
        });
        let mut response = (self.status, body.to_string()).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }

    fn said(&self, ui: &Ui) -> Text {
        let args: Vec<(&str, Arg)> = self
            .args
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Value::Text(text) => text.as_str().into(),
                    Value::Count(n) => (*n).into(),
                };
                (*name, value)
            })
            .collect();
        ui.f(self.message, &args)
    }

    fn title(&self, ui: &Ui) -> Text {
        ui.t(match self.status.as_u16() {
            401 => "ui-problem-401-title",
            403 => "ui-problem-403-title",
            404 => "ui-problem-404-title",
            405 => "ui-problem-405-title",
            409 => "ui-problem-409-title",
            413 => "ui-problem-413-title",
            422 => "ui-problem-422-title",
            429 | 503 | 408 => "ui-problem-503-title",
            s if s >= 500 => "ui-problem-500-title",
            _ => "ui-problem-400-title",
        })
    }

    fn advice(&self, ui: &Ui) -> Text {
        ui.t(match self.status.as_u16() {
            401 => "ui-problem-401-next",
            403 => "ui-problem-403-next",
            404 => "ui-problem-404-next",
            405 => "ui-problem-405-next",
            409 => "ui-problem-409-next",
            413 => "ui-problem-413-next",
            422 => "ui-problem-422-next",
            429 | 503 | 408 => "ui-problem-503-next",
            s if s >= 500 => "ui-problem-500-next",
            _ => "ui-problem-400-next",
        })
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct View<'a> {
    ui: &'a Ui,
    problem: &'a Problem,
    said: Text,
    advice: Text,
}

/// Carried to [`dress`](crate::dress), which knows the reader.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.code).into_response();
        response.extensions_mut().insert(self);
        response
    }
}
