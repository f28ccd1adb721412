//! Bytes of an encoding → text with combining marks, composed by the caller.

use super::{
    Charset,
    tables::{TCVN3, VISCII, VISCII_LOW, VNI_LETTERS, VNI_MARKS},
};

/// Decodes a text whose characters stand for bytes, as spreadsheets keep legacy text. `None` when
/// a character is no byte: then the text is Unicode already.
pub fn decode(charset: Charset, text: &str) -> Option<String> {
    let bytes = text.chars().map(as_byte).collect::<Option<Vec<u8>>>()?;
    if !matches!(charset, Charset::Tcvn3 | Charset::Viscii) || !text.contains(SIGNS) {
        return Some(decode_bytes(charset, &bytes));
    }
    // A dash or a quotation mark beside a word is what it looks like, not a letter.
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in (0..chars.len()).filter(|at| SIGNS.contains(&chars[*at]) && !within(&chars, *at)) {
        out.push_str(&decode_bytes(charset, &bytes[from..at]));
        out.push(chars[at]);
        from = at + 1;
    }
    out.push_str(&decode_bytes(charset, &bytes[from..]));
    Some(out)
}

/// Punctuation that shows as itself among letters of code page 1252.
const SIGNS: [char; 8] = ['–', '—', '‘', '’', '“', '”', '•', '…'];

/// Whether a character stands between two that may be letters.
fn within(chars: &[char], at: usize) -> bool {
    let letter = |c: &char| c.is_ascii_alphabetic() || !c.is_ascii() && !SIGNS.contains(c);
    let before = at.checked_sub(1).and_then(|at| chars.get(at));
    before.is_some_and(letter) && chars.get(at + 1).is_some_and(letter)
}

/// Decodes bytes.
pub(super) fn decode_bytes(charset: Charset, bytes: &[u8]) -> String {
    match charset {
        Charset::Tcvn3 => capitals(&bytes.iter().map(|b| high(*b, TCVN3)).collect::<String>()),
        Charset::Viscii => bytes.iter().map(|b| viscii(*b)).collect(),
        Charset::Vni => vni(bytes),
        Charset::Cp1258 => encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.into(),
    }
}

/// Capitals with a tone, which people could only type small: `NGUYễN`, `Phạm Ngọc ánh`.
fn capitals(text: &str) -> String {
    let words = || text.split(ends).filter(|w| !w.is_empty());
    // A name: every word that could begin with a capital does.
    let begins =
        |word: &str, what: fn(&char) -> bool| word.chars().next().is_some_and(|c| what(&c));
    let capital = |w: &&str| begins(w, |c| c.is_uppercase());
    let small = |w: &&str| begins(w, |c| c.is_lowercase() && !c.is_ascii());
    let name = words().filter(capital).count() > 1 && words().all(|w| capital(&w) || small(&w));
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(ends) {
        let mut chars = word.chars();
        match chars.next() {
            _ if !word.is_ascii() && in_capitals(word) => out.push_str(&word.to_uppercase()),
            Some(first) if name && first.is_lowercase() => {
                out.extend(first.to_uppercase());
                out.push_str(chars.as_str());
            }
            _ => out.push_str(word),
        }
    }
    out
}

fn ends(c: char) -> bool {
    !c.is_alphabetic()
}

/// Whether several letters of a word are capitals, and none of those without a tone is small.
fn in_capitals(word: &str) -> bool {
    let plain = || word.chars().filter(char::is_ascii_alphabetic);
    plain().count() > 1 && plain().all(|c| c.is_ascii_uppercase())
}

/// The byte a character stands for: itself, or its place in Windows code page 1252.
pub(super) fn as_byte(c: char) -> Option<u8> {
    if let Ok(b) = u8::try_from(u32::from(c)) {
        return Some(b);
    }
    let at = WINDOWS.chars().position(|w| w == c)?;
    Some(0x80 + u8::try_from(at).expect("thirty-two of them"))
}

/// What Windows code page 1252 shows for bytes 80 to 9F.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
fn high(byte: u8, table: &str) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(at) => table.chars().nth(usize::from(at)).unwrap_or(char::from(byte)),
    }
}

fn viscii(byte: u8) -> char {
    match VISCII_LOW.iter().find(|(b, _)| *b == byte) {
        Some((_, c)) => *c,
        None => high(byte, VISCII),
    }
}

fn vni(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut vowel = false;
    for byte in bytes {
        let small = if (0xc0..=0xde).contains(byte) { byte + 0x20 } else { *byte };
        let mark = VNI_MARKS.iter().find(|(b, _)| *b == small).filter(|_| vowel);
        let letter = VNI_LETTERS.iter().find(|(b, _)| *b == small);
        if let Some((_, marks)) = mark {
            out.push_str(marks);
            vowel = false;
        } else if let Some((_, c)) = letter {
            if small == *byte {
                out.push(*c);
            } else {
                out.extend(c.to_uppercase());
            }
            vowel = matches!(c, 'ơ' | 'ư');
        } else if small == 0xee {
            out.push(if small == *byte { 'ỵ' } else { 'Ỵ' });
            vowel = false;
        } else {
            let c = if *byte < 0x80 { char::from(*byte) } else { windows(*byte) };
            out.push(c);
            vowel = matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        }
    }
    out
}

fn windows(byte: u8) -> char {
    encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(&[byte])
        .0
        .chars()
        .next()
        .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use kernel::folding::compose;

    use super::*;

    #[test]
    fn words_in_each_encoding() {
        let read = |c, t: &str| compose(&decode(c, t).unwrap());
        assert_eq!(read(Charset::Tcvn3, "Ph\u{ad}êng TÝch S¬n"), "Phường Tích Sơn");
        assert_eq!(read(Charset::Tcvn3, "§ç §×nh Dòng"), "Đỗ Đình Dũng");
        assert_eq!(read(Charset::Vni, "Phöôøng Tích Sôn"), "Phường Tích Sơn");
        assert_eq!(read(Charset::Vni, "Ñaëng Thò Myõ, HUYEÄN"), "Đặng Thị Mỹ, HUYỆN");
        assert_eq!(read(Charset::Viscii, "Ph\u{df}\u{b6}ng"), "Phường");
        assert_eq!(read(Charset::Cp1258, "PhýõÌng"), "Phường");
        assert_eq!(
            read(Charset::Tcvn3, "NGUYÔN THÞ SOA, Bå, Vò, C§S"),
            "NGUYỄN THỊ SOA, Bồ, Vũ, CĐS"
        );
        assert_eq!(read(Charset::Tcvn3, "Ph¹m Ngäc ¸nh, ®µo t¹o"), "Phạm Ngọc ánh, đào tạo");
        assert_eq!(read(Charset::Tcvn3, "Ph¹m Ngäc ¸nh"), "Phạm Ngọc Ánh");
        assert_eq!(read(Charset::Tcvn3, "“Hä” – tªn…"), "“Họ” – tên…");
        assert_eq!(decode(Charset::Tcvn3, "Nguyễn"), None);
        // Control codes 80 to 9F come to us as themselves or as Windows shows them.
        assert_eq!(read(Charset::Viscii, "\u{80}"), read(Charset::Viscii, "€"));
    }
}
