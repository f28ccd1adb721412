//! Whether a row of a sheet names a person.

use kernel::{Birth, Date, folding};
use registry::{
    acts::Identity,
    rules::naming::{shows, shows_number},
};

/// Years a person who works may have been born in; later ones are of other dates.
const BORN: std::ops::RangeInclusive<i16> = 1930..=2010;

/// Whether the cells of a row, as they are shown, name the person: by number; by phone or address,
/// unless another name stands beside it with a number or a birth that is somebody else's: two may
/// share a phone; or by name, unless such a number or birth stands beside it.
pub(crate) fn names(person: &Identity, cells: &[&str]) -> bool {
    if cells.iter().any(|cell| shows_number(person, cell)) {
        return true;
    }
    let reached = || cells.iter().any(|cell| shows(person, cell));
    // Nearly every row names nobody who is looked for: what tells them apart is asked last.
    let (reached, named) = (reached(), is_named(person, cells));
    (reached && named) || ((reached || named) && !is_another(person, cells))
}

/// Whether the cells of a row surely speak of the person: by name and by a number, phone or address
/// of theirs. A namesake's row is not shown to anybody else.
pub(crate) fn surely_names(person: &Identity, cells: &[&str]) -> bool {
    // A number is looked for faster than a name.
    cells.iter().any(|cell| shows(person, cell)) && is_named(person, cells)
}

/// Whether the row a duty came from bears the name: nothing beside it can tell them apart.
pub(crate) fn is_named(person: &Identity, cells: &[&str]) -> bool {
    let words: Vec<String> = cells.iter().map(|cell| words(cell)).collect();
    // Family and given names may stand in two cells, in either order.
    let pairs =
        words.windows(2).flat_map(|w| [format!("{} {}", w[0], w[1]), format!("{} {}", w[1], w[0])]);
    let whole = words.iter().cloned().chain(pairs).any(|text| person.names.contains(text.trim()));
    whole || cells.iter().any(|cell| person.names.iter().any(|name| has_name(cell, name)))
}

/// Letters and digits, without diacritics, parted by single spaces.
fn words(text: &str) -> String {
    let plain = folding::plain(text);
    let mut out = String::with_capacity(plain.len());
    for word in plain.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// Whether a longer text has the name in it and the name ends there: `Đ/c Nguyễn Văn An (TP)`
/// has it, `Nguyễn Văn An Bình` does not.
fn has_name(cell: &str, name: &str) -> bool {
    let text = folding::plain(cell);
    text.match_indices(name).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].trim_start().chars().next();
        before.is_none_or(|c| !c.is_alphanumeric()) && after.is_none_or(|c| !c.is_alphabetic())
    })
}

/// Whether the row bears the name and what stands beside it may be theirs, were the day of birth
/// another: it is not taken for theirs, and whoever decides is told of it.
pub(crate) fn may_name(person: &Identity, cells: &[&str]) -> bool {
    is_named(person, cells) && !is_surely_another(person, cells)
}

/// Whether a personal number or a birth in the row is somebody else's.
fn is_another(person: &Identity, cells: &[&str]) -> bool {
    is_surely_another(person, cells) || is_another_day(person, cells)
}

/// Whether the row has a day of birth and it is not theirs, nor theirs with day and month in turn.
fn is_another_day(person: &Identity, cells: &[&str]) -> bool {
    let day = |birth: &Birth| match birth {
        Birth::Day(day) => Some(*day),
        Birth::Year(_) => None,
    };
    let theirs: Vec<Date> = person.births.iter().filter_map(day).collect();
    let days: Vec<Date> = cells
        .iter()
        .filter_map(|cell| ui::format::parse_date(cell.trim()))
        .filter(|day| BORN.contains(&day.year()))
        .collect();
    let turned = |day: &Date| Date::new(day.year(), day.day(), day.month()).ok();
    let same =
        |day: &Date| theirs.contains(day) || turned(day).is_some_and(|d| theirs.contains(&d));
    !theirs.is_empty() && !days.is_empty() && !days.iter().any(same)
}

