//! Further columns that may name the office of a row: `Huyện | Xã`, `Cơ quan chủ quản | Đơn vị`.

use crate::reading::{
    Meaning,
    values::{FieldKeys, key},
};

use super::{
    Confidence,
    columns::Draft,
    content::OTHER_PLACES,
    vocabulary::{has, meaning},
};

/// Words of headings over who stands above an office, or manages it.
const ABOVE: [&str; 6] = [
    "chu quan",
    "cap tren",
    "quan ly truc tiep",
    "don vi quan ly",
    "co quan quan ly",
    "truc thuoc",
];

/// The columns beside that of the office in which another one may be named, in order. With each,
/// whether it too asks where somebody works.
pub(super) fn further(drafts: &[Draft], list: &FieldKeys) -> Vec<(u16, bool)> {
    let names_one = |d: &Draft| {
        let free = d.guess.is_none() && d.confidence == Confidence::Unknown;
        let again = free && d.second == Some(Meaning::Unit);
        let one = again || d.is(&Meaning::Division) || free && heads_another(&d.path, list);
        (!d.of_another && d.profile.filled > 0 && one).then_some((d.index, again))
    };
    drafts.iter().filter_map(names_one).collect()
}

/// Whether a heading asks for the district of a commune, or for who stands above an office.
fn heads_another(path: &[String], list: &FieldKeys) -> bool {
    let key = key(&path.join(" "));
    let of_person = OTHER_PLACES.iter().any(|w| *w != "cap" && has(&key, w));
    let above = ABOVE.iter().any(|w| has(&key, w));
    !of_person
        && (above || is_district(&key))
        && path
            .last()
            .is_some_and(|leaf| meaning(leaf, list).is_none_or(|(m, _)| m == Meaning::Unit))
}

/// `Huyện`, `Quận/huyện`, `Huyện, thị xã, thành phố`, but not `Huyện/xã`.
fn is_district(key: &str) -> bool {
    const WORDS: [&str; 13] = [
        "ten", "cap", "don", "vi", "quan", "huyen", "thi", "xa", "thanh", "pho", "tp", "tx",
        "thuoc",
    ];
    let key = key.replace("thi xa", "tx");
    has(&key, "huyen") && !has(&key, "xa") && key.split(' ').all(|w| WORDS.contains(&w))
}
