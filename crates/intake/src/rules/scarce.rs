//! What offices put into their sheets and nobody here asks for: the law calls it sensitive, and a
//! picture of the digital workforce does without it.

use kernel::folding;

/// What headings of such columns say, without diacritics.
const UNASKED: &[&str] = &[
    // Ethnicity.
    "dan toc",
    "dantoc",
    "sac toc",
    "toc nguoi",
    "chung toc",
    "ethnic",
    "ethnicity",
    "ethnic group",
    "race",
    "racial",
    // Faith.
    "ton giao",
    "tongiao",
    "tin nguong",
    "religion",
    "religions",
    "religious",
    "faith",
    "creed",
    "church",
    // The party.
    "dang vien",
    "dangvien",
    "ket nap dang",
    "dang csvn",
    "dang cong san",
    "party member",
    "party members",
    "party membership",
    "party card",
    "party position",
    "party admission",
    "member of party",
    "member of the party",
    "joined party",
    "joined the party",
    "joining party",
    "joining the party",
    "admission to the party",
    "communist",
    "political party",
    "party cell",
    "party cells",
    "party branch",
    "party committee",
    // Political views.
    "quan diem chinh tri",
    "tu tuong chinh tri",
    "xu huong chinh tri",
    "khuynh huong chinh tri",
    "lap truong chinh tri",
    "thai do chinh tri",
    "political view",
    "political views",
    "political opinion",
    "political opinions",
    "political belief",
    "political beliefs",
    "political affiliation",
    "political orientation",
    // Pictures, where nothing else says that a card is meant.
    "photo id",
    "id photo",
    "id photos",
    "id picture",
    "id image",
    "id scan",
    "id copy",
];

/// What without diacritics may be something else: `chức vụ Đảng` is not `chức vụ đang giữ`.
const WITH_TONES: &[&str] = &[
    "vào đảng",
    "thẻ đảng",
    "tuổi đảng",
    "chức vụ đảng",
    "chức danh đảng",
    "đảng tịch",
    "đảng phí",
    "sinh hoạt đảng",
    "đảng bộ",
    "chi bộ",
    "cấp ủy",
    "tỉnh ủy viên",
    "thành ủy viên",
    "huyện ủy viên",
    "quận ủy viên",
    "thị ủy viên",
    "đảng ủy viên",
    "chi ủy viên",
    "bí thư chi",
    "theo đạo",
    "chính kiến",
    "tín đồ",
];
/// After these a heading without any diacritics may go on and still say it.
const GOES_ON: &[&str] = &["chinh", "csvn", "cong", "du", "x", "sinh", "vien"];

/// After these it is something else: `cấp ủy quyền`, `cấp Ủy ban`.
const BUT_BEFORE: &[(&str, &[&str])] = &[("cấp ủy", &["quyền", "ban", "nhiệm", "thác"])];

/// Headings that are this word alone: within others it says other things.
const ALONE: &[&str] = &["dao", "party"];

/// The same with its diacritics: `Đảng` is not `Dạng`.
const ALONE_WITH_TONES: &[&str] = &["đảng"];

/// Words for a picture of something, and what beside them says something else: before, after.
const PICTURES: &[(&str, &[&str], &[&str])] = &[
    ("anh", &["tieng"], &["huong", "van", "ngu"]),
    ("hinh", &["tinh", "loai", "mo", "dia", "cau", "truyen", "man", "vo"], &["thuc", "thai"]),
    ("chup", &[], &[]),
    ("scan", &[], &[]),
    ("scans", &[], &[]),
    ("scanned", &[], &[]),
    ("photo", &[], &[]),
    ("photos", &[], &[]),
    ("photocopy", &[], &[]),
    ("photograph", &[], &[]),
    ("picture", &[], &[]),
    ("pictures", &[], &[]),
    ("pic", &[], &[]),
    ("image", &[], &[]),
    ("images", &[], &[]),
    ("img", &[], &[]),
    ("copy", &[], &[]),
    ("copies", &[], &[]),
];
/// The same in two words.
const COPIES: &[&str] = &["ban quet", "file quet", "ban sao", "mat truoc", "mat sau"];
/// The sides of a card, in English: of a card they are told in a picture alone.
const SIDES: &[&str] = &["front", "back", "front side", "back side"];

