//! What a list or an object holds, as the bytes it is, of a text that is known to be JSON: nothing
//! is laid open, however long it is.

/// The parts of a list or an object: the literal of the name, where there is one, and the value.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    rest: &'a str,
    named: bool,
}

impl<'a> Parts<'a> {
    /// Of a value; `None` where it is neither a list nor an object.
    pub fn of(json: &'a str) -> Option<Self> {
        let json = json.trim_ascii();
        let (open, inner) = json.split_at_checked(1)?;
        let rest = inner.get(..inner.len().checked_sub(1)?)?.trim_ascii();
        matches!(open, "{" | "[").then_some(Self { rest, named: open == "{" })
    }

    /// Whether these are of an object.
    pub const fn is_object(&self) -> bool {
        self.named
    }

    /// Takes a value from the front, and what separates it from the next one.
    fn take(&mut self, separator: char) -> &'a str {
        let (value, rest) = self.rest.split_at(end(self.rest.as_bytes()));
        let rest = rest.trim_ascii_start();
        self.rest = rest.strip_prefix(separator).unwrap_or(rest).trim_ascii_start();
        value
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = (Option<&'a str>, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let name = if self.named { Some(self.take(':')) } else { None };
        Some((name, self.take(',')))
    }
}

/// Where the value at the front ends.
fn end(bytes: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at += end_of_text(&bytes[at..]) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return at;
        }
    }
    bytes.len()
}

/// Behind the quote that ends the string at the front.
fn end_of_text(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_as_they_are() {
        let parts = |json: &'static str| Parts::of(json).map(Iterator::collect::<Vec<_>>);
        let list = parts(" [1 , -2.5e3,\"a,]\\\"\" ,[ {\"}\":[]} ],{}, null\n] ").unwrap();
        let values = ["1", "-2.5e3", "\"a,]\\\"\"", "[ {\"}\":[]} ]", "{}", "null"];
        assert_eq!(list, values.map(|value| (None, value)));
        let object = parts("{\"a\\\\\" :1,\"b:\":[2,{\"c\":\"\\\\\"}] , \"\":\"\"}").unwrap();
        let expected = [("\"a\\\\\"", "1"), ("\"b:\"", "[2,{\"c\":\"\\\\\"}]"), ("\"\"", "\"\"")];
        assert_eq!(object, expected.map(|(name, value)| (Some(name), value)));
        assert_eq!((parts("[]"), parts("{ }")), (Some(Vec::new()), Some(Vec::new())));
        for plain in ["1", "\"[\"", "null", ""] {
            assert_eq!(parts(plain), None, "{plain}");
        }
    }
}
