//! What stands above a table: the course, its days, the quarter.

use kernel::{Date, folding::plain};

use super::{Kind, Said, ValueKind};
use crate::reading::{
    Grid,
    charset::is_syllable,
    has,
    values::{self, in_text},
};

/// A course as a title names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// The name as written there.
    pub course: Option<String>,
    /// When it is held.
    pub days: Option<Days>,
    /// The row it stands in.
    pub row: u32,
}

/// The first day of a course and, where there are several, its last.
pub type Days = (Date, Option<Date>);

/// A quarter: year, and number from 1.
pub type Quarter = (i16, i8);

/// Finds `LỚP KỸ NĂNG SỐ CƠ BẢN, NGÀY 16/02/2023` among lines.
pub(super) fn course(lines: &[(u32, String)], after: &[String]) -> Meant {
    let mut meant = Meant::default();
    for (row, line) in lines {
        if meant.course.is_none()
            && let Some(name) = after.iter().find_map(|words| named(line, words))
        {
            meant.course = Some(name);
            meant.row = *row;
            meant.days = days(line);
        } else if meant.course.is_some() && meant.days.is_none() && speaks_of_days(line) {
            meant.days = days(line);
        }
    }
    meant
}

/// What a title says of every row where no column does: the course, else the year of those who
/// graduate. The name of the sheet may be its title.
pub(super) fn of_all(lines: &[(u32, String)], grid: &Grid, kind: &Kind) -> Option<Said> {
    let wants = |value| kind.columns.iter().any(|c| c.in_title && c.value == value);
    if wants(ValueKind::Year) {
        return year(lines).map(|year| Said::Number(i64::from(year)));
    }
    let named = course(lines, &kind.course_after).course;
    let of_sheet = || course(&[(0, grid.name.clone())], &kind.course_after).course;
    named.or_else(of_sheet).map(Said::Text)
}

