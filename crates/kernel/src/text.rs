//! Text as it is compared. Vietnamese reaches us composed and decomposed, with the tone on
//! either vowel (Hoà, Hòa), with hard spaces, in any case; the keys here forgive all of that.
//!
//! A large sheet asks for a million keys, nearly all of plain Vietnamese letters: what those fall
//! apart into is worked out once. Whatever else stands in a text goes the long way.

use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// The five tone marks: huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// A letter, lower case, fallen apart.
#[derive(Clone, Copy)]
struct Letter {
    /// The letter itself.
    base: char,
    /// A mark that is no tone: circumflex, breve, horn.
    mark: Option<char>,
    /// Its tone.
    tone: Option<char>,
}

/// Where letters with diacritics stand: Latin-1 to Latin Extended-B, and Latin Extended
/// Additional.
const LETTERS: [std::ops::Range<u32>; 2] = [0xc0..0x250, 0x1e00..0x1f00];

/// What each letter there falls apart into; `None` for what does not in this simple way.
static APART: LazyLock<[Vec<Option<Letter>>; 2]> = LazyLock::new(|| {
    LETTERS.map(|range| range.map(|n| char::from_u32(n).and_then(apart)).collect())
});

fn apart(c: char) -> Option<Letter> {
    let mut lower = c.to_lowercase();
    let (Some(small), None) = (lower.next(), lower.next()) else { return None };
    if !c.is_alphabetic() || !is_nfc(c.encode_utf8(&mut [0; 4])) {
        return None;
    }
    let mut parts = small.nfd();
    let mut letter = Letter { base: parts.next()?, mark: None, tone: None };
    for part in parts {
        let place = if TONES.contains(&part) { &mut letter.tone } else { &mut letter.mark };
        if place.replace(part).is_some() {
            return None;
        }
    }
    Some(letter)
}

/// What a letter with diacritics falls apart into.
fn letter(c: char) -> Option<Letter> {
    let n = u32::from(c);
    let at = LETTERS.iter().position(|range| range.contains(&n))?;
    APART[at][(n - LETTERS[at].start) as usize]
}

/// Whether a text is ASCII and letters whose parts are known: it is composed then.
fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|c| c.is_ascii() || letter(c).is_some())
}

/// What is not seen: characters of no width, and those that turn the direction of what follows,
/// by which a text shows something else than it says.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Canonical composition (NFC), without what is not seen. Applied at every border.
pub fn compose(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    text.chars().filter(|c| !is_unseen(*c)).nfc().collect()
}

/// Composed, every run of white space (also hard spaces) one space, none at the ends.
pub fn squeeze(text: &str) -> String {
    if is_plain(text) { spaced(text) } else { spaced(&compose(text)) }
}

fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty())
}

