//! Vietnamese as it was written before Unicode: TCVN3 (fonts `.VnTime`), VNI (fonts `VNI-Times`),
//! VISCII and Windows code page 1258. Each turns text into the characters a machine that does not
//! know the scheme would show, one per byte.

use unicode_normalization::UnicodeNormalization;

/// The scheme a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Composed Unicode.
    Unicode,
    /// Decomposed Unicode (NFD).
    Decomposed,
    /// TCVN 5712:1993, the third set.
    Tcvn3,
    /// VNI for Windows, two characters for most letters.
    Vni,
    /// RFC 1456.
    Viscii,
    /// Windows: tones apart, but for the few letters western code pages have.
    Cp1258,
}

impl Script {
    /// Whether anything beyond Vietnamese letters and ASCII can be written.
    pub(crate) fn is_legacy(self) -> bool {
        !matches!(self, Self::Unicode | Self::Decomposed)
    }

    /// The text in this scheme; legacy schemes as one character (U+0000–U+00FF) a byte.
    pub(crate) fn encode(self, text: &str) -> String {
        match self {
            Self::Unicode => text.to_owned(),
            Self::Decomposed => text.nfd().collect(),
            Self::Tcvn3 => text.nfc().map(tcvn3).collect(),
            Self::Vni => text.nfc().map(vni).collect(),
            Self::Viscii => text.nfc().map(viscii).collect(),
            Self::Cp1258 => text.nfc().map(cp1258).collect(),
        }
    }
}

/// Vowels with their five tones, in the order plain, huyền, hỏi, ngã, sắc, nặng.
const VOWELS: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];

/// Which vowel and which tone a letter is, and whether it is a capital.
fn analyse(letter: char) -> Option<(usize, usize, bool)> {
    let lower = letter.to_lowercase().next()?;
    let (vowel, tone) = VOWELS
        .iter()
        .enumerate()
        .find_map(|(v, row)| row.chars().position(|c| c == lower).map(|t| (v, t)))?;
    Some((vowel, tone, lower != letter))
}

/// Bytes of the toned vowels, in the order of [`VOWELS`]; 0 is plain ASCII.
const TCVN3: [[u8; 6]; 12] = [
    [0, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9],
    [0xa8, 0xbb, 0xbc, 0xbd, 0xbe, 0xc6],
    [0xa9, 0xc7, 0xc8, 0xc9, 0xca, 0xcb],
    [0, 0xcc, 0xce, 0xcf, 0xd0, 0xd1],
    [0xaa, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6],
    [0, 0xd7, 0xd8, 0xdc, 0xdd, 0xde],
    [0, 0xdf, 0xe1, 0xe2, 0xe3, 0xe4],
    [0xab, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9],
    [0xac, 0xea, 0xeb, 0xec, 0xed, 0xee],
    [0, 0xef, 0xf1, 0xf2, 0xf3, 0xf4],
    [0xad, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9],
    [0, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe],
];

/// Capitals exist only without a tone; a toned capital falls back to the small letter, as typists
/// do (the capital fonts, whose name ends in H, show small letters as capitals).
fn tcvn3(letter: char) -> char {
    let capital = match letter {
        'Ă' => 0xa1,
        'Â' => 0xa2,
        'Ê' => 0xa3,
        'Ô' => 0xa4,
        'Ơ' => 0xa5,
        'Ư' => 0xa6,
        'Đ' => 0xa7,
        'đ' => 0xae,
        _ => 0u8,
    };
    if capital != 0 {
        return char::from(capital);
    }
    match analyse(letter).map(|(vowel, tone, _)| TCVN3[vowel][tone]) {
        Some(byte) if byte != 0 => char::from(byte),
        _ => plain(letter),
    }
}

fn vni(letter: char) -> String {
    match letter {
        'đ' => return "ñ".into(),
        'Đ' => return "Ñ".into(),
        _ => {}
    }
    let Some((vowel, tone, capital)) = analyse(letter) else {
        return plain(letter).into();
    };
    let alone = match (vowel, tone) {
        (5, 1) => Some('ì'),
        (5, 2) => Some('æ'),
        (5, 3) => Some('ó'),
        (5, 4) => Some('í'),
        (5, 5) => Some('ò'),
        (11, 5) => Some('î'),
        _ => None,
    };
    let small: String = alone.map_or_else(|| vni_pair(vowel, tone), String::from);
    if capital { small.to_uppercase() } else { small }
}

