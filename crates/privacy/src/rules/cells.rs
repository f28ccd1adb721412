//! The cells of a publication, one by one: so that two can be held against each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Line, PublicFigures, Told};

/// A column of duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Held full time.
    Dedicated,
    /// Held beside another job.
    Concurrent,
    /// Both.
    All,
}

/// Where a number stands in a publication.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// People, each once.
    People,
    /// Duties of a group of offices.
    Group(String, Mode),
    /// Duties of all groups.
    Total(Mode),
    /// Duties in a field.
    Field(String, Mode),
    /// Offices of a group.
    Offices(String),
    /// Of them, those with somebody.
    Covered(String),
}

/// Every number that is told. What is kept back has no place in it.
pub fn told(it: &PublicFigures) -> BTreeMap<Place, i64> {
    let modes = |line: &Line| {
        [
            (Mode::Dedicated, line.dedicated),
            (Mode::Concurrent, line.concurrent),
            (Mode::All, line.all),
        ]
    };
    let mut all: Vec<(Place, Told)> = vec![(Place::People, it.people)];
    for line in &it.groups {
        all.extend(modes(line).map(|(mode, n)| (Place::Group(line.code.clone(), mode), n)));
    }
    if let Some(line) = &it.total {
        all.extend(modes(line).map(|(mode, n)| (Place::Total(mode), n)));
    }
    for line in &it.fields {
        all.extend(modes(line).map(|(mode, n)| (Place::Field(line.code.clone(), mode), n)));
    }
    for of in &it.offices {
        all.push((Place::Offices(of.code.clone()), Some(of.all)));
        all.push((Place::Covered(of.code.clone()), Some(of.covered)));
    }
    all.into_iter().filter_map(|(place, n)| Some((place, n?))).collect()
}

/// The places where two do not say the same: another number, or one that only one of them tells.
pub fn changed(one: &PublicFigures, other: &PublicFigures) -> Vec<Place> {
    let (one, other) = (told(one), told(other));
    let places: BTreeSet<&Place> = one.keys().chain(other.keys()).collect();
    let differs = |place: &&Place| one.get(*place) != other.get(*place);
    places.into_iter().filter(differs).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::rules::{Whole, published};

    fn of(a: [i64; 2], b: [i64; 2]) -> PublicFigures {
        let groups = BTreeMap::from([("a".to_owned(), a), ("b".to_owned(), b)]);
        let people = groups.values().flatten().sum();
        published(&Whole { people, groups, ..Whole::default() }, 5, None)
    }

    #[test]
    fn a_number_that_grew_is_named_with_the_sums_it_stands_in() {
        let (was, now) = (of([20, 90], [40, 300]), of([21, 90], [40, 300]));
        let group = |mode| Place::Group("a".to_owned(), mode);
        assert_eq!(
            changed(&was, &now),
            [
                Place::People,
                group(Mode::Dedicated),
                group(Mode::All),
                Place::Total(Mode::Dedicated),
                Place::Total(Mode::All),
            ]
        );
        assert!(changed(&was, &was).is_empty());
    }

    #[test]
    fn what_is_told_by_one_alone_is_named() {
        let (was, now) = (of([4, 90], [40, 300]), of([5, 90], [40, 300]));
        let small = Place::Group("a".to_owned(), Mode::Dedicated);
        assert_eq!((told(&was).get(&small), told(&now).get(&small)), (None, Some(&5)));
        assert!(changed(&was, &now).contains(&small), "appears");
        assert!(changed(&now, &was).contains(&small), "disappears");
    }
}
