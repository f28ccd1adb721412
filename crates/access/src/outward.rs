//! Requests of our own to other servers: whom the system trusts, no redirects, an end in time.

use std::{sync::Arc, time::Duration};

use ureq::{
    Agent,
    tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem},
};

/// Where the system keeps the certificates it trusts; the first there is.
const CERTIFICATES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// A client that trusts whom the system trusts. It blocks: call it off the request threads.
pub fn outward_agent(timeout: Duration) -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::Specific(Arc::new(certificates())))
        .unversioned_rustls_crypto_provider(provider)
        .build();
    let config = Agent::config_builder()
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .max_redirects(0)
        .tls_config(tls)
        .build();
    config.into()
}

fn certificates() -> Vec<Certificate<'static>> {
    let pem = CERTIFICATES.iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_default();
    parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect()
}