/// The one year that titles state, `NĂM 2024`; what a letter is of says nothing, and of two nobody
/// knows which.
fn year(lines: &[(u32, String)]) -> Option<i16> {
    let lines = lines.iter().filter(|(_, line)| speaks_of_days(line));
    let keys = lines.map(|(_, line)| values::key(line)).filter(|key| has(key, "nam"));
    let words = keys.flat_map(|key| key.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let mut years: Vec<i16> = words
        .filter_map(|word| word.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    if let [year] = years[..] { Some(year) } else { None }
}

/// `(QĐ số 12/QĐ-UBND ngày 5/3/2023)`: the number of a decision, and its day.
pub(super) fn decision(text: &str) -> Option<(String, Option<Date>)> {
    let letters: Vec<char> = text.chars().collect();
    let after = ["quyet dinh so", "qd so", "quyet dinh", "qd"];
    let at = after.iter().find_map(|words| position(&letters, words))?;
    let rest: String = letters[at..].iter().collect();
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let number: String = rest
        .chars()
        .take_while(|c| !c.is_whitespace() && ![',', ';', ')', ']'].contains(c))
        .collect();
    let told = number.chars().any(|c| c.is_ascii_digit());
    told.then(|| (number, in_text(rest).first().map(|(_, day)| *day)))
}

pub(super) fn days(line: &str) -> Option<Days> {
    let days: Vec<Date> = in_text(line).into_iter().map(|(_, day)| day).collect();
    let first = *days.iter().min()?;
    let last = days.iter().max().copied().filter(|last| *last > first);
    Some((first, last))
}

/// `Thời gian: từ ngày … đến ngày …`, but not the letter that asked for the list.
fn speaks_of_days(line: &str) -> bool {
    let key = values::key(line);
    let letter = ["cong van", "quyet dinh", "ke hoach", "kem theo", "thong bao", "to trinh"];
    !letter.iter().any(|word| key.contains(word))
}

/// What stands after some words, up to its dates.
fn named(line: &str, words: &str) -> Option<String> {
    let letters: Vec<char> = line.chars().collect();
    let at = position(&letters, words)?;
    let rest: String = letters[at..].iter().collect();
    let end = ["ngày", "từ ngày", "thời gian", "tại", "năm", "(", "khóa", "–"];
    let low = rest.to_lowercase();
    let cut = end
        .iter()
        .filter_map(|word| {
            let found = low.match_indices(word).find(|(i, _)| {
                let before = low[..*i].trim_end();
                before.ends_with([',', ';', '.', '-', ':']) || *word == "(" && *i > 0
            })?;
            Some(low[..found.0].chars().count())
        })
        .chain(in_text(&rest).first().map(|(at, _)| *at).and_then(|at| before_date(&rest, at)))
        .min();
    let name: String = rest.chars().take(cut.unwrap_or(usize::MAX)).collect();
    let edge =
        |c: char| c.is_whitespace() || [',', ';', '.', ':', '-', '–', '"', '“', '”'].contains(&c);
    let name = kernel::folding::squeeze(name.trim_matches(edge));
    (name.chars().filter(|c| c.is_alphabetic()).count() >= 3).then_some(name)
}

/// Where the name ends that stands before a date: before the word for a day, if there is one.
fn before_date(rest: &str, at: usize) -> Option<usize> {
    let plain = plain(rest);
    let head = plain.get(..at)?;
    let head = head.trim_end();
    let head = head.strip_suffix("ngay").unwrap_or(head).trim_end();
    let head = head.strip_suffix("tu").unwrap_or(head);
    Some(head.chars().count())
}

/// Where the words end in a line, as whole words, whatever their diacritics.
fn position(letters: &[char], words: &str) -> Option<usize> {
    let bare = |c: char| plain(&c.to_string()).chars().next().unwrap_or(' ');
    let line: Vec<char> = letters.iter().map(|c| bare(*c)).collect();
    let words: Vec<char> = words.chars().collect();
    let free = |at: Option<&char>| at.is_none_or(|c| !c.is_alphanumeric());
    (0..line.len().saturating_sub(words.len())).find_map(|at| {
        let end = at + words.len();
        let before = at.checked_sub(1).and_then(|i| line.get(i));
        (line[at..end] == words[..] && free(before) && free(line.get(end))).then_some(end)
    })
}

/// The quarter a text states: `2023-Q1`, `Q1/2023`, `quý I năm 2023`.
pub fn quarter_in(text: &str) -> Option<Quarter> {
    let key = values::key(text);
    let words: Vec<&str> = key.split(' ').collect();
    let year = words.iter().find_map(|w| {
        let year: i16 = w.parse().ok()?;
        (w.len() == 4 && (1990..=2100).contains(&year)).then_some(year)
    })?;
    let roman = |word: &str| match word {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    };
    let quarter = words.iter().enumerate().find_map(|(at, word)| match *word {
        "quy" | "q" => words.get(at + 1).copied().and_then(roman),
        word => word.strip_prefix('q').and_then(roman),
    })?;
    Some((year, quarter))
}

/// Whether a name is written in capitals alone.
pub fn in_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// `QUẢN TRỊ MẠNG CHO CNTT` as `Quản trị mạng cho CNTT`: what is no syllable stays an
/// abbreviation.
pub fn sentence_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let low = word.to_lowercase();
        let letters = low.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        if !letters.is_empty() && !is_syllable(&letters) {
            out.push_str(word);
        } else if at == 0 {
            let mut letters = low.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
        } else {
            out.push_str(&low);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Meant {
        let after: Vec<String> = super::super::built_in()
            .iter()
            .find(|k| k.code == "class_attendance")
            .expect("it is built in")
            .course_after
            .clone();
        course(&[(4, line.to_owned())], &after)
    }

    #[test]
    fn a_title_names_course_and_days() {
        let day = Date::constant(2023, 2, 16);
        for (line, course, last) in [
            (
                "DANH SÁCH HỌC VIÊN LỚP QUẢN TRỊ MẠNG NÂNG CAO, NGÀY 16/02/2023",
                "QUẢN TRỊ MẠNG NÂNG CAO",
                None,
            ),
            (
                "Danh sách học viên lớp tập huấn Dữ liệu và Đề án 06 từ ngày 16/02/2023 đến ngày 17/02/2023",
                "Dữ liệu và Đề án 06",
                Some(Date::constant(2023, 2, 17)),
            ),
            ("LỚP BỒI DƯỠNG: KỸ NĂNG SỐ CƠ BẢN - NGÀY 16/2/2023", "KỸ NĂNG SỐ CƠ BẢN", None),
        ] {
            let meant = found(line);
            assert_eq!(meant.course.as_deref(), Some(course), "{line}");
            assert_eq!(meant.days, Some((day, last)), "{line}");
        }
        assert_eq!(found("(Kèm theo Công văn số 123 ngày 15/10/2024)"), Meant::default());
    }

    #[test]
    fn quarters_and_cases() {
        for text in ["online-2023-Q1-1.csv", "Quý I năm 2023", "Q1/2023"] {
            assert_eq!(quarter_in(text), Some((2023, 1)), "{text}");
        }
        assert_eq!(quarter_in("online-1.csv"), None);
        assert_eq!(quarter_in("Q5 2023"), None);
        assert_eq!(sentence_case("QUẢN TRỊ MẠNG NÂNG CAO"), "Quản trị mạng nâng cao");
        assert_eq!(sentence_case("AN TOÀN CHO CNTT"), "An toàn cho CNTT");
        assert!(in_capitals("ĐỀ ÁN 06") && !in_capitals("Đề án 06"));
    }
}
