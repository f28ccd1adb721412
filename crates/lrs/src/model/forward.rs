//! Records passed on to another store: a province keeps its own, the ministry gets its share.

use kernel::Timestamp;

use super::TenantId;

kernel::typed_id! {
    /// Another store that gets a share.
    ForwardId,
}

/// Another store, and what it gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// Id.
    pub id: ForwardId,
    /// Whose records it gets.
    pub tenant: TenantId,
    /// What it is called.
    pub name: String,
    /// Where its resources stand, e.g. `https://lrs.example.vn/xapi`.
    pub endpoint: String,
    /// Key there.
    pub key: String,
    /// Its secret.
    pub secret: String,
    /// Only statements with this verb; blank for any.
    pub verb: String,
    /// Only statements about this activity, or in its context; blank for any.
    pub activity: String,
    /// What was stored up to this moment is not theirs, in microseconds.
    pub started_at: i64,
    /// The moment up to which everything was sent, in microseconds.
    pub position: i64,
    /// How many were sent.
    pub sent: i64,
    /// How often in a row it failed.
    pub failures: i64,
    /// When it is tried again.
    pub next_at: Timestamp,
    /// Why it failed last; blank where it went well.
    pub last_error: String,
    /// Since when nothing is sent any more.
    pub stopped_at: Option<Timestamp>,
}

/// Seconds to wait after so many failures in a row: 5 s, then twice as long each time, an hour at
/// most.
pub const fn wait_after(failures: i64) -> i64 {
    const FIRST: i64 = 5;
    const MOST: i64 = 3_600;
    if failures >= 10 {
        return MOST;
    }
    let wait = FIRST << if failures > 0 { failures - 1 } else { 0 };
    if wait < MOST { wait } else { MOST }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_are_bounded() {
        assert_eq!((wait_after(1), wait_after(2), wait_after(5)), (5, 10, 80));
        assert_eq!((wait_after(10), wait_after(1_000)), (3_600, 3_600));
        assert!((1..20).is_sorted_by_key(wait_after));
    }
}
