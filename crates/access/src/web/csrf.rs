//! Whether a request that changes something was made by one of our own pages.
//!
//! Two proofs, both asked for: where the browser says the request comes from, and a token that
//! only our pages know, in the header `X-CSRF-Token` or in the field `csrf` of the form. In an
//! upload the field comes first, so that nothing has to be read ahead of the handler.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, Method, header},
};
use futures_util::{StreamExt as _, stream};

use super::heads;

/// The form field, as `ui` writes it.
pub const CSRF_FIELD: &str = "csrf";
/// The header a script sends instead.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// The largest form without files.
const MOST_FORM: usize = 2 * 1024 * 1024;
/// Within so many bytes of an upload the field must have come and ended.
const MOST_AHEAD: usize = 4 * 1024;

pub(crate) const fn changes_nothing(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the browser says the request comes from another site. A browser that says nothing is
/// left to the token.
pub(crate) fn is_foreign(public_url: Option<&str>, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site"))
        && !matches!(site, "same-origin" | "none")
    {
        return true;
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    let public = public_url.is_some_and(|url| origin_of(url).eq_ignore_ascii_case(origin));
    let host = text(header::HOST).unwrap_or("");
    let own = origin.split_once("://").is_some_and(|(_, o)| o.eq_ignore_ascii_case(host));
    !public && (host.is_empty() || !own)
}

/// `https://host:port` of an address.
fn origin_of(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    &url[..end]
}

/// What a request said to prove itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Given(String),
    Missing,
    TooLarge,
}

/// Takes the token out of a request and leaves the request as it was.
pub(crate) async fn token_of(request: Request) -> (Token, Request) {
    let said = request.headers().get(CSRF_HEADER);
    let said = said.map(|value| Token::Given(value.to_str().unwrap_or_default().to_owned()));
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (parts, body) = request.into_parts();
    let boundary = (essence == "multipart/form-data").then(|| boundary(&kind)).flatten();
    let body = match &boundary {
        Some(boundary) => heads::with_an_end(body, boundary),
        None => body,
    };
    let (token, body) = match (said, boundary) {
        (Some(said), _) => (said, body),
        (None, Some(boundary)) => in_upload(body, &boundary).await,
        (None, None) if essence == "application/x-www-form-urlencoded" => in_form(body).await,
        (None, None) => (Token::Missing, body),
    };
    (token, Request::from_parts(parts, body))
}

async fn in_form(body: Body) -> (Token, Body) {
    let Ok(bytes) = to_bytes(body, MOST_FORM).await else {
        return (Token::TooLarge, Body::empty());
    };
    let token = form_urlencoded::parse(&bytes)
        .find(|(name, _)| name == CSRF_FIELD)
        .map_or(Token::Missing, |(_, value)| Token::Given(value.into_owned()));
    (token, Body::from(bytes))
}

fn boundary(content_type: &str) -> Option<String> {
    let given = content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })?;
    (1..=70).contains(&given.len()).then(|| given.to_owned())
}

async fn in_upload(body: Body, boundary: &str) -> (Token, Body) {
    let mut rest = body.into_data_stream();
    let mut ahead: Vec<Bytes> = Vec::new();
    let mut seen: Vec<u8> = Vec::new();
    let token = loop {
        if let Some(token) = first_field(&seen, boundary) {
            break token;
        }
        if seen.len() >= MOST_AHEAD {
            break Token::Missing;
        }
        match rest.next().await {
            Some(Ok(chunk)) => {
                let room = MOST_AHEAD - seen.len();
                seen.extend_from_slice(&chunk[..chunk.len().min(room)]);
                ahead.push(chunk);
            }
            Some(Err(_)) | None => break Token::Missing,
        }
    };
    let whole = stream::iter(ahead.into_iter().map(Ok)).chain(rest);
    (token, Body::from_stream(whole))
}

