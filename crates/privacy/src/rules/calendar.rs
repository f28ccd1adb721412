//! Working days: neither a weekend nor a day off, or a weekend's day that is made up for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, civil::Weekday};
use kernel::{Date, Interval};

use super::solar_of;
use crate::model::{Holiday, HolidayId};

/// A day that is off, or worked though it is a weekend's, by a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The rule.
    pub rule: HolidayId,
    /// Whether it is off in place of one that fell on a weekend.
    pub instead: bool,
}

/// Which days are worked in some years.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    off: BTreeMap<Date, Day>,
    worked: BTreeSet<Date>,
}

impl Calendar {
    /// The days of some years, by rules and the days these hold on. A day off that falls on a
    /// weekend is off on the next working day instead (Labour Code, art. 111.3).
    pub fn new(rules: &[(Interval, Holiday)], years: std::ops::RangeInclusive<i16>) -> Self {
        let mut it = Self::default();
        let mut off: BTreeMap<Date, HolidayId> = BTreeMap::new();
        for (valid, rule) in rules {
            for day in years.clone().flat_map(|year| days_of(rule, year)) {
                if valid.contains(day) && rule.works {
                    it.worked.insert(day);
                } else if valid.contains(day) {
                    off.entry(day).or_insert(rule.id);
                }
            }
        }
        for (day, rule) in &off {
            it.off.insert(*day, Day { rule: *rule, instead: false });
        }
        for (day, rule) in &off {
            if is_weekend(*day) && !it.worked.contains(day) {
                it.put_off(*day, *rule);
            }
        }
        it
    }

    fn put_off(&mut self, day: Date, rule: HolidayId) {
        // A day that is worked for another one stays worked.
        let free = |day: &Date| {
            !(is_weekend(*day) || self.off.contains_key(day) || self.worked.contains(day))
        };
        if let Some(next) = following(day).find(free) {
            self.off.insert(next, Day { rule, instead: true });
        }
    }

    /// Whether a day is worked.
    pub fn is_working(&self, day: Date) -> bool {
        self.worked.contains(&day) || !(is_weekend(day) || self.off.contains_key(&day))
    }

    /// The nth working day after a day, which is not counted itself.
    pub fn after(&self, day: Date, working_days: usize) -> Date {
        match working_days.checked_sub(1) {
            Some(n) => following(day).filter(|d| self.is_working(*d)).nth(n).unwrap_or(Date::MAX),
            None => day,
        }
    }

    /// Working days after a day, up to another which is counted; below zero where that lies
    /// before.
    pub fn between(&self, day: Date, until: Date) -> i64 {
        let count = |from: Date, to: Date| {
            let days = following(from).take_while(|d| *d <= to).filter(|d| self.is_working(*d));
            i64::try_from(days.count()).unwrap_or(i64::MAX)
        };
        if until < day { -count(until, day) } else { count(day, until) }
    }

