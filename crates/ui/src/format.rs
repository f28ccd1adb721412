//! Numbers, dates and times as the reader writes them; personal data as far as it may be seen.

use jiff::{Timestamp, civil::Date, tz};

use crate::Lang;

/// A value, or a reference to one: templates pass both.
pub trait Given<T> {
    /// The value.
    fn given(self) -> T;
}

impl<T, R: Given<T> + Copy> Given<T> for &R {
    fn given(self) -> T {
        (*self).given()
    }
}

macro_rules! given {
    ($($from:ty => $to:ty: $turn:expr),+ $(,)?) => {$(
        impl Given<$to> for $from {
            fn given(self) -> $to {
                $turn(self)
            }
        }
    )+};
}

given!(
    i64 => i64: std::convert::identity,
    i32 => i64: i64::from,
    i16 => i64: i64::from,
    u8 => i64: i64::from,
    u16 => i64: i64::from,
    u32 => i64: i64::from,
    u64 => i64: |n| i64::try_from(n).unwrap_or(i64::MAX),
    usize => i64: |n| i64::try_from(n).unwrap_or(i64::MAX),
    f64 => f64: std::convert::identity,
    Date => Date: std::convert::identity,
    Timestamp => Timestamp: std::convert::identity,
);

/// Whole number with groups: `1.234` in Vietnamese, `1,234` in English. Minus is U+2212.
pub fn integer(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let group = if lang == Lang::Vi { '.' } else { ',' };
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 3);
    if n < 0 {
        out.push('\u{2212}');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(c);
    }
    out
}

/// Number with a fixed count of decimals: `1.234,5` or `1,234.5`; what is no number is `—`.
pub fn decimal(lang: Lang, x: f64, places: usize) -> String {
    if !x.is_finite() {
        return "—".into();
    }
    let fixed = format!("{:.places$}", x.abs());
    let (whole, part) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let zero = whole.bytes().chain(part.bytes()).all(|b| b == b'0');
    let mut out = String::new();
    if x < 0.0 && !zero {
        out.push('\u{2212}');
    }
    match whole.parse() {
        Ok(n) => out.push_str(&integer(lang, n)),
        Err(_) => out.push_str(whole),
    }
    if !part.is_empty() {
        out.push(if lang == Lang::Vi { ',' } else { '.' });
        out.push_str(part);
    }
    out
}

/// A share of one as per cent: `0.583` → `58,3%`.
pub fn percent(lang: Lang, share: f64, places: usize) -> String {
    if !share.is_finite() {
        return "—".into();
    }
    decimal(lang, share * 100.0, places) + "%"
}

/// With its sign: `+3`, `−2`, `0`.
pub fn signed(lang: Lang, n: i64) -> String {
    let plain = integer(lang, n);
    if n > 0 { format!("+{plain}") } else { plain }
}

/// `15/10/2024`, in both languages.
pub fn date(d: Date) -> String {
    format!("{:02}/{:02}/{:04}", d.day(), d.month(), d.year())
}

/// The day of a moment, in Vietnam.
pub(crate) fn day_of(t: Timestamp) -> Date {
    tz::offset(7).to_datetime(t).date()
}

/// `24/11/2026 14:05`, Vietnam's time (UTC+7).
pub fn time(t: Timestamp) -> String {
    let at = tz::offset(7).to_datetime(t);
    format!("{} {:02}:{:02}", date(at.date()), at.hour(), at.minute())
}

/// Reads `15/10/2024`, `5-1-2024`, `5.1.2024` or `2024-10-15`; years of four digits only.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = kernel::parse_iso(text) {
        return Some(day);
    }
    let mut parts = text.split(['/', '-', '.']).map(str::trim);
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    let shape = parts.next().is_none() && d.len() <= 2 && m.len() <= 2 && y.len() == 4;
    let digits = [d, m, y].iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    if !shape || !digits {
        return None;
    }
    Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok()
}

