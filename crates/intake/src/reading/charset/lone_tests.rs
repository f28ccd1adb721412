use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::reading::charset::tables::{TCVN3, VISCII, VISCII_LOW, VNI_LETTERS, VNI_MARKS};

/// A text as an old program would have kept it; `None` where the encoding has no such letter.
fn encode(charset: Charset, text: &str) -> Option<String> {
    let by_table = |table: &str, c: char| {
        let at = table.chars().position(|t| t == c)?;
        char::from_u32(0x80 + u32::try_from(at).ok()?)
    };
    let one = |c: char| -> Option<String> {
        if c.is_ascii() {
            return Some(c.into());
        }
        match charset {
            // Capitals with a tone have no key of their own.
            Charset::Tcvn3 => {
                let small = c.to_lowercase().next()?;
                let own = by_table(TCVN3, c).filter(|b| u32::from(*b) > 0xa0);
                own.or_else(|| by_table(TCVN3, small)).map(String::from)
            }
            Charset::Viscii => {
                let low = VISCII_LOW.iter().find(|(_, l)| *l == c).map(|(b, _)| char::from(*b));
                low.or_else(|| by_table(VISCII, c)).map(String::from)
            }
            Charset::Vni => vni(c),
            Charset::Cp1258 => Some(cp1258(c)),
        }
    };
    text.chars().map(one).collect()
}

fn vni(c: char) -> Option<String> {
    let small = c.to_lowercase().next()?;
    let cased = |b: u8| char::from(if c.is_uppercase() { b - 0x20 } else { b });
    let letter = |l: char| VNI_LETTERS.iter().find(|(_, own)| *own == l).map(|(b, _)| cased(*b));
    if small == 'ỵ' {
        return Some(cased(0xee).into());
    }
    if let Some(letter) = letter(small) {
        return Some(letter.into());
    }
    let parts: Vec<char> = c.nfd().collect();
    // `ơ` and `ư` have a key of their own, and their tone stands behind.
    let (base, marks): (char, String) = match parts[..] {
        [base, '\u{31b}', ref tone @ ..] => {
            let horned: String = [base.to_ascii_lowercase(), '\u{31b}'].iter().collect();
            (letter(horned.nfc().next()?)?, tone.iter().collect())
        }
        [base, ref marks @ ..] => (base, marks.iter().collect()),
        [] => return None,
    };
    let ordered = |m: &str| -> Vec<char> {
        let mut m: Vec<char> = m.chars().collect();
        m.sort_unstable();
        m
    };
    let mark = VNI_MARKS.iter().find(|(_, m)| ordered(m) == ordered(&marks));
    let behind = mark.map(|(b, _)| cased(*b));
    (marks.is_empty() || behind.is_some()).then(|| [base].into_iter().chain(behind).collect())
}

