//! Reading takes memory, many times what a file has: so many batches at once and no more, however
//! many people send theirs together. The others wait, without their files.

use tokio::sync::{Semaphore, SemaphorePermit};

/// Each reads as many files at once as the machine has cores.
const AT_ONCE: usize = 2;

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// A turn to read: taken before files are loaded, kept until what was read is done with. Whoever
/// holds one must not ask for another, nor hold the lock of a writer as they ask.
pub(crate) async fn turn() -> SemaphorePermit<'static> {
    TURNS.acquire().await.expect("the semaphore is never closed")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn no_more_than_so_many_read_at_once() {
        let first = turn().await;
        let _second = turn().await;
        assert!(timeout(Duration::from_millis(50), turn()).await.is_err());
        drop(first);
        assert!(timeout(Duration::from_secs(5), turn()).await.is_ok());
    }
}
