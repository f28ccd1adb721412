use std::borrow::Cow;

use kernel::{Birth, Date, folding::plain};

use super::{Unreadable, text::without_fraction};
use crate::reading::Cell;

/// A date as far as it is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedDate {
    /// To the day.
    Day(Date),
    /// Month and year.
    Month(i16, i8),
    /// Year alone.
    Year(i16),
}

/// Which comes first in a text of three numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// 23/04/1997, the custom here.
    #[default]
    DayFirst,
    /// 04/23/1997, where a whole column shows nothing else.
    MonthFirst,
}

impl StatedDate {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(d) => d.year(),
            Self::Month(y, _) | Self::Year(y) => y,
        }
    }

    /// A birth: of a month only the year is kept.
    pub fn birth(self) -> Birth {
        match self {
            Self::Day(d) => Birth::Day(d),
            Self::Month(y, _) | Self::Year(y) => Birth::Year(y),
        }
    }
}

/// Youngest and oldest an officer can be, in years.
const AGES: std::ops::RangeInclusive<i16> = 15..=100;

/// A date in a cell. `Ok(None)` when blank, `Err` when it can't be a date. `today` settles years
/// of two digits: whichever century makes a working age.
pub fn date(
    cell: Option<&Cell>,
    order: DateOrder,
    today: Date,
) -> Result<Option<StatedDate>, Unreadable> {
    match cell {
        None => Ok(None),
        Some(Cell::Date(d)) => Ok(Some(StatedDate::Day(*d))),
        Some(Cell::Number(n)) => of_number(*n).map(Some),
        Some(Cell::Text(t)) if super::text_of(t).is_none() => Ok(None),
        Some(Cell::Text(t)) => of_text(t, order, today).map(Some),
        Some(Cell::Bool(_) | Cell::Error(_)) => Err(Unreadable),
    }
}

/// A year that was typed into a cell made for days and is shown as one of 1905: the cell holds the
/// number of the year. Nobody in office was born then.
pub fn year_shown_as_day(cell: Option<&Cell>) -> Option<i16> {
    let Some(Cell::Date(day)) = cell else { return None };
    let first = serial(i32::from(EARLIEST_SHOWN))?;
    let days = first.until(*day).ok()?.get_days();
    let year = EARLIEST_SHOWN.checked_add(i16::try_from(days).ok()?)?;
    (EARLIEST_SHOWN..=LATEST_SHOWN).contains(&year).then_some(year)
}

/// Years of birth that a cell may hold as a day.
const EARLIEST_SHOWN: i16 = 1925;
const LATEST_SHOWN: i16 = 2015;

/// Whether a text states a year by its last two digits.
pub fn short_year(cell: Option<&Cell>) -> bool {
    let digits = |t: &&str| t.bytes().rev().take_while(u8::is_ascii_digit).count();
    // Most end in a whole year.
    let text = cell.and_then(Cell::text).filter(|t| digits(t) < 4);
    let numbers = text.and_then(|t| numbers(t).ok());
    numbers
        .is_some_and(|n| matches!(n.groups.as_slice(), [a, _, c] if a.len() <= 2 && c.len() == 2))
}

/// Whether a birth makes a person old enough to serve and young enough to live.
pub fn full_birth(stated: StatedDate, today: Date) -> Result<Birth, Unreadable> {
    let birth = stated.birth();
    let in_future = matches!(birth, Birth::Day(d) if d > today);
    let age = today.year() - birth.year();
    (!in_future && AGES.contains(&age)).then_some(birth).ok_or(Unreadable)
}

/// A birth whose day, month and year stand in three columns.
pub fn birth_of_parts(
    [day, month, year]: [Option<&Cell>; 3],
    today: Date,
) -> Result<Option<StatedDate>, Unreadable> {
    let number = |cell: Option<&Cell>| -> Result<Option<i64>, Unreadable> {
        match super::text(cell) {
            None => Ok(None),
            Some(t) => t.trim().parse::<i64>().map(Some).map_err(|_| Unreadable),
        }
    };
    match (number(day)?, number(month)?, number(year)?) {
        (None, None, None) => Ok(None),
        (Some(d), Some(m), Some(y)) => day_of(d, m, y, today).map(|d| Some(StatedDate::Day(d))),
        (None, Some(m), Some(y)) => month_of(m, y).map(Some),
        (None, None, Some(y)) => year_of(y).map(|y| Some(StatedDate::Year(y))),
        _ => Err(Unreadable),
    }
}

