//! Formats of single values.

use kernel::Uuid;
use sha2::{Digest as _, Sha224, Sha256, Sha384, Sha512};

/// Whether a text is an IRI with a scheme (Data 2.2, 4.3; RFC 3987). Best effort on what follows
/// the scheme: characters that no IRI may hold are refused.
pub fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let mut letters = scheme.bytes();
    let starts = letters.next().is_some_and(|b| b.is_ascii_alphabetic());
    let scheme_is_one =
        letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    starts
        && scheme_is_one
        && !rest.is_empty()
        && rest.chars().all(is_iri_char)
        && percent_is_followed_by_hex(rest)
}

fn is_iri_char(c: char) -> bool {
    !c.is_control()
        && !c.is_whitespace()
        && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
}

fn percent_is_followed_by_hex(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(_, b)| **b == b'%').all(|(at, _)| {
        bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Whether a text is `mailto:` and an address (Data 2.4.2.3).
pub fn is_mailto(text: &str) -> bool {
    let Some(address) = text.strip_prefix("mailto:") else { return false };
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let plain = |part: &str| !part.is_empty() && part.chars().all(is_iri_char);
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    (plain(local) && !local.contains('@') || quoted)
        && plain(domain)
        && !domain.contains(['@', ',', ';', '?', '/'])
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}

/// Whether a text is a URI that may name somebody (Data 2.4.2.3): one of the web has a host (RFC
/// 9110, 4.2.1).
pub(super) fn is_openid(text: &str) -> bool {
    let web = text.split_once(':').filter(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    });
    let has_host = web.is_none_or(|(_, rest)| {
        let host = rest.strip_prefix("//").unwrap_or_default();
        !host.is_empty() && !host.starts_with(['/', '?', '#', ':'])
    });
    is_iri(text) && has_host
}

/// Whether a text is a SHA-1, hexadecimal (Data 2.4.2.3).
pub fn is_sha1sum(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether a text is a hash of the SHA-2 family, hexadecimal (Data 2.4.11).
pub fn is_sha2(text: &str) -> bool {
    matches!(text.len(), 56 | 64 | 96 | 128) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether a hash of the SHA-2 family, hexadecimal in lower case, is that of the data.
pub fn is_sha2_of(told: &str, data: &[u8]) -> bool {
    match told.len() {
        56 => told == hex::encode(Sha224::digest(data)),
        64 => told == hex::encode(Sha256::digest(data)),
        96 => told == hex::encode(Sha384::digest(data)),
        128 => told == hex::encode(Sha512::digest(data)),
        _ => false,
    }
}

/// Reads a UUID in its standard form: 8-4-4-4-12 (Data 4.4).
pub fn uuid(text: &str) -> Option<Uuid> {
    let standard = text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        });
    if standard { Uuid::try_parse(text).ok() } else { None }
}

/// Whether a text is a media type: `type/subtype` and parameters (RFC 2046).
pub fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    let Some((kind, subtype)) = essence.split_once('/') else { return false };
    let token = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
    };
    token(kind) && token(subtype) && text.chars().all(|c| !c.is_control())
}

/// Whether a text is a duration of ISO 8601 section 4.4.3.2 (Data 4.6): `P3Y1M29DT4H35M59.14S`
/// or `P4W`. Only the last component may have decimals.
pub fn is_duration(text: &str) -> bool {
    let Some(body) = text.strip_prefix('P') else { return false };
    if let Some(weeks) = body.strip_suffix('W') {
        return is_decimal(weeks).is_some();
    }
    let (date, time) = match body.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (body, None),
    };
    let mut parts = Components::default();
    parts.read(date, "YMD")
        && time.is_none_or(|time| !time.is_empty() && parts.read(time, "HMS"))
        && parts.count > 0
}

#[derive(Default)]
struct Components {
    count: usize,
    /// A component with decimals was read: no other may follow.
    over: bool,
}

impl Components {
    fn read(&mut self, text: &str, mut letters: &str) -> bool {
        let mut rest = text;
        while !rest.is_empty() {
            let Some(at) = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',') else {
                return false;
            };
            let (number, tail) = rest.split_at(at);
            let Some(letter) = tail.chars().next() else { return false };
            let (Some(place), Some(decimals)) = (letters.find(letter), is_decimal(number)) else {
                return false;
            };
            if self.over {
                return false;
            }
            self.over = decimals;
            self.count += 1;
            letters = &letters[place + letter.len_utf8()..];
            rest = &tail[letter.len_utf8()..];
        }
        true
    }
}

/// Whether a number of digits has decimals; `None` when it is no number.
fn is_decimal(text: &str) -> Option<bool> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once(['.', ',']) {
        Some((whole, part)) => (digits(whole) && digits(part)).then_some(true),
        None => digits(text).then_some(false),
    }
}

