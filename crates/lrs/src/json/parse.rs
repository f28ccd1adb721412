//! The parser: strict JSON (RFC 8259), without recursion, bounded in depth.

use super::{Doc, Kind, Node};

/// Deeper than anything a learning record needs; a hostile text ends here.
const MOST_DEPTH: usize = 128;

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}at byte {offset}: {reason}", .reason.verdict())]
pub struct Malformed {
    /// Where, in bytes from the start.
    pub offset: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a text that should be JSON, or too much of one that may well be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Bytes that are no UTF-8.
    #[error("not UTF-8")]
    Encoding,
    /// Something else stands where a value should.
    #[error("a value is missing")]
    Value,
    /// Something else stands where the name of a property should.
    #[error("the name of a property is missing")]
    Key,
    /// No colon after a name.
    #[error("a colon is missing")]
    Colon,
    /// Neither a comma nor the end of the object or list.
    #[error("a comma or the closing bracket is missing")]
    Comma,
    /// A number that breaks the grammar.
    #[error("a malformed number")]
    Number,
    /// A string that does not end, or holds a bare control character.
    #[error("a malformed string")]
    Text,
    /// An escape that does not exist, or half of a surrogate pair.
    #[error("a malformed escape")]
    Escape,
    /// Nested too deeply.
    #[error("nested more deeply than the {} levels that are taken here", MOST_DEPTH)]
    Depth,
    /// Something behind the value.
    #[error("something stands behind the value")]
    Trailing,
    /// Longer than four gigabytes.
    #[error("longer than is taken here")]
    Length,
}

impl Reason {
    /// What a text is for it: that this reader takes no more of one says nothing of JSON.
    const fn verdict(self) -> &'static str {
        if matches!(self, Self::Depth | Self::Length) { "" } else { "not JSON " }
    }
}

/// How much of a text is laid open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it.
    Whole,
    /// All but what the values of `extensions` hold: of that it is only seen that it is JSON. They
    /// are nobody's business ("An LRS MUST NOT reject a Statement based on the values of the
    /// extensions map", Data 4.1), and a long list in one would cost many times its bytes.
    Statements,
    /// Nothing: it is only seen that it is JSON.
    Nothing,
}

pub(super) fn parse(source: &[u8], depth: Depth) -> Result<Doc<'_>, Malformed> {
    if u32::try_from(source.len()).is_err() {
        return Err(Malformed { offset: 0, reason: Reason::Length });
    }
    let text = std::str::from_utf8(source)
        .map_err(|e| Malformed { offset: e.valid_up_to(), reason: Reason::Encoding })?;
    let mut parser = Parser {
        bytes: source,
        depth,
        at: 0,
        // A statement of 1 KB has about 60 nodes.
        nodes: Vec::with_capacity(source.len().min(MOST_EXPECTED) / 16 + 8),
        open: Vec::with_capacity(16),
        named_extensions: false,
        extensions: None,
        folding: None,
    };
    parser.run()?;
    Ok(Doc { source: text, nodes: parser.nodes })
}

/// A longer text may be one long string: room for its nodes is made as they come.
const MOST_EXPECTED: usize = 1024 * 1024;

struct Parser<'a> {
    bytes: &'a [u8],
    depth: Depth,
    at: usize,
    nodes: Vec<Node>,
    /// Objects and lists that are not closed yet.
    open: Vec<Open>,
    /// Whether the value that comes is called so.
    named_extensions: bool,
    /// The extensions that are open.
    extensions: Option<u32>,
    /// The outermost value that is not laid open.
    folding: Option<u32>,
}

/// An object or a list that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    node: u32,
    /// Whether something stands in it already.
    any: bool,
}

