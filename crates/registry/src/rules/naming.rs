//! Whether free words name a person.

use std::collections::BTreeSet;

use kernel::folding;

use crate::acts::Identity;

/// Whether a sentence names the person. Where a name may go on in it, what goes on is looked at:
/// `Nguyễn Văn An ghi sai` is about them, `Nguyễn Văn An Bình ghi sai` is not.
pub fn text_names(person: &Identity, text: &str) -> bool {
    let text = folding::compose(text);
    let words = placed_words(&text);
    let plain: Vec<String> = words.iter().map(|(_, word)| folding::plain(word)).collect();
    let named = |name: &String| {
        let parts: Vec<&str> = name.split(' ').collect();
        let mut found = plain.windows(parts.len()).enumerate().filter(|(_, w)| *w == parts);
        found.any(|(at, _)| {
            let name = at..at + parts.len();
            !has_family_before(&text, &words, at) && !goes_on(&text, &words, name)
        })
    };
    shows(person, &text) || person.names.iter().any(named)
}

/// Words as they are written, each with where it begins.
fn placed_words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match begun {
            None if c.is_alphanumeric() => begun = Some(at),
            Some(from) if !c.is_alphanumeric() && c != '\'' => {
                words.push((from, &text[from..at]));
                begun = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether the name of a family stands right before: `Trần Hà Văn An` is not `Hà Văn An`.
fn has_family_before(text: &str, words: &[(usize, &str)], at: usize) -> bool {
    let Some((start, before)) = at.checked_sub(1).map(|at| words[at]) else { return false };
    let between = &text[start + before.len()..words[at].0];
    between.chars().all(char::is_whitespace)
        && before.starts_with(char::is_uppercase)
        && FAMILIES.contains(&&*before.to_lowercase())
}

/// Whether a name goes on in the next word: it begins with a capital as the name does, nothing but
/// space parts them, and it begins no post, office or number of a paper. In a text of capitals alone
/// it can't be told.
fn goes_on(text: &str, words: &[(usize, &str)], name: std::ops::Range<usize>) -> bool {
    let begins_large = |word: &str| word.starts_with(char::is_uppercase);
    let Some((begin, next)) = words.get(name.end) else { return false };
    let (start, last) = words[name.end - 1];
    let between = &text[start + last.len()..*begin];
    between.chars().all(char::is_whitespace)
        && begins_large(next)
        && begins_large(last)
        && !words[name.clone()].iter().all(|(_, word)| is_large(word))
        && !begins_something_else(&words[name.end..])
}

/// Whether it has no small letter.
fn is_large(word: &str) -> bool {
    !word.chars().any(char::is_lowercase)
}

/// Whether a post, an office or the number of a paper begins with these words: no name does.
fn begins_something_else(words: &[(usize, &str)]) -> bool {
    let Some((_, word)) = words.first() else { return false };
    let short = word.chars().count() > 1 && is_large(word);
    let (word, plain) = (word.to_lowercase(), folding::plain(word));
    let two = words.get(1).map(|(_, next)| format!("{plain} {}", folding::plain(next)));
    // `Quyền Giám đốc`, but `Hà Tiến Quyền`.
    let of_a_post = BEFORE_A_POST.contains(&&*word) && begins_something_else(&words[1..]);
    short || of_a_post || ALONE.contains(&&*word) || two.is_some_and(|two| PAIRS.contains(&&*two))
}

/// Families that most people bear.
const FAMILIES: [&str; 16] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý",
];

/// Words that stand before a post, and are names as well.
const BEFORE_A_POST: [&str; 2] = ["quyền", "nguyên"];

/// Words that begin a post or an office, and no name.
const ALONE: [&str; 10] =
    ["sở", "ban", "phòng", "xã", "phường", "huyện", "tỉnh", "cục", "trưởng", "phó"];

/// Two words that do, the first of which may be a name by itself.
const PAIRS: [&str; 41] = [
    "can bo",
    "chanh van",
    "chi cuc",
    "chu tich",
    "chuyen gia",
    "chuyen vien",
    "cong an",
    "cong chuc",
    "cong ty",
    "giam doc",
    "giao vien",
    "hieu truong",
    "ke toan",
    "ky su",
    "ky thuat",
    "lam viec",
    "lanh dao",
    "nhan vien",
    "pho ban",
    "pho chu",
    "pho giam",
    "pho phong",
    "pho truong",
    "phu trach",
    "quan tri",
    "quyet dinh",
    "thanh pho",
    "thanh tra",
    "thu ky",
    "to pho",
    "to truong",
    "tro ly",
    "trung tam",
    "truong ban",
    "truong phong",
    "uy ban",
    "uy vien",
    "van phong",
    "van thu",
    "vien chuc",
    "bi thu",
];

/// Whether a cell shows a number, phone or address of theirs.
pub fn shows(person: &Identity, cell: &str) -> bool {
    let text = || cell.to_lowercase();
    shows_number(person, cell)
        || has_digits(&person.phones, cell)
        || (cell.contains('@') && person.emails.iter().any(|mail| text().contains(mail)))
}

/// Whether a cell shows a personal number of theirs.
pub fn shows_number(person: &Identity, cell: &str) -> bool {
    has_digits(&person.numbers, cell)
}

fn has_digits(numbers: &BTreeSet<String>, cell: &str) -> bool {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    // A number cell loses its leading zeros, an international phone has none.
    numbers.iter().any(|number| {
        let bare = number.trim_start_matches('0');
        bare.len() >= 8 && digits.contains(bare)
    })
}

#[cfg(test)]
mod tests {
    use kernel::{Birth, Date};

    use super::*;

    fn an() -> Identity {
        Identity {
            names: ["nguyen van an".to_owned()].into(),
            births: [Birth::Day(Date::constant(1985, 3, 17))].into(),
            numbers: ["001085001234".to_owned()].into(),
            phones: ["0301234567".to_owned()].into(),
            emails: ["an@tinh.vn".to_owned()].into(),
            ..Identity::default()
        }
    }

    #[test]
    fn a_sentence_names_whom_it_is_about() {
        for text in [
            "Ông Nguyễn Văn An ghi sai năm sinh",
            "bỏ dòng của nguyen van an, đã chuyển",
            "Sai ở Nguyễn Văn An. Bình thường thì khác",
            "NGUYỄN VĂN AN GHI SAI",
            "Cử Nguyễn Văn An Trưởng phòng CNTT đi học",
            "Cử Nguyễn Văn An Sở Nội vụ",
            "Bổ nhiệm Nguyễn Văn An PCT",
            "Cử Nguyễn Văn An Quyền Trưởng phòng",
            "Cử Nguyễn Văn An Nguyên Phó Giám đốc",
            "Ông Trần, Nguyễn Văn An",
            "Đã cử Nguyễn Văn An QĐ 12",
            "Giao Nguyễn Văn An Văn thư làm đầu mối",
            "Cử nguyen van an Pho phong",
            "Nguye\u{302}\u{303}n Va\u{306}n An",
            "số 001 085 001 234 là của người khác",
        ] {
            assert!(text_names(&an(), text), "{text}");
        }
        for text in [
            "Nguyễn Văn An Bình thiếu",
            "Nguyễn Văn An Trung thiếu",
            "Nguyễn Văn An Nguyên thiếu",
            "Nguyễn Văn An Quyền",
            "Trần Nguyễn Văn An",
            "Cử LÊ NGUYỄN VĂN AN",
            "Nguyễn Văn Anh",
            "Văn An",
            "thiếu ngày",
            "",
        ] {
            assert!(!text_names(&an(), text), "{text}");
        }
        assert!(!text_names(&Identity::default(), "Nguyễn Văn An"));
    }
}
