//! Through when everything stored can be read (Communication 2.1.3).
//!
//! Whoever writes holds one lock from before it takes a moment until its commit can be seen. So
//! statements appear in the order of their moments, and whoever sees one sees all before it.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use store::{Db, Error, Tx};

use super::writer::LOCK;
use crate::store::{query, statement};

/// Through when everything is known to be there, and how that becomes known.
#[derive(Debug, Default)]
pub struct Through {
    /// Never goes back, and nothing is stored at this moment or before any more.
    known: AtomicI64,
    /// Whether this process is about to store something.
    writing: AtomicBool,
}

/// What is known is told for so long before it is looked whether it is more by now.
const FRESH: i64 = 2_000_000;
/// Where nobody writes, everything is there through now, less this: clocks of several nodes differ
/// a little, and in a file another program that writes can't be seen.
const SLACK: i64 = 1_000_000;

impl Through {
    /// Through when everything is known to be there.
    pub(crate) fn known(&self) -> i64 {
        self.known.load(Ordering::SeqCst)
    }

    /// Everything is there through this moment, too.
    pub(crate) fn note(&self, moment: i64) {
        self.known.fetch_max(moment, Ordering::SeqCst);
    }

    /// Says that this process begins to write, before it looks at its clock, or has done.
    pub(crate) fn write(&self, writing: bool) {
        self.writing.store(writing, Ordering::SeqCst);
    }

    /// A view of the store, and through when everything is in it. `now` was read before: what is
    /// told must hold when the view begins, and what comes while it is read is not in it.
    pub(crate) async fn view(&self, db: &Db, now: i64) -> Result<(Tx, i64), Error> {
        let known = self.known();
        if now.saturating_sub(known) < FRESH {
            return Ok((query::view(db).await?, known));
        }
        let idle = !self.writing.load(Ordering::SeqCst) && db.is_free(LOCK).await?;
        let mut tx = query::view(db).await?;
        let through = if idle { now - SLACK } else { statement::last(&mut tx).await? };
        self.note(through);
        // Not what is known by now: somebody may have stored something that is not in the view.
        Ok((tx, through.max(known)))
    }
}
