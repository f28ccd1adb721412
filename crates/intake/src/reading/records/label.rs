//! Words that tell what a row is: totals, signatures, enumerated sections.

use std::sync::LazyLock;

use kernel::folding::{fold, plain};

use crate::reading::{units::looks_like_office, values::key};

use super::super::detect::has;

/// What a total row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TotalLabel {
    /// `Tổng cộng`, `Tổng số`: of everything above, as a rule.
    pub(super) grand: bool,
    /// The number in the same cell.
    pub(super) number: Option<u64>,
    /// Of a page, or carried over from one to the next: of which rows, nobody can tell.
    pub(super) carried: bool,
}

/// Beginnings of what is carried from page to page. Marks count where there are any.
const CARRIED: [&str; 17] = [
    "cộng trang",
    "cộng cuối trang",
    "cộng mang sang",
    "cộng chuyển",
    "cộng sang trang",
    "cộng lũy kế",
    "cộng luỹ kế",
    "cộng dồn",
    "mang sang",
    "chuyển sang trang",
    "chuyển trang",
    "trang trước",
    "số trang trước",
    "số mang sang",
    "lũy kế",
    "luỹ kế",
    "số lũy kế",
];

/// Whether a text is of a page or carried over: `Cộng trang`, `Mang sang`, `Lũy kế`.
fn is_carried(text: &str) -> bool {
    static WORDS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
        [fold, plain].map(|key: fn(&str) -> String| CARRIED.iter().map(|w| key(w)).collect())
    });
    let [marked, bare] = &*WORDS;
    let (key, words) = if text.is_ascii() { (plain(text), bare) } else { (fold(text), marked) };
    let key = key.trim_start_matches(|c: char| !c.is_alphabetic());
    words.iter().any(|w| key.starts_with(w.as_str()))
}

/// Words of those who are counted.
const PEOPLE: [&str; 13] = [
    "nguoi", "can", "bo", "dong", "chi", "cong", "chuc", "vien", "va", "cb", "cbcc", "cbccvc",
    "nhan",
];

/// `Tổng số cán bộ: 25 người` in the title of a list.
pub(super) fn stated_above(text: &str) -> Option<u64> {
    let key = key(text.split([',', ';', '.']).next()?);
    let rest = ["tong so", "tong cong"].iter().find_map(|w| key.strip_prefix(w))?;
    let words: Vec<&str> = rest.split(' ').filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| w.bytes().all(|b| b.is_ascii_digit()))?;
    let (before, after) = (&words[..at], &words[at + 1..]);
    let people = |words: &[&str]| words.iter().all(|w| PEOPLE.contains(w));
    (people(before) && people(after) && at + after.len() > 0).then(|| words[at].parse().ok())?
}

/// `Danh sách này có 12 người./.`: the number in a sentence below a list.
fn sentence(text: &str) -> Option<TotalLabel> {
    const JOIN: [&str; 10] = ["nay", "tren", "bao", "tat", "ca", "so", "danh", "sach", "can", "bo"];
    const COUNT: [&str; 5] = ["co", "gom", "la", "tong", "cong"];
    let key = key(text);
    let settled = key.strip_prefix("an dinh ");
    let rest = settled.or_else(|| key.strip_prefix("danh sach "))?;
    let words: Vec<&str> = rest.split(' ').collect();
    let at = words.iter().position(|w| w.bytes().all(|b| b.is_ascii_digit()))?;
    let (before, after) = (&words[..at], &words[at + 1..]);
    let counts = settled.is_some() || before.iter().any(|w| COUNT.contains(w));
    let fits = before.iter().all(|w| JOIN.contains(w) || COUNT.contains(w))
        && !after.is_empty()
        && after.iter().all(|w| PEOPLE.contains(w));
    (counts && fits).then(|| TotalLabel {
        grand: true,
        number: words[at].parse().ok(),
        carried: false,
    })
}

