//! How often a key may ask (429).

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::model::KeyId;

/// Requests of keys that have a limit: so many in a second, and as many at once.
#[derive(Debug, Default)]
pub(crate) struct Rates(Mutex<HashMap<KeyId, Bucket>>);

#[derive(Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Rates {
    /// Takes one request; `Err` says how long to wait for the next.
    pub(crate) fn take(&self, key: KeyId, most: u32, now: Instant) -> Result<(), Duration> {
        let most = f64::from(most.max(1));
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(key).or_insert(Bucket { left: most, at: now });
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        bucket.left = (bucket.left + passed * most).min(most);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - bucket.left) / most));
        }
        bucket.left -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_in_a_second() {
        let rates = Rates::default();
        let key = KeyId(kernel::Uuid::from_u128(1));
        let start = Instant::now();
        for _ in 0..5 {
            assert_eq!(rates.take(key, 5, start), Ok(()));
        }
        assert!(rates.take(key, 5, start).is_err());
        assert_eq!(rates.take(key, 5, start + Duration::from_millis(250)), Ok(()));
        assert!(rates.take(key, 5, start + Duration::from_millis(260)).is_err());
        let other = KeyId(kernel::Uuid::from_u128(2));
        assert_eq!(rates.take(other, 1, start), Ok(()));
    }
}
