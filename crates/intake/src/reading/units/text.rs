//! Where a line of running text may name an office.

use kernel::folding::plain;

use crate::reading::values::key;

/// Beginnings of the names of offices, without diacritics.
const OFFICES: [&str; 30] = [
    "ubnd",
    "uy ban",
    "hdnd",
    "so",
    "xa",
    "phuong",
    "thi tran",
    "tt",
    "huyen",
    "quan",
    "thanh pho",
    "tp",
    "thi xa",
    "tinh",
    "thanh tra",
    "ban quan ly",
    "bql",
    "dai phat thanh",
    "hoi",
    "tinh doan",
    "doan",
    "van phong",
    "chi cuc",
    "cuc",
    "trung tam",
    "truong",
    "cong an",
    "mat tran",
    "dang uy",
    "lien doan",
];

/// Whether a text begins like the name of an office. Of a room inside one (`Phòng …`) it does not.
pub(in crate::reading) fn looks_like_office(text: &str) -> bool {
    let key = key(text);
    OFFICES.iter().any(|o| key.strip_prefix(o).is_some_and(|rest| rest.starts_with(' ')))
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
