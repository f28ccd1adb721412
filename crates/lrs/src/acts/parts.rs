//! What the writer knows of the parts indexes stand in: where each begins, and which ids it may
//! hold. Only the newest is written into; of the others a filter in memory says of nearly every
//! new id that it is not there, so that none of their pages is read.

use kernel::Uuid;
use store::{Db, Error, Tx};

use crate::{
    model::{Filter, Filters, Mark, TenantId},
    store::{part, statement::Edge},
};

/// Statements in a part. In a file its indexes fit into the writer's cache several times. A server
/// has more room, and the fewer parts there are, the fewer a rare key is looked for in.
pub(crate) const fn most_rows(db: &Db) -> usize {
    if db.is_postgres() { 262_144 } else { 32_768 }
}

/// The parts.
#[derive(Debug)]
pub(crate) struct Parts {
    most: usize,
    /// From which moment on each is written into.
    firsts: Vec<i64>,
    /// Of all but the newest.
    closed: Filters,
    /// Of the newest.
    open: Filter,
    /// Statements in the newest.
    rows: usize,
    /// The last statement it knows of.
    last: i64,
}

impl Parts {
    /// Parts of so many statements, of which nothing is known yet.
    pub(crate) fn of(most: usize) -> Self {
        Self {
            most,
            firsts: Vec::new(),
            closed: Filters::default(),
            open: Filter::for_keys(most),
            rows: 0,
            last: 0,
        }
    }

    /// The same, forgetting everything.
    pub(crate) fn unknown(&self) -> Self {
        Self::of(self.most)
    }

    /// The newest part.
    pub(crate) fn newest(&self) -> i64 {
        i64::try_from(self.firsts.len()).unwrap_or(i64::MAX) - 1
    }

    /// The part a statement stands in.
    pub(crate) fn holding(&self, seq: i64) -> i64 {
        let behind = self.firsts.partition_point(|first| *first <= seq);
        i64::try_from(behind).unwrap_or(i64::MAX).saturating_sub(1).max(0)
    }

    /// Learns what is not known yet: at the start, and after somebody else wrote.
    pub(crate) async fn catch_up(&mut self, tx: &mut Tx, edge: &Edge) -> Result<(), Error> {
        if edge.part == Some(self.newest()) && edge.last == self.last {
            return Ok(());
        }
        part::open(tx).await?;
        let firsts = part::all(tx).await?;
        if firsts.len() == self.firsts.len() {
            for (tenant, id) in part::ids_since(tx, self.last).await? {
                self.open.add(Mark::of(TenantId(tenant), id));
                self.rows += 1;
            }
        } else {
            self.firsts = firsts;
            self.read(tx).await?;
        }
        self.last = edge.last;
        Ok(())
    }

    /// Reads what was kept of parts that are closed, and the ids of the newest.
    async fn read(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let newest = self.newest();
        for number in self.closed.len().. {
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            if number >= newest {
                break;
            }
            let kept = part::filter(tx, number).await?;
            let kept = kept.as_deref().and_then(Filter::read);
            let ids = if let Some(ids) = kept {
                ids
            } else {
                let made = self.made(tx, number).await?.0;
                part::put_filter(tx, number, made.bytes()).await?;
                made
            };
            self.closed.push(ids);
        }
        (self.open, self.rows) = self.made(tx, newest).await?;
        Ok(())
    }

    /// A filter made of what is there, and how much that is.
    async fn made(&self, tx: &mut Tx, number: i64) -> Result<(Filter, usize), Error> {
        let rows = usize::try_from(part::count(tx, number).await?).unwrap_or(0);
        let mut ids = Filter::for_keys(rows.max(self.most));
        part::each_id(tx, number, |tenant, id| ids.add(Mark::of(tenant, id))).await?;
        Ok((ids, rows))
    }

    /// Parts that are written into no more, and may hold this id.
    pub(crate) fn may_hold(&self, tenant: TenantId, id: Uuid) -> impl Iterator<Item = (i64, Uuid)> {
        let mark = Mark::of(tenant, id);
        let full = self.is_full() && self.open.may_hold(mark);
        let held = self.closed.may_hold(mark).chain(full.then_some(self.closed.len()));
        held.map(move |number| (i64::try_from(number).unwrap_or(i64::MAX), id))
    }

    const fn is_full(&self) -> bool {
        self.rows >= self.most
    }

    /// The part for what is stored from this moment on.
    pub(crate) async fn room(&mut self, tx: &mut Tx, first: i64) -> Result<i64, Error> {
        if !self.is_full() {
            return Ok(self.newest());
        }
        part::put_filter(tx, self.newest(), self.open.bytes()).await?;
        let full = std::mem::replace(&mut self.open, Filter::for_keys(self.most));
        self.closed.push(full);
        self.firsts.push(first);
        self.rows = 0;
        part::begin(tx, self.newest(), first).await?;
        Ok(self.newest())
    }

    /// Remembers what was written.
    pub(crate) fn wrote(&mut self, ids: impl Iterator<Item = (TenantId, Uuid)>, last: i64) {
        for (tenant, id) in ids {
            self.open.add(Mark::of(tenant, id));
            self.rows += 1;
        }
        self.last = last;
    }
}
