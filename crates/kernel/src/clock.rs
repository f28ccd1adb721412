//! Time is a parameter.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

pub use jiff::Timestamp;

use crate::{Chance, Date};

/// Tells the time. The system's in production, a fixed one in tests and in the demo. Whoever is
/// handed a clock has the chance that goes with it.
#[derive(Clone, Debug)]
pub struct Clock {
    kind: Kind,
    chance: Chance,
}

#[derive(Clone, Debug)]
enum Kind {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self { kind: Kind::System, chance: Chance::system() }
    }

    /// A clock that stands still until [`Clock::set`] moves it. Clones share the hand.
    pub fn fixed(at: Timestamp) -> Self {
        let hand = Arc::new(AtomicI64::new(at.as_microsecond()));
        Self { kind: Kind::Fixed(hand), chance: Chance::system() }
    }

    /// The same with another chance: with one that repeats, ids and salts repeat.
    #[must_use]
    pub fn with_chance(mut self, chance: Chance) -> Self {
        self.chance = chance;
        self
    }

    /// Where salts, tokens and ids take what nobody can foresee.
    pub const fn chance(&self) -> &Chance {
        &self.chance
    }

    /// Moves a fixed clock; has no effect on the system's.
    pub fn set(&self, at: Timestamp) {
        if let Kind::Fixed(hand) = &self.kind {
            hand.store(at.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// Now, in UTC, to the microsecond.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> Timestamp {
        let micros = match &self.kind {
            Kind::System => Timestamp::now().as_microsecond(),
            Kind::Fixed(hand) => hand.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Today in Vietnam (UTC+7, no daylight saving since 1975).
    pub fn today(&self) -> Date {
        jiff::tz::offset(7).to_datetime(self.now()).date()
    }
}