/// A vowel followed by its mark.
fn vni_pair(vowel: usize, tone: usize) -> String {
    let base = ['a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'ô', 'u', 'ö', 'y'][vowel];
    let mark = match vowel {
        1 => ["ê", "è", "ú", "ü", "é", "ë"][tone],
        2 | 4 | 7 => ["â", "à", "å", "ã", "á", "ä"][tone],
        _ => ["", "ø", "û", "õ", "ù", "ï"][tone],
    };
    format!("{base}{mark}")
}

/// The upper half of RFC 1456; six capitals stand among the control characters.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

fn viscii(letter: char) -> char {
    let low = ['Ẳ', 'Ẵ', 'Ẫ', 'Ỷ', 'Ỹ', 'Ỵ'].iter().position(|c| *c == letter);
    if let Some(at) = low {
        return ['\u{2}', '\u{5}', '\u{6}', '\u{14}', '\u{19}', '\u{1e}'][at];
    }
    VISCII
        .chars()
        .position(|c| c == letter)
        .and_then(|at| u8::try_from(at + 0x80).ok())
        .map_or_else(|| plain(letter), char::from)
}

fn cp1258(letter: char) -> String {
    if "ÀÁÈÉÍÓÙÚàáèéíóùú".contains(letter) {
        return letter.into();
    }
    let mut parts: Vec<char> = letter.nfd().collect();
    let tones = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
    let tone = parts.iter().position(|c| tones.contains(c)).map(|at| parts.remove(at));
    let base: String = parts.into_iter().nfc().collect();
    let mut out: String = base
        .chars()
        .map(|c| match c {
            'Ă' => 'Ã',
            'ă' => 'ã',
            'Đ' => 'Ð',
            'đ' => 'ð',
            'Ơ' => 'Õ',
            'ơ' => 'õ',
            'Ư' => 'Ý',
            'ư' => 'ý',
            'Â' | 'â' | 'Ê' | 'ê' | 'Ô' | 'ô' => c,
            other => plain(other),
        })
        .collect();
    out.extend(tone.map(|t| match t {
        '\u{300}' => 'Ì',
        '\u{309}' => 'Ò',
        '\u{303}' => 'Þ',
        '\u{301}' => 'ì',
        _ => 'ò',
    }));
    out
}

/// What no scheme here can write becomes a question mark, as it did on those machines.
fn plain(letter: char) -> char {
    if letter.is_ascii() { letter } else { '?' }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::HashSet, fs, path::PathBuf};

    #[test]
    fn the_words_typists_know() {
        assert_eq!(Script::Tcvn3.encode("Kế hoạch và Đầu tư"), "KÕ ho¹ch vµ §Çu t\u{ad}");
        assert_eq!(Script::Vni.encode("Phường Đống Đa"), "Phöôøng Ñoáng Ña");
        assert_eq!(Script::Vni.encode("VĨNH YÊN"), "VÓNH YEÂN");
        assert_eq!(Script::Cp1258.encode("Đỗ"), "ÐôÞ");
    }

    #[test]
    fn no_two_letters_share_a_code() {
        let small: Vec<char> = VOWELS.iter().flat_map(|v| v.chars()).chain(['đ']).collect();
        for script in [Script::Tcvn3, Script::Vni, Script::Viscii, Script::Cp1258] {
            let codes: HashSet<String> =
                small.iter().map(|c| script.encode(&c.to_string())).collect();
            assert_eq!(codes.len(), small.len(), "{script:?}");
            assert!(codes.iter().all(|c| c.chars().all(|c| c < '\u{100}')), "{script:?}");
            assert!(!codes.contains("?"), "{script:?}");
        }
    }

    #[test]
    fn files_in_the_wild_are_written_the_same() {
        let dir = PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/data/legacy-encodings"
        ));
        let Ok(unicode) = fs::read_to_string(dir.join("communes_utf8.csv")) else {
            println!("skipped: no legacy-encodings");
            return;
        };
        let read = |name: &str| -> String {
            fs::read(dir.join(name)).unwrap().into_iter().map(char::from).collect()
        };
        for (script, file) in [
            (Script::Tcvn3, "communes_tcvn3.csv"),
            (Script::Vni, "communes_vni.csv"),
            (Script::Viscii, "communes_viscii.csv"),
            (Script::Cp1258, "communes_cp1258.csv"),
        ] {
            let (ours, theirs) = (script.encode(&unicode), read(file));
            for (a, b) in ours.lines().zip(theirs.lines()) {
                assert_eq!(a, b, "{file}");
            }
            assert_eq!(ours.lines().count(), theirs.lines().count(), "{file}");
        }
    }
}