impl Parser<'_> {
    fn run(&mut self) -> Result<(), Malformed> {
        self.space();
        self.value()?;
        while let Some(Open { node: container, any }) = self.open.last().copied() {
            self.space();
            let in_object = self.nodes[container as usize].kind == Kind::Object;
            let close = if in_object { b'}' } else { b']' };
            match self.peek() {
                Some(b) if b == close => {
                    self.at += 1;
                    self.close(container);
                    continue;
                }
                Some(b',') if any => {
                    self.at += 1;
                    self.space();
                }
                _ if !any => {}
                _ => return self.fail(Reason::Comma),
            }
            if let Some(open) = self.open.last_mut() {
                open.any = true;
            }
            if in_object {
                self.key()?;
            }
            self.value()?;
        }
        self.space();
        if self.at < self.bytes.len() { self.fail(Reason::Trailing) } else { Ok(()) }
    }

    fn fail<T>(&self, reason: Reason) -> Result<T, Malformed> {
        Err(Malformed { offset: self.at, reason })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn push(&mut self, kind: Kind, escaped: bool, start: usize) {
        let next = index(self.nodes.len() + 1);
        let (start, end) = (index(start), index(self.at));
        self.nodes.push(Node { kind, escaped, folded: false, start, end, next });
    }

    /// A value that holds no others.
    fn push_plain(&mut self, kind: Kind, escaped: bool, start: usize) {
        if self.folding.is_none() {
            self.push(kind, escaped, start);
        }
    }

    fn value(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        let extensions = std::mem::take(&mut self.named_extensions);
        match self.peek() {
            Some(b'"') => {
                let escaped = self.string()?;
                self.push_plain(Kind::Text, escaped, start);
            }
            Some(b'{') => self.descend(Kind::Object, extensions)?,
            Some(b'[') => self.descend(Kind::Array, false)?,
            Some(b't') => self.word(b"true", Kind::True)?,
            Some(b'f') => self.word(b"false", Kind::False)?,
            Some(b'n') => self.word(b"null", Kind::Null)?,
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                self.push_plain(Kind::Number, false, start);
            }
            _ => return self.fail(Reason::Value),
        }
        Ok(())
    }

    fn descend(&mut self, kind: Kind, extensions: bool) -> Result<(), Malformed> {
        // What is taken alone is taken in a list as well.
        let listed = self.nodes.first().is_some_and(|root| root.kind == Kind::Array);
        if self.open.len() == MOST_DEPTH + usize::from(listed) {
            return self.fail(Reason::Depth);
        }
        let start = self.at;
        self.at += 1;
        let node = index(self.nodes.len());
        let of_extensions =
            self.extensions.is_some() && self.extensions == self.open.last().map(|open| open.node);
        if self.folding.is_none() && (of_extensions || self.depth == Depth::Nothing) {
            self.folding = Some(node);
        } else if extensions && self.depth == Depth::Statements && self.folding.is_none() {
            self.extensions = Some(node);
        }
        self.open.push(Open { node, any: false });
        self.push(kind, false, start);
        Ok(())
    }

    fn close(&mut self, container: u32) {
        self.open.pop();
        if self.folding == Some(container) {
            self.nodes[container as usize].folded = true;
            self.folding = None;
        } else if self.folding.is_some() {
            // One inside a value that is not laid open: it was needed while it was open.
            self.nodes.truncate(container as usize);
            return;
        } else if self.extensions == Some(container) {
            self.extensions = None;
        }
        let (end, next) = (index(self.at), index(self.nodes.len()));
        let node = &mut self.nodes[container as usize];
        (node.end, node.next) = (end, next);
    }

    fn key(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return self.fail(Reason::Key);
        }
        let escaped = self.string()?;
        self.push_plain(Kind::Text, escaped, start);
        self.named_extensions = &self.bytes[start..self.at] == b"\"extensions\"";
        self.space();
        if self.peek() != Some(b':') {
            return self.fail(Reason::Colon);
        }
        self.at += 1;
        self.space();
        Ok(())
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Result<(), Malformed> {
        let start = self.at;
        if !self.bytes[start..].starts_with(word) {
            return self.fail(Reason::Value);
        }
        self.at += word.len();
        self.push_plain(kind, false, start);
        Ok(())
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<(), Malformed> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let whole = self.digits();
        if whole == 0 || (zero && whole > 1) {
            return self.fail(Reason::Number);
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return self.fail(Reason::Number);
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return self.fail(Reason::Number);
            }
        }
        Ok(())
    }

    /// Reads a string and says whether it holds escapes.
    fn string(&mut self) -> Result<bool, Malformed> {
        self.at += 1;
        let mut escaped = false;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(0..=0x1f) | None => return self.fail(Reason::Text),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<(), Malformed> {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                Ok(())
            }
            Some(b'u') => {
                let unit = self.unit(self.at)?;
                match unit {
                    0xd800..=0xdbff => {
                        let low = self.unit(self.at + 6)?;
                        if !(0xdc00..=0xdfff).contains(&low) {
                            return self.fail(Reason::Escape);
                        }
                        self.at += 12;
                    }
                    0xdc00..=0xdfff => return self.fail(Reason::Escape),
                    _ => self.at += 6,
                }
                Ok(())
            }
            _ => self.fail(Reason::Escape),
        }
    }

    /// The sixteen bits of `\uXXXX` at a place.
    fn unit(&self, at: usize) -> Result<u16, Malformed> {
        let fault = Malformed { offset: at, reason: Reason::Escape };
        let escape = self.bytes.get(at..at + 6).ok_or(fault)?;
        if !escape.starts_with(b"\\u") || !escape[2..].iter().all(u8::is_ascii_hexdigit) {
            return Err(fault);
        }
        let digits = std::str::from_utf8(&escape[2..]).map_err(|_| fault)?;
        u16::from_str_radix(digits, 16).map_err(|_| fault)
    }
}

