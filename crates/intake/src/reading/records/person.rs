//! Rows of a running number and a name alone: a person's, whose other cells are still to be filled,
//! though nobody here bears the family's name.

use crate::reading::{
    Resolution,
    detect::has,
    units::looks_like_office,
    values::{fields, has_middle_of_name, has_shape_of_name, key, tidy},
};

use super::{
    classify::Look,
    evidence,
    label::{role, signing},
    read::{Walk, mode_of},
    title,
};

/// First words of parts of an office and of places. Marks count: `Bàn` is a family, `Ban` none.
const FIRST: [&str; 25] = [
    "ban", "khoa", "đội", "tổ", "cụm", "khu", "nhóm", "khối", "viện", "trạm", "quỹ", "đài",
    "phòng", "chi", "cơ", "thôn", "bản", "đảng", "ngành", "lớp", "mục", "phần", "các", "cấp",
    "nhà",
];

/// Beginnings of which the first word alone may be a family: `Công Tằng`.
const BEGINNINGS: [&str; 5] = ["cong an", "cong ty", "cong doan", "cong chuc", "cong nhan"];

/// Words that name the work of an office wherever they stand.
const WORK: [&str; 40] = [
    "don vi",
    "quan su",
    "y te",
    "giao duc",
    "tu phap",
    "noi vu",
    "tai chinh",
    "nong nghiep",
    "thanh tra",
    "thong tin",
    "van hoa",
    "cong nghe",
    "kinh te",
    "ke hoach",
    "tai nguyen",
    "moi truong",
    "xay dung",
    "giao thong",
    "dia chinh",
    "trung tam",
    "mat tran",
    "chinh quyen",
    "doan the",
    "cong thuong",
    "lao dong",
    "du lich",
    "khoa hoc",
    "tin hoc",
    "truyen thong",
    "to chuc",
    "quan ly",
    "chinh tri",
    "hanh chinh",
    "cai cach",
    "dan toc",
    "ton giao",
    "thong ke",
    "ho tich",
    "van phong",
    "tuyen giao",
];

/// Whether the words of a name name an office, a part of one, or work.
fn names_work(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let words = key(name);
    looks_like_office(name)
        || evidence::is_inner(name)
        || FIRST.contains(&&first[..])
        || BEGINNINGS.iter().any(|begins| words.starts_with(begins))
        || WORK.iter().any(|w| has(&words, w))
        || title::not_serving(name)
        || role(name)
        || signing(name)
}

impl Walk<'_> {
    /// Whether a running number goes on from that of somebody whose name is in capitals as well,
    /// and no new count begins below.
    fn follows(&self, look: &Look<'_>) -> bool {
        let Some((row, column, number)) = look.numbered else { return false };
        let below = self.grid.cell(row + 1, column).map(crate::reading::Cell::shown);
        self.number_above.is_some_and(|above| above + 1 == number) && below.as_deref() != Some("1")
    }

    /// Whether a running number and a name of up to five syllables are all that a row says.
    pub(super) fn is_numbered_name(&mut self, look: &Look<'_>) -> bool {
        let Some(name) = look.name.as_deref().filter(|_| look.number && look.level.is_none())
        else {
            return false;
        };
        let name = tidy(name);
        let count = name.split(' ').count();
        if count > 5 || !has_shape_of_name(&name) || names_work(&name) {
            return false;
        }
        let said = fields(&name, &self.keys);
        if !said.codes.is_empty() || mode_of(&name).is_some() {
            return false;
        }
        let sure = has_middle_of_name(&name);
        // In capitals stand the names of places and of parts of the list too.
        let sure = sure || count > 2 && self.follows(look);
        if !sure && !name.chars().any(char::is_lowercase) {
            return false;
        }
        let scope = self.scope();
        match self.resolver.resolve(&name, scope.as_deref()) {
            // Two words that are nearly an office's may be that office, written wrongly.
            Resolution::Unknown(near) => sure || count > 2 || near.is_empty(),
            _ => false,
        }
    }
}
