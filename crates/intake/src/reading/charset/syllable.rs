//! Whether a word is a Vietnamese syllable: an onset, a rime, a tone the rime can bear.

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

/// Whether a word, composed or not, is a syllable as Vietnamese can spell it.
pub fn is_syllable(word: &str) -> bool {
    let mut tone = None;
    let mut bare = String::with_capacity(word.len());
    for c in word.to_lowercase().nfd() {
        if matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') {
            if tone.replace(c).is_some() {
                return false;
            }
        } else {
            bare.push(c);
        }
    }
    let bare: String = bare.nfc().collect();
    let fits = |rime: &str| rime_fits(rime, tone);
    fits(&bare)
        || ONSETS.iter().any(|o| bare.strip_prefix(o).is_some_and(fits))
        || matches!(bare.as_str(), "gi" | "gin" | "giêng" | "giêc")
}

fn rime_fits(rime: &str, tone: Option<char>) -> bool {
    let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    let tone_fits = !stopped || matches!(tone, Some('\u{301}' | '\u{323}'));
    !rime.is_empty() && tone_fits && RIMES.contains(&format!(" {rime} "))
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
}
