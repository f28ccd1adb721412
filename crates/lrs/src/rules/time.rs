//! Timestamps: ISO 8601, as RFC 3339 and a little more (Data 4.5).

use std::fmt::Write as _;

/// Reads a timestamp into microseconds since 1970. Extended (`2015-11-18T12:17:00.123Z`) and
/// basic form (`20151118T121700Z`), a blank instead of the `T`, any decimals; without a zone it
/// is UTC. The offset `-00:00`, by which ISO 8601 and RFC 3339 differ, is refused.
pub fn read_timestamp(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if !text.is_ascii() || !(13..=64).contains(&bytes.len()) {
        return None;
    }
    let mut reader = Reader { bytes, at: 0 };
    let year = reader.digits(4)?;
    let extended = reader.take(b"-");
    let month = reader.digits(2)?;
    if extended && !reader.take(b"-") {
        return None;
    }
    let day = reader.digits(2)?;
    if !reader.take(b"Tt ") {
        return None;
    }
    let (hour, minute, second, micros) = reader.time()?;
    let offset = reader.offset()?;
    if reader.at != bytes.len() {
        return None;
    }
    // ISO 8601 knows 24:00 as the end of a day.
    let last = hour == 24 && minute == 0 && second == 0 && micros == 0;
    let fits = (1..=12).contains(&month)
        && day >= 1
        && day <= days_of(year, month)
        && (hour < 24 || last)
        && minute < 60
        && second <= 60;
    if !fits {
        return None;
    }
    let days = days_since_1970(year, month, day);
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60;
    // Both know leap seconds, which end a month in UTC. Time that counts 86,400 seconds a day has
    // no place for one: the nearest it has is the first second of the next month.
    let is_month = || date_of(seconds.div_euclid(86_400)).2 == 1;
    let leaps = second < 60 || (seconds.rem_euclid(86_400) == 0 && is_month());
    leaps.then_some(seconds * 1_000_000 + micros)
}

/// Whether a timestamp that was read is one of RFC 3339: in full, to the second, with an offset;
/// a blank in place of the `T` is allowed there. Its years have four digits, also where it is told
/// in UTC.
pub(super) fn is_rfc_3339(text: &str) -> bool {
    read_timestamp(text).is_some_and(has_four_digits) && has_shape_of_rfc_3339(text)
}

/// Whether the year of a moment in UTC has four digits.
pub(super) fn has_four_digits(micros: i64) -> bool {
    (0..=9_999).contains(&date_of(micros.div_euclid(86_400_000_000)).0)
}

fn has_shape_of_rfc_3339(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = |from: usize, shape: &[u8]| {
        bytes.get(from..from + shape.len()).is_some_and(|part| {
            part.iter().zip(shape).all(|(b, like)| match like {
                b'0' => b.is_ascii_digit(),
                b'T' => matches!(b, b'T' | b't' | b' '),
                b'+' => matches!(b, b'+' | b'-'),
                _ => b == like,
            })
        })
    };
    let mut at = "2015-11-18T12:17:00".len();
    if !shape(0, b"0000-00-00T00:00:00") || bytes.get(11..13) == Some(b"24") {
        return false;
    }
    if bytes.get(at) == Some(&b'.') {
        at += 1 + bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    }
    matches!(&bytes[at..], b"Z" | b"z") || (bytes.len() == at + 6 && shape(at, b"+00:00"))
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, any: &[u8]) -> bool {
        let found = self.peek().is_some_and(|b| any.contains(&b));
        if found {
            self.at += 1;
        }
        found
    }

    fn digits(&mut self, n: usize) -> Option<i64> {
        let part = self.bytes.get(self.at..self.at + n)?;
        if !part.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.at += n;
        Some(part.iter().fold(0, |value, b| value * 10 + i64::from(b - b'0')))
    }

    fn time(&mut self) -> Option<(i64, i64, i64, i64)> {
        let hour = self.digits(2)?;
        let extended = self.take(b":");
        let minute = self.digits(2)?;
        let has_seconds = if extended {
            self.take(b":")
        } else {
            self.peek().is_some_and(|b| b.is_ascii_digit())
        };
        if !has_seconds {
            return Some((hour, minute, 0, 0));
        }
        let second = self.digits(2)?;
        let micros = if self.take(b".,") { self.fraction()? } else { 0 };
        Some((hour, minute, second, micros))
    }

    fn fraction(&mut self) -> Option<i64> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = &self.bytes[start..self.at];
        let first = digits.iter().chain(b"000000").take(6);
        let micros = first.fold(0, |value, b| value * 10 + i64::from(b - b'0'));
        (!digits.is_empty()).then_some(micros)
    }

    /// Minutes east of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.peek().is_none() || self.take(b"Zz") {
            return Some(0);
        }
        let west = match self.peek()? {
            b'+' => false,
            b'-' => true,
            _ => return None,
        };
        self.at += 1;
        let hours = self.digits(2)?;
        let colon = self.take(b":");
        let minutes = if colon || self.peek().is_some() { self.digits(2)? } else { 0 };
        let offset = hours * 60 + minutes;
        if hours > 23 || minutes > 59 || (west && offset == 0) {
            return None;
        }
        Some(if west { -offset } else { offset })
    }
}

const fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

const fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the proleptic Gregorian calendar, counted in years that begin in March.
const fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Writes microseconds since 1970 as UTC, with six decimals.
pub fn write_timestamp(micros: i64) -> String {
    let seconds = micros.div_euclid(1_000_000);
    let fraction = micros.rem_euclid(1_000_000);
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = date_of(days);
    let mut out = String::with_capacity(27);
    let _ = write!(
        out,
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{fraction:06}Z",
        of_day / 3_600,
        of_day / 60 % 60,
        of_day % 60
    );
    out
}

const fn date_of(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + (month <= 2) as i64;
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_iso_8601() {
        let at = 1_221_493_980_601_000;
        for good in [
            "2008-09-15T15:53:00.601Z",
            "2008-09-15T15:53:00.601+00:00",
            "2008-09-15 15:53:00.601+00:00",
            "2008-09-15t15:53:00.601z",
            "2008-09-15T22:53:00.601+07:00",
            "2008-09-15T22:53:00,601+0700",
            "2008-09-15T22:53:00.6010004+07",
            "20080915T155300.601Z",
            "2008-09-15T15:53:00.601",
        ] {
            assert_eq!(read_timestamp(good), Some(at), "{good}");
        }
        assert_eq!(read_timestamp("2008-09-15T15:53Z"), Some(1_221_493_980_000_000));
        for leap in ["2016-12-31T23:59:60Z", "2017-01-01T06:59:60+07:00"] {
            assert_eq!(read_timestamp(leap), read_timestamp("2017-01-01T00:00:00Z"), "{leap}");
        }
        assert_eq!(
            read_timestamp("2015-06-30T23:59:60.5Z"),
            read_timestamp("2015-07-01T00:00:00.5Z")
        );
        assert_eq!(read_timestamp("2016-12-31T24:00:00Z"), read_timestamp("2017-01-01T00:00:00Z"));
        assert!(read_timestamp("2024-02-29T00:00:00Z").is_some());
        for bad in [
            "",
            "should fail",
            "01/011/2015",
            "2008-09-15",
            "2008-09-15T15:53:00.601-00",
            "2008-09-15T15:53:00.601-0000",
            "2008-09-15T15:53:00.601-00:00",
            "2008-13-15T15:53:00Z",
            "2023-02-29T15:53:00Z",
            "2008-09-15T25:53:00Z",
            "2008-09-15T15:60:00Z",
            "2008-09-15T15:53:61Z",
            "2016-06-15T12:00:60Z",
            "2016-06-15T23:59:60Z",
            "2016-12-31T23:59:60+07:00",
            "2008-09-15T15:53:00.Z",
            "2008-09-15T15:53:00Zx",
            "2008-09-15T15:53:00+7:00",
            "2008-9-15T15:53:00Z",
            "12345",
        ] {
            assert_eq!(read_timestamp(bad), None, "{bad}");
        }
    }

    #[test]
    fn forms_of_rfc_3339() {
        for good in [
            "2008-09-15T15:53:00.601Z",
            "2008-09-15 15:53:00.601+00:00",
            "2008-09-15t15:53:00z",
            "2008-09-15T22:53:00.6010004+07:00",
            "2016-12-31T23:59:60Z",
        ] {
            assert!(is_rfc_3339(good) && read_timestamp(good).is_some(), "{good}");
        }
        for bad in [
            "20080915T155300Z",
            "2008-09-15T15:53:00.601",
            "2008-09-15T22:53:00+07",
            "2008-09-15T22:53:00+0700",
            "2008-09-15T15:53Z",
            "2008-09-15T24:00:00Z",
            "2008-09-15T15:53:00,601Z",
            "2008-09-15T15:53:00Zx",
            "",
        ] {
            assert!(!is_rfc_3339(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(micros in -62_135_596_800_000_000_i64..=253_402_300_799_999_999) {
            let text = write_timestamp(micros);
            prop_assert_eq!(read_timestamp(&text), Some(micros));
            let known: jiff::Timestamp = text.parse().unwrap();
            prop_assert_eq!(known.as_microsecond(), micros);
        }
    }
}
