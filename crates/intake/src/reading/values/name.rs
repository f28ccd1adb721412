use std::{collections::HashSet, sync::LazyLock};

use kernel::{
    folding::{fold, plain},
    names::title_case,
};

use unicode_normalization::char::is_combining_mark;

use crate::reading::{Cell, charset::has_foreign_signs};

use super::{ordinary::is_ordinary, text::tidy};

/// A name as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFound {
    /// Nothing there.
    Blank,
    /// A name.
    Is(String),
    /// A name with a digit, with one letter for a word, or with words around it that were left
    /// out: kept, and worth a look.
    Unclear(String),
    /// Hardly a name: one word, letters that were lost.
    Doubtful(String),
    /// Names of several people.
    Several,
    /// No letter in it.
    Invalid,
}

/// Reads the parts of a name, joined in order. Capitals become title case.
pub fn name(cells: &[Option<&Cell>]) -> NameFound {
    match cells {
        [Some(Cell::Text(text))] if is_ordinary(text) => NameFound::Is(text.to_string()),
        _ => looked_at(cells),
    }
}

/// The same, whatever the name is like.
fn looked_at(cells: &[Option<&Cell>]) -> NameFound {
    let parts: Vec<String> = cells.iter().filter_map(|c| super::text(*c)).collect();
    if parts.is_empty() {
        return NameFound::Blank;
    }
    // Each part is squeezed already.
    let joined = parts.join(" ");
    if !joined.chars().any(char::is_alphabetic) || is_vacancy(&joined) {
        return NameFound::Invalid;
    }
    if several(cells, &joined) {
        return NameFound::Several;
    }
    if has_foreign_signs(&joined) {
        return NameFound::Doubtful(joined);
    }
    let joined = first_line(cells).unwrap_or(joined);
    let (joined, decorated) = match bare(&joined) {
        Some(bare) => (bare, true),
        None => (joined, false),
    };
    let odd = joined.chars().any(|c| c.is_numeric() || "@/=?.:;,()[]*".contains(c) || !is_latin(c));
    // `K'Brêl` is a whole name, and worth a look.
    let one = !joined.contains(' ');
    let short = one && !joined.contains(['\'', '’']);
    let mixed = joined.chars().any(char::is_lowercase)
        && joined.chars().any(char::is_uppercase)
        && !is_meant_in_capitals(&joined);
    let name = if mixed { joined } else { title_case(&joined.to_uppercase()) };
    // A phone within a name: what of the rest is name, nobody can tell.
    let numbered = name.chars().filter(char::is_ascii_digit).count() > 5;
    if short || numbered || super::damaged(&name) {
        return NameFound::Doubtful(name);
    }
    // `Nguyễn Văn A` stands in forms as an example.
    let letter = name.rsplit(' ').next().is_some_and(|w| w.len() == 1);
    if odd || letter || decorated || one { NameFound::Unclear(name) } else { NameFound::Is(name) }
}

/// Whether a sign is no letter, or one of the alphabet names are written in here.
const fn is_latin(sign: char) -> bool {
    matches!(sign, '\0'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}')
}

/// Whether a capital stands behind a letter: `HOÀNG ĐứC` is meant in capitals, some of which the
/// font of an old encoding did not have, and `Lê Văn AN` was not finished.
fn is_meant_in_capitals(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    letters.windows(2).any(|pair| pair[0].is_alphabetic() && pair[1].is_uppercase())
}