fn is_surely_another(person: &Identity, cells: &[&str]) -> bool {
    let is_number = |cell: &&str| {
        let plain = cell.chars().all(|c| c.is_ascii_digit() || " .-'".contains(c));
        plain && cell.chars().filter(char::is_ascii_digit).count() == 12
    };
    // A name with their day of birth is theirs, whatever number was typed beside it.
    if cells.iter().any(|cell| born(person, cell)) {
        return false;
    }
    // Theirs would have been seen.
    if !person.numbers.is_empty() && cells.iter().any(is_number) {
        return true;
    }
    let years: Vec<i16> = cells.iter().filter_map(|cell| year(cell)).collect();
    let theirs = |year: &i16| person.births.iter().any(|b| b.year() == *year);
    !person.births.is_empty() && !years.is_empty() && !years.iter().any(theirs)
}

/// Whether a cell holds the day on which the person was born.
fn born(person: &Identity, cell: &str) -> bool {
    let day = ui::format::parse_date(cell.trim());
    day.is_some_and(|day| person.births.contains(&Birth::Day(day)))
}

/// The year of a cell that holds a date or a year which may be of a birth.
fn year(cell: &str) -> Option<i16> {
    let cell = cell.trim();
    let year = match cell.len() {
        4 => cell.parse().ok(),
        8..=10 => ui::format::parse_date(cell).map(kernel::Date::year),
        _ => None,
    };
    year.filter(|y| BORN.contains(y))
}

#[cfg(test)]
mod tests {
    use kernel::Date;

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
    fn a_person_is_found_however_the_row_is_written() {
        for row in [
            &["1", "Nguyễn Văn An", "17/03/1985"][..],
            &["1", "NGUYỄN  VĂN", "AN", "1985"],
            &["An", "Nguyễn Văn"],
            &["Đ/c Nguyễn Văn An (Trưởng phòng)"],
            &["Người lập: Nguyễn Văn An"],
            &["Nguyen Van An"],
            // The number alone, also where its zeros were lost.
            &["x", "001085001234"],
            &["x", "1085001234"],
            &["001 085 001 234"],
            &["+84 301 234 567"],
            &["Phan Hồng Lam", "0301234567"],
            &["Nguyễn Văn An", "01/01/1990", "0301234567"],
            &["Thư: AN@tinh.vn"],
            // A digit of the number was mistyped.
            &["Nguyễn Văn An", "17/03/1985", "001085001243"],
            // The other way round, and beside another date.
            &["Nguyễn Văn An", "03/12/1985", "17/03/1985"],
        ] {
            assert!(names(&an(), row), "{row:?}");
        }
    }

    #[test]
    fn others_are_left_alone() {
        for row in [
            &["Nguyễn Văn An Bình", "17/03/1985"][..],
            &["Nguyễn Văn Anh"],
            &["Nguyễn Văn An", "001090009999"],
            &["Nguyễn Văn An", "1985", "001090009999"],
            &["Nguyễn Văn An", "01/01/1990"],
            &["Nguyễn Văn An", "1990"],
            &["Nguyễn Văn An", "12/05/1985"],
            &["Nguyễn Văn An", "12/05/1985", "Sở Xây dựng", "0309999888"],
            &["Trần Thị Ánh", "17/03/1985", "0309999888"],
            // They share a phone.
            &["Phan Hồng Lam", "12/09/1979", "026079445566", "030 1234567"],
            &["Phan Hồng Lam", "1979", "030 1234567"],
            &[],
        ] {
            assert!(!names(&an(), row), "{row:?}");
        }
        // Of whom nothing is known, nothing is found.
        assert!(!names(&Identity::default(), &["", "Nguyễn Văn An", "1985"]));
        // The row their duty came from bears their name, whatever stands beside it.
        assert!(is_named(&an(), &["Nguyễn Văn An", "001090009999"]));
    }
}
