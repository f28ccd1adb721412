//! Chance that repeats. The sequence is ours (`SplitMix64`, a few lines), because a province made
//! from a seed must stay the same when a library changes its generator.

/// A source of chance. The same seed and label give the same throws for ever.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Dice {
    /// A stream of its own for each label, so that one more throw in one place moves nothing
    /// elsewhere.
    pub(crate) fn new(seed: u64, label: &str) -> Self {
        let mut state = seed ^ STEP;
        for byte in label.bytes() {
            state = mix(state ^ u64::from(byte)).wrapping_add(STEP);
        }
        Self(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// `0..n`; `n` is at least 1.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.next()) * (n as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// Both ends inside.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// `0.0..1.0`.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True in `percent` of a hundred throws.
    pub(crate) fn percent(&mut self, percent: f64) -> bool {
        self.unit() * 100.0 < percent
    }

    /// One of them; the slice is not empty.
    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// One of them, the likelier the higher its weight.
    pub(crate) fn weighted<T: Clone>(&mut self, from: &[(T, usize)]) -> T {
        let mut left = self.below(from.iter().map(|(_, w)| w).sum::<usize>().max(1));
        for (value, weight) in from {
            if left < *weight {
                return value.clone();
            }
            left -= weight;
        }
        from[0].0.clone()
    }

    /// Any order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_and_a_label_repeat_and_differ() {
        let throws = |seed, label| {
            let mut dice = Dice::new(seed, label);
            (0..8).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(1, "a"), throws(1, "a"));
        assert_ne!(throws(1, "a"), throws(1, "b"));
        assert_ne!(throws(1, "a"), throws(2, "a"));
    }

    #[test]
    fn throws_are_spread_evenly() {
        let mut dice = Dice::new(7, "spread");
        let mut seen = [0usize; 6];
        for _ in 0..6000 {
            seen[dice.below(6)] += 1;
        }
        assert!(seen.iter().all(|n| (850..1150).contains(n)), "{seen:?}");
        let heavy = (0..1000).filter(|_| dice.weighted(&[(1, 9), (0, 1)]) == 1).count();
        assert!((850..950).contains(&heavy), "{heavy}");
    }
}