/// The value of the first field, if it is ours; `None` while more has to be read.
fn first_field(seen: &[u8], boundary: &str) -> Option<Token> {
    let open = format!("--{boundary}\r\n");
    let seen = seen.strip_prefix(b"\r\n").unwrap_or(seen);
    if seen.len() < open.len() {
        return None;
    }
    let Some(seen) = seen.strip_prefix(open.as_bytes()) else { return Some(Token::Missing) };
    let head_end = find(seen, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&seen[..head_end]).to_ascii_lowercase();
    let named = format!("name=\"{CSRF_FIELD}\"");
    let ours = head.lines().any(|line| {
        line.starts_with("content-disposition:")
            && line.split(';').any(|parameter| parameter.trim() == named)
            && !line.contains("filename")
    });
    if !ours {
        return Some(Token::Missing);
    }
    let value = &seen[head_end + 4..];
    let end = find(value, format!("\r\n--{boundary}").as_bytes())?;
    Some(Token::Given(String::from_utf8_lossy(&value[..end]).into_owned()))
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn other_sites_are_foreign() {
        let public = Some("https://nhanluc.example.vn/x");
        for (foreign, pairs) in [
            (false, &[("host", "a")][..]),
            (false, &[("host", "a"), ("origin", "http://a")]),
            (false, &[("host", "10.0.0.1:80"), ("origin", "https://nhanluc.example.vn")]),
            (false, &[("host", "a"), ("origin", "http://a"), ("sec-fetch-site", "same-origin")]),
            (true, &[("host", "a"), ("origin", "http://a:81")]),
            (true, &[("host", "a"), ("origin", "null")]),
            (true, &[("host", "a"), ("origin", "https://nhanluc.example.vn.xau.example")]),
            (true, &[("host", "a"), ("origin", "http://a"), ("sec-fetch-site", "cross-site")]),
            (true, &[("host", "a"), ("sec-fetch-site", "same-site")]),
            (true, &[("origin", "http://")]),
        ] {
            assert_eq!(is_foreign(public, &headers(pairs)), foreign, "{pairs:?}");
        }
    }

    fn part(head: &str, value: &str) -> String {
        format!("--xyz\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n--xyz")
    }

    #[test]
    fn the_first_field_is_read_and_no_other() {
        let field = |text: &str| first_field(text.as_bytes(), "xyz");
        let given = Some(Token::Given("abc".into()));
        assert_eq!(field(&part("name=\"csrf\"", "abc")), given);
        assert_eq!(field(&format!("\r\n{}", part("name=\"csrf\"", "abc"))), given);
        for other in ["name=\"q\"", "name=\"csrf\"; filename=\"a\"", "name=\"x; name=csrf\""] {
            assert_eq!(field(&part(other, "abc")), Some(Token::Missing), "{other}");
        }
        assert_eq!(field("--abc\r\n hello"), Some(Token::Missing));
        let whole = part("name=\"csrf\"", "abc");
        for cut in 0..whole.len() - 1 {
            assert!(field(&whole[..cut]).is_none(), "{cut} bytes are not enough");
        }
    }

    async fn asked(kind: &str, chunks: Vec<&'static [u8]>) -> (Token, Vec<u8>) {
        let body = stream::iter(chunks.into_iter().map(Ok::<_, std::io::Error>));
        let request = Request::post("/")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from_stream(body))
            .unwrap();
        let (token, request) = token_of(request).await;
        (token, to_bytes(request.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    #[tokio::test]
    async fn the_request_stays_as_it_was() {
        let kind = "multipart/form-data; boundary=\"xyz\"";
        let whole = part("name=\"csrf\"", "abc") + "\r\n rest";
        let chunks = whole.as_bytes().chunks(7).map(|c| &*c.to_vec().leak()).collect();
        let (token, body) = asked(kind, chunks).await;
        assert_eq!((token, body), (Token::Given("abc".into()), whole.into_bytes()));

        let form = b"ten=H%C3%B2a&csrf=a%2Bb&x=1";
        let (token, body) = asked("application/x-www-form-urlencoded", vec![form]).await;
        assert_eq!((token, body), (Token::Given("a+b".into()), form.to_vec()));

        let (token, body) = asked("application/json", vec![b"{\"csrf\":\"a\"}"]).await;
        assert_eq!((token, body.len()), (Token::Missing, 12));
    }

    #[tokio::test]
    async fn endless_input_is_not_read_to_its_end() {
        let block: &'static [u8] = vec![b'a'; 64 * 1024].leak();
        let (token, _) = asked("application/x-www-form-urlencoded", vec![block; 40]).await;
        assert_eq!(token, Token::TooLarge);
        let head: &'static [u8] = b"--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n";
        let (token, body) =
            asked("multipart/form-data; boundary=xyz", vec![head, block, block]).await;
        assert_eq!(token, Token::Missing);
        assert_eq!(body.len(), head.len() + 2 * block.len(), "nothing was swallowed");
    }
}
