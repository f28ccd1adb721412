//! Mails to a server.

use std::time::Duration;

use axum::http::Uri;
use lettre::{Message, SmtpTransport, Transport as _, transport::smtp};
use store::jobs::Failure;

/// So long may one step of the talk with the server take.
const TIMEOUT: Duration = Duration::from_secs(30);

pub(super) struct Smtp {
    host: String,
    transport: SmtpTransport,
}

impl Smtp {
    /// `None` where it is not an address of SMTP.
    pub(super) fn open(url: &str) -> Option<Self> {
        let host = url.parse::<Uri>().ok()?.host()?.to_owned();
        // It trusts whom the system trusts.
        let transport = SmtpTransport::from_url(url).ok()?.timeout(Some(TIMEOUT)).build();
        Some(Self { host, transport })
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn send(&self, message: &Message) -> Result<(), Failure> {
        match self.transport.send(message) {
            Ok(_) => Ok(()),
            Err(error) => Err(failure(&error)),
        }
    }
}

/// What the server says may repeat the address: the number alone is kept.
fn failure(error: &smtp::Error) -> Failure {
    let what = match error.status() {
        Some(code) => format!("smtp_{code}"),
        None if error.is_tls() => "smtp_tls".to_owned(),
        None if error.is_timeout() => "smtp_timeout".to_owned(),
        None => "smtp_unreachable".to_owned(),
    };
    if error.is_permanent() { Failure::ForGood(what) } else { Failure::Again(what) }
}

#[cfg(test)]
mod tests {
    use super::Smtp;

    #[test]
    fn addresses_of_servers() {
        for good in [
            "smtp://localhost:2525",
            "smtps://user:p%40ss@mail.gov.vn",
            "smtp://user:pass@mail.gov.vn:587?tls=required",
        ] {
            assert!(Smtp::open(good).is_some(), "{good}");
        }
        for bad in ["", "mail.gov.vn", "http://mail.gov.vn", "smtp://h?tls=maybe"] {
            assert!(Smtp::open(bad).is_none(), "{bad}");
        }
    }
}
