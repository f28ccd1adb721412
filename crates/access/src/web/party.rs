//! For whom passkeys are, on this server.

use axum::http::{HeaderMap, header};

use crate::{RelyingParty, Settings};

/// The address people use; else this machine itself, where it is asked for by name. Another `Host`
/// is what a stranger may claim.
pub(crate) fn of(settings: &Settings, headers: &HeaderMap) -> Option<RelyingParty> {
    if let Some(address) = &settings.public_url {
        return RelyingParty::of(address);
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    RelyingParty::of(&format!("http://{host}")).filter(|party| party.id == "localhost")
}

/// Where pages of this server are, without a slash behind: the address people use, else this
/// machine itself.
pub(crate) fn base(settings: &Settings, headers: &HeaderMap) -> Option<String> {
    if let Some(address) = &settings.public_url {
        return Some(address.trim_end_matches('/').to_owned());
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1").then(|| format!("http://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(public_url: Option<&str>, host: &str) -> Option<String> {
        let public_url = public_url.map(str::to_owned);
        let settings = Settings { public_url, ..Settings::default() };
        let headers = HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]);
        of(&settings, &headers).map(|party| party.origin)
    }

    #[test]
    fn only_the_own_address_counts() {
        let own = Some("https://nhanluc.example.vn/");
        assert_eq!(party(own, "xau.vn").as_deref(), Some("https://nhanluc.example.vn"));
        assert_eq!(party(None, "localhost:81").as_deref(), Some("http://localhost:81"));
        assert_eq!(party(None, "nhanluc.example.vn"), None);
        assert_eq!(party(Some("http://10.0.0.1"), "localhost"), None);
    }
}