/// Reads a date with or without a time (`24/11/2026 14:05`), in Vietnam's time. A day alone means
/// its end, so that "as known on the 24th" has all of the 24th. RFC 3339 is read too.
pub fn parse_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let vietnam = |at: jiff::civil::DateTime| tz::offset(7).to_timestamp(at).ok();
    if let Some(day) = parse_date(text) {
        return vietnam(day.at(23, 59, 59, 999_999_000));
    }
    if let Some((day, clock)) = text.split_once([' ', 'T'])
        && let Some(day) = parse_date(day)
        && let Some((h, m)) = clock.trim().split_once(':')
        && let (Ok(h), Ok(m)) = (h.parse::<i8>(), m.parse::<i8>())
    {
        let at = jiff::civil::Time::new(h, m, 59, 999_999_000).ok()?;
        return vietnam(day.to_datetime(at));
    }
    text.parse().ok()
}

/// A phone number as far as it may be seen: `••• ••• 678`.
pub fn mask_phone(phone: &str) -> String {
    mask(phone, "••• ••• ")
}

/// A personal number as far as it may be seen: `••• ••• ••• 123`.
pub fn mask_personal_number(number: &str) -> String {
    mask(number, "••• ••• ••• ")
}

fn mask(value: &str, dots: &str) -> String {
    let digits: Vec<char> = value.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return String::new();
    }
    // Of a short or broken number the last three would be most of it.
    let shown = if digits.len() >= 9 { 3 } else { 0 };
    let tail: String = digits[digits.len() - shown..].iter().collect();
    format!("{dots}{tail}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_in_both_languages() {
        assert_eq!(integer(Lang::Vi, 1_234_567), "1.234.567");
        assert_eq!(integer(Lang::En, -1_234), "−1,234");
        assert_eq!(integer(Lang::Vi, i64::MIN), "−9.223.372.036.854.775.808");
        assert_eq!(decimal(Lang::Vi, 1234.5, 1), "1.234,5");
        assert_eq!(decimal(Lang::En, 1234.5, 1), "1,234.5");
        assert_eq!(decimal(Lang::En, -0.01, 1), "0.0");
        assert_eq!(decimal(Lang::Vi, f64::NAN, 1), "—");
        assert_eq!(percent(Lang::Vi, 0.583, 1), "58,3%");
        assert_eq!(percent(Lang::Vi, f64::INFINITY, 1), "—");
        assert_eq!(signed(Lang::Vi, 3), "+3");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = Date::constant(2024, 10, 5);
        for text in ["05/10/2024", "5/10/2024", " 5-10-2024", "5.10.2024", "2024-10-05"] {
            assert_eq!(parse_date(text), Some(day), "{text}");
        }
        for text in
            ["", "31/02/2024", "10/2024", "5/10/24", "+5/10/2024", "5/10/2024/1", "x/y/zzzz"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_vietnams() {
        let end = parse_time("24/11/2026").unwrap();
        assert_eq!(time(end), "24/11/2026 23:59");
        assert!(end.to_string().starts_with("2026-11-24T16:59:59"));
        assert_eq!(time(parse_time("24/11/2026 14:05").unwrap()), "24/11/2026 14:05");
        assert!(parse_time("2026-11-24T14:05:00Z").is_some());
        assert!(parse_time("24/11/2026 25:05").is_none());
    }

    #[test]
    fn masks_show_three_digits_at_most() {
        assert_eq!(mask_phone("0912 345 678"), "••• ••• 678");
        assert_eq!(mask_personal_number("026085001234"), "••• ••• ••• 234");
        assert_eq!(mask_personal_number("1234"), "••• ••• •••");
        assert_eq!(mask_phone(""), "");
    }

    proptest! {
        #[test]
        fn a_date_shown_is_read_back(y in 1i16..=9999, m in 1i8..=12, d in 1i8..=28) {
            let day = Date::new(y, m, d).unwrap();
            prop_assert_eq!(parse_date(&date(day)), Some(day));
        }

        #[test]
        fn no_text_upsets_the_readers(s in "\\PC{0,30}") {
            let _ = (parse_date(&s), parse_time(&s), mask_phone(&s));
        }
    }
}
