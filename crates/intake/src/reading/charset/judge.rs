//! How Vietnamese a text is, and the encoding of a file by it.

use kernel::folding::compose;

use super::{
    Charset,
    decode::decode_bytes,
    syllable::{familiar, wants_tone},
};

/// Words with a letter outside ASCII, by what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Validity {
    /// Syllables.
    pub(super) good: u32,
    /// Of these, such as sheets are full of.
    pub(super) known: u32,
    /// Initials, `HĐND`, which say little.
    pub(super) initials: u32,
    /// Everything else.
    pub(super) bad: u32,
    /// Of these, such as want nothing but their tone.
    pub(super) careless: u32,
}

impl Validity {
    /// Whether every word is Vietnamese.
    pub(super) const fn is_whole(self) -> bool {
        self.bad == 0 && self.good + self.initials > 0
    }

    /// How much it speaks for the reading it was counted in.
    pub(super) fn worth(self) -> i64 {
        i64::from(self.good) + i64::from(self.known) + i64::from(self.initials)
            - 2 * i64::from(self.bad)
    }

    fn share(self) -> f64 {
        let good = self.good + self.initials;
        f64::from(good) / f64::from((good + self.bad).max(1))
    }
}

/// Signs that stand around words and measures.
const AROUND: [char; 13] = ['“', '”', '‘', '’', '…', '–', '—', '•', '«', '»', '²', '³', '°'];

/// Letters that are words.
const ALONE: &str = "ýởôổáàạ";

/// Counts the words that have a letter outside ASCII. A sign alone is no word: `–`, `×`, `✓`.
pub(super) fn validity(text: &str) -> Validity {
    let mut out = Validity::default();
    let composed = compose(text);
    let words = composed
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_ascii_digit());
    for word in words.filter(|w| !w.is_ascii()) {
        // `m²` is a measure, whatever its sign stands for in VISCII.
        let inner = word.trim_matches(AROUND);
        if inner.is_ascii() || inner.chars().all(|c| !c.is_alphabetic()) {
            continue;
        }
        if inner.chars().nth(1).is_none() {
            let word = ALONE.contains(&inner.to_lowercase());
            *(if word { &mut out.good } else { &mut out.bad }) += 1;
            continue;
        }
        match familiar(inner).filter(|_| even(inner) && !misplaced(inner)) {
            Some(known) => {
                out.good += 1;
                out.known += u32::from(known);
            }
            None if initials(inner) => out.initials += 1,
            None => {
                out.bad += 1;
                out.careless += u32::from(wants_tone(inner));
            }
        }
    }
    out
}

/// Whether the letters of a word are small, or capitals, or small behind one capital.
fn even(word: &str) -> bool {
    let small = |c: char| c.is_lowercase();
    let rest = || word.chars().skip(1);
    !rest().any(char::is_uppercase) || !word.chars().any(small) && !rest().any(small)
}

/// Whether the tone stands on a last `i`, `o`, `u` or `y` that bears none: `Baì`, which is `Bá`
/// where tones are letters of their own.
fn misplaced(word: &str) -> bool {
    let mut back = word.chars().rev().flat_map(char::to_lowercase);
    let (Some(last), Some(before)) = (back.next(), back.next()) else { return false };
    let glide = "íìĩỉị".contains(last) && (before != 'u' || back.next() != Some('q'))
        || "óòõỏọúùũủụ".contains(last)
        || "ýỳỹỷỵ".contains(last) && before != 'u';
    glide && "aâeêioôơuưy".contains(before)
}

/// `CĐS`, `HĐND`, `QLĐT`. A `Đ` between vowels is in no such word: it is the `Ñ` of `SEÑOR`.
fn initials(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let vowel = |c: char| "AEIOUY".contains(c);
    let spoken = |w: &[char]| vowel(w[0]) && w[1] == 'Đ' && vowel(w[2]);
    letters.len() <= 8
        && letters.iter().all(|c| c.is_ascii_uppercase() || *c == 'Đ')
        && !letters.windows(3).any(spoken)
}

