//! Dates, half-open intervals, and the pair every question is asked with.

use std::{fmt, str::FromStr};

pub use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Place in the record: the number of an act. Acts are numbered from 1 without gaps.
pub type Seq = i64;

/// Reads `2024-10-15`; nothing else.
pub fn parse_iso(text: &str) -> Option<Date> {
    let shape = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    shape.then(|| text.parse().ok()).flatten()
}

/// When something holds in the world. Half-open: `from` is inside, `to` is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First day, `None` where the start is not known.
    pub from: Option<Date>,
    /// First day on which it no longer holds, `None` = still.
    pub to: Option<Date>,
}

impl Interval {
    /// All time.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// From a day on.
    pub const fn since(from: Date) -> Self {
        Self { from: Some(from), to: None }
    }

    /// `None` when it would be empty.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Option<Self> {
        let it = Self { from, to };
        (!it.is_empty()).then_some(it)
    }

    /// Whether the day lies inside.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day < t)
    }

    /// Whether no day lies inside.
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(f), Some(t)) if t <= f)
    }

    /// The days both share.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self::new(from, to)
    }

    /// What is left of it before and after `cut`.
    pub fn minus(&self, cut: &Self) -> [Option<Self>; 2] {
        if self.intersect(cut).is_none() {
            return [Some(*self), None];
        }
        let before = cut.from.and_then(|f| {
            let to = self.to.map_or(f, |t| t.min(f));
            Self::new(self.from, Some(to))
        });
        let after = cut.to.and_then(|t| {
            let from = self.from.map_or(t, |f| f.max(t));
            Self::new(Some(from), self.to)
        });
        [before, after]
    }
}

/// The pair a question is asked with: when in the world, and as known after which act.
/// The same pair gives the same answer for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// Day in the world.
    pub valid_on: Date,
    /// The last act taken into account.
    pub known_at: Seq,
}

/// A date of birth as far as it is known: a day, or a year alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Birth {
    /// Year alone.
    Year(i16),
    /// To the day.
    Day(Date),
}

impl Birth {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(y) => y,
            Self::Day(d) => d.year(),
        }
    }

    /// Whether both can be the same birth: a year alone agrees with any day in it.
    pub fn agrees_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(a), Self::Day(b)) => a == b,
            (a, b) => a.year() == b.year(),
        }
    }
}

/// `1985` or `1985-02-28`.
impl fmt::Display for Birth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Day(d) => write!(f, "{d}"),
        }
    }
}

impl FromStr for Birth {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        match s.len() {
            4 => s.parse().map(Self::Year).map_err(|_| ()),
            _ => parse_iso(s).map(Self::Day).ok_or(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i16) -> Date {
        Date::constant(2024, 1, 1).saturating_add(jiff::Span::new().days(i64::from(n)))
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (prop::option::of(0..40i16), prop::option::of(0..40i16))
            .prop_map(|(f, t)| Interval { from: f.map(day), to: t.map(day) })
            .prop_filter("not empty", |i| !i.is_empty())
    }

    proptest! {
        #[test]
        fn minus_and_intersect_part_an_interval_without_loss(a in interval(), b in interval()) {
            for n in -5..45 {
                let d = day(n);
                let left = a.minus(&b).iter().flatten().filter(|i| i.contains(d)).count();
                let both = usize::from(a.intersect(&b).is_some_and(|i| i.contains(d)));
                prop_assert_eq!(left + both, usize::from(a.contains(d)));
                prop_assert_eq!(both == 1, a.contains(d) && b.contains(d));
            }
        }
    }

    #[test]
    fn births() {
        let year: Birth = "1985".parse().unwrap();
        let full: Birth = "1985-02-28".parse().unwrap();
        assert!(year.agrees_with(full));
        assert!(!full.agrees_with("1985-03-01".parse().unwrap()));
        assert!("1985-02-31".parse::<Birth>().is_err());
        assert_eq!((year.to_string(), full.to_string()), ("1985".into(), "1985-02-28".into()));
    }
}
