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
    if has(&["ban chuyen trach", "khong kiem nhiem"]) {
        return ModeWord::Unclear;
    }
    let concurrent =
        part || has(&["kiem nhiem", "kn", "kiem", "ban thoi gian", "concurrent", "part time"]);
    let dedicated =
        !part && has(&["chuyen trach", "ct", "toan thoi gian", "dedicated", "full time"]);
    match (dedicated, concurrent) {
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
        ] {
            assert_eq!(read(t), ModeWord::Is(Mode::Dedicated), "{t}");
        }
        for t in ["Kiêm nhiệm", "kiêm nhiệm", "KN", "Không chuyên trách", "Kiêm"] {
            assert_eq!(read(t), ModeWord::Is(Mode::Concurrent), "{t}");
        }
        assert_eq!(read("Chuyên trách/Kiêm nhiệm"), ModeWord::Both);
        for t in ["Bán chuyên trách", "x", "Hợp đồng", "?"] {
            assert_eq!(read(t), ModeWord::Unclear, "{t}");
        }
        assert_eq!(read("-"), ModeWord::Blank);
    }
}
