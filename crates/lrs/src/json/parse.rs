//! The parser: strict JSON (RFC 8259), without recursion, bounded in depth.

use super::{Doc, Kind, Node};

/// Deeper than anything a learning record needs; a hostile text ends here.
const MOST_DEPTH: usize = 128;

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not JSON at byte {offset}: {reason}")]
pub struct Malformed {
    /// Where, in bytes from the start.
    pub offset: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a text that should be JSON.
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
    #[error("nested too deeply")]
    Depth,
    /// Something behind the value.
    #[error("something stands behind the value")]
    Trailing,
    /// Longer than four gigabytes.
    #[error("too long")]
    Length,
}

pub(super) fn parse(source: &[u8]) -> Result<Doc<'_>, Malformed> {
    if u32::try_from(source.len()).is_err() {
        return Err(Malformed { offset: 0, reason: Reason::Length });
    }
    let text = std::str::from_utf8(source)
        .map_err(|e| Malformed { offset: e.valid_up_to(), reason: Reason::Encoding })?;
    let mut parser = Parser {
        bytes: source,
        at: 0,
        // A statement of 1 KB has about 60 nodes.
        nodes: Vec::with_capacity(source.len() / 16 + 8),
        open: Vec::with_capacity(16),
    };
    parser.run()?;
    Ok(Doc { source: text, nodes: parser.nodes })
}

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    /// Objects and lists that are not closed yet.
    open: Vec<u32>,
}

impl Parser<'_> {
    fn run(&mut self) -> Result<(), Malformed> {
        self.space();
        self.value()?;
        while let Some(&container) = self.open.last() {
            self.space();
            let in_object = self.nodes[container as usize].kind == Kind::Object;
            let first = container as usize + 1 == self.nodes.len();
            let close = if in_object { b'}' } else { b']' };
            match self.peek() {
                Some(b) if b == close => {
                    self.at += 1;
                    self.close(container);
                    continue;
                }
                Some(b',') if !first => {
                    self.at += 1;
                    self.space();
                }
                _ if first => {}
                _ => return self.fail(Reason::Comma),
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
        self.nodes.push(Node { kind, escaped, start, end, next });
    }

    fn value(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let escaped = self.string()?;
                self.push(Kind::Text, escaped, start);
            }
            Some(b'{') => self.descend(Kind::Object)?,
            Some(b'[') => self.descend(Kind::Array)?,
            Some(b't') => self.word(b"true", Kind::True)?,
            Some(b'f') => self.word(b"false", Kind::False)?,
            Some(b'n') => self.word(b"null", Kind::Null)?,
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                self.push(Kind::Number, false, start);
            }
            _ => return self.fail(Reason::Value),
        }
        Ok(())
    }

    fn descend(&mut self, kind: Kind) -> Result<(), Malformed> {
        if self.open.len() == MOST_DEPTH {
            return self.fail(Reason::Depth);
        }
        let start = self.at;
        self.at += 1;
        self.open.push(index(self.nodes.len()));
        self.push(kind, false, start);
        Ok(())
    }

    fn close(&mut self, container: u32) {
        self.open.pop();
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
        self.push(Kind::Text, escaped, start);
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
        self.push(kind, false, start);
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
        parse(text.as_bytes()).err().map(|e| e.reason)
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
        assert_eq!(parse(b"\"\xff\"").unwrap_err().reason, Reason::Encoding);
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert_eq!(reason(&nested(MOST_DEPTH)), None);
        assert_eq!(reason(&nested(MOST_DEPTH + 1)), Some(Reason::Depth));
    }
}
