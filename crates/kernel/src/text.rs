//! Text as it is compared. Vietnamese reaches us composed and decomposed, with the tone on
//! either vowel (Hoà, Hòa), with hard spaces, in any case; the keys here forgive all of that.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The five tone marks: huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Canonical composition (NFC), without zero-width characters. Applied at every border.
pub fn compose(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
        .nfc()
        .collect()
}

/// Composed, every run of white space (also hard spaces) one space, none at the ends.
pub fn squeeze(text: &str) -> String {
    let text = compose(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The key two spellings of one name share: white space, case and the place of the tone are
/// forgiven; letters and tones are not. For comparison only: the tone stands behind its word.
pub fn fold(text: &str) -> String {
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

/// [`fold`] without any diacritics, đ as d: what a person types in a hurry.
pub fn plain(text: &str) -> String {
    squeeze(text)
        .to_lowercase()
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
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
    fn letters_and_tones_are_not_forgiven() {
        for (a, b) in [("Hoa", "Hoà"), ("Sơn", "Son"), ("Đức", "Dức"), ("Thúy", "Thủy")] {
            assert_ne!(fold(a), fold(b), "{a} ~ {b}");
            assert_ne!(a, b);
        }
        assert_eq!(plain("Đặng Thị Thuỷ"), "dang thi thuy");
    }

    proptest! {
        #[test]
        fn keys_are_stable(s in "\\PC{0,24}") {
            prop_assert_eq!(plain(&plain(&s)), plain(&s));
            prop_assert_eq!(squeeze(&squeeze(&s)), squeeze(&s));
            let decomposed: String = s.nfd().collect();
            prop_assert_eq!(fold(&decomposed), fold(&s));
        }
    }
}
