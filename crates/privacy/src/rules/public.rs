//! What of the figures of a day the public may see.

use std::collections::BTreeMap;

use kernel::Date;

use super::suppress::{Counts, Shown, Spot, suppress};
use crate::model::{Line, Offices, PublicFigures, Told};

/// Fewer people than this are never told, until the office says otherwise.
pub const THRESHOLD: i64 = 5;
/// A threshold below this protects nobody.
pub const LEAST_THRESHOLD: i64 = 3;

/// Duties held full time, and beside another job.
pub type Modes = [i64; 2];

/// The figures of a day, whole.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// People, each once.
    pub people: i64,
    /// Duties by group of offices.
    pub groups: BTreeMap<String, Modes>,
    /// Duties by field.
    pub fields: BTreeMap<String, Modes>,
    /// Offices by group: all, and those with somebody.
    pub offices: BTreeMap<String, (i64, i64)>,
}

/// The last day of the quarter before a day's: figures are published of such days alone, each day
/// once, so that no two publications lie nearer than a quarter.
pub fn last_quarter(today: Date) -> Option<Date> {
    let month = (today.month() - 1) / 3 * 3 + 1;
    Date::new(today.year(), month, 1).ok()?.yesterday().ok()
}

/// What of them may be seen, after what was published before.
pub fn published(whole: &Whole, threshold: i64, before: Option<&PublicFigures>) -> PublicFigures {
    if whole.groups.is_empty() {
        // Before the first list came in there is nothing to tell.
        return PublicFigures { threshold, ..PublicFigures::default() };
    }
    let rows: Vec<Vec<i64>> = whole.groups.values().map(|modes| modes.to_vec()).collect();
    let mut counts = Counts::new(&rows);
    for (row, code) in whole.groups.keys().enumerate() {
        let covered = whole.offices.get(code).map_or(0, |(_, covered)| *covered);
        counts = counts.at_least(row, covered);
    }
    let also = held_back(whole, threshold, before);
    let Some(shown) = suppress(counts, threshold, &also) else {
        return PublicFigures { threshold, ..PublicFigures::default() };
    };
    let codes: Vec<&String> = whole.groups.keys().collect();
    let total = line("", &shown, codes.len());
    let duties = whole.groups.values().flatten().sum::<i64>();
    PublicFigures {
        threshold,
        people: told_people(whole.people, duties, least_told(threshold, before))
            .filter(|_| total.all.is_some()),
        groups: codes.iter().enumerate().map(|(row, code)| line(code, &shown, row)).collect(),
        fields: fields(whole, threshold, (&total, before)),
        total: Some(total),
        offices: whole
            .offices
            .iter()
            .map(|(code, (all, covered))| Offices {
                code: code.clone(),
                all: *all,
                covered: *covered,
            })
            .collect(),
    }
}

/// Whoever holds two duties is in their difference: a small one is not told.
fn told_people(people: i64, duties: i64, least: i64) -> Option<i64> {
    let further = duties - people;
    let fine = people >= least && (further == 0 || further >= least);
    fine.then_some(people)
}

/// What people, and those of them who hold two duties, must be at least to be told: twice the
/// threshold where they were kept back before though their duties were told.
fn least_told(threshold: i64, before: Option<&PublicFigures>) -> i64 {
    let duties = before.and_then(|it| it.total.as_ref()).and_then(|line| line.all);
    let kept_back = duties.is_some() && before.is_some_and(|it| it.people.is_none());
    if kept_back { 2 * threshold } else { threshold }
}

/// What was kept back before stays so until it is twice as many: else the day it appears says that
/// it was one less.
fn held_back(whole: &Whole, threshold: i64, before: Option<&PublicFigures>) -> Vec<Spot> {
    let Some(before) = before else { return Vec::new() };
    let mut spots = Vec::new();
    for (row, (code, modes)) in whole.groups.iter().enumerate() {
        let then = before.groups.iter().find(|line| line.code == *code);
        spots.extend(then.into_iter().flat_map(|then| still(then, *modes, row, threshold)));
    }
    let sums = whole.groups.values().fold([0, 0], |sum, of| [sum[0] + of[0], sum[1] + of[1]]);
    let then = before.total.iter();
    spots.extend(then.flat_map(|then| still(then, sums, whole.groups.len(), threshold)));
    spots
}

/// Which numbers of a line stay kept back.
fn still(then: &Line, now: Modes, row: usize, threshold: i64) -> Vec<Spot> {
    let all = now[0] + now[1];
    let told = [(then.dedicated, now[0]), (then.concurrent, now[1]), (then.all, all)];
    let kept = |(_, (then, now)): &(usize, (Told, i64))| then.is_none() && *now < 2 * threshold;
    told.into_iter().enumerate().filter(kept).map(|(column, _)| (row, column)).collect()
}