/// The key two spellings of one name share: white space, case and the place of the tone are
/// forgiven; letters and tones are not. For comparison only: the tone stands behind its word.
pub fn fold(text: &str) -> String {
    if is_plain(text) {
        return fold_plain(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut tone = None;
    for c in squeeze(text).to_lowercase().nfd() {
        if TONES.contains(&c) {
            tone = Some(c);
        } else {
            if !c.is_alphabetic() && !is_combining_mark(c) {
                out.extend(tone.take());
            }
            out.push(c);
        }
    }
    out.extend(tone);
    out
}

fn fold_plain(text: &str) -> String {
    // Marks and tones take two bytes each.
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    let mut tone = None;
    for word in words(text) {
        if !out.is_empty() {
            out.extend(tone.take());
            out.push(' ');
        }
        for c in word.chars() {
            if let Some(letter) = letter(c) {
                out.push(letter.base);
                out.extend(letter.mark);
                tone = letter.tone.or(tone);
            } else {
                if !c.is_ascii_alphabetic() {
                    out.extend(tone.take());
                }
                out.push(c.to_ascii_lowercase());
            }
        }
    }
    out.extend(tone);
    out
}

/// [`fold`] without any diacritics, đ as d: what a person types in a hurry.
pub fn plain(text: &str) -> String {
    let bare = |c: char| if c == 'đ' { 'd' } else { c };
    if is_plain(text) {
        let base = |c: char| letter(c).map_or(c.to_ascii_lowercase(), |letter| bare(letter.base));
        return spaced(text).chars().map(base).collect();
    }
    // A mark alone leaves nothing of its word.
    let text = compose(text).to_lowercase();
    spaced(&text.nfd().filter(|c| !is_combining_mark(*c)).map(bare).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_name_in_many_spellings_has_one_key() {
        for (a, b) in [
            ("Hoà", "Hòa"),
            ("THUỶ", "thủy"),
            ("Xuân\u{a0} Hoà", " xuân hòa "),
            ("Nguye\u{302}\u{303}n", "Nguyễn"),
            ("Hu\u{1ebf}", "Hu\u{ea}\u{301}"),
            ("Quý", "QUÝ"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} ~ {b}");
        }
    }

    #[test]
    fn a_text_shows_what_it_says() {
        // Shown with its end turned round, this file was one of another kind.
        assert_eq!(squeeze("biểu\u{202e}xslx.exe"), "biểuxslx.exe");
        assert_eq!(squeeze("\u{2067}Lan\u{2069} \u{200f}An\u{200e}"), "Lan An");
        assert_eq!(fold("La\u{200e}n"), fold("Lan"));
    }

    #[test]
    fn letters_and_tones_are_not_forgiven() {
        for (a, b) in [("Hoa", "Hoà"), ("Sơn", "Son"), ("Đức", "Dức"), ("Thúy", "Thủy")] {
            assert_ne!(fold(a), fold(b), "{a} ~ {b}");
            assert_ne!(a, b);
        }
        assert_eq!(plain("Đặng Thị Thuỷ"), "dang thi thuy");
    }

    /// The long way, for any text.
    fn slowly(text: &str) -> [String; 4] {
        let composed: String = text.chars().filter(|c| !is_unseen(*c)).nfc().collect();
        let squeezed = spaced(&composed);
        let mut folded = String::new();
        let mut tone = None;
        for c in squeezed.to_lowercase().nfd() {
            if TONES.contains(&c) {
                tone = Some(c);
                continue;
            }
            if !c.is_alphabetic() && !is_combining_mark(c) {
                folded.extend(tone.take());
            }
            folded.push(c);
        }
        folded.extend(tone);
        let lower = composed.to_lowercase();
        let bare = lower.nfd().filter(|c| !is_combining_mark(*c));
        let bare: String = bare.map(|c| if c == 'đ' { 'd' } else { c }).collect();
        [composed, squeezed, folded, spaced(&bare)]
    }

    fn quickly(text: &str) -> [String; 4] {
        [compose(text), squeeze(text), fold(text), plain(text)]
    }

    #[test]
    fn every_letter_comes_to_the_same_by_both_ways() {
        for c in LETTERS.into_iter().flatten().chain(0..0xc0).filter_map(char::from_u32) {
            for text in [format!("{c}"), format!("o{c} {c}n-{c}2{c}"), format!("{c}\u{301}a")] {
                assert_eq!(quickly(&text), slowly(&text), "{text:?}");
            }
        }
        assert!(is_plain("Nguyễn Thị Thuỷ Đường, ỦY BAN"), "the quick way is taken");
    }

    proptest! {
        #[test]
        fn both_ways_agree(s in "[ a-zA-Z0-9.,đĐàÀảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ\u{a0}\u{300}\u{323}\u{200b}\t]{0,24}") {
            prop_assert_eq!(quickly(&s), slowly(&s));
        }

        #[test]
        fn keys_are_stable(s in "\\PC{0,24}") {
            prop_assert_eq!(plain(&plain(&s)), plain(&s));
            prop_assert_eq!(squeeze(&squeeze(&s)), squeeze(&s));
            let decomposed: String = s.nfd().collect();
            prop_assert_eq!(fold(&decomposed), fold(&s));
        }
    }
}