/// The length of the source was checked to fit.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<Reason> {
        let of = |depth| parse(text.as_bytes(), depth).err();
        // However much is laid open, the same is JSON.
        let whole = of(Depth::Whole);
        assert_eq!(of(Depth::Nothing), whole, "{text}");
        assert_eq!(of(Depth::Statements), whole, "{text}");
        whole.map(|e| e.reason)
    }

    #[test]
    fn what_extensions_hold_is_seen_through_and_not_laid_open() {
        let text = r#"{"a":[{"extensions":{"k":{"x":[1,{"y":{}},"z"],"w":null,"w":0},"l":[],"m":7}}],
            "extensions":[{"n":[1,2]}],"b":[{}]}"#;
        let doc = parse(text.as_bytes(), Depth::Statements).unwrap();
        let held = doc.root().get("a").unwrap().items().next().unwrap().get("extensions").unwrap();
        let told: Vec<(String, &str, bool)> = held
            .entries()
            .map(|(key, value)| (key.text().into_owned(), value.raw(), value.is_folded()))
            .collect();
        let expected = [("k", r#"{"x":[1,{"y":{}},"z"],"w":null,"w":0}"#, true), ("l", "[]", true)];
        for ((key, raw, folded), expected) in told.iter().zip(expected) {
            assert_eq!((key.as_str(), *raw, *folded), expected);
        }
        assert_eq!(told[2], ("m".to_owned(), "7", false));
        assert!(held.entries().all(|(_, value)| value.entries().next().is_none()));
        let list = doc.root().get("extensions").unwrap().items().next().unwrap();
        assert_eq!(list.get("n").unwrap().items().count(), 2, "no extensions, but a list");
        assert!(doc.root().get("b").is_some());
        let numbers = format!("{{\"extensions\":{{\"k\":[{}1]}}}}", "1,".repeat(10_000));
        assert!(parse(numbers.as_bytes(), Depth::Statements).unwrap().nodes.len() < 10);
        assert!(parse(numbers.as_bytes(), Depth::Nothing).unwrap().nodes.len() < 10);
    }

    #[test]
    fn what_is_json_is_read() {
        for good in [
            "null",
            " true ",
            "-0.5e+10",
            "\"\"",
            r#""\u0041\ud83d\ude00\n""#,
            "[]",
            "{}",
            "[1,2,[3,{}]]",
            r#"{"a":{"b":[]},"c":null}"#,
            "\t{\r\n \"a\" : 1 }\n",
        ] {
            assert_eq!(reason(good), None, "{good}");
            assert!(serde_json::from_str::<serde_json::Value>(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn what_is_not_is_refused_with_its_reason() {
        for (bad, why) in [
            ("", Reason::Value),
            ("nul", Reason::Value),
            ("01", Reason::Number),
            ("1.", Reason::Number),
            ("-", Reason::Number),
            ("1e", Reason::Number),
            ("+1", Reason::Value),
            ("\"a", Reason::Text),
            ("\"\n\"", Reason::Text),
            (r#""\x""#, Reason::Escape),
            (r#""\ud800""#, Reason::Escape),
            (r#""\ud800\u0041""#, Reason::Escape),
            (r#""\udc00""#, Reason::Escape),
            (r#""\u00""#, Reason::Escape),
            ("[1,]", Reason::Value),
            ("[,1]", Reason::Value),
            ("[1 2]", Reason::Comma),
            ("{,}", Reason::Key),
            ("{\"a\":1,}", Reason::Key),
            ("{a:1}", Reason::Key),
            ("{\"a\" 1}", Reason::Colon),
            ("[1", Reason::Comma),
            ("1 2", Reason::Trailing),
            ("{}}", Reason::Trailing),
        ] {
            assert_eq!(reason(bad), Some(why), "{bad}");
        }
        assert_eq!(parse(b"\"\xff\"", Depth::Whole).unwrap_err().reason, Reason::Encoding);
    }

    #[test]
    fn depth_is_bounded() {
        let object = |n: usize| "{\"a\":".repeat(n) + "1" + &"}".repeat(n);
        assert_eq!(reason(&object(MOST_DEPTH)), None);
        assert_eq!(reason(&object(MOST_DEPTH + 1)), Some(Reason::Depth));
        let listed = |n: usize| format!("[1, {}]", object(n));
        assert_eq!(reason(&listed(MOST_DEPTH)), None);
        assert_eq!(reason(&listed(MOST_DEPTH + 1)), Some(Reason::Depth));
    }
}
