use crate::reading::{Cell, Mode};

/// A word for the mode of duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModeWord {
    /// Nothing there.
    Blank,
    /// Understood.
    Is(Mode),
    /// Both are said.
    Both,
    /// Not understood.
    Unclear,
}

/// Phrases that are no denial, though a word of theirs is one elsewhere.
const PLAIN: [&str; 6] =
    ["thoi gian", "thoi vu", "thoi diem", "thoi han", "dong thoi", "tai nguyen"];

/// Words that deny the mode they stand before; behind it they deny something else.
const NEGATIONS: [&str; 3] = ["khong", "chua", "ko"];

/// Words beside which a mode is over, or only wished for.
const DENIALS: [&str; 15] = [
    "thoi",
    "het",
    "nguyen",
    "truoc",
    "tung",
    "de nghi",
    "de xuat",
    "dang ky",
    "nhu cau",
    "du kien",
    "du phong",
    "se",
    "phu cap chuyen trach",
    "phu cap kiem nhiem",
    "ban chuyen trach",
];

/// Whether words say until or after when: whether that is now, they leave open.
fn is_dated(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    words.windows(2).any(|w| {
        let day = matches!(w[1], "nam" | "thang" | "ngay" | "quy")
            || w[1].bytes().all(|b| b.is_ascii_digit());
        matches!(w[0], "den" | "sau") && day
    })
}

/// What stands behind the word for since when: `Kiêm nhiệm từ 01/3/2024`.
pub fn since(text: &str) -> Option<&str> {
    let word =
        text.char_indices().filter(|(_, c)| matches!(c, 't' | 'T')).find_map(|(at, _)| {
            let apart = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let end = text[at..].find(char::is_whitespace)? + at;
            let from = kernel::folding::fold(&text[at..end]);
            (apart && (from == kernel::folding::fold("từ") || from == "tu")).then_some(end)
        })?;
    let behind = text[word..].trim_matches(|c: char| !c.is_alphanumeric());
    let day = behind.strip_prefix("ngày").or_else(|| behind.strip_prefix("ngay"));
    let behind = day.unwrap_or(behind).trim_start();
    behind.contains(|c: char| c.is_ascii_digit()).then_some(behind)
}

/// Whether the mode is said as what it is not: `không chuyên trách`, which is a kind of people of
/// the communes as well.
pub fn is_denied_mode(text: &str) -> bool {
    let key = super::key(text);
    format!(" {key} ").contains(" khong chuyen trach ") && !key.contains("kiem nhiem")
}

