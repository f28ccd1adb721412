//! A cell as the value its column holds.

use kernel::{Birth, Date};

use super::{KindColumn, ValueKind};
use crate::reading::{
    Cell,
    values::{self, DateOrder, NameFound, StatedDate, Tick},
};

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Words.
    Text(String),
    /// A birth.
    Birth(Birth),
    /// A day.
    Date(Date),
    /// A number, or a year.
    Number(i64),
    /// Ticked or not.
    Tick(bool),
    /// Not ticked, and with leave: who was absent may have said why.
    Excused,
    /// An office: its code, where the text resolves to one, and what is written.
    Unit(Option<String>, String),
}

/// A cell that says nothing, something, or what can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Nothing.
    Blank,
    /// A value.
    Is(Said),
    /// A value that is worth a look.
    Doubtful(Said, &'static str),
    /// Not understood.
    Wrong(&'static str),
}

/// Reads a cell. Offices are left as text: the caller resolves them.
pub(super) fn read(kind: ValueKind, cell: Option<&Cell>, order: DateOrder, today: Date) -> Read {
    match kind {
        ValueKind::Ordinal => Read::Blank,
        ValueKind::Text => text(cell).map_or(Read::Blank, |t| Read::Is(Said::Text(t))),
        ValueKind::Unit | ValueKind::Area => {
            text(cell).map_or(Read::Blank, |t| Read::Is(Said::Unit(None, t)))
        }
        ValueKind::Name => name(&[cell]),
        ValueKind::Birth => birth(cell, order, today),
        ValueKind::Date => date(cell, order, today),
        ValueKind::Year => year(cell, today),
        ValueKind::Count => count(cell),
        ValueKind::Number => number(cell),
        ValueKind::Choice => text(cell).map_or(Read::Blank, |t| Read::Is(Said::Text(t))),
        ValueKind::Tick => match values::tick(cell) {
            Tick::Yes => Read::Is(Said::Tick(true)),
            Tick::No => Read::Is(Said::Tick(false)),
            Tick::Blank => Read::Blank,
            Tick::Unknown => match text(cell).and_then(|t| said_of_tick(&t)) {
                Some(said) => Read::Is(said),
                None => Read::Wrong("tick_unknown"),
            },
        },
        ValueKind::Phone => {
            let found = values::phone(cell);
            match (found.value, found.warning) {
                (Some(phone), Some(doubt)) => Read::Doubtful(Said::Text(phone), doubt),
                (Some(phone), None) => Read::Is(Said::Text(phone)),
                (None, Some(doubt)) => Read::Wrong(doubt),
                (None, None) => Read::Blank,
            }
        }
    }
}

/// Words that stand for a tick, or for none: who was there, who was taught.
fn said_of_tick(text: &str) -> Option<Said> {
    const YES: [&str; 17] = [
        "co mat",
        "da ky",
        "da ky ten",
        "da",
        "roi",
        "da tap huan",
        "da duoc tap huan",
        "da qua tap huan",
        "da tham gia",
        "da boi duong",
        "tham gia",
        "du",
        "hoan thanh",
        "da hoan thanh",
        "completed",
        "passed",
        "dat",
    ];
    const NO: [&str; 22] = [
        "vang",
        "vang mat",
        "vang khong phep",
        "nghi khong phep",
        "khong phep",
        "kp",
        "nghi",
        "chua",
        "chua tap huan",
        "chua duoc tap huan",
        "chua tham gia",
        "chua hoan thanh",
        "chua dat",
        "khong dat",
        "khong hoan thanh",
        "dang hoc",
        "chua hoc",
        "chua tham gia hoc",
        "in progress",
        "not started",
        "not completed",
        "failed",
    ];
    let key = values::key(text);
    let said = |words: &[&str]| words.contains(&key.as_str());
    if said(&["vang co phep", "nghi co phep", "co phep", "cp"]) {
        return Some(Said::Excused);
    }
    if said(&YES) { Some(Said::Tick(true)) } else { said(&NO).then_some(Said::Tick(false)) }
}

fn text(cell: Option<&Cell>) -> Option<String> {
    values::text(cell).filter(|t| !t.is_empty())
}

/// A name, in one cell or two.
pub(super) fn name(cells: &[Option<&Cell>]) -> Read {
    match values::name(cells) {
        NameFound::Blank => Read::Blank,
        NameFound::Is(name) => Read::Is(Said::Text(name)),
        NameFound::Unclear(name) => Read::Doubtful(Said::Text(name), "name_unclear"),
        NameFound::Several => Read::Wrong("name_several"),
        _ => Read::Wrong("name_missing"),
    }
}

fn birth(cell: Option<&Cell>, order: DateOrder, today: Date) -> Read {
    let stated = values::date(cell, order, today);
    let read = stated.and_then(|s| s.map(|s| values::full_birth(s, today)).transpose());
    match read {
        Ok(None) => Read::Blank,
        Ok(Some(birth)) => Read::Is(Said::Birth(birth)),
        Err(values::Unreadable) => Read::Wrong("date_invalid"),
    }
}

fn date(cell: Option<&Cell>, order: DateOrder, today: Date) -> Read {
    match values::date(cell, order, today) {
        Ok(None) => Read::Blank,
        Ok(Some(StatedDate::Day(day))) => Read::Is(Said::Date(day)),
        Ok(Some(StatedDate::Month(..) | StatedDate::Year(_))) | Err(values::Unreadable) => {
            Read::Wrong("date_invalid")
        }
    }
}

fn year(cell: Option<&Cell>, today: Date) -> Read {
    match values::date(cell, DateOrder::DayFirst, today) {
        Ok(None) => Read::Blank,
        Ok(Some(StatedDate::Year(year))) if (1950..=today.year() + 1).contains(&year) => {
            Read::Is(Said::Number(i64::from(year)))
        }
        _ => Read::Wrong("year_invalid"),
    }
}

/// The most that is taken for a count.
const MOST: i64 = 1_000_000_000;

fn count(cell: Option<&Cell>) -> Read {
    let number = match cell {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below the bound")]
        Some(Cell::Number(n)) if n.fract() == 0.0 && (0.0..=1e9).contains(n) => Some(*n as i64),
        Some(Cell::Text(t)) if values::text_of(t).is_none() => return Read::Blank,
        Some(Cell::Text(t)) => digits(without_unit(t)),
        None => return Read::Blank,
        Some(_) => None,
    };
    match number.filter(|n| *n <= MOST) {
        Some(number) => Read::Is(Said::Number(number)),
        None => Read::Wrong("count_invalid"),
    }
}

/// `50 SV` as `50`: what is counted is said by the heading.
fn without_unit(text: &str) -> &str {
    const UNITS: [&str; 12] = [
        "sv",
        "sinh vien",
        "hssv",
        "hs",
        "hv",
        "hoc vien",
        "nguoi",
        "ho",
        "khau",
        "nhan khau",
        "ho dan",
        "nguoi hoc",
    ];
    let Some(at) = text.find(char::is_alphabetic) else { return text };
    let (number, unit) = text.split_at(at);
    if UNITS.contains(&&*values::key(unit)) { number.trim_end() } else { text }
}

/// Whether a text is what a column takes.
pub fn fits(column: &KindColumn, text: &str, today: Date) -> bool {
    let cell = Cell::Text(text.into());
    let said = match column.value {
        ValueKind::Choice => choice(Some(&cell), &column.choices),
        value => read(value, Some(&cell), DateOrder::DayFirst, today),
    };
    !matches!(said, Read::Wrong(_))
}

/// One of several words, whatever its capitals.
pub(super) fn choice(cell: Option<&Cell>, words: &[String]) -> Read {
    let Some(text) = text(cell).or_else(|| cell.map(Cell::shown)) else { return Read::Blank };
    let key = kernel::folding::fold(&text);
    match words.iter().find(|w| kernel::folding::fold(w) == key) {
        Some(word) => Read::Is(Said::Text(word.clone())),
        None if key.is_empty() => Read::Blank,
        None => Read::Wrong("choice_unknown"),
    }
}

/// A number, kept with a point: `12,5` and `12.5` are `12.5`, `1.234` is `1234` as it is written
/// here. `1,234` may be meant either way.
fn number(cell: Option<&Cell>) -> Read {
    let text = match cell {
        None => return Read::Blank,
        Some(Cell::Number(n)) if n.is_finite() => return Read::Is(Said::Text(n.to_string())),
        Some(Cell::Text(t)) if values::text_of(t).is_none() => return Read::Blank,
        Some(Cell::Text(t)) => t.replace([' ', '\u{a0}'], ""),
        Some(_) => return Read::Wrong("number_invalid"),
    };
    let grouped = |t: &str| t.split('.').skip(1).all(|g| g.len() == 3);
    let plain = match text.split_once(',') {
        Some((whole, part)) if grouped(whole) => format!("{}.{part}", whole.replace('.', "")),
        None if text.contains('.') && grouped(&text) => text.replace('.', ""),
        _ => text.clone(),
    };
    let digits = plain.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match plain.parse::<f64>() {
        Ok(n) if n.is_finite() && digits => {
            let part = text.split_once(',').map_or("", |(_, part)| part);
            let said = Said::Text(n.to_string());
            if part.len() == 3 { Read::Doubtful(said, "number_unclear") } else { Read::Is(said) }
        }
        _ => Read::Wrong("number_invalid"),
    }
}

/// `1.234`, `1 234`, `1,234` and `1234`: groups of three, or none.
fn digits(text: &str) -> Option<i64> {
    let groups: Vec<&str> = text.trim().split(['.', ',', ' ', '\u{a0}']).collect();
    let digits = |g: &&str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let grouped = groups.len() == 1 || groups[1..].iter().all(|g| g.len() == 3);
    (groups.iter().all(digits) && grouped && groups[0].len() <= 10)
        .then(|| groups.concat().parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 24);

    #[test]
    fn cells_are_read_as_their_column_says() {
        let is = |kind, text: &str| {
            let cell = Cell::Text(text.into());
            read(kind, Some(&cell), DateOrder::DayFirst, TODAY)
        };
        let born = |text: &str| Read::Is(Said::Birth(text.parse().expect("a birth")));
        assert_eq!(is(ValueKind::Birth, "06/12/1999"), born("1999-12-06"));
        assert_eq!(is(ValueKind::Birth, "1999"), born("1999"));
        assert_eq!(is(ValueKind::Birth, "31/02/1985"), Read::Wrong("date_invalid"));
        assert_eq!(is(ValueKind::Date, "2024"), Read::Wrong("date_invalid"));
        assert_eq!(is(ValueKind::Year, "2024"), Read::Is(Said::Number(2024)));
        assert_eq!(is(ValueKind::Year, "24"), Read::Wrong("year_invalid"));
        for (text, number) in [("1.234", 1234), ("69", 69), ("1 234 567", 1_234_567), ("0", 0)] {
            assert_eq!(is(ValueKind::Count, text), Read::Is(Said::Number(number)), "{text}");
        }
        for (text, number) in [("50 SV", 50), ("1.200 người", 1200), ("30hộ", 30)] {
            assert_eq!(is(ValueKind::Count, text), Read::Is(Said::Number(number)), "{text}");
        }
        for text in ["-3", "1,5", "nhiều", "12.34", "99999999999999", "50 %", "hơn 50 người"]
        {
            assert_eq!(is(ValueKind::Count, text), Read::Wrong("count_invalid"), "{text}");
        }
        for (text, number) in [("12,5", "12.5"), ("12.5", "12.5"), ("1.234", "1234"), ("-3", "-3")]
        {
            assert_eq!(is(ValueKind::Number, text), Read::Is(Said::Text(number.into())), "{text}");
        }
        let either = Read::Doubtful(Said::Text("1.234".into()), "number_unclear");
        assert_eq!(is(ValueKind::Number, "1,234"), either);
        for text in ["mười", "1e5", "inf", "1..2", "1,2,3"] {
            assert_eq!(is(ValueKind::Number, text), Read::Wrong("number_invalid"), "{text}");
        }
        let words = ["Tốt".to_owned(), "Chưa đạt".to_owned()];
        let chosen = |text: &str| choice(Some(&Cell::Text(text.into())), &words);
        assert_eq!(chosen("chưa ĐẠT "), Read::Is(Said::Text("Chưa đạt".into())));
        assert_eq!(chosen("Tot"), Read::Wrong("choice_unknown"));
        assert_eq!(choice(None, &words), Read::Blank);
        assert_eq!(is(ValueKind::Tick, "?"), Read::Wrong("tick_unknown"));
        assert_eq!(is(ValueKind::Tick, "x"), Read::Is(Said::Tick(true)));
        for (text, yes) in [("có mặt", true), ("Vắng", false), ("chưa tập huấn", false)] {
            assert_eq!(is(ValueKind::Tick, text), Read::Is(Said::Tick(yes)), "{text}");
        }
        let name = Read::Is(Said::Text("Hoàng Hữu Toàn".into()));
        assert_eq!(is(ValueKind::Name, "HOÀNG HỮU TOÀN"), name);
        assert_eq!(is(ValueKind::Name, "-"), Read::Blank);
    }
}
