//! What was computed lately, kept until there is too much of it.

use std::{
    collections::HashMap,
    future::Future,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;

type Slot<V> = Arc<OnceCell<Arc<V>>>;

/// Bounded; who was asked for least lately goes first. Several who ask for the same at once wait
/// for one computation.
#[derive(Debug)]
pub(super) struct Lru<K, V> {
    most: usize,
    kept: Mutex<Kept<K, V>>,
}

#[derive(Debug)]
struct Kept<K, V> {
    tick: u64,
    slots: HashMap<K, (u64, Slot<V>)>,
}

impl<K: Eq + Hash + Clone, V> Lru<K, V> {
    pub(super) fn new(most: usize) -> Self {
        Self { most, kept: Mutex::new(Kept { tick: 0, slots: HashMap::new() }) }
    }

    /// The value of a key; made where it is not there. A failure is not kept.
    pub(super) async fn get<E, F>(&self, key: K, make: impl FnOnce() -> F) -> Result<Arc<V>, E>
    where
        F: Future<Output = Result<V, E>>,
    {
        let slot = self.slot(key);
        let value = slot.get_or_try_init(|| async { make().await.map(Arc::new) }).await?;
        Ok(Arc::clone(value))
    }

    /// Forgets everything.
    pub(super) fn clear(&self) {
        self.lock().slots.clear();
    }

    fn slot(&self, key: K) -> Slot<V> {
        let mut kept = self.lock();
        kept.tick += 1;
        let tick = kept.tick;
        if let Some((used, slot)) = kept.slots.get_mut(&key) {
            *used = tick;
            return Arc::clone(slot);
        }
        if kept.slots.len() >= self.most {
            let oldest = kept.slots.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(key) = oldest.map(|(key, _)| key.clone()) {
                kept.slots.remove(&key);
            }
        }
        let slot = Slot::default();
        kept.slots.insert(key, (tick, Arc::clone(&slot)));
        slot
    }

    fn lock(&self) -> MutexGuard<'_, Kept<K, V>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    async fn ask(lru: &Lru<u8, String>, key: u8, value: &str) -> String {
        let made = lru.get(key, || async { Ok::<_, Infallible>(value.to_owned()) }).await;
        made.map_or_else(|e| match e {}, |v| v.to_string())
    }

    #[tokio::test]
    async fn who_was_asked_for_least_lately_goes() {
        let lru = Lru::new(2);
        assert_eq!(ask(&lru, 1, "a").await, "a");
        assert_eq!(ask(&lru, 2, "b").await, "b");
        assert_eq!(ask(&lru, 1, "x").await, "a");
        assert_eq!(ask(&lru, 3, "c").await, "c");
        assert_eq!(ask(&lru, 1, "x").await, "a");
        assert_eq!(ask(&lru, 2, "y").await, "y");
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let lru: Lru<u8, String> = Lru::new(2);
        let failed = lru.get(1, || async { Err::<String, &str>("no") }).await;
        assert_eq!(failed.unwrap_err(), "no");
        assert_eq!(ask(&lru, 1, "yes").await, "yes");
    }
}
