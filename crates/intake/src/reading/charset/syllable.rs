//! Whether a word is a Vietnamese syllable: an onset, a rime, a tone the rime can bear.

use std::{collections::HashSet, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x",
];

const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât \
    âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich iêc iêm iên iêng iêp iêt iêu im \
    in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen \
    oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơu u ua uac uai uan \
    uang uanh uat uay uân uâng uât uây uc ue uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt \
    uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương \
    ươp ươt ươu y yêm yên yêng yêt yêu ynh yt ych ";

/// Syllables that names, titles, headings and places are full of.
const FAMILIAR: &str = include_str!("familiar.txt");

/// A word without its tone.
struct Toned {
    bare: String,
    tone: Option<char>,
}

impl Toned {
    /// `None` where a word has two tones.
    fn of(word: &str) -> Option<Self> {
        let mut tone = None;
        let mut bare = String::with_capacity(word.len());
        for c in word.to_lowercase().nfd() {
            if matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') {
                if tone.replace(c).is_some() {
                    return None;
                }
            } else {
                bare.push(c);
            }
        }
        Some(Self { bare: bare.nfc().collect(), tone })
    }

    fn is_syllable(&self) -> bool {
        let bare = self.bare.as_str();
        let fits = |rime: &str| rime_fits(rime, self.tone);
        fits(bare)
            || ONSETS.iter().any(|o| bare.strip_prefix(o).is_some_and(fits))
            || matches!(bare, "gi" | "gin" | "giêng" | "giêc")
    }

    /// The tone behind the letters, wherever it was written: `hòa` and `hoà` are one.
    fn key(mut self) -> String {
        self.bare.extend(self.tone);
        self.bare
    }
}

/// Whether a word, composed or not, is a syllable as Vietnamese can spell it.
pub fn is_syllable(word: &str) -> bool {
    Toned::of(word).is_some_and(|w| w.is_syllable())
}

/// Whether only the tone is wanting that a syllable of its letters must have: `Lôc` for `Lộc`.
pub(super) fn wants_tone(word: &str) -> bool {
    let toned = |w: Toned| w.tone.is_none() && Toned { tone: Some('\u{323}'), ..w }.is_syllable();
    Toned::of(word).is_some_and(toned)
}

/// Whether a word is a syllable; and then, whether one that sheets are full of.
pub(super) fn familiar(word: &str) -> Option<bool> {
    static KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        FAMILIAR.split_whitespace().filter_map(|w| Some(Toned::of(w)?.key())).collect()
    });
    let word = Toned::of(word).filter(Toned::is_syllable)?;
    Some(KEYS.contains(&word.key()))
}

fn rime_fits(rime: &str, tone: Option<char>) -> bool {
    static ALL: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_whitespace().collect());
    let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    let tone_fits = !stopped || matches!(tone, Some('\u{301}' | '\u{323}'));
    tone_fits && ALL.contains(rime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables() {
        for word in
            "Nguyễn Phường Tích Sơn Vĩnh Yên Quỳnh Khuyết Giếng gì Ủy Thuỷ Hoà Hòa Đoàn Nghĩa Quốc \
             khuya Trượng Yến Ý Oanh xoong Quyết Quờ ngoằn"
                .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in "Tªn NguyÔn PhËn Dßng bc Höôøng tich\u{301}\u{300} Hêm\u{300}\u{301} straße Ph\u{ad}êng Lúật à̀".split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn what_sheets_are_full_of_is_vietnamese() {
        for word in FAMILIAR.split_whitespace() {
            assert_eq!(familiar(word), Some(true), "{word}");
        }
        assert_eq!(familiar("HOÀ"), familiar("hòa"), "wherever the tone stands");
        assert!(wants_tone("Lôc") && !wants_tone("Lộc") && !wants_tone("Leâ"));
        assert_eq!((familiar("Thỡ"), familiar("Êban")), (Some(false), None));
    }
}