fn line(code: &str, shown: &Shown, row: usize) -> Line {
    Line {
        code: code.to_owned(),
        dedicated: shown.get((row, 0)),
        concurrent: shown.get((row, 1)),
        all: shown.get((row, 2)),
    }
}

/// Each field is a part of all duties, and what is left of them is known as well. Where most duties
/// are in one field, the fields together are a table with the sums of all, whether a reader knows
/// that or takes it for granted. Where the sums are kept back, no field is told.
fn fields(
    whole: &Whole,
    threshold: i64,
    (total, before): (&Line, Option<&PublicFigures>),
) -> Vec<Line> {
    let (Some(dedicated), Some(concurrent)) = (total.dedicated, total.concurrent) else {
        return Vec::new();
    };
    let sums = [dedicated, concurrent];
    let of_before = |(code, modes): (&String, &Modes)| {
        before.map_or_else(Vec::new, |it| field_held_back(it, code, *modes, threshold))
    };
    let mut kept_back: Vec<Vec<Spot>> = whole.fields.iter().map(of_before).collect();
    loop {
        let each = whole.fields.values().zip(&kept_back);
        let parts: Vec<Option<Shown>> = each
            .map(|(modes, also)| suppress(Counts::part_of(modes, &sums), threshold, also))
            .collect();
        let told = || {
            whole
                .fields
                .keys()
                .zip(&parts)
                .filter_map(|(code, shown)| Some((code, shown.as_ref()?)))
        };
        if !add_up(whole, sums, threshold) {
            return told().map(|(code, shown)| line(code, shown, 0)).collect();
        }
        let hidden = |row: usize, column: usize| {
            parts[row].as_ref().is_none_or(|shown| shown.is_hidden((0, column)))
        };
        let spots = (0..parts.len()).flat_map(|row| (0..3).map(move |column| (row, column)));
        let also: Vec<Spot> = spots.clone().filter(|at| hidden(at.0, at.1)).collect();
        let rows: Vec<Vec<i64>> = whole.fields.values().map(|modes| modes.to_vec()).collect();
        let Some(together) = suppress(Counts::of_known_sums(&rows), threshold, &also) else {
            return Vec::new();
        };
        let more: Vec<Spot> =
            spots.filter(|at| together.is_hidden(*at) && !also.contains(at)).collect();
        if more.is_empty() {
            return told().map(|(code, shown)| line(code, shown, 0)).collect();
        }
        for (row, column) in more {
            kept_back[row].push((0, column));
        }
    }
}

/// Whether the duties of all fields are as many as all duties, or nearly: who takes one for the
/// other works out what is kept back, nearly.
fn add_up(whole: &Whole, sums: Modes, threshold: i64) -> bool {
    (0..sums.len()).any(|mode| {
        let of_fields: i64 = whole.fields.values().map(|modes| modes[mode]).sum();
        of_fields.abs_diff(sums[mode]) < threshold.unsigned_abs()
    })
}

