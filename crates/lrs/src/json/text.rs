//! Strings: escapes taken away and put back.

use std::fmt::Write as _;

/// What a string literal says. The parser has checked its escapes.
pub(crate) fn unescape(literal: &str) -> String {
    let inner = &literal[1..literal.len() - 1];
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at..];
        let used = match escape.as_bytes().get(1) {
            Some(b'u') => unescape_unit(escape, &mut out),
            Some(simple) => {
                out.push(simple_escape(*simple));
                2
            }
            None => 1,
        };
        rest = &escape[used..];
    }
    out.push_str(rest);
    out
}

fn simple_escape(letter: u8) -> char {
    match letter {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        other => char::from(other),
    }
}

/// Writes what `\uXXXX`, or a pair of them, says; gives the length of the escape.
fn unescape_unit(escape: &str, out: &mut String) -> usize {
    let unit = |at: usize| {
        escape.get(at + 2..at + 6).and_then(|digits| u32::from_str_radix(digits, 16).ok())
    };
    let high = unit(0).unwrap_or(0xfffd);
    if !(0xd800..0xdc00).contains(&high) {
        out.push(char::from_u32(high).unwrap_or('\u{fffd}'));
        return 6;
    }
    let low = unit(6).unwrap_or(0xdc00);
    let code = 0x1_0000 + ((high - 0xd800) << 10) + low.saturating_sub(0xdc00);
    out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
    12
}

/// Writes a string literal.
pub fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => {
                let _ = write!(out, "\\u{other:04x}");
            }
        }
    }
    out.push_str(&text[done..]);
    out.push('"');
}

/// A string as a literal.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_text(text, &mut out);
    out
}

/// One step of a way through a document.
pub(super) fn write_step(key: &str, out: &mut String) {
    let plain = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && key.starts_with(|c: char| c.is_ascii_alphabetic());
    if plain {
        out.push('.');
        out.push_str(key);
    } else {
        out.push_str("['");
        // A way is shown to people: a hostile name must not make it endless.
        for c in key.chars().take(200) {
            match c {
                '\'' => out.push_str("\\'"),
                c if c.is_control() => out.push('\u{fffd}'),
                c => out.push(c),
            }
        }
        out.push_str("']");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_go_and_come_back() {
        assert_eq!(unescape(r#""a\"\\\/\b\f\n\r\t\u0041\ud83d\ude00\u00e9z""#), {
            "a\"\\/\u{8}\u{c}\n\r\tA😀éz"
        });
        for text in ["", "plain", "a\"b\\c\nd\te\u{1}f", "Nguyễn 😀"] {
            let literal = escape(text);
            assert_eq!(serde_json::from_str::<String>(&literal).unwrap(), text);
            assert_eq!(unescape(&literal), text);
        }
    }
}