/// Reads `Cộng`, `Cộng: 25`, `Tổng cộng: 19 người`. Tones matter: a person may be named Tống.
pub(super) fn total(text: &str) -> Option<TotalLabel> {
    let first = text.chars().find(|c| c.is_alphabetic())?;
    if let Some(found) = sentence(text) {
        return Some(found);
    }
    if !matches!(first.to_ascii_lowercase(), 't' | 'c' | 'm' | 'l' | 's') {
        return None;
    }
    if is_carried(text) {
        return Some(TotalLabel { grand: false, number: number(text), carried: true });
    }
    let folded = if text.is_ascii() { plain(text) } else { fold(text) };
    let folded = folded.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest_of = |marked: &str, bare: &str| {
        let word = if text.is_ascii() { bare.to_owned() } else { fold(marked) };
        let rest = folded.strip_prefix(word.as_str())?;
        let ends = rest.chars().next().is_none_or(|c| {
            !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)
        });
        ends.then(|| rest.to_owned())
    };
    for (marked, bare) in
        [("tổng cộng", "tong cong"), ("tổng số", "tong so"), ("cộng tổng", "cong tong")]
    {
        if let Some(rest) = rest_of(marked, bare) {
            return Some(TotalLabel { grand: true, number: number(&rest), carried: false });
        }
    }
    for (marked, bare, grand) in [("tổng", "tong", true), ("cộng", "cong", false)] {
        if let Some(rest) = rest_of(marked, bare) {
            let key = key(&rest);
            let next = key.split(' ').next().unwrap_or("");
            let follows = next.is_empty()
                || next.bytes().all(|b| b.is_ascii_digit())
                || (rest.trim_start().starts_with([':', '(', '=']))
                || [
                    "muc", "xa", "phuong", "huyen", "so", "thi", "phan", "nguoi", "toan", "khoi",
                    "ubnd", "don", "nhom", "cac", "i", "ii", "iii", "iv", "v", "a", "b", "c", "d",
                ]
                .contains(&next)
                    && !key.starts_with("xa hoi")
                || looks_like_office(&rest);
            if follows {
                return Some(TotalLabel { grand, number: number(&rest), carried: false });
            }
        }
    }
    None
}

/// The first whole number in a text; `1.200` is twelve hundred.
pub(super) fn number(text: &str) -> Option<u64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let run: String = text[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
        .collect();
    let groups: Vec<&str> = run.trim_end_matches([' ', '.', ',']).split(['.', ',', ' ']).collect();
    let thousands =
        groups.len() > 1 && groups[1..].iter().all(|g| g.len() == 3) && groups[0].len() <= 3;
    let digits = if thousands { groups.concat() } else { groups[0].to_owned() };
    digits.parse().ok()
}

/// Beginnings of what stands under a list.
const SIGNING: [&str; 27] = [
    "nguoi lap",
    "nguoi tong hop",
    "nguoi bao cao",
    "nguoi thuc hien",
    "thu truong",
    "ky ten",
    "ky ghi ro",
    "ky va ghi ro",
    "ghi ro ho ten",
    "xac nhan",
    "noi nhan",
    "nhu tren",
    "luu vt",
    "kt chu tich",
    "kt giam doc",
    "kt thu truong",
    "tm ubnd",
    "tm uy ban",
    "tl chu tich",
    "lanh dao don vi",
    "lanh dao co quan",
    "dai dien",
    "ky dong dau",
    "ky ten dong dau",
    "ngay thang nam",
    "can bo lap bieu",
    "lap bieu",
];

/// Roles that sign, as the only words of their cell.
const ROLES: [&str; 14] = [
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "truong phong",
    "chanh van phong",
    "hieu truong",
    "bi thu",
    "chanh thanh tra",
    "truong ban",
    "pho truong phong",
    "tong bien tap",
    "chu tich ubnd",
    "nguoi ky",
];

/// Whether a cell surely belongs under the list: who signs, place and day, who receives.
pub(crate) fn signing(text: &str) -> bool {
    let key = key(text);
    let dated = has(&key, "ngay")
        && has(&key, "thang")
        && has(&key, "nam")
        && key.len() < 60
        && !has(&key, "sinh");
    let in_figures = has(&key, "ngay") && !has(&key, "sinh") && key.len() < 60 && {
        let rest = key.split("ngay ").nth(1).unwrap_or("");
        rest.split(' ').filter(|w| w.bytes().all(|b| b.is_ascii_digit())).count() == 3
            && rest.split(' ').count() <= 4
    };
    SIGNING.iter().any(|s| key.starts_with(s)) || dated || in_figures
}

/// Whether a cell names a role and nothing else.
pub(crate) fn role(text: &str) -> bool {
    let key = key(text);
    ROLES.contains(&key.as_str())
}

