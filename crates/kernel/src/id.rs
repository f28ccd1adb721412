//! Ids that sort by the time they were made (UUID version 7).

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use uuid::{Builder, Uuid};

use crate::{Chance, Clock};

/// Makes ids from the house's clock. Clones share one order.
#[derive(Clone, Debug)]
pub struct IdSource {
    clock: Clock,
    /// Milliseconds and a counter of 12 bits, as they stood in the last id.
    last: Arc<AtomicU64>,
}

const COUNTER_BITS: u32 = 12;

impl IdSource {
    /// Ids stamped by this clock.
    pub fn new(clock: Clock) -> Self {
        Self { clock, last: Arc::default() }
    }

    /// The chance that ids take their tails from.
    pub const fn chance(&self) -> &Chance {
        self.clock.chance()
    }

    /// A new id, never given before, and greater than every id this source gave before.
    pub fn next(&self) -> Uuid {
        let now = u64::try_from(self.clock.now().as_millisecond()).unwrap_or_default();
        let now = now << COUNTER_BITS;
        let step = |last: u64| now.max(last + 1);
        let before = self.last.update(Ordering::SeqCst, Ordering::SeqCst, step);
        let place = step(before);
        let mut tail = [0; 10];
        tail[..2].copy_from_slice(&(place & 0xfff).to_be_bytes()[6..]);
        // What keeps two machines from giving one id.
        self.clock.chance().fill(&mut tail[2..]);
        Builder::from_unix_timestamp_millis(place >> COUNTER_BITS, &tail).into_uuid()
    }
}

/// Declares a typed id around [`Uuid`], so that a person's id is never taken for an office's.
#[macro_export]
macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $crate::Uuid);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = <$crate::Uuid as ::std::str::FromStr>::Err;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_sort_as_they_were_made() {
        let source = IdSource::new(Clock::fixed("2026-11-24T08:00:00Z".parse().unwrap()));
        let ids: Vec<Uuid> = (0..10_000).map(|_| source.next()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        let (seconds, _) = ids[0].get_timestamp().unwrap().to_unix();
        assert_eq!(seconds, 1_795_507_200);
    }

    #[test]
    fn ids_repeat_where_chance_does() {
        let clock = || Clock::fixed("2026-11-24T08:00:00Z".parse().unwrap());
        let first = |clock: Clock| IdSource::new(clock).next();
        let repeated = || clock().with_chance(Chance::repeated(7));
        assert_eq!(first(repeated()), first(repeated()));
        assert_ne!(first(clock()), first(clock()));
    }
}