/// What of a field was kept back before and stays so. A field that was left out of a publication
/// which told fields was kept back whole, as far as a reader knows.
fn field_held_back(before: &PublicFigures, code: &str, now: Modes, threshold: i64) -> Vec<Spot> {
    let hidden = Line { code: code.to_owned(), dedicated: None, concurrent: None, all: None };
    let then = before.fields.iter().find(|line| line.code == *code);
    match then {
        Some(then) => still(then, now, 0, threshold),
        None if before.fields.is_empty() => Vec::new(),
        None => still(&hidden, now, 0, threshold),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(month: i8, day: i8) -> Date {
        Date::new(2026, month, day).unwrap()
    }

    #[test]
    fn figures_are_of_the_ends_of_quarters() {
        assert_eq!(last_quarter(day(11, 24)), Some(day(9, 30)));
        assert_eq!(last_quarter(day(7, 1)), Some(day(6, 30)));
        assert_eq!(last_quarter(day(3, 31)), Some(Date::constant(2025, 12, 31)));
    }

    fn whole(groups: &[(&str, Modes)]) -> Whole {
        let groups: BTreeMap<String, Modes> =
            groups.iter().map(|(code, modes)| ((*code).to_owned(), *modes)).collect();
        Whole { people: groups.values().flatten().sum(), groups, ..Whole::default() }
    }

    #[test]
    fn before_the_first_list_nothing_is_told() {
        assert_eq!(published(&Whole::default(), 5, None).total, None);
    }

    #[test]
    fn what_was_kept_back_does_not_appear_one_more() {
        let was = published(&whole(&[("a", [4, 90]), ("b", [40, 300])]), 5, None);
        assert_eq!(was.groups[0].dedicated, None);
        let now = whole(&[("a", [5, 90]), ("b", [40, 300])]);
        assert_eq!(published(&now, 5, Some(&was)).groups[0].dedicated, None);
        let later = whole(&[("a", [10, 90]), ("b", [40, 300])]);
        assert_eq!(published(&later, 5, Some(&was)).groups[0].dedicated, Some(10));
    }

    fn with_field(modes: Modes) -> Whole {
        let fields = BTreeMap::from([("infosec".to_owned(), modes)]);
        Whole { fields, ..whole(&[("a", [60, 90]), ("b", [40, 300])]) }
    }

    #[test]
    fn a_field_that_was_kept_back_does_not_appear_one_more() {
        let was = published(&with_field([4, 80]), 5, None);
        assert_eq!(was.fields[0].dedicated, None);
        let first = published(&with_field([5, 80]), 5, None);
        assert_eq!(first.fields[0].dedicated, Some(5), "nothing was kept back before");
        let now = published(&with_field([5, 80]), 5, Some(&was));
        assert!(now.fields.first().is_none_or(|line| line.dedicated.is_none()), "{now:?}");
        let still = published(&with_field([9, 80]), 5, Some(&now));
        assert!(still.fields.first().is_none_or(|line| line.dedicated.is_none()), "{still:?}");
        let later = published(&with_field([10, 80]), 5, Some(&still));
        assert_eq!(later.fields[0].dedicated, Some(10));
    }

    /// The lines of the fields as if they were the groups: what subtracting tells of them.
    fn fields_as_groups(page: &PublicFigures) -> PublicFigures {
        PublicFigures { groups: page.fields.clone(), ..page.clone() }
    }

    #[test]
    fn a_field_does_not_follow_from_the_other_fields() {
        // Every duty is in one field; and then four are in two, as nobody who reads knows.
        for dx in [[10, 369], [14, 369]] {
            let fields = [("data", [4, 20]), ("dx", dx), ("infosec", [16, 12])];
            let fields = fields.map(|(code, modes)| (code.to_owned(), modes)).into();
            let it = Whole { fields, ..whole(&[("a", [30, 401])]) };
            let page = published(&it, 5, None);
            let few = page.fields.iter().find(|line| line.code == "data");
            assert!(few.is_none_or(|line| line.dedicated.is_none()), "{page:?}");
            assert!(
                page.fields.iter().filter(|line| line.dedicated.is_none()).count() != 1,
                "{page:?}"
            );
            let known = subtracted(&fields_as_groups(&page));
            for (known, line) in known.iter().zip(&page.fields) {
                assert_eq!(*known, [line.dedicated, line.concurrent, line.all], "{page:?}");
            }
        }
    }

    #[test]
    fn people_who_were_kept_back_do_not_appear_one_more() {
        let of = |people| Whole { people, ..whole(&[("a", [20, 80])]) };
        let was = published(&of(96), 5, None);
        assert_eq!(was.people, None, "four hold two duties");
        assert_eq!(published(&of(95), 5, Some(&was)).people, None);
        assert_eq!(published(&of(90), 5, Some(&was)).people, Some(90));
    }

    #[test]
    fn few_who_hold_two_duties_are_not_worked_out() {
        let groups = [("a", [20, 80])];
        let told = |people| published(&Whole { people, ..whole(&groups) }, 5, None).people;
        assert_eq!((told(100), told(98), told(90)), (Some(100), None, Some(90)));
    }

    /// What somebody with the page alone works out by taking what is told from the sums that are
    /// told, again and again: the lines of the groups and their sum, what is known of each number.
    fn subtracted(page: &PublicFigures) -> Vec<[Told; 3]> {
        let told = |line: &Line| [line.dedicated, line.concurrent, line.all];
        let mut known: Vec<[Told; 3]> = page.groups.iter().chain(&page.total).map(told).collect();
        let mut found = true;
        while std::mem::take(&mut found) {
            for row in &mut known {
                found |= fill(row.each_mut());
            }
            for column in 0..3 {
                found |= fill_all(known.iter_mut().map(|row| &mut row[column]).collect());
            }
        }
        known
    }

    /// The one number of a line that is not known follows from the others; the last is their sum.
    fn fill_all(mut line: Vec<&mut Told>) -> bool {
        let missing: Vec<usize> = (0..line.len()).filter(|n| line[*n].is_none()).collect();
        let [one] = missing[..] else { return false };
        let last = line.len() - 1;
        let parts: i64 = (0..last).filter_map(|n| *line[n]).sum();
        *line[one] = Some(if one == last { parts } else { line[last].unwrap() - parts });
        true
    }

    fn fill<const N: usize>(line: [&mut Told; N]) -> bool {
        fill_all(line.into())
    }

    #[test]
    fn the_attacker_of_these_tests_can_subtract() {
        let line = |code: &str, dedicated, concurrent, all| Line {
            code: code.to_owned(),
            dedicated,
            concurrent,
            all,
        };
        let naive = PublicFigures {
            groups: vec![line("a", None, Some(90), Some(93)), line("b", Some(40), None, None)],
            total: Some(line("", Some(43), Some(390), None)),
            ..PublicFigures::default()
        };
        let known = subtracted(&naive);
        assert_eq!(known[0][0], Some(3), "a small number that was left out alone");
        assert_eq!(known[1], [Some(40), Some(300), Some(340)]);
    }

    fn any_whole() -> impl Strategy<Value = Whole> {
        let count = || prop_oneof![Just(0i64), 1i64..5, 5i64..40, 40i64..900];
        let groups = prop::collection::vec((count(), count(), 0i64..8), 1..7);
        let fields = prop::collection::vec((0i64..=100, 0i64..=100), 0..4);
        (groups, fields, 0i64..=30).prop_map(|(groups, shares, twice)| {
            let mut it = Whole::default();
            let mut sums = [0, 0];
            for (n, (a, b, covered)) in groups.into_iter().enumerate() {
                sums = [sums[0] + a, sums[1] + b];
                it.groups.insert(format!("g{n}"), [a, b]);
                it.offices.insert(format!("g{n}"), (covered + 3, covered.min(a + b)));
            }
            for (n, (a, b)) in shares.into_iter().enumerate() {
                it.fields.insert(format!("f{n}"), [sums[0] * a / 100, sums[1] * b / 100]);
            }
            it.people = (sums[0] + sums[1] - twice).max(0);
            it
        })
    }

    proptest! {
        /// Nobody with the page alone works a hidden number out by subtracting, in any table, nor
        /// a small number of people who hold two duties or none of a field.
        #[test]
        fn subtracting_tells_nothing_that_was_kept_back(whole in any_whole()) {
            let page = published(&whole, 5, None);
            let known = subtracted(&page);
            for (row, line) in known.iter().zip(page.groups.iter().chain(&page.total)) {
                let told = [line.dedicated, line.concurrent, line.all];
                prop_assert_eq!(*row, told, "{:?}", page);
            }
            let sums = known.last().copied().unwrap_or_default();
            for line in &page.fields {
                let told = [line.dedicated, line.concurrent, line.all];
                for (part, all) in told.into_iter().zip(sums) {
                    let left = all.zip(part).map(|(all, part)| all - part);
                    prop_assert!(left.is_none_or(|n| n == 0 || n >= 5), "{:?}", page);
                }
                let mut line = told;
                prop_assert!(!fill(line.each_mut()), "{:?}", page);
            }
            let twice = sums[2].zip(page.people).map(|(duties, people)| duties - people);
            prop_assert!(twice.is_none_or(|n| n == 0 || n >= 5), "{:?}", page);
        }

        /// Nor where every duty is in one field, and the fields are a table as the groups are.
        #[test]
        fn subtracting_fields_tells_nothing(whole in any_whole()) {
            let whole = Whole { fields: whole.groups.clone(), ..whole };
            let page = published(&whole, 5, None);
            let left_out = page.fields.len() < whole.fields.len();
            let known = subtracted(&fields_as_groups(&page));
            for (known, line) in known.iter().zip(&page.fields) {
                let told = [line.dedicated, line.concurrent, line.all];
                prop_assert!(left_out || *known == told, "{:?}", page);
            }
        }

        #[test]
        fn nothing_small_is_ever_told(
            groups in prop::collection::vec((0i64..40, 0i64..40), 1..6),
            fields in prop::collection::vec((0i64..60, 0i64..60), 0..4),
        ) {
            let name = |n: usize| format!("g{n}");
            let mut it = Whole::default();
            for (n, (a, b)) in groups.iter().enumerate() {
                it.groups.insert(name(n), [*a, *b]);
            }
            let sums: Modes = it.groups.values().fold([0, 0], |s, m| [s[0] + m[0], s[1] + m[1]]);
            for (n, (a, b)) in fields.iter().enumerate() {
                it.fields.insert(name(n), [(*a).min(sums[0]), (*b).min(sums[1])]);
            }
            it.people = sums[0] + sums[1];
            let told = published(&it, 5, None);
            let lines = told.groups.iter().chain(&told.fields).chain(&told.total);
            for line in lines {
                for n in [line.dedicated, line.concurrent, line.all].into_iter().flatten() {
                    prop_assert!(n == 0 || n >= 5);
                }
            }
            // What is left of all duties beside a field is no small number either.
            for line in &told.fields {
                for (part, whole) in [(line.dedicated, sums[0]), (line.concurrent, sums[1])] {
                    prop_assert!(part.is_none_or(|n| whole == n || whole - n >= 5));
                }
            }
        }
    }
}