/// Words that begin a remark on the list.
const NOTES: [&str; 10] = [
    "ghi chu",
    "luu y",
    "chu thich",
    "note",
    "dau x",
    "tiep theo",
    "xep theo",
    "sap xep theo",
    "dau moi lien he",
    "trong do",
];

/// Whether a cell surely is a remark: by its first words, `Trang 2/3`, `Nam: 5, nữ: 7`.
pub(super) fn note(text: &str) -> bool {
    let key = key(text);
    let counted = ["nam ", "nu ", "trang "].iter().any(|s| key.starts_with(s))
        && key.split(' ').nth(1).is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    counted || NOTES.iter().any(|s| key.starts_with(s))
}

/// Whether a line between people is said of one of them: `(1) Đang nghỉ thai sản`.
pub(super) fn numbered_note(text: &str) -> bool {
    const BEGIN: [&str; 14] = [
        "dang nghi",
        "dang di hoc",
        "dang hoc",
        "dang tham gia",
        "nghi thai san",
        "phu trach them",
        "phu trach tu",
        "bo nhiem tu",
        "duoc bo nhiem",
        "duoc phan cong",
        "dieu dong tu",
        "biet phai tu",
        "theo quyet dinh",
        "tu ngay",
    ];
    let Some((number, rest)) = text.trim().strip_prefix('(').and_then(|t| t.split_once(')')) else {
        return false;
    };
    let rest = key(rest);
    number.parse::<u8>().is_ok() && BEGIN.iter().any(|begin| rest.starts_with(begin))
}

/// Whether a cell begins a footnote.
pub(super) fn footnote(text: &str) -> bool {
    note(text) || text.trim_start().starts_with(['*', '(']) && text.chars().count() > 12
}

/// How deep an enumeration stands: `A`, `I`, `1`, `a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Letter,
    Roman,
    Number,
    /// A small letter, and what is numbered within a number: `1.1`.
    Small,
    None,
}

/// The level of `A`, `IV`, `2`, with or without a dot or bracket.
pub(super) fn level(text: &str) -> Option<Level> {
    let bare = text.trim().trim_matches(['.', ')', '(', ':', '-', '/', ' ']);
    if bare == "đ" {
        return Some(Level::Small);
    }
    if bare.is_empty() || bare.len() > 7 || !bare.is_ascii() {
        return None;
    }
    if bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Some(Level::Number);
    }
    if bare.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L')) {
        return Some(Level::Roman);
    }
    if bare.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return Some(Level::Small);
    }
    let letter = bare.bytes().next().filter(|b| bare.len() == 1 && b.is_ascii_alphabetic())?;
    Some(if letter.is_ascii_lowercase() { Level::Small } else { Level::Letter })
}

/// The level of `I.1.`, `1.2)`, and the name behind: as deep as its last part.
fn compound(text: &str) -> Option<(Level, &str)> {
    let (head, rest) = text.split_once(' ')?;
    let (first, last) = head.trim_end_matches(['.', ')', ':', '/']).rsplit_once('.')?;
    let first = level(first.split('.').next()?)?;
    let last = level(last)?;
    let level = match (first, last) {
        (Level::Number, Level::Number) => Level::Small,
        // `U.B.N.D`, `T.T.` are no numerals.
        _ if last > first => last,
        _ => return None,
    };
    Some((level, rest.trim_start()))
}

/// `I. UBND xã Quang Sơn` → level and name; without an enumeration the text as it is.
pub(super) fn enumerated(text: &str) -> (Level, &str) {
    let text = text.trim();
    if let Some(found) = compound(text) {
        return found;
    }
    if let Some(at) = text.find(['.', ')', ':', '-', '/', ' ']) {
        let (head, tail) = text.split_at(at);
        let rest = tail.trim_start_matches(['.', ')', ':', '-', '/', ' ']);
        let sign = !tail.starts_with(' ') || tail.trim_start().starts_with(['-', '.', ')']);
        if let Some(level) = level(head)
            && !rest.is_empty()
            && (sign || level == Level::Roman)
        {
            return (level, rest);
        }
    }
    (Level::None, text)
}

