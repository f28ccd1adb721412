//! The filters of all parts that are closed. Sixty-four of them lie bit beside bit: seven looks
//! into memory tell of all of them, where each alone would be a look at least. At ten million
//! statements that is the difference between forty looks and three hundred for each new id.

use super::filter::{Filter, Mark};

/// Filters that lie side by side: a bit of a word for each.
const SIDE_BY_SIDE: usize = 64;

/// Filters of parts, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filters {
    full: Vec<Stretch>,
    /// Of the newest, fewer than lie side by side.
    rest: Vec<Filter>,
}

/// Filters of so many parts as lie side by side.
#[derive(Clone, Debug)]
enum Stretch {
    /// For each bit of a filter, those that have it.
    Sliced(Vec<u64>),
    /// Not all of one size: some were made when a key had fewer bits, or for a larger part.
    Apart(Vec<Filter>),
}

impl Filters {
    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.full.len() * SIDE_BY_SIDE + self.rest.len()
    }

    /// Adds that of the next part.
    pub(crate) fn push(&mut self, filter: Filter) {
        self.rest.push(filter);
        if self.rest.len() == SIDE_BY_SIDE {
            self.full.push(Stretch::of(std::mem::take(&mut self.rest)));
        }
    }

    /// Which may hold this, by their places in the order.
    pub(crate) fn may_hold(&self, mark: Mark) -> impl Iterator<Item = usize> {
        let behind = self.full.len() * SIDE_BY_SIDE;
        let full = self.full.iter().enumerate().flat_map(move |(n, stretch)| {
            let held = stretch.may_hold(mark);
            let set = (0..SIDE_BY_SIDE).filter(move |at| held >> at & 1 == 1);
            set.map(move |at| n * SIDE_BY_SIDE + at)
        });
        let rest = self.rest.iter().enumerate();
        let rest = rest.filter(move |(_, filter)| filter.may_hold(mark));
        full.chain(rest.map(move |(at, _)| behind + at))
    }
}

impl Stretch {
    fn of(filters: Vec<Filter>) -> Self {
        let bits = filters.first().map_or(0, Filter::bits);
        if filters.iter().any(|filter| filter.bits() != bits) {
            return Self::Apart(filters);
        }
        let mut sliced = vec![0_u64; bits];
        for (at, filter) in filters.iter().enumerate() {
            for bit in filter.set() {
                sliced[bit] |= 1 << at;
            }
        }
        Self::Sliced(sliced)
    }

    /// Which may hold this: a bit for each.
    fn may_hold(&self, mark: Mark) -> u64 {
        match self {
            Self::Sliced(sliced) => {
                let of = mark.places(sliced.len());
                of.fold(u64::MAX, |held, place| held & sliced[place])
            }
            Self::Apart(filters) => {
                let held = filters.iter().enumerate().filter(|(_, it)| it.may_hold(mark));
                held.fold(0, |held, (at, _)| held | 1 << at)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;
    use proptest::prelude::*;

    use super::*;
    use crate::model::TenantId;

    fn mark(n: u64) -> Mark {
        Mark::of(TenantId(1), Uuid::from_u128(n.into()))
    }

    proptest! {
        #[test]
        fn side_by_side_they_say_what_each_says_alone(
            sizes in prop::collection::vec(prop_oneof![9 => Just(40_usize), 1 => Just(90)], 0..150),
            one_size: bool,
            asked in prop::collection::vec(0_u64..9_000, 50),
        ) {
            let mut together = Filters::default();
            let mut alone = Vec::new();
            for (n, size) in (0_u64..).zip(sizes) {
                let mut filter = Filter::for_keys(if one_size { 40 } else { size });
                (0..40).for_each(|key| filter.add(mark(n * 40 + key)));
                together.push(filter.clone());
                alone.push(filter);
            }
            prop_assert_eq!(together.len(), alone.len());
            for key in asked.into_iter().map(mark) {
                let told: Vec<usize> = together.may_hold(key).collect();
                let said = alone.iter().enumerate().filter(|(_, it)| it.may_hold(key));
                prop_assert_eq!(told, said.map(|(at, _)| at).collect::<Vec<_>>());
            }
        }
    }
}
