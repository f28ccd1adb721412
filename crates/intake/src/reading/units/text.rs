//! Where a line of running text may name an office.

use std::sync::LazyLock;

use kernel::folding::{fold, plain};

use crate::reading::values::key;

/// Beginnings of the names of offices. Marks count: `Quân` is a name, `Quận` is none.
const OFFICES: [&str; 61] = [
    "ubnd",
    "ủy ban",
    "hđnd",
    "sở",
    "xã",
    "phường",
    "thị trấn",
    "tt",
    "huyện",
    "quận",
    "thành phố",
    "tp",
    "thị xã",
    "tỉnh",
    "thanh tra",
    "ban quản lý",
    "bql",
    "đài phát thanh",
    "hội",
    "tỉnh đoàn",
    "đoàn thanh niên",
    "văn phòng",
    "chi cục",
    "cục",
    "trung tâm",
    "trường",
    "công an",
    "mặt trận",
    "đảng ủy",
    "liên đoàn",
    "ủy ban mttq",
    "đặc khu",
    "thư viện",
    "bảo tàng",
    "nhà hát",
    "nhà văn hóa",
    "nhà thiếu nhi",
    "vườn quốc gia",
    "bệnh viện",
    "trạm y tế",
    "trạm khuyến nông",
    "trạm thú y",
    "trạm chăn nuôi",
    "trạm trồng trọt",
    "quỹ đầu tư",
    "quỹ phát triển",
    "quỹ bảo vệ",
    "quỹ bảo trợ",
    "quỹ hỗ trợ",
    "tòa án",
    "viện kiểm sát",
    "viện nghiên cứu",
    "viện quy hoạch",
    "viện khoa học",
    "đài truyền thanh",
    "kho bạc",
    "ngân hàng",
    "bảo hiểm xã hội",
    "ttgdtx",
    "ttyt",
    "ttvh",
];

static OFFICE_KEYS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
    let list = |key: fn(&str) -> String| OFFICES.iter().map(|o| key(o) + " ").collect();
    [list(fold), list(plain)]
});

/// Whether a text begins like the name of an office. Of a room inside one (`Phòng …`) it does not.
pub(in crate::reading) fn looks_like_office(text: &str) -> bool {
    let [marked, bare] = &*OFFICE_KEYS;
    let (key, list) = if text.is_ascii() { (plain(text), bare) } else { (fold(text), marked) };
    let key = key.replace(['.', ',', '-', '/', '&', '('], " ");
    let key = key.trim_start();
    list.iter().any(|o| key.starts_with(o.as_str()))
}

/// Beginnings of the names of offices every one of which the register has.
const AREAS: [&str; 12] = [
    "ubnd",
    "ủy ban nhân dân",
    "hđnd",
    "sở",
    "xã",
    "phường",
    "thị trấn",
    "huyện",
    "quận",
    "thành phố",
    "thị xã",
    "đặc khu",
];

/// Whether a text begins like the name of an office that has to be in the register.
pub(crate) fn is_area_office(text: &str) -> bool {
    static KEYS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
        let list = |key: fn(&str) -> String| AREAS.iter().map(|o| key(o) + " ").collect();
        [list(fold), list(plain)]
    });
    let [marked, bare] = &*KEYS;
    let (key, list) = if text.is_ascii() { (plain(text), bare) } else { (fold(text), marked) };
    let key = key.replace(['.', ',', '-', '/', '&', '('], " ");
    list.iter().any(|o| key.trim_start().starts_with(o.as_str()))
}

/// Beginnings of lines that name the office that asked, or nobody.
const OTHERS: [&str; 10] = [
    "kem theo",
    "ban hanh",
    "theo cong van",
    "theo quyet dinh",
    "can cu",
    "cong hoa xa hoi",
    "doc lap",
    "kinh gui",
    "dinh kem",
    "thuc hien",
];

/// Parts of a line of the title block that may be the office's name, the surest first: the whole
/// line, what stands behind a colon, the tail that begins like an office.
pub(in crate::reading) fn title_parts(line: &str) -> Vec<&str> {
    let key = key(line);
    if OTHERS.iter().any(|o| key.starts_with(o)) || plain(line).contains("kem theo") {
        return Vec::new();
    }
    let mut out = vec![line.trim()];
    if let Some((_, after)) = line.split_once(':') {
        out.push(after.trim());
    }
    for (at, c) in line.char_indices().skip(1) {
        if c == ' ' && looks_like_office(&line[at..]) {
            out.push(line[at..].trim());
        }
    }
    out
}