/// Whether the words say that nobody is there yet: `Khuyết`, `Chưa bố trí`, `Đang tuyển dụng`.
pub fn is_vacancy(text: &str) -> bool {
    static WORDS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
        let words = "khuyết chưa không trống tuyển đang_tuyển bổ_sung dự_kiến cần_tuyển thiếu";
        let list = |key: fn(&str) -> String| {
            words.split(' ').map(|w| key(&w.replace('_', " ")) + " ").collect()
        };
        [list(fold), list(plain)]
    });
    static INITIALS: LazyLock<Vec<char>> = LazyLock::new(|| initials(WORDS.iter().flatten()));
    if !may_begin(text, &INITIALS) || is_ordinary(text) {
        return false;
    }
    let [marked, bare] = &*WORDS;
    let (key, list) = if text.is_ascii() { (plain(text), bare) } else { (fold(text), marked) };
    let key = key.trim_start_matches(|c: char| !c.is_alphabetic()).to_owned() + " ";
    let key = key.replace(['(', ')', '.', ','], " ");
    list.iter().any(|w| key.starts_with(w.as_str())) && !looks_like_name(text)
}

/// Whether a text says that nobody is there, and nothing else: `Chưa bố trí`, `(trống)`, `Không có
/// cán bộ`; not `Chưa rõ`, which somebody may be behind.
pub fn says_nobody(text: &str) -> bool {
    static WORDS: LazyLock<[HashSet<String>; 2]> = LazyLock::new(|| {
        let words = "chưa không có bố trí trống khuyết phân công giao cử ai người cán bộ phụ trách \
            nhân sự công viên chức danh vị đảm nhiệm được biên chế hiện nay chuyên kiêm nào";
        [fold, plain].map(|key: fn(&str) -> String| words.split_whitespace().map(key).collect())
    });
    const FIRST: [&str; 4] = ["chua", "khong", "trong", "khuyet"];
    if !is_vacancy(text) {
        return false;
    }
    let [marked, bare] = &*WORDS;
    let (key, words) = if text.is_ascii() { (plain(text), bare) } else { (fold(text), marked) };
    let apart = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    // `Khuyết chức danh` says it of a post; `Khuyết Danh` may be somebody's name.
    if plain(&key).ends_with("khuyet danh") {
        return false;
    }
    let mut said = key.split(apart).filter(|w| !w.is_empty());
    let first = said.clone().next().map(plain).unwrap_or_default();
    FIRST.contains(&&first[..]) && said.all(|word| words.contains(word))
}

/// Whether a cell names more than one person: `Lò Văn Dũng, Lò Văn Minh`, or one a line.
fn several(cells: &[Option<&Cell>], joined: &str) -> bool {
    let raw = match cells {
        [Some(Cell::Text(t))] => t,
        _ => joined,
    };
    if !raw.contains([',', ';', '\n', '/', '&', '+', '-', '–']) && !raw.contains(" và ") {
        return false;
    }
    // Behind a dash stands a post as a rule: only what is a whole name is another's.
    let dashed = raw.split(" - ").flat_map(|p| p.split(" – "));
    if dashed.filter(|p| looks_like_name(p.trim())).count() > 1 {
        return true;
    }
    let parts = raw.split([',', ';', '\n', '/', '&', '+']).flat_map(|p| p.split(" và "));
    let person = |p: &str| looks_like_name(p.trim()) || bare(p.trim()).is_some();
    parts.filter(|p| person(p)).count() > 1
}

/// The first line of a cell whose further lines say something else: a title, a phone. It is set
/// apart by a comma, as others write it.
fn first_line(cells: &[Option<&Cell>]) -> Option<String> {
    let [Some(Cell::Text(text))] = cells else { return None };
    let (first, rest) = text.trim().split_once(['\n', '\r'])?;
    let lower = |w: &str| w.chars().next().is_some_and(char::is_lowercase);
    let other = rest.contains(|c: char| c.is_ascii_digit())
        || first.chars().any(char::is_lowercase) && rest.split_whitespace().any(lower);
    (other && looks_like_name(first)).then(|| format!("{}, {}", tidy(first), tidy(rest)))
}

