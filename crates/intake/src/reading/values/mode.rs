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

/// Reads `Chuyên trách`, `kiêm nhiệm`, `CT`, `KN` …
pub fn mode(cell: Option<&Cell>) -> ModeWord {
    let Some(text) = super::text(cell) else { return ModeWord::Blank };
    let key = super::key(&text);
    let padded = format!(" {key} ");
    let has = |words: &[&str]| words.iter().any(|w| padded.contains(&format!(" {w} ")));
    let part = has(&["khong chuyen trach", "khong phai chuyen trach"]);
    if has(&["chuyen trach"]) && has(&["khong kiem nhiem"]) {
        return ModeWord::Is(Mode::Dedicated);
    }
    if has(&["ban chuyen trach", "khong kiem nhiem", "chua", "ko", "thoi kiem", "du kien"]) {
        return ModeWord::Unclear;
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
    let part_time = key.split(' ').any(|w| w.parse::<u8>().is_ok_and(|n| n < 100));
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
        for t in ["Kiêm nhiệm", "kiêm nhiệm", "KN", "Không chuyên trách", "Kiêm", "K.nhiệm"]
        {
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
            "Kiểm lâm viên",
            "Kiểm soát thủ tục hành chính",
        ] {
            assert_eq!(read(t), ModeWord::Unclear, "{t}");
        }
        assert_eq!(read("-"), ModeWord::Blank);
    }
}