    /// Days off in a year, the first first.
    pub fn off_in(&self, year: i16) -> impl Iterator<Item = (Date, Day)> {
        self.off.iter().filter(move |(day, _)| day.year() == year).map(|(day, it)| (*day, *it))
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The days after a day.
fn following(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(day.tomorrow().ok(), |d| d.tomorrow().ok())
}

/// The days a rule means in a year.
fn days_of(rule: &Holiday, year: i16) -> Vec<Date> {
    if rule.year.is_some_and(|only| only != i64::from(year)) {
        return Vec::new();
    }
    let named = if rule.lunar {
        solar_of(year, rule.month, rule.day)
    } else {
        let part = |n: i64| i8::try_from(n).ok();
        part(rule.month).zip(part(rule.day)).and_then(|(m, d)| Date::new(year, m, d).ok())
    };
    let day = |n: i64| named?.checked_add(Span::new().try_days(n).ok()?).ok();
    (rule.shift..rule.shift.saturating_add(rule.days)).filter_map(day).collect()
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;
    use proptest::prelude::*;

    use super::*;

    fn rule(n: u128, (lunar, month, day): (bool, i64, i64), (shift, days): (i64, i64)) -> Holiday {
        Holiday {
            id: HolidayId(Uuid::from_u128(n)),
            name_vi: String::new(),
            name_en: String::new(),
            lunar,
            year: None,
            month,
            day,
            shift,
            days,
            works: false,
            basis_act: String::new(),
            basis_clause: String::new(),
            confirmed: true,
        }
    }

    /// The days off of the Labour Code.
    fn law() -> Vec<(Interval, Holiday)> {
        let all = [
            rule(1, (false, 1, 1), (0, 1)),
            rule(2, (true, 1, 1), (-1, 5)),
            rule(3, (true, 3, 10), (0, 1)),
            rule(4, (false, 4, 30), (0, 1)),
            rule(5, (false, 5, 1), (0, 1)),
            rule(6, (false, 9, 2), (-1, 2)),
        ];
        all.map(|rule| (Interval::ALWAYS, rule)).into()
    }

    fn day(month: i8, day: i8) -> Date {
        Date::new(2026, month, day).unwrap()
    }

    #[test]
    fn an_answer_is_due_past_weekends_and_days_off() {
        let calendar = Calendar::new(&law(), 2026..=2026);
        // A Tuesday; a Thursday; a Saturday.
        assert_eq!(calendar.after(day(11, 24), 2), day(11, 26));
        assert_eq!(calendar.after(day(11, 26), 2), day(11, 30));
        assert_eq!(calendar.after(day(11, 28), 2), day(12, 1));
        // Before the new year of the moon: Monday the 16th to Friday the 20th are off.
        assert_eq!(calendar.after(day(2, 13), 2), day(2, 24));
        // Before the end of April: Thursday and Friday are off.
        assert_eq!(calendar.after(day(4, 29), 2), day(5, 5));
    }

    #[test]
    fn a_day_off_on_a_weekend_is_off_on_the_next_working_day() {
        let calendar = Calendar::new(&law(), 2026..=2026);
        // The kings' day of 2026 is Sunday, 26 April.
        assert!(!calendar.is_working(day(4, 27)));
        assert!(calendar.is_working(day(4, 28)));
        let instead: Vec<Date> =
            calendar.off_in(2026).filter(|(_, it)| it.instead).map(|(day, _)| day).collect();
        assert_eq!(instead, [day(4, 27)]);
    }

    #[test]
    fn a_saturday_may_be_worked_for_a_monday() {
        let mut rules = law();
        let one = |n, month, d| Holiday { year: Some(2026), ..rule(n, (false, month, d), (0, 1)) };
        rules.push((Interval::ALWAYS, one(7, 8, 31)));
        rules.push((Interval::ALWAYS, Holiday { works: true, ..one(8, 8, 22) }));
        let calendar = Calendar::new(&rules, 2025..=2027);
        assert!(!calendar.is_working(day(8, 31)) && calendar.is_working(day(8, 22)));
        assert_eq!(calendar.after(day(8, 21), 1), day(8, 22));
        assert!(Calendar::new(&rules, 2027..=2027).is_working(Date::constant(2027, 8, 31)));
    }

    #[test]
    fn a_rule_counts_on_days_it_holds() {
        let rules = [(Interval::since(day(1, 1)), rule(1, (false, 11, 24), (0, 1)))];
        let calendar = Calendar::new(&rules, 2025..=2026);
        assert!(calendar.is_working(Date::constant(2025, 11, 24)));
        assert!(!calendar.is_working(day(11, 24)));
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (2024i16..=2027, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
    }

    fn any_rules() -> impl Strategy<Value = Vec<(Interval, Holiday)>> {
        let one = (any::<bool>(), 1i64..=12, 1i64..=30, -3i64..=3, 0i64..=6, any::<bool>());
        let one = one.prop_map(|(lunar, month, day, shift, days, works)| {
            let rule = rule(9, (lunar, month, day), (shift, days));
            (Interval::ALWAYS, Holiday { works, ..rule })
        });
        prop::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn the_due_day_is_worked_and_so_many_working_days_away(
            rules in any_rules(), from in any_day(), n in 1usize..6,
        ) {
            let calendar = Calendar::new(&rules, 2023..=2029);
            let due = calendar.after(from, n);
            prop_assert!(due > from);
            prop_assert!(calendar.is_working(due));
            prop_assert_eq!(calendar.between(from, due), i64::try_from(n).unwrap());
            prop_assert_eq!(calendar.between(due, from), -i64::try_from(n).unwrap());
        }

        #[test]
        fn coming_in_later_is_never_due_earlier(
            rules in any_rules(), a in any_day(), b in any_day(), n in 1usize..4,
        ) {
            let calendar = Calendar::new(&rules, 2023..=2029);
            let (first, later) = (a.min(b), a.max(b));
            prop_assert!(calendar.after(first, n) <= calendar.after(later, n));
        }

        /// More days off never bring an answer forward; nothing but a rule that makes up for a
        /// day off does.
        #[test]
        fn a_further_day_off_gives_more_time(
            rules in any_rules(), more in any_rules(), from in any_day(),
        ) {
            let few: Vec<_> = rules.into_iter().filter(|(_, r)| !r.works).collect();
            let more = more.into_iter().filter(|(_, r)| !r.works);
            let many: Vec<_> = few.iter().cloned().chain(more).collect();
            let (few, many) = (Calendar::new(&few, 2023..=2029), Calendar::new(&many, 2023..=2029));
            prop_assert!(few.after(from, 2) <= many.after(from, 2));
        }

        /// Every day off on a weekend is made up for by one of its own.
        #[test]
        fn as_many_days_are_off_instead_as_fell_on_weekends(rules in any_rules()) {
            let calendar = Calendar::new(&rules, 2024..=2026);
            let fell = calendar.off.iter().filter(|(day, it)| {
                !it.instead && is_weekend(**day) && !calendar.worked.contains(day)
            });
            let instead = calendar.off.values().filter(|it| it.instead);
            prop_assert_eq!(fell.count(), instead.count());
        }
    }
}