/// Words before a name that are none of it, by their folded key.
pub(super) static BEFORE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = "ông bà ô đ/c đc đồng_chí đ.c anh chị cô thầy mr mrs ms ths ts pgs gs ks cn bs ds ths.bs \
        th.s t.s k.s thạc_sĩ tiến_sĩ kỹ_sư cử_nhân bác_sĩ luật_sư dr ls \
        cki ckii bs.cki bs.ckii bscki bsckii bsnt ths.ls gvc";
    words.split_whitespace().map(|w| fold(&w.replace('_', " "))).collect()
});

static BEFORE_INITIALS: LazyLock<Vec<char>> = LazyLock::new(|| initials(BEFORE.iter()));

/// The letters words begin with.
fn initials<'a>(words: impl Iterator<Item = &'a String>) -> Vec<char> {
    let letters: HashSet<char> = words.filter_map(|w| w.chars().next()).collect();
    letters.into_iter().collect()
}

/// Whether a text may begin with one of some words: most names are told from them by one letter.
/// A letter outside ASCII may stand for several.
fn may_begin(text: &str, initials: &[char]) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_none_or(|c| !c.is_ascii() || initials.contains(&c.to_ascii_lowercase()))
}

/// Words before a name that may be the family's.
static ADDRESS: LazyLock<HashSet<String>> =
    LazyLock::new(|| "ông bà anh chị cô cn ts bs mr".split(' ').map(fold).collect());

/// Words within a name that are a family's only seldom.
static MIDDLE: LazyLock<HashSet<String>> = LazyLock::new(|| ["văn", "thị"].map(fold).into());

/// A name without what stands around it: a running number, `Ông`, `Đ/c`, `ThS.`, a post or a
/// remark behind. `None` where nothing does.
fn bare(text: &str) -> Option<String> {
    let text = text.trim();
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let mut decorated = rest.len() < text.len();
    while let Some(after) = without_first(rest) {
        rest = after;
        decorated = true;
    }
    let signs = ['(', '[', ',', ';', '*', ':', '–', '/'];
    let cuts = [rest.find(signs), rest.find(" - "), number_at(rest)];
    let cut = cuts.into_iter().flatten().min().unwrap_or(rest.len());
    let (head, tail) = (rest[..cut].trim_end_matches([' ', '.']), &rest[cut..]);
    decorated |= tail.is_empty() && head.len() < rest.len();
    if !tail.is_empty() && (looks_like_name(head) || tail.chars().all(|c| !c.is_alphanumeric())) {
        rest = head;
        decorated = true;
    }
    let rest = if tail.is_empty() { head } else { rest };
    (decorated && rest.contains(' ')).then(|| rest.to_owned())
}

/// Whether a text is the name of a person behind a word that addresses them: `Ông Lê Văn An`.
pub fn addresses_somebody(text: &str) -> bool {
    without_first(text).is_some_and(looks_like_name)
}

/// What stands behind a name and holds a number: from the sign or the number that ends the name.
pub fn behind_name(text: &str) -> Option<&str> {
    let sign = text.find([',', ';', '(', '\n', '-', '–']);
    let at = sign.or_else(|| number_at(text))?;
    Some(&text[at..]).filter(|t| t.contains(|c: char| c.is_ascii_digit()))
}

/// Where a long number begins that somebody wrote behind the name, with the word before it.
fn number_at(text: &str) -> Option<usize> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    if text.chars().filter(char::is_ascii_digit).count() < 4 {
        return None;
    }
    let head = text[..at].trim_end();
    let word = head.rfind(' ').map_or(0, |at| at + 1);
    let what = ["sdt", "dt", "dd", "tel", "cccd", "cmnd", "sn", "ns", "sinh", "zalo"];
    Some(if what.contains(&super::key(&head[word..]).as_str()) { word } else { at })
}

