//! The ledger's head, as printed under every page.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use crate::App;

/// So old may it be under a page; it is read from the machine's own counter of time, since the
/// house's clock may stand still while acts are entered.
const TRUST: Duration = Duration::from_millis(500);

#[derive(Debug, Default)]
pub(crate) struct HeadCache(Mutex<Option<(Instant, Option<String>)>>);

impl HeadCache {
    pub(crate) fn forget(&self) {
        *lock(self) = None;
    }
}

/// Number and hash of the last act; `None` when there is none, or when it can't be read.
pub(crate) async fn shown(app: &App) -> Option<String> {
    let kept = lock(&app.head).clone();
    if let Some((read_at, head)) = kept
        && read_at.elapsed() < TRUST
    {
        return head;
    }
    let head = match read(app).await {
        Ok(head) => head,
        Err(error) => {
            tracing::warn!(%error, "the ledger's head could not be read");
            None
        }
    };
    *lock(&app.head) = Some((Instant::now(), head.clone()));
    head
}

fn lock(cache: &HeadCache) -> std::sync::MutexGuard<'_, Option<(Instant, Option<String>)>> {
    cache.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

async fn read(app: &App) -> Result<Option<String>, ledger::Error> {
    let mut tx = app.db.read().await?;
    let head = ledger::head(&mut tx).await?;
    Ok((head.seq > 0).then(|| format!("{} · {}", head.seq, head.hash)))
}
