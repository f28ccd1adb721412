//! Large requests take turns, so that what they hold together is bounded.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Requests of so many bytes and fewer never wait.
pub(crate) const SMALL: usize = 1024 * 1024;
/// What is counted in.
const UNIT: usize = 1024;
/// Whoever waits longer is asked to come again.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// How much large requests may hold together: as much as the largest one alone. Taking one in costs
/// a few times its size.
#[derive(Debug)]
pub(crate) struct Turns {
    room: Arc<Semaphore>,
    most: u32,
}

/// A turn; over when it is dropped.
pub(crate) type Turn = OwnedSemaphorePermit;

impl Turns {
    /// Turns for requests of so many bytes at most.
    pub(crate) fn of(largest: usize) -> Self {
        let most = units(largest);
        Self { room: Arc::new(Semaphore::new(most as usize)), most }
    }

    /// Waits for a turn for so many bytes; `None` where that takes too long.
    pub(crate) async fn take(&self, bytes: usize) -> Option<Turn> {
        let room = Arc::clone(&self.room);
        let turn = room.acquire_many_owned(units(bytes).min(self.most));
        timeout(PATIENCE, turn).await.ok()?.ok()
    }
}

fn units(bytes: usize) -> u32 {
    let most = u32::try_from(Semaphore::MAX_PERMITS).unwrap_or(u32::MAX);
    u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX).clamp(1, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn together_they_hold_no_more_than_the_largest_alone() {
        let turns = Turns::of(32 * SMALL);
        let one = turns.take(20 * SMALL).await.unwrap();
        let other = turns.take(12 * SMALL).await.unwrap();
        let soon = Duration::from_millis(20);
        assert!(timeout(soon, turns.take(2 * SMALL)).await.is_err(), "there is no room");
        drop(one);
        assert!(turns.take(20 * SMALL).await.is_some());
        drop(other);
        assert!(
            turns.take(usize::MAX).await.is_some(),
            "one that is too large is refused elsewhere"
        );
    }
}
