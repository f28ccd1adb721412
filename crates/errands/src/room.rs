//! What this room keeps in the running application.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use access::AccountId;
use store::Db;
use tokio::sync::watch;

use crate::figures;

/// So old may a count of unread notices be beside the navigation; other processes tell, too.
const TRUST: Duration = Duration::from_secs(5);
/// More accounts than this at one time, and everything is counted again.
const MOST: usize = 10_000;

/// What this room keeps: who has how many unread notices, and whether the process ends.
#[derive(Debug)]
pub struct Room {
    unread: Mutex<HashMap<AccountId, (Instant, i64)>>,
    stopping: watch::Receiver<bool>,
    /// Held so that a room without a worker is never told to stop.
    _own: Option<watch::Sender<bool>>,
}

impl Default for Room {
    fn default() -> Self {
        let (own, stopping) = watch::channel(false);
        Self { unread: Mutex::default(), stopping, _own: Some(own) }
    }
}

impl Room {
    /// The room of a process that says when it ends.
    pub fn until(stopping: watch::Receiver<bool>) -> Self {
        Self { stopping, _own: None, ..Self::default() }
    }

    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.clone()
    }

    /// How many notices an account did not read yet.
    pub(crate) async fn unread(&self, db: &Db, account: AccountId) -> Result<i64, store::Error> {
        let kept = self.kept().get(&account).copied();
        if let Some((counted, unread)) = kept
            && counted.elapsed() < TRUST
        {
            return Ok(unread);
        }
        let (_, unread) = figures::count(&mut db.read().await?, account).await?;
        let mut kept = self.kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(account, (Instant::now(), unread));
        Ok(unread)
    }

    /// Counts an account's notices again at the next page.
    pub fn forget(&self, account: AccountId) {
        self.kept().remove(&account);
    }

    /// Counts everybody's notices again: somebody was told something.
    pub fn told(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<AccountId, (Instant, i64)>> {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
