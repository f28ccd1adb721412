//! Chance is a parameter.

use std::sync::{Arc, Mutex, PoisonError};

use rand::{Rng as _, RngExt as _, SeedableRng as _, rngs::StdRng};

/// Gives what nobody can foresee: salts, tokens, the tails of ids. The system's in production; one
/// that repeats itself for tests, which keeps no secret.
#[derive(Clone, Debug)]
pub struct Chance(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Repeated(Arc<Mutex<StdRng>>),
}

impl Chance {
    /// The system's, fit for secrets.
    pub const fn system() -> Self {
        Self(Kind::System)
    }

    /// The same for the same seed. Clones draw from one row.
    pub fn repeated(seed: u64) -> Self {
        Self(Kind::Repeated(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// Fills with random bytes.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for chance")]
    pub fn fill(&self, bytes: &mut [u8]) {
        match &self.0 {
            Kind::System => rand::rng().fill_bytes(bytes),
            Kind::Repeated(row) => {
                row.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
            }
        }
    }

    /// So many random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// One of `all`, each as likely as the others; `None` where there is none.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for chance")]
    pub fn one_of<'a, T>(&self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() {
            return None;
        }
        let at = match &self.0 {
            Kind::System => rand::rng().random_range(0..all.len()),
            Kind::Repeated(row) => {
                row.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..all.len())
            }
        };
        all.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_meant_to_repeats() {
        let of = |chance: &Chance| chance.bytes::<32>();
        assert_eq!(of(&Chance::repeated(7)), of(&Chance::repeated(7)));
        assert_ne!(of(&Chance::repeated(7)), of(&Chance::repeated(8)));
        assert_ne!(of(&Chance::system()), of(&Chance::system()));
        let row = Chance::repeated(7);
        assert_ne!(of(&row), of(&row.clone()), "clones draw from one row");
    }

    #[test]
    fn each_is_drawn() {
        let chance = Chance::repeated(1);
        let mut drawn: Vec<u8> =
            (0..200).filter_map(|_| chance.one_of(&[1, 2, 3]).copied()).collect();
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn, [1, 2, 3]);
        assert_eq!(chance.one_of::<u8>(&[]), None);
    }
}
