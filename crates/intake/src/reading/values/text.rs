use std::borrow::Cow;

use kernel::folding::squeeze;

use crate::reading::Cell;

/// Free text of a cell; dashes that stand for "none" are blank.
pub fn text(cell: Option<&Cell>) -> Option<String> {
    match cell? {
        Cell::Error(_) => None,
        Cell::Text(t) => text_of(t).map(|t| tidy(t).into_owned()),
        other => Some(other.shown()),
    }
}

/// The text of a cell, unless it stands for "none".
pub fn text_of(text: &str) -> Option<&str> {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '_' | '.' | '/' | '…') || c.is_whitespace();
    (!text.chars().all(dash)).then_some(text)
}

/// Whether a text says that there is none, or only ticks: `Không có`, `Chưa có bằng`, `0`, `x`.
pub fn says_none(text: &str) -> bool {
    const NONE: [&str; 17] = [
        "khong",
        "khong co",
        "chua",
        "chua co",
        "ko",
        "ko co",
        "k",
        "0",
        "x",
        "v",
        "none",
        "no",
        "n a",
        "chua cap nhat",
        "dang cap nhat",
        "khong ro",
        "chua ro",
    ];
    // Most cells say something: the first letter tells. One outside ASCII may stand for several.
    let first = text.chars().find(|c| c.is_alphanumeric());
    if first.is_some_and(|c| c.is_ascii() && !"kc0xvnd".contains(c.to_ascii_lowercase())) {
        return false;
    }
    let key = super::key(text);
    let begins = |p: &str| key.starts_with(p) && key.split(' ').count() <= 5;
    NONE.contains(&key.as_str()) || begins("khong co ") || begins("chua co ")
}

/// Whether words say of a paper that it is still studied for, or wished for: `Đang học CCNA`,
/// `Dự kiến thi IC3`.
pub fn is_pending(text: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "dang hoc",
        "dang theo hoc",
        "dang on",
        "dang thi",
        "dang dao tao",
        "dang cho",
        "dang du",
        "se hoc",
        "se thi",
        "du kien",
        "chuan bi",
        "cho cap",
        "cho bang",
        "chua hoan thanh",
    ];
    let key = super::key(text);
    BEGINNINGS
        .iter()
        .any(|b| key.strip_prefix(b).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
}

/// Whether letters of a text were lost: signs that stand for them, question marks between letters.
pub fn damaged(text: &str) -> bool {
    if !text.is_ascii() && text.chars().any(|c| c == '\u{fffd}') {
        return true;
    }
    if !text.as_bytes().contains(&b'?') {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    chars.windows(2).any(|w| w[0] == '?' && w[1].is_alphabetic() || w == ['?', '?'])
}

/// A whole number that a program wrote as `1985.0`, without what it added.
pub(super) fn without_fraction(text: &str) -> &str {
    let digits = |t: &&str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    text.strip_suffix(".0").filter(digits).unwrap_or(text)
}

/// Whether a cell says anything.
pub fn filled(cell: Option<&Cell>) -> bool {
    match cell {
        None | Some(Cell::Error(_)) => false,
        Some(Cell::Text(t)) => text_of(t).is_some(),
        Some(_) => true,
    }
}

/// Squeezed; most texts are already, and a grid's are composed.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let clean = text.chars().all(|c| {
        let fine = c == ' ' && before != ' ' || !(c.is_whitespace() || c.is_control());
        let marks =
            matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
        before = c;
        fine && !marks
    });
    if clean && before != ' ' { Cow::Borrowed(text) } else { Cow::Owned(squeeze(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_none() {
        for none in ["Không có", "Chưa có", "không", "0", "x", "Chưa có chứng chỉ", "Chưa cập nhật"]
        {
            assert!(says_none(none), "{none}");
        }
        for some in
            ["IC3", "Chuyên viên", "Người hoạt động không chuyên trách", "Đại học", "X-Ways"]
        {
            assert!(!says_none(some), "{some}");
        }
    }

    #[test]
    fn texts() {
        let read = |t: &str| text(Some(&Cell::Text(t.into())));
        assert_eq!(read(" a\u{a0} b "), Some("a b".into()));
        assert_eq!(read("a b"), Some("a b".into()));
        for blank in ["-", " – ", "…", "/", ""] {
            assert_eq!(read(blank), None, "{blank}");
        }
        for t in ["", "a", " a", "a ", "a  b", "a\nb", "a\u{301}", "Nguyễn Văn A"] {
            assert_eq!(tidy(t), squeeze(t), "{t}");
        }
    }
}
