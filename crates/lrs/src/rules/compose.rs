//! A statement as it is kept: what was sent, byte by byte, and behind it what the store sets.

use std::fmt::Write as _;

use kernel::Uuid;

use super::time::{has_four_digits, read_timestamp, write_timestamp};
use crate::{
    json::{Kind, Value},
    model::{Found, Version},
};

/// A statement on its way into the store. Only the moment of storing is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Everything but `stored` (and `timestamp`, where it was not given) and the closing bracket.
    body: Vec<u8>,
    /// How much of it are the bytes as they were sent, without their closing bracket; 0 where the
    /// rules asked for a change within them.
    pub sent_length: usize,
    /// What was sent, where the body is not simply longer.
    pub sent: Option<Vec<u8>>,
    needs_timestamp: bool,
}

impl Composed {
    /// Puts a statement together. `authority` is JSON.
    pub fn new(
        version: Version,
        statement: Value<'_>,
        found: &Found<'_>,
        id: Uuid,
        authority: &str,
    ) -> Self {
        let sent = statement.raw();
        let changed = !found.overruled.is_empty() || !found.lone.is_empty();
        let mut body = String::with_capacity(sent.len() + authority.len() + 160);
        if changed {
            changed_body(statement, found, &mut body);
        } else {
            body.push_str(&sent[..sent.len() - 1]);
        }
        let sent_length = if changed { 0 } else { body.len() };
        if found.id.is_none() {
            body.push_str(",\"id\":\"");
            body.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
            body.push('"');
        }
        if !found.has_version {
            body.push_str(",\"version\":\"");
            body.push_str(version.property());
            body.push('"');
        }
        body.push_str(",\"authority\":");
        body.push_str(authority);
        Self {
            body: body.into_bytes(),
            sent_length,
            sent: changed.then(|| sent.as_bytes().to_vec()),
            needs_timestamp: found.timestamp.is_none(),
        }
    }

    /// The whole, stored at a moment.
    pub fn stored_at(&self, micros: i64) -> Vec<u8> {
        let stored = write_timestamp(micros);
        let mut body = Vec::with_capacity(self.body.len() + 84);
        body.extend_from_slice(&self.body);
        let mut put = |name: &str| {
            body.extend_from_slice(name.as_bytes());
            body.extend_from_slice(stored.as_bytes());
            body.push(b'"');
        };
        if self.needs_timestamp {
            put(",\"timestamp\":\"");
        }
        put(",\"stored\":\"");
        body.push(b'}');
        body
    }

    /// Without the moment of storing: what is compared with a statement of the same id.
    pub fn unstored(&self) -> Vec<u8> {
        let mut body = self.body.clone();
        body.push(b'}');
        body
    }

    /// Some of the bytes as they were sent, where the body begins with those.
    pub fn sent_part(&self, place: std::ops::Range<usize>) -> Option<&str> {
        let sent = &self.body[..self.sent_length];
        sent.get(place).and_then(|part| std::str::from_utf8(part).ok())
    }

    /// How many bytes it has so far.
    pub const fn size(&self) -> usize {
        self.body.len()
    }
}

/// Without what the store sets itself (Data 2.4.8, 2.4.9), context activities as lists
/// (Data 2.4.6.2). Without the closing bracket.
fn changed_body(statement: Value<'_>, found: &Found<'_>, out: &mut String) {
    let source = statement.doc().source();
    out.push('{');
    let mut first = true;
    for (key, value) in statement.entries() {
        if found.overruled.contains(&value.span()) {
            continue;
        }
        if !first {
            out.push(',');
        }
        first = false;
        let (start, end) = value.span();
        out.push_str(&source[key.start()..start]);
        let mut at = start;
        for lone in &found.lone {
            let (from, to) = lone.span();
            if from >= at && to <= end && lone.kind() == Kind::Object {
                out.push_str(&source[at..from]);
                out.push('[');
                out.push_str(&source[from..to]);
                out.push(']');
                at = to;
            }
        }
        out.push_str(&source[at..end]);
    }
}

/// The statement with its timestamps as 2.0 asks for; `None` where they are already.
pub fn in_utc(body: &str) -> Option<String> {
    let doc = crate::json::Doc::of_statements(body.as_bytes()).ok()?;
    let mut out = String::with_capacity(body.len() + 32);
    let mut at = 0;
    for timestamp in timestamps(doc.root()) {
        let text = timestamp.text()?;
        let moment = read_timestamp(&text)?;
        // What RFC 3339 has no way to tell in UTC stays as it was sent.
        if is_utc(&text) || !has_four_digits(moment) {
            continue;
        }
        let (start, end) = timestamp.span();
        out.push_str(&body[at..start]);
        let _ = write!(out, "\"{}\"", write_timestamp(moment));
        at = end;
    }
    out.push_str(&body[at..]);
    (at > 0).then_some(out)
}