/// What stands behind the number of a form or of a part: `Bảng 2: …`, `Phần I - …`.
pub(super) fn of_form(text: &str) -> Option<&str> {
    const FORMS: [&str; 7] = ["bang", "bieu", "bieu mau", "phu luc", "danh sach", "phan", "muc"];
    let (head, rest) = text.split_once([':', '.', '-', '–'])?;
    let head = key(head);
    let (words, number) = head.rsplit_once(' ')?;
    let words = words.strip_suffix(" so").unwrap_or(words);
    let counts =
        number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit() || b"ivx".contains(&b));
    (FORMS.contains(&words) && counts).then(|| rest.trim()).filter(|rest| !rest.is_empty())
}

/// Like [`enumerated`], without the bullet and the label of a section: `* UBND xã A`,
/// `Đơn vị: UBND xã A`.
pub(super) fn named(text: &str) -> (Level, &str) {
    let (level, name) = enumerated(text);
    let name = without_bullet(name);
    (level, labelled(name).or_else(|| called(name)).unwrap_or(name))
}

/// `ĐƠN VỊ XÃ QUANG SƠN`: the name of an office behind a label without its colon.
fn called(text: &str) -> Option<&str> {
    let at = text.match_indices(' ').nth(1)?.0;
    let (label, name) = text.split_at(at);
    let name = name.trim_start();
    (key(label) == "don vi" && looks_like_office(name)).then_some(name)
}

/// A text without the star or point that sets it off.
pub(super) fn without_bullet(text: &str) -> &str {
    let text = text.trim();
    if text.starts_with(['*', '•', '+', '▪', '►']) {
        text.trim_start_matches(['*', '•', '+', '▪', '►', ')', '.', ':', ' '])
    } else {
        text
    }
}

/// What stands behind a label of who reports: `Tên cơ quan, đơn vị: Sở Nội vụ`. Who receives, or
/// stands above, is not who reports.
pub(super) fn labelled(text: &str) -> Option<&str> {
    const LABELS: [&str; 7] =
        ["don vi", "ten don vi", "co quan", "ten co quan", "noi gui", "noi bao cao", "dia phuong"];
    const OTHERS: [&str; 7] =
        ["nhan", "chu quan", "cap tren", "quan ly", "yeu cau", "ban hanh", "chu tri"];
    let (label, name) = text.split_once(':')?;
    let label = key(label);
    let reports = LABELS.iter().any(|l| label.starts_with(l));
    let name = name.trim();
    (reports && !name.is_empty() && !OTHERS.iter().any(|o| has(&label, o))).then_some(name)
}

/// Who stands above whoever sends, behind its label: `Cơ quan chủ quản: Sở Nội vụ`.
pub(super) fn superior(text: &str) -> Option<&str> {
    const ABOVE: [&str; 3] = ["chu quan", "cap tren", "quan ly"];
    let (label, name) = text.split_once(':')?;
    let label = key(label);
    let above =
        ["don vi", "co quan", "ten don vi", "ten co quan"].iter().any(|l| label.starts_with(l))
            && ABOVE.iter().any(|w| has(&label, w));
    (above && !name.trim().is_empty()).then_some(name.trim())
}

