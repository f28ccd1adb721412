//! What a browser would do with a form: find the token, encode the fields.

use crate::Upload;

/// The hidden field a page's forms carry against forged requests: the first `<input>` whose name
/// contains `csrf`.
pub(crate) fn csrf_field(html: &str) -> Option<(String, String)> {
    html.split("<input").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        let name = attribute(tag, "name")?;
        name.contains("csrf").then(|| Some((name, attribute(tag, "value")?)))?
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}="))? + name.len() + 2;
    let rest = &tag[start..];
    let raw = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split([' ', '/']).next()?,
    };
    Some(unescape(raw))
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&#60;", "<")
        .replace("&gt;", ">")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// `application/x-www-form-urlencoded`.
pub(crate) fn urlencoded(fields: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        fields.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
    pairs.join("&")
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            other => out.extend(['%', digit(other >> 4), digit(other & 15)]),
        }
        out
    })
}

fn digit(of: u8) -> char {
    char::from_digit(u32::from(of), 16).unwrap_or('0').to_ascii_uppercase()
}

pub(crate) const BOUNDARY: &str = "nhanluc-testkit-4c1f0a7d9be24d63";

/// `multipart/form-data` with [`BOUNDARY`].
pub(crate) fn multipart(fields: &[(String, String)], files: &[Upload<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        part(&mut body, &format!("name=\"{}\"", quoted(name)), None, value.as_bytes());
    }
    for file in files {
        let named = format!("name=\"{}\"; filename=\"{}\"", quoted(file.field), quoted(file.name));
        part(&mut body, &named, Some("application/octet-stream"), file.bytes);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn part(body: &mut Vec<u8>, named: &str, kind: Option<&str>, content: &[u8]) {
    body.extend_from_slice(format!("--{BOUNDARY}\r\n").as_bytes());
    body.extend_from_slice(format!("Content-Disposition: form-data; {named}\r\n").as_bytes());
    if let Some(kind) = kind {
        body.extend_from_slice(format!("Content-Type: {kind}\r\n").as_bytes());
    }
    body.extend_from_slice(b"\r\n");
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n");
}

/// As browsers do it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_in_any_order_of_attributes() {
        let html = r#"<form><input name="q"><input value="a&amp;b" type=hidden name='csrf_token' /></form>"#;
        assert_eq!(csrf_field(html), Some(("csrf_token".into(), "a&b".into())));
        assert_eq!(csrf_field("<input name=q value=csrf>"), None);
        assert_eq!(
            csrf_field("<input name=csrf value=12 type=hidden>"),
            Some(("csrf".into(), "12".into()))
        );
    }

    #[test]
    fn fields_are_encoded() {
        let fields = [("tên".to_owned(), "Hoà & co".to_owned())];
        assert_eq!(urlencoded(&fields), "t%C3%AAn=Ho%C3%A0+%26+co");
    }
}
