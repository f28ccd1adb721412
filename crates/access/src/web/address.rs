//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

use crate::Settings;

/// The address of who asks, as it is counted and shown: an IPv6 network is one household, so
/// only its first half is kept.
pub(crate) fn of(settings: &Settings, headers: &HeaderMap, extensions: &Extensions) -> String {
    let direct = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = settings.behind_proxy.then(|| forwarded_for(headers)).flatten();
    forwarded.or(direct).map_or_else(|| "?".to_owned(), shown)
}

/// The last entry: it is the one our own proxy wrote, the others are what a client claims.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

fn shown(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "10.9.9.9, 203.0.113.7".parse().unwrap());
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 80))));
        let mut settings = Settings::default();
        assert_eq!(of(&settings, &headers, &extensions), "127.0.0.1");
        settings.behind_proxy = true;
        assert_eq!(of(&settings, &headers, &extensions), "203.0.113.7");
        headers.insert("x-forwarded-for", "rác".parse().unwrap());
        assert_eq!(of(&settings, &headers, &extensions), "127.0.0.1");
        assert_eq!(of(&settings, &headers, &Extensions::new()), "?");
    }

    #[test]
    fn a_household_is_one_address() {
        assert_eq!(shown("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::/64");
        assert_eq!(shown("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1");
    }
}