/// Whether a text has signs that neither Vietnamese nor a neighbour's name is written with, as old
/// encodings leave them in words: `§ç`, `ThÞ`, `Bå`.
pub fn has_foreign_signs(text: &str) -> bool {
    const LETTERS: &str = "äåæçëïðñöøûüþßîÿÄÅÆÇËÏÐÑÖØÛÜÞÎŸŒœŠšŽžƒ";
    const INSIDE: &str = "¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³µ¶¸¹º»¼½¾¿×÷";
    const AHEAD: &str = "¢£¤¥¦§¨©®";
    const BEHIND: &str = "¨©ª«¬\u{ad}®µ¶·¸¹¼½¾";
    let mut before = ' ';
    // Most letters are neither.
    let may_be = |c: char| matches!(c, '\u{a0}'..='\u{ff}' | '\u{152}'..='\u{192}');
    let mut chars = text.chars().filter(|_| !text.is_ascii()).peekable();
    while let Some(c) = chars.next() {
        let letter = |c: char| c.is_alphabetic() && !INSIDE.contains(c);
        let (left, right) = (letter(before), chars.peek().is_some_and(|c| letter(*c)));
        let signs = match (left, right) {
            (true, true) => INSIDE,
            (true, false) => BEHIND,
            (false, true) => AHEAD,
            (false, false) => "",
        };
        if may_be(c) && (LETTERS.contains(c) || signs.contains(c)) {
            return true;
        }
        before = c;
    }
    false
}

/// Text of bytes that are not UTF-8: the encoding that makes the most sense, else Windows 1252.
pub fn of_bytes(bytes: &[u8]) -> (String, Option<Charset>) {
    let sample = &bytes[..bytes.len().min(256 << 10)];
    let plain = encoding_rs::WINDOWS_1252.decode_without_bom_handling(sample).0;
    let raw = validity(&plain).share();
    let best = Charset::ALL
        .iter()
        .map(|c| (*c, validity(&decode_bytes(*c, sample))))
        .max_by_key(|(_, seen)| seen.worth())
        .filter(|(_, best)| best.share() > raw && best.share() >= 0.5);
    match best {
        Some((charset, _)) => (compose(&decode_bytes(charset, bytes)), Some(charset)),
        None => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_weighed() {
        let seen = |t| {
            let v = validity(t);
            (v.good, v.known, v.initials, v.bad)
        };
        assert_eq!(seen("Lê Thị Hồng Thắm"), (4, 4, 0, 0));
        assert_eq!(seen("Lế Thỡ Hăng Thớm"), (4, 0, 0, 0), "syllables, but no words");
        assert_eq!(seen("HĐND – CĐS × 3 m², “Phó”"), (1, 1, 2, 0));
        assert_eq!(seen("NGUYễN"), (0, 0, 0, 1));
        assert_eq!(seen("QLĐT LĐTBXH ANĐT SEĐOR NIĐO"), (0, 0, 3, 2));
        assert_eq!(seen("Krông Niê"), (0, 0, 0, 2));
        assert_eq!(seen("Baì Tuí Saó Huơỉ"), (0, 0, 0, 4));
        assert_eq!(seen("Bài Túi Quí Quỳ Thuỷ Thúy Hoá Khoẻ Gì Chị Y Tý").3, 0);
    }

    #[test]
    fn signs_of_old_encodings() {
        for t in ["§ç Quang Bå", "Lª ThÞ", "NguyÔn V¨n B¸", "Nguyeãn Vaên Ñöùc", "Ph\u{ad}êng"]
        {
            assert!(has_foreign_signs(t), "{t}");
        }
        for t in ["H’Hen Niê", "K´Brơ", "Y Bliă Êban", "Đỗ Đình Dũng", "Lê Hà", "120 m²", "–"]
        {
            assert!(!has_foreign_signs(t), "{t}");
        }
    }

    #[test]
    fn bytes_in_each_encoding() {
        let bytes: Vec<u8> = "Lª ThÞ Hång Th¾m".chars().map(|c| c as u8).collect();
        assert_eq!(of_bytes(&bytes), ("Lê Thị Hồng Thắm".into(), Some(Charset::Tcvn3)));
        let bytes: Vec<u8> = "José Müller".chars().map(|c| c as u8).collect();
        assert_eq!(of_bytes(&bytes), ("José Müller".into(), None));
    }
}
