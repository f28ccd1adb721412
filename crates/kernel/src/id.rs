//! Ids that sort by the time they were made (UUID version 7).

use uuid::{NoContext, Timestamp as Stamp, Uuid};

use crate::Clock;

/// Makes ids from the house's clock.
#[derive(Clone, Debug)]
pub struct IdSource(Clock);

impl IdSource {
    /// Ids stamped by this clock.
    pub const fn new(clock: Clock) -> Self {
        Self(clock)
    }

    /// A new id, never given before.
    pub fn next(&self) -> Uuid {
        let now = self.0.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or_default();
        let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
        Uuid::new_v7(Stamp::from_unix(NoContext, seconds, nanos))
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
