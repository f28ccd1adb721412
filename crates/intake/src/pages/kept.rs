//! What was read lately, kept until there is too much of it. Reading goes on when nobody waits
//! for it any longer.

use std::{
    collections::HashMap,
    future::Future,
    hash::Hash,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{sync::OnceCell, time::timeout};
use ui::Problem;

/// An answer, or how far it has got.
pub(super) enum Got<V> {
    /// Here it is.
    Done(Arc<V>),
    /// So many parts are done.
    Going(usize),
}

#[derive(Debug)]
struct Slot<V> {
    done: AtomicUsize,
    /// What the value weighs, once there is one.
    weight: AtomicUsize,
    /// How many are about to have it.
    awaited: AtomicUsize,
    cell: OnceCell<Arc<V>>,
}

/// Somebody is about to have what a slot holds.
#[derive(Debug)]
struct Awaited<V>(Arc<Slot<V>>);

impl<V> Awaited<V> {
    fn of(slot: &Arc<Slot<V>>) -> Self {
        slot.awaited.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(slot))
    }
}

impl<V> Drop for Awaited<V> {
    fn drop(&mut self) {
        self.0.awaited.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Bounded in number and in weight; who was asked for least lately goes first, but never what is
/// still being read: whoever comes back for it would begin again. Several who ask for the same at
/// once wait for one reading.
#[derive(Debug)]
pub(super) struct Kept<K, V> {
    most: usize,
    most_weight: usize,
    weigh: fn(&V) -> usize,
    slots: Mutex<Slots<K, V>>,
}

#[derive(Debug)]
struct Slots<K, V> {
    tick: u64,
    by_key: HashMap<K, (u64, Arc<Slot<V>>)>,
}

/// Where a reading tells how far it has got.
#[derive(Clone, Debug)]
pub(super) struct Meter<V>(Arc<Slot<V>>);

impl<V> Meter<V> {
    pub(super) fn count(&self) -> &AtomicUsize {
        &self.0.done
    }
}

impl<K: Eq + Hash + Clone, V: Send + Sync + 'static> Kept<K, V> {
    pub(super) fn new(most: usize) -> Self {
        let slots = Mutex::new(Slots { tick: 0, by_key: HashMap::new() });
        Self { most, most_weight: usize::MAX, weigh: |_| 0, slots }
    }

    /// Together they weigh no more than this, but for the one asked for last.
    pub(super) fn weighing(mut self, most: usize, weigh: fn(&V) -> usize) -> Self {
        (self.most_weight, self.weigh) = (most, weigh);
        self
    }

    /// Forgets every key that is not wanted any longer.
    pub(super) fn keep_only(&self, wanted: impl Fn(&K) -> bool) {
        self.lock().by_key.retain(|key, _| wanted(key));
    }

    /// The value of a key, waited for as long as `patience` allows. A failure is not kept.
    pub(super) async fn get<F>(
        &self,
        key: K,
        patience: Duration,
        make: impl FnOnce(Meter<V>) -> F + Send + 'static,
    ) -> Result<Got<V>, Problem>
    where
        F: Future<Output = Result<V, Problem>> + Send,
    {
        let awaited = self.slot(key);
        let slot = Arc::clone(&awaited.0);
        if let Some(value) = slot.cell.get() {
            return Ok(Got::Done(Arc::clone(value)));
        }
        let own = Arc::clone(&slot);
        let weigh = self.weigh;
        let work = tokio::spawn(async move {
            let _awaited = awaited;
            let meter = Meter(Arc::clone(&own));
            let value = own
                .cell
                .get_or_try_init(|| async {
                    own.done.store(0, Ordering::Relaxed);
                    let value = make(meter).await?;
                    own.weight.store(weigh(&value), Ordering::Relaxed);
                    Ok(Arc::new(value))
                })
                .await;
            value.map(Arc::clone)
        });
        let outcome = timeout(patience, work).await;
        self.lock().shed(self.most_weight);
        match outcome {
            Ok(Ok(value)) => value.map(Got::Done),
            Ok(Err(broken)) => Err(Problem::internal(&broken)),
            Err(_) => Ok(Got::Going(slot.done.load(Ordering::Relaxed))),
        }
    }

    /// How far the reading of a key has got; `None` where it is done, or was forgotten.
    pub(super) fn progress(&self, key: &K) -> Option<usize> {
        let slots = self.lock();
        let (_, slot) = slots.by_key.get(key)?;
        (!slot.cell.initialized()).then(|| slot.done.load(Ordering::Relaxed))
    }

    fn slot(&self, key: K) -> Awaited<V> {
        let mut slots = self.lock();
        slots.tick += 1;
        let tick = slots.tick;
        if let Some((used, slot)) = slots.by_key.get_mut(&key) {
            *used = tick;
            return Awaited::of(slot);
        }
        if slots.idle() >= self.most {
            slots.forget_oldest();
        }
        let [done, weight, awaited] = [0; 3].map(AtomicUsize::new);
        let slot = Arc::new(Slot { done, weight, awaited, cell: OnceCell::new() });
        slots.by_key.insert(key, (tick, Arc::clone(&slot)));
        let own = Awaited::of(&slot);
        slots.shed(self.most_weight);
        own
    }

    fn lock(&self) -> MutexGuard<'_, Slots<K, V>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash + Clone, V> Slots<K, V> {
    /// Forgets what was asked for least lately while all together weigh too much.
    fn shed(&mut self, most: usize) {
        let weight = |(_, slot): &(u64, Arc<Slot<V>>)| slot.weight.load(Ordering::Relaxed);
        while self.idle() > 1 && self.by_key.values().map(weight).sum::<usize>() > most {
            self.forget_oldest();
        }
    }

    /// How many nobody is about to have.
    fn idle(&self) -> usize {
        self.by_key.values().filter(|(_, slot)| is_idle(slot)).count()
    }

    fn forget_oldest(&mut self) {
        let idle = self.by_key.iter().filter(|(_, (_, slot))| is_idle(slot));
        let oldest = idle.min_by_key(|(_, (used, _))| *used).map(|(key, _)| key.clone());
        if let Some(key) = oldest {
            self.by_key.remove(&key);
        }
    }
}

fn is_idle<V>(slot: &Slot<V>) -> bool {
    slot.awaited.load(Ordering::Relaxed) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(10);

    async fn ask(kept: &Kept<u8, &'static str>, key: u8, value: &'static str) -> &'static str {
        match kept.get(key, LONG, move |_| async move { Ok(value) }).await {
            Ok(Got::Done(value)) => *value,
            _ => panic!("nothing takes that long"),
        }
    }