/// What identifies somebody on paper.
const CARDS: &[&str] = &[
    "cccd",
    "cmnd",
    "cmtnd",
    "cmt",
    "can cuoc",
    "chung minh",
    "ho chieu",
    "giay to tuy than",
    "passport",
    "passports",
    "id card",
    "id cards",
    "identity card",
    "identity cards",
    "identification card",
    "identity document",
    "identity documents",
    "id document",
    "citizen id",
    "national id",
    "personal id",
];

/// What stands in place of what is not kept.
pub(crate) const LEFT_OUT: &str = "•••";

/// Whether a column holds ethnicity, religion, party membership or pictures of identity cards.
pub(crate) fn is_unasked(heading: &str) -> bool {
    let plain = folding::plain(heading);
    let words = words_of(&plain);
    let text = format!(" {} ", words.join(" "));
    let says = |said: &&str| text.contains(&format!(" {said} "));
    let alone = matches!(words[..], [one] if ALONE.contains(&one)) || is_toned_word(heading);
    alone || UNASKED.iter().any(says) || says_with_tones(heading, &words) || pictures(&words, &says)
}

/// Whether a heading is one word that its diacritics tell, a sign to tick it aside.
fn is_toned_word(heading: &str) -> bool {
    let folded = folding::fold(heading);
    let words = words_of(&folded);
    let ([one] | [one, "x"]) = words[..] else { return false };
    ALONE_WITH_TONES.iter().any(|word| folding::fold(word) == one)
}

fn words_of(text: &str) -> Vec<&str> {
    // A folded text keeps its tones as marks of their own.
    let apart = |c: char| !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}');
    text.split(apart).filter(|w| !w.is_empty()).collect()
}

/// With its diacritics; of a heading that has none at all, where nothing else can be meant.
fn says_with_tones(heading: &str, plain: &[&str]) -> bool {
    let whole = folding::fold(heading);
    let written = words_of(&whole);
    let toneless = written == plain;
    WITH_TONES.iter().any(|said| {
        let sought = if toneless { folding::plain(said) } else { folding::fold(said) };
        let sought = words_of(&sought);
        let mut places = written.windows(sought.len()).enumerate().filter(|(_, w)| *w == sought);
        places.any(|(at, _)| {
            let next = written.get(at + sought.len());
            let otherwise = |next| BUT_BEFORE.iter().any(|it| it.0 == *said && is_any(it.1, next));
            next.is_none_or(|next| if toneless { GOES_ON.contains(next) } else { !otherwise(next) })
        })
    })
}

fn is_any(words: &[&str], folded: &str) -> bool {
    words.iter().any(|word| folding::fold(word) == folded)
}

/// Whether a picture of a card is asked for: said in words, or in one that was run together.
fn pictures(words: &[&str], says: &impl Fn(&&str) -> bool) -> bool {
    let pictured =
        || (0..words.len()).any(|at| is_picture(words, at)) || COPIES.iter().chain(SIDES).any(says);
    let card = CARDS.iter().any(says);
    let joined = |word: &&str| {
        let rest = |(picture, ..): &(&str, _, _)| {
            word.strip_prefix(picture).or_else(|| word.strip_suffix(picture))
        };
        PICTURES.iter().filter_map(rest).any(|rest| rest.len() > 2 && CARDS.contains(&rest))
    };
    card && pictured() || words.iter().any(joined)
}

