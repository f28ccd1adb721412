//! Personal values as far as they may be seen unasked.

use ui::format;

use crate::reading::{Column, Meaning, has, values::key};

/// A cell of a column of a sheet, as far as it may be seen. What nobody asked for and a sheet says
/// all the same, of descent, belief, party or health, is not shown at all.
pub(super) fn of_column(column: Option<&Column>, text: &str) -> String {
    match column {
        Some(column) if is_private(&column.heading) && !text.trim().is_empty() => "•••".to_owned(),
        column => cell(column.map(|c| &c.meaning), text),
    }
}

/// The same of a cell that is kept with its heading.
pub(super) fn under(heading: &str, text: &str) -> String {
    if is_private(heading) && !text.trim().is_empty() { "•••".to_owned() } else { any(text) }
}

/// Whether a heading asks for what nobody here asks for.
fn is_private(heading: &str) -> bool {
    const ASKED: [&str; 10] = [
        "dan toc",
        "ton giao",
        "dang vien",
        "vao dang",
        "doan vien",
        "chuc vu dang",
        "suc khoe",
        "khuyet tat",
        "thanh phan gia dinh",
        "tinh trang hon nhan",
    ];
    let key = key(heading);
    ASKED.iter().any(|words| has(&key, words))
}

/// A cell of a meaning, as far as it may be seen.
pub(super) fn cell(meaning: Option<&Meaning>, text: &str) -> String {
    match meaning {
        Some(Meaning::PersonalId) => format::mask_personal_number(text),
        Some(Meaning::Phone) => format::mask_phone(text),
        Some(Meaning::Email) => email(text),
        Some(
            Meaning::Birth
            | Meaning::BirthMale
            | Meaning::BirthFemale
            | Meaning::BirthDay
            | Meaning::BirthMonth,
        ) => day(text),
        _ => runs(text),
    }
}

/// A cell whose column is not known: what looks like an address, a date or a number of somebody.
pub(super) fn any(text: &str) -> String {
    let dated = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' ');
    if text.contains('@') {
        email(text)
    } else if text.chars().all(dated) && text.contains(['/', '-', '.']) {
        day(&runs(text))
    } else {
        runs(text)
    }
}

/// A value that a problem speaks of.
pub(super) fn value(code: &str, text: &str) -> String {
    if code.starts_with("personal_id") {
        format::mask_personal_number(text)
    } else if code.starts_with("phone") {
        format::mask_phone(text)
    } else if code.starts_with("email") {
        email(text)
    } else if code.starts_with("date") || code.starts_with("birth") {
        day(text)
    } else {
        runs(text)
    }
}

/// The first letter and the house.
fn email(text: &str) -> String {
    let (name, house) = text.split_once('@').unwrap_or((text, ""));
    let first: String = name.chars().take(1).collect();
    if house.is_empty() { format!("{first}•••") } else { format!("{first}•••@{house}") }
}

/// A date without day and month; a year stays.
fn day(text: &str) -> String {
    digits(text, |run| run.len() == 4)
}

/// What nothing is known of: addresses and long numbers within it.
fn runs(text: &str) -> String {
    if !text.contains('@') {
        return numbers(text);
    }
    let apart = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '<' | '>' | '(' | ')');
    let word = |word: &str| {
        let end = word.trim_end_matches(apart).len();
        let (address, rest) = word.split_at(end);
        if address.contains('@') { email(address) + rest } else { numbers(word) }
    };
    text.split_inclusive(apart).map(word).collect()
}

/// Long runs of digits, also when spaces, dots or dashes stand between them, keep their last three.
fn numbers(text: &str) -> String {
    let between = |c: char| matches!(c, ' ' | '.' | '-' | '\u{a0}');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest.find(|c: char| !c.is_ascii_digit() && !between(c)).unwrap_or(rest.len());
        if run == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (run, after) = rest.split_at(run);
        let mut left = run.chars().filter(char::is_ascii_digit).count();
        let long = left >= SHORTEST_NUMBER;
        for c in run.chars() {
            let digit = c.is_ascii_digit();
            left -= usize::from(digit);
            out.push(if digit && long && left >= 3 { '•' } else { c });
        }
        rest = after;
    }
    out
}

/// Fewer digits are a year, a room, a number of a letter.
const SHORTEST_NUMBER: usize = 9;

/// Runs of digits become dots, unless they may stay.
fn digits(text: &str, stays: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if run == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let word = &rest[..run];
        if stays(word) {
            out.push_str(word);
        } else {
            out.extend(word.chars().map(|_| '•'));
        }
        rest = &rest[run..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_identifies_a_person_is_not_shown_whole() {
        assert_eq!(cell(Some(&Meaning::PersonalId), "098085001234"), "••• ••• ••• 234");
        assert_eq!(cell(Some(&Meaning::Phone), "0301 234 567"), "••• ••• 567");
        assert_eq!(cell(Some(&Meaning::Birth), "17/03/1985"), "••/••/1985");
        assert_eq!(cell(Some(&Meaning::Email), "an@x.vn"), "a•••@x.vn");
        assert_eq!(cell(None, "số 098 085 001 234"), "số ••• ••• ••• 234");
        assert_eq!(cell(Some(&Meaning::Title), "Trưởng phòng 2"), "Trưởng phòng 2");
        let letter = "Công văn số 123/STTTT-CNTT ngày 15/10/2024";
        assert_eq!(cell(None, letter), letter);
        assert_eq!(cell(None, "an@x.vn"), "a•••@x.vn");
        assert_eq!(cell(None, "An <an@x.vn>; ba@y.vn"), "An <a•••@x.vn>; b•••@y.vn");
        assert_eq!(cell(None, "@ phòng 2"), "••• phòng 2");
        assert_eq!(any("an@x.vn"), "a•••@x.vn");
        for heading in ["Dân tộc", "Tôn giáo", "Đảng viên (x)", "Ngày vào Đảng", "Sức khỏe"]
        {
            assert_eq!(under(heading, "x"), "•••", "{heading}");
            assert_eq!(under(heading, " "), " ", "a blank is one");
        }
        assert_eq!(under("Chức vụ", "Trưởng phòng"), "Trưởng phòng");
        assert_eq!(any("17/03/1985"), "••/••/1985");
        assert_eq!(any("098085001234"), "•••••••••234");
        assert_eq!(any("Trưởng phòng 2"), "Trưởng phòng 2");
        assert_eq!(value("personal_id_length", "9808500123"), "••• ••• ••• 123");
        assert_eq!(value("date_invalid", "31/02/1985"), "••/••/1985");
        assert_eq!(value("unit_unknown", "Sở TTTT"), "Sở TTTT");
    }
}