/// The timestamps of a statement and of one it contains, in their order.
fn timestamps(statement: Value<'_>) -> Vec<Value<'_>> {
    let contained = statement.get("object").and_then(|object| object.get("timestamp"));
    let mut found: Vec<_> = statement.get("timestamp").into_iter().chain(contained).collect();
    found.sort_by_key(|one| one.span());
    found
}

/// Whether 2.0 has to write a timestamp of a statement anew.
pub fn has_local_time(statement: Value<'_>) -> bool {
    timestamps(statement).into_iter().any(|one| !one.text().is_some_and(|text| is_utc(&text)))
}

/// Whether a timestamp is as 2.0 gives it back: RFC 3339, in UTC, to the millisecond at least.
fn is_utc(timestamp: &str) -> bool {
    let bytes = timestamp.as_bytes();
    let at = |place: usize| bytes.get(place).copied();
    bytes.ends_with(b"Z")
        && (at(4), at(10), at(19)) == (Some(b'-'), Some(b'T'), Some(b'.'))
        && bytes.len() >= "2008-09-15T15:53:00.601Z".len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{json::Doc, rules::read_statement};

    fn composed(text: &str) -> (Composed, String) {
        let doc = Doc::parse(text.as_bytes()).unwrap();
        let found = read_statement(Version::V1, doc.root()).unwrap();
        let id = found.id.unwrap_or(Uuid::from_u128(7));
        let composed =
            Composed::new(Version::V1, doc.root(), &found, id, "{\"openid\":\"http://a\"}");
        let whole = String::from_utf8(composed.stored_at(0)).unwrap();
        assert!(Doc::parse(whole.as_bytes()).is_ok(), "{whole}");
        (composed, whole)
    }

    #[test]
    fn what_was_sent_stays_byte_by_byte() {
        let sent = "{ \"actor\": {\"mbox\":\"mailto:a@b.c\"} ,\n\"verb\":{\"id\":\"http://v\"},\
                    \"object\":{\"id\":\"http:\\/\\/o\"} }";
        let (composed, whole) = composed(sent);
        assert_eq!(composed.sent_length, sent.len() - 1);
        assert_eq!(format!("{}}}", &whole[..composed.sent_length]), sent);
        assert!(whole.ends_with(
            ",\"id\":\"00000000-0000-0000-0000-000000000007\",\"version\":\"1.0.0\",\
             \"authority\":{\"openid\":\"http://a\"},\"timestamp\":\"1970-01-01T00:00:00.000000Z\",\
             \"stored\":\"1970-01-01T00:00:00.000000Z\"}"
        ));
    }

    #[test]
    fn what_the_store_sets_itself_is_left_out_and_lone_activities_become_lists() {
        let sent = r#"{"stored":"2013-05-18T05:32:34.804Z","actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"http://v"},"authority":{"mbox":"mailto:x@y.z"},"object":{"objectType":"SubStatement","actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"http://v"},"object":{"id":"http://o"},"context":{"contextActivities":{"other":{"id":"http://s"}}}},"context":{"contextActivities":{"parent":{"id":"http://p"},"category":[{"id":"http://c"}],"other":{"id":"http://q"}}},"version":"1.0.1","timestamp":"2013-05-18T05:32:34Z","id":"2557db94-bd34-46d7-9684-d928c824963a"}"#;
        let (composed, whole) = composed(sent);
        assert_eq!(composed.sent.as_deref(), Some(sent.as_bytes()));
        for there in [
            r#""parent":[{"id":"http://p"}]"#,
            r#""other":[{"id":"http://q"}]"#,
            r#""other":[{"id":"http://s"}]"#,
            r#""category":[{"id":"http://c"}]"#,
            r#""version":"1.0.1""#,
            r#""stored":"1970"#,
        ] {
            assert_eq!(whole.matches(there).count(), 1, "{there} in {whole}");
        }
        for gone in ["x@y.z", "2013-05-18T05:32:34.804Z"] {
            assert!(!whole.contains(gone), "{gone} in {whole}");
        }
    }

    #[test]
    fn timestamps_in_utc() {
        let body = "{\"a\":1,\"timestamp\":\"2020-01-01T07:00:00.5+07:00\",\"b\":2}";
        let utc = in_utc(body).unwrap();
        assert_eq!(utc, "{\"a\":1,\"timestamp\":\"2020-01-01T00:00:00.500000Z\",\"b\":2}");
        assert_eq!(in_utc(&utc), None);
        let both = "{\"object\":{\"timestamp\":\"2020-01-01T00:00Z\"},\"timestamp\":\"2020-01-01T00:00:00Z\"}";
        assert_eq!(
            in_utc(both).unwrap(),
            "{\"object\":{\"timestamp\":\"2020-01-01T00:00:00.000000Z\"},\
             \"timestamp\":\"2020-01-01T00:00:00.000000Z\"}"
        );
        for (text, good) in [
            ("2020-01-01T00:00:00.000Z", true),
            ("2020-01-01T00:00:00.123456789Z", true),
            ("2020-01-01T00:00:00.00Z", false),
            ("2020-01-01T00:00:00Z", false),
            ("2020-01-01 00:00:00.000Z", false),
            ("20200101T000000.000000000Z", false),
            ("2020-01-01T00:00:00.000+00:00", false),
        ] {
            assert_eq!(is_utc(text), good, "{text}");
        }
    }
}