fn of_number(n: f64) -> Result<StatedDate, Unreadable> {
    if n.fract() != 0.0 {
        // 12.1985 typed as month and year.
        return of_text(&n.to_string(), DateOrder::DayFirst, Date::constant(2000, 1, 1));
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole, and bounded by the arms")]
    match n {
        1900.0..=2100.0 => Ok(StatedDate::Year(n as i16)),
        3_654.0..=73_415.0 => serial(n as i32).map(StatedDate::Day).ok_or(Unreadable),
        1_011_900.0..=99_999_999.0 => eight_digits(&format!("{n:08.0}")),
        _ => Err(Unreadable),
    }
}

/// Days since the last of 1899, as spreadsheets count (dates after February 1900).
fn serial(days: i32) -> Option<Date> {
    Date::constant(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

fn eight_digits(digits: &str) -> Result<StatedDate, Unreadable> {
    let n = |r: std::ops::Range<usize>| digits[r].parse::<i64>().map_err(|_| Unreadable);
    let far = Date::constant(2100, 1, 1);
    let day_first = day_of(n(0..2)?, n(2..4)?, n(4..8)?, far);
    let year_first = day_of(n(6..8)?, n(4..6)?, n(0..4)?, far);
    match (day_first, year_first) {
        (Ok(d), Err(Unreadable)) | (Err(Unreadable), Ok(d)) => Ok(StatedDate::Day(d)),
        _ => Err(Unreadable),
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Words before the number of a month.
const MONTH: [&str; 4] = ["thang", "thg", "th", "t"];
const AROUND: [&str; 6] = ["ngay", "nam", "sinh", "sn", "ns", "z"];

fn of_text(text: &str, order: DateOrder, today: Date) -> Result<StatedDate, Unreadable> {
    let Numbers { groups: numbers, told } = numbers(without_fraction(text.trim()))?;
    let order = if told { DateOrder::DayFirst } else { order };
    let number = |s: &str| s.parse::<i64>().map_err(|_| Unreadable);
    match numbers.as_slice() {
        [one] if one.len() == 4 => year_of(number(one)?).map(StatedDate::Year),
        [one] if one.len() == 8 => eight_digits(one),
        [a, b] if a.len() == 4 => month_of(number(b)?, number(a)?),
        [a, b] if b.len() == 4 => month_of(number(a)?, number(b)?),
        [first, second, third, time @ ..] if time.len() <= 4 => {
            if !time.is_empty() && !text.contains(':') {
                return Err(Unreadable);
            }
            let (day, month, year) = match order {
                _ if first.len() == 4 => (third, second, first),
                DateOrder::DayFirst => (first, second, third),
                DateOrder::MonthFirst => (second, first, third),
            };
            let no_year = year.len() == 1 || year.len() == 3 || year.starts_with("00");
            if no_year && year != "00" {
                return Err(Unreadable);
            }
            day_of(number(day)?, number(month)?, number(year)?, today).map(StatedDate::Day)
        }
        _ => Err(Unreadable),
    }
}

/// The groups of digits in a text.
struct Numbers {
    groups: Vec<String>,
    /// Whether a word says which of them is the month.
    told: bool,
}

/// The groups of digits, months by name as numbers; `Err` when other words stand between.
fn numbers(text: &str) -> Result<Numbers, Unreadable> {
    let key = if text.is_ascii() && !text.contains(|c: char| c.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(plain(text))
    };
    let mut out: Vec<String> = Vec::new();
    // `February 12, 1967`: whose month has a name has no doubtful order.
    let mut month_leads = false;
    let mut told = false;
    let mut rest = key.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    while let Some(first) = rest.chars().next() {
        let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let end = rest.find(|c| class(c) != class(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if first.is_ascii_digit() {
            out.push(run.into());
        } else if first.is_alphabetic() {
            match MONTHS.iter().position(|m| run.starts_with(m)) {
                Some(month) if run.len() == 3 || run.len() > 3 && run.is_ascii() => {
                    month_leads |= out.is_empty();
                    told = true;
                    out.push((month + 1).to_string());
                }
                _ if MONTH.contains(&run) => {
                    month_leads |= out.is_empty();
                    told = true;
                }
                _ if AROUND.contains(&run) => {}
                _ => return Err(Unreadable),
            }
        } else if !run.chars().all(|c| c.is_whitespace() || "/.-–,;:()'".contains(c)) {
            return Err(Unreadable);
        }
        rest = after;
    }
    if month_leads && out.len() > 2 {
        out.swap(0, 1);
    }
    Ok(Numbers { groups: out, told })
}

fn year_of(y: i64) -> Result<i16, Unreadable> {
    (1900..=2100).contains(&y).then(|| i16::try_from(y).ok()).flatten().ok_or(Unreadable)
}

fn month_of(m: i64, y: i64) -> Result<StatedDate, Unreadable> {
    let month = i8::try_from(m).ok().filter(|m| (1..=12).contains(m)).ok_or(Unreadable)?;
    Ok(StatedDate::Month(year_of(y)?, month))
}

fn day_of(d: i64, m: i64, y: i64, today: Date) -> Result<Date, Unreadable> {
    let y = match y {
        0..=99 => {
            let this = i64::from(today.year());
            let fits = |full: &i64| (15..=100).contains(&(this - full));
            let mut centuries = [1900 + y, 2000 + y].into_iter().filter(fits);
            match (centuries.next(), centuries.next()) {
                (Some(one), None) => one,
                _ => return Err(Unreadable),
            }
        }
        y => y,
    };
    let (d, m) =
        (i8::try_from(d).map_err(|_| Unreadable)?, i8::try_from(m).map_err(|_| Unreadable)?);
    Date::new(year_of(y)?, m, d).map_err(|_| Unreadable)
}

/// The order a column of texts is written in. Month first only where a good part of the cells
/// can't be read otherwise and none speaks for the custom; `doubtful` where some speak against
/// what is taken.
pub fn judged_order<'a>(cells: impl Iterator<Item = &'a Cell>) -> (DateOrder, bool) {
    let (mut day_first, mut month_first, mut all) = (0, 0, 0);
    for text in cells.filter_map(Cell::text) {
        if day_first >= 3 + 3 * month_first {
            break;
        }
        let Some((a, b)) = leading_pair(text) else { continue };
        all += 1;
        match (a, b) {
            (13..=31, 1..=12) => day_first += 1,
            (1..=12, 13..=31) => month_first += 1,
            _ => {}
        }
    }
    let turned = day_first == 0 && month_first >= 2 && month_first * 10 >= all * 3;
    let order = if turned { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    (order, month_first > 0 && day_first < 3 * month_first)
}

/// The order alone.
pub fn date_order<'a>(cells: impl Iterator<Item = &'a Cell>) -> DateOrder {
    judged_order(cells).0
}

/// The first two of three numbers of a text where either may be the day.
fn leading_pair(text: &str) -> Option<(u8, u8)> {
    let numbers = numbers(text).ok().filter(|n| !n.told)?;
    match numbers.groups.as_slice() {
        [a, b, c] if a.len() <= 2 && c.len() != 1 => {
            Some((a.parse().unwrap_or(0), b.parse().unwrap_or(0)))
        }
        _ => None,
    }
}

/// Whether a text reads as another day when day and month change places.
pub fn turns(cell: Option<&Cell>) -> bool {
    let pair = cell.and_then(Cell::text).and_then(leading_pair);
    pair.is_some_and(|(a, b)| a != b && (1..=12).contains(&a) && (1..=12).contains(&b))
}

/// Every full date named in running text, with the byte where it starts in the plain form:
/// `ngày 15/10/2024`, `15 tháng 10 năm 2024`.
pub fn in_text(text: &str) -> Vec<(usize, Date)> {
    let key = plain(text);
    numbers_in(&key)
        .windows(3)
        .filter_map(|w| {
            let [(start, d), (ms, m), (ys, y)] = [w[0], w[1], w[2]];
            let joined = |a: &str, word: &str| {
                let a = a.trim();
                matches!(a, "/" | "." | "-") || a == word
            };
            let ok = joined(&key[start + d.len()..ms], "thang")
                && joined(&key[ms + m.len()..ys], "nam")
                && y.len() == 4
                && d.len() <= 2;
            let n = |s: &str| s.parse::<i64>().ok();
            let date = day_of(n(d)?, n(m)?, n(y)?, Date::constant(2100, 1, 1)).ok()?;
            ok.then_some((start, date))
        })
        .collect()
}

/// Numbers of a text, with the byte where each starts.
fn numbers_in(key: &str) -> Vec<(usize, &str)> {
    let mut numbers: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while at < key.len() {
        let rest = &key[at..];
        let first = rest.chars().next().expect("not at the end");
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end > 0 {
            numbers.push((at, &rest[..end]));
            at += end;
        } else {
            at += first.len_utf8();
        }
    }
    numbers
}

/// The one day and month a text names without a year: `ngày 16/02`, `16 tháng 2`.
pub fn day_and_month(text: &str) -> Option<(i8, i8)> {
    let key = plain(text);
    let numbers = numbers_in(&key);
    let joined = |w: &&[(usize, &str)]| {
        let between = key[w[0].0 + w[0].1.len()..w[1].0].trim();
        matches!(between, "/" | "." | "thang")
    };
    let mut pairs = numbers.windows(2).filter(joined);
    let pair = pairs.next().filter(|_| pairs.next().is_none())?;
    Some((pair[0].1.parse().ok()?, pair[1].1.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = Date::constant(2024, 10, 15);

    fn read(text: &str) -> Result<Option<StatedDate>, Unreadable> {
        date(Some(&Cell::Text(text.into())), DateOrder::DayFirst, TODAY)
    }

    fn day(y: i16, m: i8, d: i8) -> StatedDate {
        StatedDate::Day(Date::constant(y, m, d))
    }

    #[test]
    fn dates_in_text() {
        for text in [
            "23/04/1997",
            "23-04-1997",
            "23.4.1997",
            "23 4 1997",
            "1997-04-23",
            "23/4/97",
            "23/ 04/ 1997",
            "ngày 23 tháng 4 năm 1997",
            "23 tháng 04 năm 1997",
            "1997-04-23 00:00:00",
            "23-Apr-1997",
            "1997/4/23",
            "23041997",
            "19970423",
            " 23/04/1997 ",
            "'23/04/1997",
            "Sinh ngày 23/04/1997",
            "1997-04-23T00:00:00Z",
            "23-Th4-1997",
            "23 Thg4 1997",
            "April 23, 1997",
        ] {
            assert_eq!(read(text), Ok(Some(day(1997, 4, 23))), "{text}");
        }
        for (text, stated) in [
            ("1983", StatedDate::Year(1983)),
            ("năm 1983", StatedDate::Year(1983)),
            ("SN 1983", StatedDate::Year(1983)),
            ("February 12, 1967", day(1967, 2, 12)),
            ("1983.0", StatedDate::Year(1983)),
            ("10/1983", StatedDate::Month(1983, 10)),
            ("tháng 10 năm 1983", StatedDate::Month(1983, 10)),
            ("1983-10", StatedDate::Month(1983, 10)),
        ] {
            assert_eq!(read(text), Ok(Some(stated)), "{text}");
        }
        for text in [
            "31/02/1985",
            "29/02/1983",
            "32/01/1985",
            "15/13/1985",
            "0/5/1985",
            "khoảng 1980",
            "abc",
            "5",
            "1/2/3/4",
            "05/13/1985",
            "12345",
            "01/01/0001",
            "1/1/0080",
        ] {
            assert_eq!(read(text), Err(Unreadable), "{text}");
        }
        for text in ["", "-", "…"] {
            assert!(matches!(read(text), Ok(None) | Err(Unreadable)), "{text}");
        }
        assert_eq!(read("-"), Ok(None));
    }

    #[test]
    fn dates_in_numbers() {
        let read = |n: f64| date(Some(&Cell::Number(n)), DateOrder::DayFirst, TODAY);
        assert_eq!(read(1983.0), Ok(Some(StatedDate::Year(1983))));
        assert_eq!(read(26_498.0), Ok(Some(day(1972, 7, 18))));
        assert_eq!(read(12.1985), Ok(Some(StatedDate::Month(1985, 12))));
        assert_eq!(read(23_041_997.0), Ok(Some(day(1997, 4, 23))));
        assert_eq!(read(5.0), Err(Unreadable));
        assert_eq!(read(-1.0), Err(Unreadable));
    }

    #[test]
    fn a_year_in_a_cell_for_days_is_that_year() {
        let read = |y, m, d| year_shown_as_day(Some(&Cell::Date(Date::constant(y, m, d))));
        assert_eq!(read(1905, 6, 7), Some(1985));
        assert_eq!(read(1905, 4, 8), Some(1925));
        assert_eq!(read(1905, 7, 7), Some(2015));
        assert_eq!(read(1905, 7, 8), None);
        assert_eq!(read(1985, 6, 7), None);
        assert_eq!(year_shown_as_day(Some(&Cell::Number(1985.0))), None);
    }

    #[test]
    fn two_digit_years_take_the_century_that_makes_a_working_age() {
        assert_eq!(read("1/2/85"), Ok(Some(day(1985, 2, 1))));
        assert_eq!(read("1/2/05"), Ok(Some(day(2005, 2, 1))));
        assert_eq!(read("1/2/20"), Err(Unreadable), "neither 4 nor 104 years old");
    }

    #[test]
    fn births_out_of_a_life_are_none() {
        assert!(full_birth(day(1985, 1, 1), TODAY).is_ok());
        assert!(full_birth(StatedDate::Year(2009), TODAY).is_ok());
        for d in [day(2030, 1, 1), day(2024, 11, 1), StatedDate::Year(2015), StatedDate::Year(1905)]
        {
            assert!(full_birth(d, TODAY).is_err(), "{d:?}");
        }
    }

    #[test]
    fn a_column_may_put_the_month_first() {
        let cells = |t: &[&str]| t.iter().map(|t| Cell::Text((*t).into())).collect::<Vec<_>>();
        let order = |t: &[&str]| judged_order(cells(t).iter());
        assert_eq!(order(&["04/23/1997", "1/2/1980", "12/31/1990"]), (DateOrder::MonthFirst, true));
        assert_eq!(order(&["04/23/1997", "23/1/1980", "12/31/1990"]), (DateOrder::DayFirst, true));
        assert_eq!(order(&["04/23/1997", "1/2/1980"]), (DateOrder::DayFirst, true));
        assert_eq!(order(&["31/02/1985", "1/2/1980"]), (DateOrder::DayFirst, false));
        assert!(turns(Some(&Cell::Text("3/4/1985".into()))));
        assert!(!turns(Some(&Cell::Text("13/4/1985".into()))) && !turns(Some(&Cell::Number(3.0))));
        let us = |t: &str| date(Some(&Cell::Text(t.into())), DateOrder::MonthFirst, TODAY);
        assert_eq!(us("04/05/1997"), Ok(Some(day(1997, 4, 5))));
        // Where a word says which is the month, no order is in doubt.
        for told in [
            "ngày 5 tháng 4 năm 1997",
            "5-Apr-1997",
            "5-thg 4-1997",
            "April 5, 1997",
            "tháng 4 ngày 5 năm 1997",
        ] {
            assert_eq!(us(told), Ok(Some(day(1997, 4, 5))), "{told}");
            assert!(!turns(Some(&Cell::Text(told.into()))), "{told}");
            assert_eq!(order(&[told, told, told, told]), (DateOrder::DayFirst, false), "{told}");
        }
    }

    #[test]
    fn parts_in_three_columns() {
        let (d, m, y) = (Cell::Number(2.0), Cell::Text("3".into()), Cell::Number(1980.0));
        let of = |a, b, c| birth_of_parts([a, b, c], TODAY);
        assert_eq!(of(Some(&d), Some(&m), Some(&y)), Ok(Some(day(1980, 3, 2))));
        assert_eq!(of(None, None, Some(&y)), Ok(Some(StatedDate::Year(1980))));
        assert_eq!(of(Some(&d), None, Some(&y)), Err(Unreadable));
        assert_eq!(of(None, None, None), Ok(None));
    }

    #[test]
    fn dates_in_running_text() {
        let d = Date::constant(2024, 10, 15);
        for text in [
            "Kèm theo Công văn số 123/STTTT-CNTT ngày 15/10/2024 của Sở",
            "Hà Nội, ngày 15 tháng 10 năm 2024",
            "(Tính đến 15.10.2024)",
        ] {
            assert_eq!(in_text(text).iter().map(|f| f.1).collect::<Vec<_>>(), [d], "{text}");
        }
        assert!(in_text("QĐ 12/2024 và 13").is_empty());
    }

    proptest! {
        #[test]
        fn any_way_of_writing_a_day_reads_the_same(y in 1930i16..2005, m in 1i8..=12, d in 1i8..=28) {
            let want = Ok(Some(day(y, m, d)));
            for sep in ["/", "-", ".", " "] {
                prop_assert_eq!(read(&format!("{d}{sep}{m}{sep}{y}")), want);
                prop_assert_eq!(read(&format!("{d:02}{sep}{m:02}{sep}{y}")), want);
                prop_assert_eq!(read(&format!("{y}{sep}{m:02}{sep}{d:02}")), want);
            }
        }

        #[test]
        fn no_text_breaks_it(s in "\\PC{0,20}") {
            let _ = read(&s);
            let _ = in_text(&s);
        }
    }
}