/// A count at the end of a section's name: `UBND xã A (19 người)`, `UBND xã A: 19`.
pub(super) fn trailing_count(text: &str) -> (&str, Option<u64>) {
    let Some(at) = text.rfind(['(', ':', '–', '-']) else { return (text, None) };
    let tail = &text[at..];
    let words = key(tail);
    let mut parts = words.split(' ');
    let count = parts.next().and_then(|n| n.parse().ok());
    let unit = parts.next();
    let alone = matches!(
        unit,
        None | Some("nguoi" | "can" | "dong" | "cb" | "d" | "dc" | "cbcc" | "officers")
    );
    match count {
        Some(n) if alone => (text[..at].trim(), Some(n)),
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals() {
        let got = |t: &str| total(t).map(|l| (l.grand, l.number));
        assert_eq!(got("Cộng: 25"), Some((false, Some(25))));
        assert_eq!(got("CỘNG"), Some((false, None)));
        assert_eq!(got("Tổng cộng: 18 người"), Some((true, Some(18))));
        assert_eq!(got("TỔNG SỐ: 1.200 người"), Some((true, Some(1200))));
        assert_eq!(got("Tong cong: 18"), Some((true, Some(18))));
        assert_eq!(got("Tổng cộng: 19 người, trong đó 2 chuyên trách"), Some((true, Some(19))));
        assert_eq!(got("Cộng xã Quang Sơn: 12"), Some((false, Some(12))));
        assert_eq!(got("Cộng Ủy ban nhân dân xã Quất Lưu"), Some((false, None)));
        assert_eq!(got("Cộng Thanh tra tỉnh"), Some((false, None)));
        assert_eq!(got("Danh sách này có 12 người./."), Some((true, Some(12))));
        assert_eq!(got("(Ấn định danh sách gồm 12 đồng chí)"), Some((true, Some(12))));
        let carried = |t: &str| total(t).is_some_and(|l| l.carried);
        for t in
            ["Cộng trang: 2", "Mang sang", "Chuyển trang sau", "Lũy kế: 3", "Cộng dồn", "LUY KE"]
        {
            assert!(carried(t), "{t}");
        }
        assert!(!carried("Cộng: 25"));
        for not in [
            "Lý Văn Sang",
            "Mang Thị Sang",
            "Tống Văn An",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Tổng hợp",
            "Danh sách 12 cán bộ nữ theo Quyết định 15",
            "Danh sách có 2 con dưới 6 tuổi",
            "Danh sách năm 2024",
            "Tong Van An",
            "Cổng thông tin",
            "Công Tằng Tôn Nữ",
            "Cộng tác viên",
        ] {
            assert_eq!(got(not), None, "{not}");
        }
    }

    #[test]
    fn signatures_and_sections() {
        for s in [
            "NGƯỜI LẬP BIỂU",
            "(Ký, ghi rõ họ tên)",
            "THỦ TRƯỞNG ĐƠN VỊ",
            "Vĩnh Yên, ngày 15 tháng 10 năm 2024",
            "Nơi nhận:",
        ] {
            assert!(signing(s), "{s}");
        }
        for s in ["Nguyễn Thị Ngày", "Trưởng phòng", "UBND xã A", "Ngày sinh"] {
            assert!(!signing(s), "{s}");
        }
        assert_eq!(enumerated("I. UBND xã A"), (Level::Roman, "UBND xã A"));
        assert_eq!(enumerated("A - Khối sở"), (Level::Letter, "Khối sở"));
        assert_eq!(enumerated("XIV UBND xã B"), (Level::Roman, "UBND xã B"));
        assert_eq!(enumerated("a) Kiêm nhiệm"), (Level::Small, "Kiêm nhiệm"));
        assert_eq!(enumerated("đ) Kiêm nhiệm"), (Level::Small, "Kiêm nhiệm"));
        assert_eq!(enumerated("I.2. Kiêm nhiệm"), (Level::Number, "Kiêm nhiệm"));
        assert_eq!(enumerated("1.1 Kiêm nhiệm"), (Level::Small, "Kiêm nhiệm"));
        assert_eq!(enumerated("P.Xuân Hòa"), (Level::Letter, "Xuân Hòa"));
        assert_eq!(enumerated("Xã Minh Quang"), (Level::None, "Xã Minh Quang"));
        assert_eq!(named("* UBND xã A"), (Level::None, "UBND xã A"));
        assert_eq!(named("**) Sở B"), (Level::None, "Sở B"));
        assert_eq!(named("I. Tên đơn vị: UBND xã A"), (Level::Roman, "UBND xã A"));
        assert_eq!(named("ĐƠN VỊ XÃ A"), (Level::None, "XÃ A"));
        assert_eq!(named("Đơn vị sự nghiệp"), (Level::None, "Đơn vị sự nghiệp"));
        assert_eq!(named("Đơn vị nhận: Sở B"), (Level::None, "Đơn vị nhận: Sở B"));
        assert_eq!(level("III"), Some(Level::Roman));
        assert_eq!(level("12"), Some(Level::Number));
        assert_eq!(level("NV0002"), None);
        assert_eq!(trailing_count("UBND xã A (19 người)"), ("UBND xã A", Some(19)));
        assert_eq!(trailing_count("UBND xã A (2 đ/c)"), ("UBND xã A", Some(2)));
        assert_eq!(trailing_count("UBND xã A: 19"), ("UBND xã A", Some(19)));
        assert_eq!(trailing_count("Sở LĐ-TB&XH"), ("Sở LĐ-TB&XH", None));
    }
}