    #[tokio::test]
    async fn who_was_asked_for_least_lately_goes() {
        let kept = Kept::new(2);
        assert_eq!(ask(&kept, 1, "a").await, "a");
        assert_eq!(ask(&kept, 2, "b").await, "b");
        assert_eq!(ask(&kept, 1, "x").await, "a");
        assert_eq!(ask(&kept, 3, "c").await, "c");
        assert_eq!(ask(&kept, 1, "x").await, "a");
        assert_eq!(ask(&kept, 2, "y").await, "y");
    }

    #[tokio::test]
    async fn what_is_being_read_stays() {
        let kept: Kept<u8, &str> = Kept::new(1);
        let (go, wait) = tokio::sync::oneshot::channel::<()>();
        let slow = kept.get(1, Duration::from_millis(20), |_| async move {
            let _ = wait.await;
            Ok("first")
        });
        assert!(matches!(slow.await, Ok(Got::Going(_))));
        for key in 2..6 {
            assert_eq!(ask(&kept, key, "other").await, "other");
        }
        go.send(()).unwrap();
        assert_eq!(ask(&kept, 1, "again").await, "first");
    }

    #[tokio::test]
    async fn a_long_reading_goes_on_by_itself() {
        let kept: Kept<u8, u8> = Kept::new(2);
        let (go, wait) = tokio::sync::oneshot::channel::<()>();
        let slow = kept.get(1, Duration::from_millis(20), |meter| async move {
            meter.count().store(3, Ordering::Relaxed);
            let _ = wait.await;
            Ok(7)
        });
        assert!(matches!(slow.await, Ok(Got::Going(3))));
        go.send(()).unwrap();
        let found = kept.get(1, LONG, |_| async { Ok(8) }).await;
        assert!(matches!(found, Ok(Got::Done(v)) if *v == 7));
    }

    #[tokio::test]
    async fn what_weighs_much_is_kept_alone() {
        let kept = Kept::new(3).weighing(10, |value: &&str| value.len());
        assert_eq!(ask(&kept, 1, "a").await, "a");
        assert_eq!(ask(&kept, 2, "twelve bytes").await, "twelve bytes");
        assert_eq!(ask(&kept, 2, "x").await, "twelve bytes", "the last one stays");
        assert_eq!(ask(&kept, 1, "y").await, "y", "what was before went");
        assert_eq!(ask(&kept, 3, "c").await, "c");
        assert_eq!(ask(&kept, 1, "z").await, "y", "light ones stay beside each other");
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let kept: Kept<u8, u8> = Kept::new(2);
        let failed = kept.get(1, LONG, |_| async { Err(Problem::not_found()) }).await;
        assert!(failed.is_err());
        assert!(matches!(kept.get(1, LONG, |_| async { Ok(1) }).await, Ok(Got::Done(_))));
    }
}