/// Reads `Chuyên trách`, `kiêm nhiệm`, `CT`, `KN` … What denies a mode, or says when it was or
/// will be, is not understood: only `không chuyên trách` is a mode by itself.
pub fn mode(cell: Option<&Cell>) -> ModeWord {
    let Some(text) = super::text(cell) else { return ModeWord::Blank };
    let key = super::key(&text);
    let padded = format!(" {key} ");
    let has = |words: &[&str]| words.iter().any(|w| padded.contains(&format!(" {w} ")));
    let part = has(&["khong chuyen trach"]);
    let mut rest = padded.replace(" khong chuyen trach ", " ");
    let whole = !part && has(&["chuyen trach"]) && has(&["khong kiem nhiem"]);
    if whole {
        rest = rest.replace(" khong kiem nhiem ", " ");
    }
    rest = PLAIN.iter().fold(rest, |text, p| text.replace(&format!(" {p} "), "  "));
    let within =
        |text: &str, words: &[&str]| words.iter().any(|w| text.contains(&format!(" {w} ")));
    let named = ["chuyen trach", "kiem nhiem"].iter().filter_map(|m| rest.find(m)).min();
    let before = &rest[..named.unwrap_or(rest.len())];
    if within(before, &NEGATIONS) || within(&rest, &DENIALS) || is_dated(&key) {
        return ModeWord::Unclear;
    }
    if whole {
        return ModeWord::Is(Mode::Dedicated);
    }
    let short = key == "kiem" || key.strip_prefix("kiem ").is_some_and(|r| r.parse::<u8>().is_ok());
    let concurrent = part
        || short
        || has(&["kiem nhiem", "kn", "k nhiem", "k n", "ban thoi gian", "concurrent", "part time"]);
    let dedicated = !part
        && has(&[
            "chuyen trach",
            "ct",
            "ch trach",
            "c trach",
            "c t",
            "toan thoi gian",
            "dedicated",
            "full time",
        ]);
    let now = key.split(" tu ").next().unwrap_or(&key);
    let part_time = now.split(' ').any(|w| w.parse::<u8>().is_ok_and(|n| n < 100));
    match (dedicated, concurrent) {
        (true, false) if part_time => ModeWord::Unclear,
        (true, false) => ModeWord::Is(Mode::Dedicated),
        (false, true) => ModeWord::Is(Mode::Concurrent),
        (true, true) => ModeWord::Both,
        (false, false) => ModeWord::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes() {
        let read = |t: &str| mode(Some(&Cell::Text(t.into())));
        for t in [
            "Chuyên trách",
            "chuyên trách",
            "CT",
            "CHUYÊN TRÁCH",
            "Chuyen trach",
            "Cán bộ chuyên trách",
            "Ch.trách",
            "Chuyên trách, không kiêm nhiệm",
        ] {
            assert_eq!(read(t), ModeWord::Is(Mode::Dedicated), "{t}");
        }
        for t in [
            "Kiêm nhiệm",
            "kiêm nhiệm",
            "KN",
            "Không chuyên trách",
            "Kiêm",
            "K.nhiệm",
            "Kiêm nhiệm (Phòng Tài nguyên)",
            "Bán thời gian",
            "Người hoạt động không chuyên trách",
            "Kiêm nhiệm (từ 2020)",
            "Kiêm nhiệm, không hưởng phụ cấp",
        ] {
            assert_eq!(read(t), ModeWord::Is(Mode::Concurrent), "{t}");
        }
        assert_eq!(read("Chuyên trách/Kiêm nhiệm"), ModeWord::Both);
        assert_eq!(read("Kiêm nhiệm 50%"), ModeWord::Is(Mode::Concurrent));
        for t in [
            "Bán chuyên trách",
            "x",
            "Hợp đồng",
            "?",
            "Chuyên trách 50%",
            "Chưa có chuyên trách",
            "Thôi kiêm nhiệm",
            "Không phải kiêm nhiệm",
            "Không phải là cán bộ chuyên trách",
            "Không làm chuyên trách",
            "Ko chuyên trách",
            "Đề nghị chuyên trách",
            "Nguyên cán bộ chuyên trách",
            "Đã thôi chuyên trách",
            "Hết kiêm nhiệm",
            "Trước đây kiêm nhiệm",
            "Chuyên trách (dự kiến)",
            "Chuyên trách đến 31/12/2023",
            "Được hưởng phụ cấp chuyên trách",
            "Nhu cầu chuyên trách",
            "Kiểm lâm viên",
            "Kiểm soát thủ tục hành chính",
        ] {
            assert_eq!(read(t), ModeWord::Unclear, "{t}");
        }
        assert_eq!(read("Chuyên trách từ tháng 3/2024"), ModeWord::Is(Mode::Dedicated));
        for (text, behind) in [
            ("Kiêm nhiệm từ 01/3/2024", Some("01/3/2024")),
            ("Chuyên trách (từ ngày 1/3/2024)", Some("1/3/2024")),
            ("Chuyen trach tu 2020", Some("2020")),
            ("Kiêm nhiệm từ Phòng Nội vụ", None),
            ("Kiêm nhiệm 50%", None),
        ] {
            assert_eq!(since(text), behind, "{text}");
        }
        assert_eq!(read("-"), ModeWord::Blank);
    }
}