/// The text behind a first word that is no part of a name.
fn without_first(text: &str) -> Option<&str> {
    if !may_begin(text, &BEFORE_INITIALS) {
        return None;
    }
    let plain = text.is_ascii();
    // `Đồng chí` has two words, everything else one.
    let ends = text.match_indices([' ', '.', ':']).map(|(at, _)| at).take(4);
    for end in ends.filter(|at| *at <= 16).collect::<Vec<_>>().into_iter().rev() {
        let (word, after) = text.split_at(end);
        let after = after.trim_start_matches([' ', '.', ':', '-']);
        let known = BEFORE.contains(&fold(word.trim_end_matches('.')));
        let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
        if !known || !after.contains(' ') || !after.split(' ').take(2).all(capital) {
            continue;
        }
        // `Ông` and `Bà` bear names too: only before a whole one are they a way to address.
        let address = ADDRESS.contains(&fold(word));
        let whole = looks_like_name(after)
            && after.split(' ').count() > 2
            && !MIDDLE.contains(&fold(after.split(' ').next().unwrap_or("")));
        if whole || !address && (looks_like_name(after) || !plain) {
            return Some(after);
        }
    }
    None
}

/// Family names that nearly everyone here bears.
pub(super) const FAMILIES: &str = "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào \
    đoàn vương trịnh trương đinh lâm phùng mai tô tạ kim khổng cao lưu hà quách lương thái tống chu \
    chử ngạc đàm la nghiêm tăng bạch triệu lò vi giàng hứa hán đồng thân mạc lục lù nông mã hầu \
    điệp vàng vừ lã âu khuất phí kiều ấu mẫu quảng sần tôn đậu xa ninh sầm đới cù cung lỗ uông \
    nhữ thạch hoa từ viên thiều trình khúc doãn bàn hạ bế diệp đái cấn nguỵ ngụy văn thào sùng lầu \
    ma kha cà quàng tòng lường chảo phàn tẩn h\u{2019} y lại nhâm sái tiêu giang \
    tường hàn khương bành đổng";

/// What begins like a family name and is none.
const NOT_NAMES: [&str; 8] =
    ["văn phòng", "cao đẳng", "văn hóa", "hà nội", "tổng cộng", "mai dịch", "bàn giao", "đồng chí"];

/// Whether a text looks like the name of a person: two to six capitalised words, letters only,
/// beginning with a usual family name.
pub fn looks_like_name(text: &str) -> bool {
    let text = tidy(text);
    if !has_shape_of_name(&text) {
        return false;
    }
    let first = text.split(' ').next().unwrap_or("");
    let [marked, bare] = &*FAMILY_KEYS;
    let key = if text.is_ascii() { plain(&text) } else { fold(&text) };
    let known = if text.is_ascii() {
        bare.contains(plain(first).as_str())
    } else {
        marked.contains(fold(first).as_str())
    };
    let [not_marked, not_bare] = &*NOT_NAME_KEYS;
    let not = if text.is_ascii() { not_bare } else { not_marked };
    known && !not.iter().any(|n| key.starts_with(n.as_str()))
}

/// Whether a tidied text is written as names are: two to six capitalised words, letters only.
pub fn has_shape_of_name(text: &str) -> bool {
    (2..=6).contains(&text.split(' ').count())
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\''))
        && text.split(' ').all(|w| w.chars().next().is_some_and(char::is_uppercase))
}

/// Whether `Văn` or `Thị` stands within a text of that shape, in front of a given name: a sure sign
/// of a person, whatever the family.
pub fn has_middle_of_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let [_, within @ .., _] = &words[..] else { return false };
    let is_middle = |w: &&str| {
        MIDDLE.contains(&fold(w)) || text.is_ascii() && matches!(&plain(w)[..], "van" | "thi")
    };
    has_shape_of_name(text) && within.iter().any(is_middle)
}

/// Family names by their folded and by their plain key.
static FAMILY_KEYS: LazyLock<[HashSet<String>; 2]> =
    LazyLock::new(|| [fold, plain].map(|key| FAMILIES.split_whitespace().map(key).collect()));

