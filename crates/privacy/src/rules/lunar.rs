//! The Vietnamese lunar calendar: which day of the sun a day of the moon is.
//!
//! A month begins on the day of the new moon at UTC+7; the eleventh holds the winter solstice; in
//! a year of thirteen months the one in which the sun enters no sign is the leap month. New moons
//! and the sun's longitude follow the series of Jean Meeus, exact to minutes in our centuries.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "days are small whole numbers, also as fractions"
)]

use std::f64::consts::PI;

use jiff::Span;
use kernel::Date;

/// Mean length of a month.
const MONTH: f64 = 29.530_588_853;
/// The new moon that months are counted from: that of 1 January 1900.
const FIRST: f64 = 2_415_021.076_998_695;
/// Julian day number of the first day of 1970.
const EPOCH: i64 = 2_440_588;
/// Vietnam's time, as part of a day.
const ZONE: f64 = 7.0 / 24.0;

/// The day of the sun on which a day of a lunar year falls; not of a leap month. `None` for days
/// no month has.
pub fn solar_of(year: i16, month: i64, day: i64) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let begins = if month < 11 { year - 1 } else { year };
    let (start, end) = (eleventh(begins)?, eleventh(begins + 1)?);
    let mut place = (month + 1) % 12;
    if end - start > 365 && place >= leap(start) {
        place += 1;
    }
    let first = new_moon(count(start) + place);
    let next = new_moon(count(start) + place + 1);
    (first + day - 1 < next).then(|| date_of(first + day - 1)).flatten()
}

fn date_of(julian: i64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(Span::new().try_days(julian - EPOCH).ok()?).ok()
}

fn julian_of(day: Date) -> Option<i64> {
    let since = Date::constant(1970, 1, 1).until(day).ok()?;
    Some(EPOCH + i64::from(since.get_days()))
}

/// How manyth new moon a month that begins on a day has.
fn count(julian: i64) -> i64 {
    ((julian as f64 - FIRST) / MONTH + 0.5).floor() as i64
}

/// The first day of the eleventh month that begins in a year.
fn eleventh(year: i16) -> Option<i64> {
    let last = julian_of(Date::new(year, 12, 31).ok()?)?;
    let nth = ((last - 2_415_021) as f64 / MONTH).floor() as i64;
    let day = new_moon(nth);
    Some(if sign(day) >= 9 { new_moon(nth - 1) } else { day })
}

/// The place of the leap month after an eleventh month.
fn leap(eleventh: i64) -> i64 {
    let first = count(eleventh);
    let mut before = sign(new_moon(first + 1));
    for place in 2..14 {
        let now = sign(new_moon(first + place));
        if now == before {
            return place - 1;
        }
        before = now;
    }
    13
}

/// The twelfth of the sky the sun stands in as a day begins in Vietnam, from 0 at the equinox of
/// spring.
fn sign(julian: i64) -> i64 {
    let t = (julian as f64 - 0.5 - ZONE - 2_451_545.0) / 36_525.0;
    let anomaly = (357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t * t).to_radians();
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let centre = (1.914_600 - 0.004_817 * t) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_290 * (3.0 * anomaly).sin();
    let longitude = (mean + centre).to_radians().rem_euclid(2.0 * PI);
    (longitude / PI * 6.0).floor() as i64
}

/// The day, in Vietnam, of the nth new moon since 1900.
fn new_moon(nth: i64) -> i64 {
    (new_moon_at(nth as f64) + 0.5 + ZONE).floor() as i64
}

/// The moment of the kth new moon since 1900, as a Julian day.
fn new_moon_at(k: f64) -> f64 {
    let t = k / 1_236.85;
    let (t2, t3) = (t * t, t * t * t);
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * (166.56 + 132.87 * t - 0.009_173 * t2).to_radians().sin();
    let sun = (359.224_2 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3).to_radians();
    let moon = (306.025_3 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3).to_radians();
    let node = (21.296_4 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3).to_radians();
    let true_phase = (0.173_4 - 0.000_393 * t) * sun.sin() + 0.002_1 * (2.0 * sun).sin()
        - 0.406_8 * moon.sin()
        + 0.016_1 * (2.0 * moon).sin()
        - 0.000_4 * (3.0 * moon).sin()
        + 0.010_4 * (2.0 * node).sin()
        - 0.005_1 * (sun + moon).sin()
        - 0.007_4 * (sun - moon).sin()
        + 0.000_4 * (2.0 * node + sun).sin()
        - 0.000_4 * (2.0 * node - sun).sin()
        - 0.000_6 * (2.0 * node + moon).sin()
        + 0.001_0 * (2.0 * node - moon).sin()
        + 0.000_5 * (2.0 * moon + sun).sin();
    let slowing = -0.000_278 + 0.000_265 * t + 0.000_262 * t2;
    mean + true_phase - slowing
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn new_years_fall_on_the_days_they_fell_on() {
        // 2007 and 2030: a day before China's.
        for (year, month, day) in [
            (2007, 2, 17),
            (2020, 1, 25),
            (2021, 2, 12),
            (2022, 2, 1),
            (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29),
            (2026, 2, 17),
            (2027, 2, 6),
            (2028, 1, 26),
            (2029, 2, 13),
            (2030, 2, 2),
        ] {
            assert_eq!(solar_of(year, 1, 1), Date::new(year, month, day).ok(), "{year}");
        }
    }

    #[test]
    fn the_kings_days_fall_on_the_days_they_fell_on() {
        for (year, month, day) in
            [(2020, 4, 2), (2023, 4, 29), (2024, 4, 18), (2025, 4, 7), (2026, 4, 26)]
        {
            assert_eq!(solar_of(year, 3, 10), Date::new(year, month, day).ok(), "{year}");
        }
    }

    proptest! {
            /// Months follow each other without a gap, but where a leap month lies between.
            #[test]
            fn months_have_29_or_30_days(year in 1950i16..2100, month in 1i64..12) {
                let first = solar_of(year, month, 1).unwrap();
                let next = solar_of(year, month + 1, 1).unwrap();
                let days = first.until(next).unwrap().get_days();
                prop_assert!([29, 30, 58, 59, 60].contains(&days), "{days}");
    let last = solar_of(year, month, 29).unwrap();
                prop_assert_eq!(first.until(last).unwrap().get_days(), 28);
            }
        }
}
