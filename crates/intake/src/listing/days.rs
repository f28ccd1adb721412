//! Which days the columns of a class list are.

use std::collections::{HashMap, HashSet};

use kernel::{Date, folding};

use super::{Days, Found, header};
use crate::reading::{
    Grid,
    values::{day_and_month, in_text},
};

/// A column that says who was there on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOf {
    /// Column of the grid.
    pub column: u16,
    /// Its date, where the heading states it.
    pub held_on: Option<Date>,
    /// Its number: among all that bear no date, else among those of the date.
    pub number: i64,
    /// The heading.
    pub heading: String,
}

/// A day after the first of a class that a heading may mean by day and month alone.
const LATEST: i64 = 120;

/// What stands over a column of a day.
struct Head {
    column: u16,
    /// All of it, from top to bottom.
    whole: String,
    /// The lowest text.
    leaf: String,
}

/// The days of the columns that repeat, in the order of the grid. `stated` are the first and the
/// last day of the class, by its title.
pub(super) fn days(grid: &Grid, found: &Found<'_>, stated: Option<Days>) -> Vec<DayOf> {
    let repeats = |place: usize| found.kind.columns[place].repeats;
    let columns = found.columns.iter().filter(|(place, ..)| repeats(*place));
    let heads: Vec<Head> = columns.map(|(_, column, _)| head(grid, found, *column)).collect();
    let dated: Vec<Option<Date>> = heads.iter().map(|h| date_of(&h.whole, stated)).collect();
    let undated = heads.iter().zip(&dated).filter(|(_, day)| day.is_none());
    let mut numbers =
        numbers(&undated.map(|(head, _)| &head.leaf[..]).collect::<Vec<_>>()).into_iter();
    let leaves: HashSet<&str> = heads.iter().map(|head| &head.leaf[..]).collect();
    let apart = leaves.len() == heads.len();
    let mut of_date: HashMap<Date, i64> = HashMap::new();
    let day = |(head, held_on): (&Head, Option<Date>)| {
        let number = match held_on {
            Some(day) => {
                let n = of_date.entry(day).or_default();
                *n += 1;
                *n
            }
            None => numbers.next().unwrap_or_default(),
        };
        let heading = if apart { &head.leaf } else { &head.whole };
        DayOf { column: head.column, held_on, number, heading: shown(heading) }
    };
    heads.iter().zip(dated).map(day).collect()
}

fn head(grid: &Grid, found: &Found<'_>, column: u16) -> Head {
    let (top, bottom) = found.header;
    let mut texts: Vec<String> =
        (top..=bottom).filter_map(|row| header::over(grid, row, column)).collect();
    texts.dedup();
    let leaf = texts.last().cloned().unwrap_or_default();
    Head { column, whole: texts.join(" / "), leaf }
}

/// The date a heading states: in full, else by day and month within the days of the class.
fn date_of(heading: &str, stated: Option<Days>) -> Option<Date> {
    if let Some((_, day)) = in_text(heading).first() {
        return Some(*day);
    }
    let (first, last) = stated?;
    let (day, month) = day_and_month(heading)?;
    let last = last
        .unwrap_or_else(|| first.checked_add(jiff::Span::new().days(LATEST)).unwrap_or(Date::MAX));
    let within =
        |year: i16| Date::new(year, month, day).ok().filter(|d| (first..=last).contains(d));
    within(first.year()).or_else(|| within(last.year()))
}

/// Numbers of days without dates: those their headings state, where each states one and no two
/// the same, else their order.
fn numbers(headings: &[&str]) -> Vec<i64> {
    let own: Option<Vec<i64>> = headings.iter().map(|heading| number_in(heading)).collect();
    let apart = |all: &Vec<i64>| all.iter().collect::<HashSet<_>>().len() == all.len();
    own.filter(apart).unwrap_or_else(|| (1..).take(headings.len()).collect())
}

/// The only number of a heading.
fn number_in(heading: &str) -> Option<i64> {
    let mut numbers = heading.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let only = numbers.next().filter(|_| numbers.next().is_none())?;
    only.parse().ok().filter(|n| (1..=366).contains(n))
}

/// No heading is kept that is longer.
const LONGEST: usize = 120;

fn shown(heading: &str) -> String {
    folding::squeeze(heading).chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Date = Date::constant(2023, 12, 30);
    const LAST: Date = Date::constant(2024, 1, 3);

    #[test]
    fn a_heading_states_a_date_or_none() {
        let day = |y, m, d| Some(Date::constant(y, m, d));
        let within = Some((FIRST, Some(LAST)));
        for (heading, stated, expected) in [
            ("Ngày 16/02/2023", None, day(2023, 2, 16)),
            ("Điểm danh / ngày 16 tháng 02 năm 2023", within, day(2023, 2, 16)),
            ("30/12", within, day(2023, 12, 30)),
            ("Sáng ngày 2/1", within, day(2024, 1, 2)),
            ("Ngày 2.1", Some((FIRST, None)), day(2024, 1, 2)),
            // Outside the class, without any date of it, or no date at all.
            ("Ngày 16/02", within, None),
            ("Ngày 30/12", None, None),
            ("Ngày 31/02", Some((FIRST, None)), None),
            ("Ngày 1", within, None),
            ("Buổi 1 ngày 2", within, None),
            ("Sáng", within, None),
        ] {
            assert_eq!(date_of(heading, stated), expected, "{heading}");
        }
    }

    #[test]
    fn days_without_dates_are_numbered_as_they_say_else_in_their_order() {
        assert_eq!(numbers(&["Ngày 1", "Ngày 2"]), [1, 2]);
        assert_eq!(numbers(&["Buổi 3"]), [3]);
        assert_eq!(numbers(&["Sáng", "Chiều"]), [1, 2]);
        assert_eq!(numbers(&["Ngày 1", "Ngày 1"]), [1, 2]);
        assert_eq!(numbers(&["Buổi 1 ngày 5", "Buổi 2 ngày 5"]), [1, 2]);
    }
}