/// A duration without what is finer than a hundredth of a second (Data 4.6): what is compared.
pub fn duration_to_compare(text: &str) -> String {
    let Some(seconds) = text.strip_suffix('S') else { return text.to_owned() };
    match seconds.split_once(['.', ',']) {
        Some((whole, part)) => {
            let kept: String = part.chars().take(2).collect();
            let kept = kept.trim_end_matches('0');
            if kept.is_empty() { format!("{whole}S") } else { format!("{whole}.{kept}S") }
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris_need_a_scheme() {
        for good in [
            "http://adlnet.gov/expapi/verbs/attended",
            "urn:uuid:6c84fb90-12c4-11e1-840d-7b25c5ee775a",
            "act:unique-activity",
            "tag:example.com,2012-08-10:example",
            "https://vi.example/học-tập/bài?x=1#phần",
            "http://example.com/a%20b",
            "scorm+x.y-z:1",
        ] {
            assert!(is_iri(good), "{good}");
        }
        for bad in [
            "",
            "should fail",
            "ab=c://should.fail.com",
            "abc",
            "/relative",
            "//example.com/x",
            "1http://x",
            ":x",
            "http:",
            "http://a b",
            "http://a\nb",
            "http://a<b>",
            "http://a%zz",
            "http://a%2",
        ] {
            assert!(!is_iri(bad), "{bad}");
        }
    }

    #[test]
    fn identities_of_the_web_have_a_host() {
        // Data 2.4.2.3: "openid": "An openID that uniquely identifies the Agent."
        for good in ["http://openid.example", "https://a.b/c?d", "HTTP://x", "xri://=name"] {
            assert!(is_openid(good), "{good}");
        }
        for bad in ["http://", "https:///a", "http:a", "http://?x", "http://:80", "https://#"] {
            assert!(!is_openid(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_and_sums() {
        for good in ["mailto:a@example.com", "mailto:a.b+c@x", "mailto:nguyễn@ví-dụ.vn"] {
            assert!(is_mailto(good), "{good}");
        }
        for bad in [
            "a@example.com",
            "mailto:",
            "mailto:a",
            "mailto:@x",
            "mailto:a@",
            "MAILTO:a@b.c",
            "mailto:a b@c",
            "mailto:a@b@c",
            "mailto:should.fail.com",
            "mailto:a@.b",
        ] {
            assert!(!is_mailto(bad), "{bad}");
        }
        assert!(is_sha1sum("cd9b00a5611f94eaa7b1661edab976068e364975"));
        assert!(!is_sha1sum("cd9b00a5611f94eaa7b1661edab976068e36497"));
        assert!(!is_sha1sum("zd9b00a5611f94eaa7b1661edab976068e364975"));
    }

    #[test]
    fn uuids_in_standard_form() {
        assert!(uuid("AA97B177-9383-4934-8543-0F91A7A02836").is_some());
        for bad in [
            "AA97B177-9383-4934-8543-0F91A7A028368",
            "MA97B177-9383-4934-8543-0F91A7A02836",
            "AA97B177938349348543-0F91A7A02836000",
            "aa97b17793834934854300f91a7a02836",
            "{aa97b177-9383-4934-8543-0f91a7a02836}",
            "",
        ] {
            assert!(uuid(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn durations() {
        for good in [
            "PT1H0M0.1S",
            "PT4H35M59.14S",
            "PT16559.14S",
            "P3Y1M29DT4H35M59.14S",
            "P3Y",
            "P4W",
            "P0D",
            "PT0,5S",
            "P1.5Y",
            "P1M",
            "PT1M",
        ] {
            assert!(is_duration(good), "{good}");
        }
        for bad in [
            "",
            "P",
            "PT",
            "PA1H0M0S",
            "should fail",
            "1H",
            "P1H",
            "PT1Y",
            "P1YT",
            "P1D1Y",
            "PT1.5H1M",
            "P1W1D",
            "-P1D",
            "P1.D",
            "P.5D",
            "P0001-01-01T00:00:00",
            "PT1S1M",
        ] {
            assert!(!is_duration(bad), "{bad}");
        }
        assert_eq!(duration_to_compare("PT1.239S"), duration_to_compare("PT1.23S"));
        assert_eq!(duration_to_compare("PT1.00S"), "PT1S");
        assert_ne!(duration_to_compare("PT60S"), duration_to_compare("PT1M"));
    }

    #[test]
    fn media_types() {
        for good in ["text/plain; charset=ascii", "application/octet-stream", "image/svg+xml"] {
            assert!(is_media_type(good), "{good}");
        }
        for bad in ["", "text", "text/", "/plain", "te xt/plain", "should fail", "a/b\r\nx: y"] {
            assert!(!is_media_type(bad), "{bad}");
        }
    }
}