fn cp1258(c: char) -> String {
    let tone = |t: &char| matches!(t, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let (tones, rest): (Vec<char>, Vec<char>) = c.nfd().partition(tone);
    let letters: String = rest.into_iter().nfc().chain(tones).collect();
    encoding_rs::WINDOWS_1258.encode(&letters).0.iter().map(|b| char::from(*b)).collect()
}

const TEXTS: &str = "Lê Thị Hồng Thắm|Nguyễn Văn Lập|Đỗ Quang Bồ|Trần Đức Mạnh|Phạm Ngọc Ánh|\
    Vũ Đình Khôi|Bùi Thị Yến|Hoàng Thị Sơn|Lò Văn Tám|Đặng Hữu Phước|Huỳnh Thị Mỹ Duyên|\
    Trịnh Xuân Thủy|Ngô Bá Khá|Quách Thị Hường|Chuyên viên|Phó Trưởng phòng|Chủ tịch UBND xã|\
    Họ và tên|Chức vụ|Đơn vị công tác|Văn phòng - Thống kê|Công chức Văn hóa - Xã hội|Nữ|Đại học|\
    Kiêm nhiệm|Chuyên trách|CĐS, ATTT|Sở Thông tin và Truyền thông|Ủy ban nhân dân xã Đạo Trù|\
    Kế toán trưởng|Quản trị mạng|Phòng Kỹ thuật - Nghiệp vụ|NGUYỄN THỊ SOA|TRƯỞNG PHÒNG";

fn alone(text: &str) -> Option<(Charset, String)> {
    let text: Arc<str> = text.into();
    let Stand::Odd(odd) = stand(&text) else { return None };
    let none = Votes::default();
    odd.converted(none, none).map(|(charset, text)| (charset, text.to_owned()))
}

#[test]
fn a_text_alone_becomes_what_was_meant_or_stays() {
    let mut stayed = Vec::new();
    for text in TEXTS.split('|') {
        for charset in [Charset::Tcvn3, Charset::Vni, Charset::Cp1258] {
            let old = encode(charset, text).unwrap();
            let was: Arc<str> = old.as_str().into();
            let garbled = matches!(stand(&was), Stand::Odd(odd) if odd.is_garbled());
            match alone(&old) {
                // `Ủy` can only be typed small.
                Some((_, new)) if charset == Charset::Tcvn3 && text.starts_with('Ủ') => {
                    assert_eq!(new.to_lowercase(), text.to_lowercase());
                }
                Some((_, new)) => assert_eq!(new, text, "{charset:?} {old}"),
                None if old == text => {}
                None => {
                    assert!(garbled || matches!(stand(&was), Stand::Plain(_)), "{old} is told");
                    stayed.push(old);
                }
            }
        }
    }
    assert_eq!(stayed, [""; 0], "nothing is left over here");
}

/// Any three usual syllables as a name: nothing else is ever made of it, and nearly always what was
/// meant.
#[test]
fn names_alone_in_each_encoding() {
    let words: Vec<&str> = include_str!("familiar.txt").split_whitespace().collect();
    let title = |w: &str| {
        let mut chars = w.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        first + chars.as_str()
    };
    for charset in [Charset::Tcvn3, Charset::Vni, Charset::Cp1258] {
        let (mut all, mut right, mut wrong) = (0, 0, Vec::new());
        for at in 0..words.len() {
            let name = [0, 271, 514].map(|on| title(words[(at + on) % words.len()])).join(" ");
            let old = encode(charset, &name).unwrap();
            all += usize::from(old != name);
            match alone(&old) {
                Some((_, new)) if new == name => right += 1,
                Some((as_in, new)) => wrong.push(format!("{name} {as_in:?} {new}")),
                None => {}
            }
        }
        assert_eq!(wrong, [""; 0], "{charset:?}");
        assert!(right * 100 >= all * 99, "{charset:?} {right}/{all}");
    }
}

#[test]
fn the_encoding_nobody_types_needs_more_words() {
    let old = encode(Charset::Viscii, "Nguyễn Thị Bích Vượng").unwrap();
    assert_eq!(alone(&old), Some((Charset::Viscii, "Nguyễn Thị Bích Vượng".into())));
    for chance in ["120 m²", "n°", "Microsoft®", "½", "5 × 3"] {
        assert_eq!(alone(chance), None, "{chance}");
    }
}

#[test]
fn unicode_with_a_tone_forgotten_is_no_old_encoding() {
    for text in ["xã Phú Lôc", "Lôc", "Tân Lâp", "Lê Minh Quôc"] {
        assert_eq!(alone(text), None, "{text}");
    }
}

#[test]
fn what_stands_around_a_text_tells() {
    // `Bå` alone may be `Bồ`, and something else in VISCII.
    let odd = |t: &str| match stand(&t.into()) {
        Stand::Odd(odd) => odd,
        _ => panic!("{t} is odd"),
    };
    let mut column = Votes::default();
    let all: Vec<Odd> = ["Nguyeãn Vaên An", "Traàn Thò Beù"].map(odd).into();
    for odd in &all {
        column.add(odd);
    }
    assert_eq!(column.lead(), Some(Charset::Vni));
    assert_eq!(column.without(&all[0]).without(&all[1]).lead(), None, "nobody speaks for itself");
    let told = odd("Ksor Vaùch").converted(column, column).map(|(_, t)| t.to_owned());
    assert_eq!(told.as_deref(), Some("Ksor Vách"));
}

proptest! {
    #[test]
    fn unicode_and_ascii_never_change(
        words in prop::collection::vec(prop::sample::select(unicode_words()), 1..6),
        sign in prop::sample::select(vec![" ", " - ", ", ", "/", "\n", " – "]),
        capitals: bool,
    ) {
        let text = words.join(sign);
        let text = if capitals { text.to_uppercase() } else { text };
        prop_assert_eq!(alone(&text), None, "{}", text);
    }

    #[test]
    fn no_text_breaks_it(text in "[\\x20-\\xff–—“”€]{0,24}") {
        let text: Arc<str> = text.as_str().into();
        if let Stand::Odd(odd) = stand(&text) {
            let _ = odd.is_garbled();
        }
    }
}

/// Words as sheets have them: what is familiar, names of many peoples, foreign words, addresses.
fn unicode_words() -> Vec<&'static str> {
    let others = "Y Bliă Êban H'Hen Niê K'Brơ K'Brêl H´Lan Mlô Krông Bông Rơ Châm Siu Blêh Đắk Nông \
        Điểu K'Rứt Kpă Ksor Hlê Rah Lan Păo Ayŭn Hmôk Buôn Đôn M'Đrắk Ea Súp \
        José André René Müller François Noël café naïve Zürich São Crème brûlée Señor Peña Núñez Ångström \
        a.nguyen@example.vn VP-001 26/QĐ-UBND 12/2024/NĐ-CP MOS IC3 TOEIC B1 m² 25°C N° € ½ × © ®";
    let familiar = include_str!("familiar.txt");
    familiar.split_whitespace().chain(others.split_whitespace()).collect()
}
