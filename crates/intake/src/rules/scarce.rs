//! What offices put into their sheets and nobody here asks for: the law calls it sensitive, and a
//! picture of the digital workforce does without it.

use kernel::folding;

/// What headings of such columns say, without diacritics.
const UNASKED: [&str; 12] = [
    "dan toc",
    "ton giao",
    "tin nguong",
    "dang vien",
    "vao dang",
    "chuc vu dang",
    "the dang",
    "anh cccd",
    "anh cmnd",
    "anh can cuoc",
    "anh the can cuoc",
    "anh chung minh",
];

/// What stands in place of what is not kept.
pub(crate) const LEFT_OUT: &str = "•••";

/// Whether a column holds ethnicity, religion, party membership or pictures of identity cards.
pub(crate) fn is_unasked(heading: &str) -> bool {
    let plain = folding::plain(heading);
    let words =
        format!(" {} ", plain.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" "));
    let words = folding::squeeze(&words);
    UNASKED.iter().any(|said| format!(" {words} ").contains(&format!(" {said} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asks_for_is_told_by_its_heading() {
        for heading in [
            "Dân tộc",
            "DÂN TỘC",
            "Thành phần dân tộc",
            "Tôn giáo",
            "Đảng viên (x)",
            "Ngày vào Đảng",
            "Chức vụ Đảng",
            "Ảnh CCCD",
            "Ảnh thẻ căn cước (2 mặt)",
        ] {
            assert!(is_unasked(heading), "{heading}");
        }
        for heading in [
            "Họ và tên",
            "Đang công tác",
            "Số CCCD",
            "Ngày cấp CCCD",
            "Đơn vị",
            "Chức vụ",
            "Tổ chức đoàn thể",
            "Ảnh hưởng",
        ] {
            assert!(!is_unasked(heading), "{heading}");
        }
    }
}