static NOT_NAME_KEYS: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [fold, plain].map(|key| NOT_NAMES.iter().map(|n| key(n)).collect()));

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_told_at_a_glance_is_what_a_closer_look_tells(
            first in prop::sample::select(first_words()),
            rest in prop::collection::vec(prop::sample::select(REST.to_vec()), 0..7),
            case in 0..3,
        ) {
            let text = [&[&first[..]], &rest[..]].concat().join(" ");
            let text = match case {
                0 => title_case(&text.to_uppercase()),
                1 => text.to_uppercase(),
                _ => text,
            };
            let cell = Cell::Text(text[..].into());
            prop_assert_eq!(name(&[Some(&cell)]), looked_at(&[Some(&cell)]), "{}", text);
        }
    }

    const REST: [&str; 26] = [
        "Văn", "Thị", "An", "Ỷ", "Y", "Yến", "Chí", "sĩ", "Sĩ", "phòng", "và", "Lê", "Đức", "danh",
        "trí", "", "Ñu", "H'Lan", "Niê", "An.", "12", "(Nữ)", "Trần", "-", "Khuyết", "Oa",
    ];

    fn first_words() -> Vec<String> {
        let before = BEFORE.iter().flat_map(|words| words.split(' ')).map(str::to_owned);
        let families = FAMILIES.split_whitespace().map(|f| title_case(&f.to_uppercase()));
        let nobody = "Khuyết Chưa Không Trống Đang Bổ Dự Cần Thiếu".split(' ').map(str::to_owned);
        families.chain(before).chain(nobody).collect()
    }

    #[test]
    fn nearly_all_names_are_told_at_a_glance() {
        for t in ["Nguyễn Thị Yến", "Lò Văn Ỷ Lan", "Đặng Thuỳ Trâm", "Ma Seo Chứ"]
        {
            assert_eq!(is_ordinary(t), t != "Lò Văn Ỷ Lan", "{t}");
        }
        for t in ["Nguyễn", "NGUYỄN VĂN AN", "Đồng Chí An", "Nguyễn  An", "Nguyễn An ", "An Bình"]
        {
            assert!(!is_ordinary(t), "{t}");
        }
    }

    #[test]
    fn names() {
        let cell = |t: &str| Cell::Text(t.into());
        let read = |t: &str| name(&[Some(&cell(t))]);
        assert_eq!(read("NGUYỄN THỊ  YẾN"), NameFound::Is("Nguyễn Thị Yến".into()));
        assert_eq!(read("Trần\u{a0}Diệu Hương "), NameFound::Is("Trần Diệu Hương".into()));
        assert_eq!(read("lò văn tám"), NameFound::Is("Lò Văn Tám".into()));
        assert_eq!(read("HOÀNG ĐứC BÌNH"), NameFound::Is("Hoàng Đức Bình".into()));
        assert_eq!(read("Vũ ĐứC LÂM"), NameFound::Is("Vũ Đức Lâm".into()));
        assert_eq!(read("H'Lan Niê"), NameFound::Is("H'Lan Niê".into()));
        // The `а` of another alphabet.
        assert_eq!(read("Lê Vаn An"), NameFound::Unclear("Lê Vаn An".into()));
        for (text, is) in [
            ("An", "An"),
            ("Lò Văn Anh Cán sự 0912345678", "Lò Văn Anh Cán sự 0912345678"),
            ("Nguy\u{fffd}n Văn An", "Nguy\u{fffd}n Văn An"),
            ("Nguy?n V?n An", "Nguy?n V?n An"),
            ("§ç Quang Bå", "§ç Quang Bå"),
            ("NguyÔn V¨n An", "NguyÔn V¨n An"),
        ] {
            assert_eq!(read(text), NameFound::Doubtful(is.into()), "{text}");
        }
        for nobody in ["(Khuyết)", "Chưa bố trí", "Đang tuyển dụng", "Tuyển mới", "Không", "khuyet"]
        {
            assert_eq!(read(nobody), NameFound::Invalid, "{nobody}");
        }
        assert_eq!(read("Nguyễn Văn A"), NameFound::Unclear("Nguyễn Văn A".into()));
        assert_eq!(read("Nguyễn Văn A1"), NameFound::Unclear("Nguyễn Văn A1".into()));
        assert_eq!(read("12"), NameFound::Invalid);
        assert_eq!(name(&[None, None]), NameFound::Blank);
        for (text, is) in [
            ("1. Lò Văn Một", "Lò Văn Một"),
            ("Ông Lò Văn Hai", "Lò Văn Hai"),
            ("BÀ LÒ THỊ BA", "Lò Thị Ba"),
            ("Đ/c Lò Văn Bốn", "Lò Văn Bốn"),
            ("Đồng chí Lò Văn Bốn", "Lò Văn Bốn"),
            ("ThS. Lò Văn Anh", "Lò Văn Anh"),
            ("PGS.TS. Lò Văn Anh", "Lò Văn Anh"),
            ("BS.CKII Lò Văn Anh", "Lò Văn Anh"),
            ("Ô. Lò Văn Anh", "Lò Văn Anh"),
            ("Lò Văn Anh.", "Lò Văn Anh"),
            ("Lò V. Anh", "Lò V. Anh"),
            ("Ứng Diệu Hoa (Nữ)", "Ứng Diệu Hoa (Nữ)"),
            ("K'Brêl", "K'Brêl"),
            ("Lò Văn Anh\nCán sự\n0912345678", "Lò Văn Anh"),
            ("Lò Văn Năm (P.GĐ)", "Lò Văn Năm"),
            ("Lò Văn Sáu - Trưởng phòng", "Lò Văn Sáu"),
            ("Lò Văn Bảy, Phó Giám đốc", "Lò Văn Bảy"),
            ("Lò Văn Mười*", "Lò Văn Mười"),
            ("Lò Văn Mười/0912345678", "Lò Văn Mười"),
            ("Lò Văn Bình SĐT 0912345678", "Lò Văn Bình"),
            ("Lò Văn Bình 1985", "Lò Văn Bình"),
            ("Lò Văn Bình - 26/07/1992", "Lò Văn Bình"),
        ] {
            assert_eq!(read(text), NameFound::Unclear(is.into()), "{text}");
        }
        for two in
            ["Lò Văn Dũng, Lò Văn Minh", "Lò Văn Dũng\nLò Văn Minh", "Lò Văn Dũng và Lò Thị Minh"]
        {
            assert_eq!(read(two), NameFound::Several, "{two}");
        }
        for plain in ["Bùi Văn Ông", "Cao Thị Anh", "Y Bih Niê", "Anh Vũ Đức", "Ông Văn Tùng"]
        {
            assert!(matches!(read(plain), NameFound::Is(_) | NameFound::Unclear(_)), "{plain}");
        }
        assert_eq!(read("Ông Thị Mai Ly"), NameFound::Is("Ông Thị Mai Ly".into()));
        assert_eq!(read("H' Lan Niê"), NameFound::Is("H' Lan Niê".into()));
        let (family, given) = (cell("Nguyễn Quang"), cell("Kiên"));
        assert_eq!(name(&[Some(&family), Some(&given)]), NameFound::Is("Nguyễn Quang Kiên".into()));
    }

    #[test]
    fn persons_and_others() {
        for t in ["Nguyễn Thị Bích Oanh", "PHẠM VĂN A", "Tạ Ngọc Tuấn"] {
            assert!(looks_like_name(t), "{t}");
        }
        for t in [
            "Trưởng phòng",
            "Cao đẳng",
            "VĂN PHÒNG",
            "UBND xã Lê Lợi",
            "Nguyễn",
            "Sở Nội vụ",
            "12 Lê Lợi",
        ] {
            assert!(!looks_like_name(t), "{t}");
        }
    }
}
