//! How far something long has got.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Steps of something long, told by who does it to whoever waits.
#[derive(Clone, Debug, Default)]
pub struct Steps(Arc<Count>);

#[derive(Debug, Default)]
struct Count {
    done: AtomicU64,
    whole: AtomicU64,
}

impl Steps {
    /// There are so many more to do.
    pub fn more(&self, steps: usize) {
        self.0.whole.fetch_add(u64::try_from(steps).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// One more is done.
    pub fn one(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many are done, of how many that are known of.
    pub fn told(&self) -> (u64, u64) {
        (self.0.done.load(Ordering::Relaxed), self.0.whole.load(Ordering::Relaxed))
    }
}