fn is_picture(words: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at)).unwrap_or(&"");
    let after = words.get(at + 1).unwrap_or(&"");
    let is = |(word, not_after, not_before): &(&str, &[&str], &[&str])| {
        words[at] == *word && !not_after.contains(before) && !not_before.contains(after)
    };
    PICTURES.iter().any(is)
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
            "DanToc",
            "dan_toc",
            "Ethnicity",
            "Ethnic group",
            "Race",
            "Tôn giáo",
            "Tín ngưỡng, tôn giáo",
            "Theo đạo",
            "Chính kiến",
            "Chinh kien",
            "Có theo đạo không",
            "Chuc vu Dang",
            "Đạo",
            "Religion",
            "Religious belief",
            "Faith",
            "Đảng viên (x)",
            "Là đảng viên?",
            "Ngày vào Đảng",
            "Ngay vao dang chinh thuc",
            "Tuổi Đảng",
            "Số thẻ Đảng",
            "Chức vụ Đảng",
            "Party membership",
            "Date of joining the Party",
            "Party member (Y/N)",
            "Ảnh CCCD",
            "anh_cmnd",
            "AnhCCCD",
            "Ảnh thẻ căn cước (2 mặt)",
            "Hình chụp CCCD",
            "Hình CMND",
            "Hinh anh can cuoc cong dan",
            "Bản scan CMND/CCCD",
            "Scan hộ chiếu",
            "Bản quét căn cước",
            "Bản sao chứng minh nhân dân",
            "File chụp CMTND",
            "CCCD (mặt trước)",
            "Ảnh giấy tờ tuỳ thân",
            "Photo of ID card",
            "Passport scan",
            "ID card (front)",
            "Copy of passport",
            "Identity card image",
        ] {
            assert!(is_unasked(heading), "{heading}");
        }
        for heading in [
            "Họ và tên",
            "Đang công tác",
            "Số CCCD",
            "Ngày cấp CCCD",
            "Nơi cấp hộ chiếu",
            "Passport number",
            "ID",
            "Đơn vị",
            "Chức vụ",
            "Tổ chức đoàn thể",
            "Khối Đảng, đoàn thể",
            "Ảnh hưởng",
            "Ảnh hưởng của việc chậm cấp CCCD",
            "Tình hình cấp CCCD",
            "Hình thức cấp CCCD",
            "Tình hình chụp ảnh vệ tinh",
            "Ảnh vệ tinh",
            "Số ảnh đã số hoá",
            "Dân số",
            "Số hộ dân",
            "Dân quân tự vệ",
            "Đạo đức công vụ",
            "Lãnh đạo",
            "Đào tạo",
            "Người đăng ký",
            "Dạng thiết bị",
            "Third party software",
            "Trình độ tiếng Anh",
            "Photo equipment",
            "Máy scan",
            "Backup (ID hệ thống)",
            "ID ảnh",
            "Chức vụ đang giữ",
            "Chuc vu dang giu",
            "Điều chỉnh kiến nghị",
            "Công việc cụ thể đang làm",
            "Hệ thống đang tích hợp",
            "Dữ liệu dạng phi cấu trúc",
            "Thông tin do đơn vị cung cấp",
            "Kết quả theo đào tạo",
            "Số lần vào đăng nhập",
        ] {
            assert!(!is_unasked(heading), "{heading}");
        }
    }

    #[test]
    fn nobody_asks_for_party_cells_or_political_views() {
        for heading in [
            "Chi bộ",
            "CHI BỘ SINH HOẠT",
            "Chi bo",
            "Sinh hoạt tại chi bộ",
            "Đảng bộ",
            "Đảng bộ trực thuộc",
            "Cấp uỷ viên",
            "Chức danh cấp ủy",
            "Cấp ủy",
            "Cấp uỷ (x)",
            "Cap uy",
            "Tham gia cấp ủy",
            "Tham gia cấp uỷ các cấp",
            "Tỉnh/Huyện/Thành ủy viên",
            "Tinh uy vien",
            "Huyện uỷ viên",
            "Chi ủy viên",
            "Đảng",
            "Đảng (x)",
            "Quan điểm chính trị",
            "Tư tưởng chính trị",
            "Chính kiến",
            "Party cell",
            "Political views",
        ] {
            assert!(is_unasked(heading), "{heading}");
        }
        for heading in [
            "Chi bổ sung",
            "Chi bo sung",
            "Chỉ báo",
            "Dạng",
            "Dạng bổ sung",
            "Trình độ lý luận chính trị",
            "Cấp ủy quyền",
            "Đang bổ nhiệm",
            "Bộ phận",
            "Cấp uỷ quyền (x)",
            "Cap uy quyen",
            "Cấp Ủy ban nhân dân",
            "Đảng ủy",
            "Đảng uỷ xã",
            "Tỉnh ủy",
            "Ủy viên UBND",
        ] {
            assert!(!is_unasked(heading), "{heading}");
        }
    }
}
