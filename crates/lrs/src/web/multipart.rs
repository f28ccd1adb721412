//! `multipart/mixed` (RFC 2046), over bytes that are all there.

/// A part: its headers and its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The data.
    pub data: &'a [u8],
}

/// Why bytes are not taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// They are no such thing.
    #[error("malformed multipart")]
    Form,
    /// They may well be, and have more parts than are taken here.
    #[error("more than the {} parts that are taken", MOST_PARTS)]
    Parts,
}

/// More parts than this are not read.
const MOST_PARTS: usize = 10_000;
/// Headers of one part.
const MOST_HEAD: usize = 16 * 1024;

impl Part<'_> {
    /// A header's value, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The boundary a content type names, when it is `multipart/mixed`.
pub(super) fn boundary(content_type: &str) -> Option<String> {
    let mut parts = content_type.split(';');
    let essence = parts.next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("multipart/mixed") {
        return None;
    }
    let given = parts.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })?;
    ((1..=70).contains(&given.len()) && given.is_ascii()).then(|| given.to_owned())
}

/// Takes a body apart. What stands before the first boundary and behind the last is nobody's.
pub fn parts<'a>(body: &'a [u8], boundary: &str) -> Result<Vec<Part<'a>>, Malformed> {
    let delimiter = format!("--{boundary}");
    let delimiter = delimiter.as_bytes();
    let mut at = first_delimiter(body, delimiter).ok_or(Malformed::Form)?;
    let mut found = Vec::new();
    loop {
        let rest = &body[at + delimiter.len()..];
        if rest.starts_with(b"--") {
            return if found.is_empty() { Err(Malformed::Form) } else { Ok(found) };
        }
        if found.len() == MOST_PARTS {
            return Err(Malformed::Parts);
        }
        let padding = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let rest = line_end(&rest[padding..]).ok_or(Malformed::Form)?;
        let start = body.len() - rest.len();
        let end = next_delimiter(body, start, delimiter).ok_or(Malformed::Form)?;
        found.push(part(&body[start..end.data])?);
        at = end.delimiter;
    }
}

fn first_delimiter(body: &[u8], delimiter: &[u8]) -> Option<usize> {
    if body.starts_with(delimiter) {
        return Some(0);
    }
    next_delimiter(body, 0, delimiter).map(|end| end.delimiter)
}

struct End {
    /// Where the data end.
    data: usize,
    /// Where the delimiter begins.
    delimiter: usize,
}

/// The next delimiter at the beginning of a line; the line break before it belongs to it.
fn next_delimiter(body: &[u8], from: usize, delimiter: &[u8]) -> Option<End> {
    let mut at = from;
    loop {
        let found = at + find(&body[at..], delimiter)?;
        if found == from {
            return Some(End { data: found, delimiter: found });
        }
        if found > from && body[found - 1] == b'\n' {
            let crlf = found >= from + 2 && body[found - 2] == b'\r';
            let data = if crlf { found - 2 } else { found - 1 };
            return Some(End { data, delimiter: found });
        }
        at = found + 1;
    }
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = 0;
    while let Some(skip) = hay[at..].iter().position(|b| *b == first) {
        at += skip;
        if hay[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn line_end(rest: &[u8]) -> Option<&[u8]> {
    rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))
}

fn part(bytes: &[u8]) -> Result<Part<'_>, Malformed> {
    let mut headers = Vec::new();
    let mut rest = bytes;
    loop {
        if let Some(data) = line_end(rest) {
            return Ok(Part { headers, data });
        }
        let end = rest.iter().take(MOST_HEAD).position(|b| *b == b'\n').ok_or(Malformed::Form)?;
        let line = std::str::from_utf8(&rest[..end]).map_err(|_| Malformed::Form)?.trim_end();
        let (name, value) = line.split_once(':').ok_or(Malformed::Form)?;
        headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        if headers.len() > 64 {
            return Err(Malformed::Form);
        }
        rest = &rest[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_apart() {
        let body = b"preamble\r\n--xyz\r\nContent-Type: application/json\r\n\r\n{}\r\n--xyz  \r\n\
            X-Experience-API-Hash: abc\r\nContent-Transfer-Encoding: binary\r\n\r\n\
            a\r\n--xy\r\n\n\r\n--xyz--\r\nepilogue";
        let parts = parts(body, "xyz").unwrap();
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].header("content-type"), Some("application/json"));
        assert_eq!(parts[0].data, b"{}");
        assert_eq!(parts[1].header("x-experience-api-hash"), Some("abc"));
        assert_eq!(parts[1].data, b"a\r\n--xy\r\n\n");
    }

    #[test]
    fn bare_line_feeds_and_empty_data() {
        let body = b"--b\nA: 1\n\n\n--b\n\nx\n--b--";
        let parts = parts(body, "b").unwrap();
        assert_eq!((parts[0].data, parts[1].data), (&b""[..], &b"x"[..]));
        assert!(parts[1].headers.is_empty());
    }

    #[test]
    fn malformed_bodies() {
        for body in [
            &b""[..],
            b"nothing",
            b"--b",
            b"--b\r\n",
            b"--b--",
            b"--b\r\nA: 1\r\n\r\nx",
            b"--b\r\nno colon\r\n\r\nx\r\n--b--",
            b"--bx\r\n\r\nx\r\n--b--",
        ] {
            assert!(parts(body, "b").is_err(), "{}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn boundaries() {
        assert_eq!(boundary("multipart/mixed; boundary=abc").as_deref(), Some("abc"));
        assert_eq!(boundary("Multipart/Mixed;boundary=\"a b\"").as_deref(), Some("a b"));
        for bad in [
            "multipart/mixed",
            "multipart/form-data; boundary=abc",
            "multipart/mixed; boundary=",
            "",
        ] {
            assert_eq!(boundary(bad), None, "{bad}");
        }
    }
}
