//! The cookies of this room: a session's, a visitor's that guards the sign-in form, that of
//! somebody who has given their password and owes a code, and that of a browser somebody has
//! signed in from.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::Settings;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    Session,
    Visitor,
    Code,
    Known,
}

impl Cookie {
    /// `__Host-` binds a cookie to this host over TLS; browsers refuse the prefix without TLS.
    fn name(self, settings: &Settings) -> &'static str {
        match (self, settings.is_https()) {
            (Self::Session, true) => "__Host-nhanluc-session",
            (Self::Session, false) => "nhanluc-session",
            (Self::Visitor, true) => "__Host-nhanluc-visitor",
            (Self::Visitor, false) => "nhanluc-visitor",
            (Self::Code, true) => "__Host-nhanluc-code",
            (Self::Code, false) => "nhanluc-code",
            (Self::Known, true) => "__Host-nhanluc-known",
            (Self::Known, false) => "nhanluc-known",
        }
    }

    /// Its value in a request.
    pub(crate) fn read(self, settings: &Settings, headers: &HeaderMap) -> Option<String> {
        let name = self.name(settings);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
            .map(str::to_owned)
    }

    /// `Set-Cookie` that gives it a value until the browser is closed. The server ends sessions;
    /// the browser's own clock is not asked.
    pub(crate) fn give(self, settings: &Settings, token: &str) -> HeaderValue {
        self.line(settings, token, "")
    }

    /// `Set-Cookie` that gives it a value for half a year.
    pub(crate) fn leave(self, settings: &Settings, value: &str) -> HeaderValue {
        self.line(settings, value, "; Max-Age=15552000")
    }

    /// `Set-Cookie` that takes it away.
    pub(crate) fn take(self, settings: &Settings) -> HeaderValue {
        self.line(settings, "", "; Max-Age=0")
    }

    fn line(self, settings: &Settings, value: &str, age: &str) -> HeaderValue {
        let secure = if settings.is_https() { "; Secure" } else { "" };
        let name = self.name(settings);
        let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        HeaderValue::from_str(&line).expect("names, hexadecimal tokens and marks are plain ASCII")
    }
}
