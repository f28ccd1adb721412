use std::{collections::HashSet, sync::LazyLock};

use kernel::{
    folding::{fold, plain},
    names::title_case,
};

use crate::reading::Cell;

use super::text::tidy;

/// A name as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFound {
    /// Nothing there.
    Blank,
    /// A name.
    Is(String),
    /// A name of one word, or with a digit: kept, and worth a look.
    Unclear(String),
    /// No letter in it.
    Invalid,
}

/// Reads the parts of a name, joined in order. Capitals become title case.
pub fn name(parts: &[Option<&Cell>]) -> NameFound {
    let parts: Vec<String> = parts.iter().filter_map(|c| super::text(*c)).collect();
    if parts.is_empty() {
        return NameFound::Blank;
    }
    // Each part is squeezed already.
    let joined = parts.join(" ");
    if !joined.chars().any(char::is_alphabetic) {
        return NameFound::Invalid;
    }
    let odd = joined.chars().any(|c| c.is_numeric() || matches!(c, '@' | '/' | '=' | '?'));
    let short = !joined.contains(' ');
    let mixed = joined.chars().any(char::is_lowercase);
    let name = if mixed { joined } else { title_case(&joined) };
    if odd || short { NameFound::Unclear(name) } else { NameFound::Is(name) }
}

/// Family names that nearly everyone here bears.
const FAMILIES: &str = "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào \
    đoàn vương trịnh trương đinh lâm phùng mai tô tạ kim khổng cao lưu hà quách lương thái tống chu \
    chử ngạc đàm la nghiêm tăng bạch triệu lò vi giàng hứa hán đồng thân mạc lục lù nông mã hầu \
    điệp vàng vừ lã âu khuất phí kiều ấu mẫu quảng sần tôn đậu xa ninh sầm đới cù cung lỗ uông \
    nhữ thạch hoa từ viên thiều trình khúc doãn bàn hạ bế diệp đái cấn nguỵ ngụy văn thào sùng lầu \
    ma kha cà quàng tòng lường chảo phàn tẩn h\u{2019} y";

/// What begins like a family name and is none.
const NOT_NAMES: [&str; 8] =
    ["văn phòng", "cao đẳng", "văn hóa", "hà nội", "tổng cộng", "mai dịch", "bàn giao", "đồng chí"];

/// Whether a text looks like the name of a person: two to six capitalised words, letters only,
/// beginning with a usual family name.
pub fn looks_like_name(text: &str) -> bool {
    let text = tidy(text);
    let count = text.split(' ').count();
    let shape = (2..=6).contains(&count)
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\''))
        && text.split(' ').all(|w| w.chars().next().is_some_and(char::is_uppercase));
    if !shape {
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

/// Family names by their folded and by their plain key.
static FAMILY_KEYS: LazyLock<[HashSet<String>; 2]> =
    LazyLock::new(|| [fold, plain].map(|key| FAMILIES.split_whitespace().map(key).collect()));

static NOT_NAME_KEYS: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [fold, plain].map(|key| NOT_NAMES.iter().map(|n| key(n)).collect()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cell = |t: &str| Cell::Text(t.into());
        let read = |t: &str| name(&[Some(&cell(t))]);
        assert_eq!(read("NGUYỄN THỊ  YẾN"), NameFound::Is("Nguyễn Thị Yến".into()));
        assert_eq!(read("Trần\u{a0}Diệu Hương "), NameFound::Is("Trần Diệu Hương".into()));
        assert_eq!(read("An"), NameFound::Unclear("An".into()));
        assert_eq!(read("Nguyễn Văn A1"), NameFound::Unclear("Nguyễn Văn A1".into()));
        assert_eq!(read("12"), NameFound::Invalid);
        assert_eq!(name(&[None, None]), NameFound::Blank);
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
