//! Files an office hands in: they come with a decision of another room, and are entered with one.

use std::{collections::BTreeMap, future::Future, pin::Pin, sync::atomic::AtomicUsize};
use store::boxed;

use ::store::Tx;
use kernel::{AsOf, Date, Seq};
use ledger::Draft;
use registry::{
    acts::Desk,
    figures::{self, Coverage},
    model::OrgId,
};
use tokio::sync::SemaphorePermit;

use super::{
    apply::{Applied, Ask, Entering, enter_files, look, try_files},
    batch::{BatchError, Confirmed, Dropped, as_seen, blank, incoming, opened, write},
    ending::Ending,
    seen::require_look,
    turn::turn,
    whole::require_whole,
};
use crate::{
    Error,
    model::{Batch, BatchId, BatchState, Submitted},
    store::batch as sql,
};

/// What waits for its end.
pub type Task<'t> = Pin<Box<dyn Future<Output = Result<(), BatchError>> + Send + 't>>;

/// What another room enters in the same act as the files.
pub trait Along: Send + Sync {
    /// The kind of sheet of which there has to be a table, with rows or without.
    fn asks(&self) -> Option<&str> {
        None
    }

    /// Enters it, or refuses: then nothing is entered at all.
    fn enter<'t>(&'t self, tx: &'t mut Tx, draft: &'t mut Draft) -> Task<'t>;
}

/// Keeps files an office dropped, within the transaction that says so.
#[boxed]
pub async fn open_batch_in(
    tx: &mut Tx,
    desk: &Desk<'_>,
    files: Vec<Dropped>,
    submitted: Submitted,
    on: Option<Date>,
) -> Result<BatchId, BatchError> {
    let batch = Batch { submitted: Some(submitted), ..blank(desk, on) };
    write(tx, desk, &batch, files).await?;
    Ok(batch.id)
}

/// A batch, whatever became of it.
#[boxed]
pub async fn batch(tx: &mut Tx, id: BatchId) -> Result<Option<Batch>, Error> {
    sql::load(tx, id).await
}

/// Puts a batch into other hands, or back, within the transaction that says so.
#[boxed]
pub async fn hand_in(tx: &mut Tx, id: BatchId, handed_in: bool) -> Result<(), BatchError> {
    if sql::hand_in(tx, id, handed_in).await? { Ok(()) } else { Err(BatchError::Closed) }
}

/// Sets an office's batch aside for another and removes its files, within a transaction.
#[boxed]
pub async fn replace_batch_in(tx: &mut Tx, id: BatchId) -> Result<(), BatchError> {
    let Some(batch) = sql::load(tx, id).await? else { return Ok(()) };
    if batch.state != BatchState::Open {
        return Ok(());
    }
    let dropped = (BatchState::Dropped, None, None);
    if !sql::close(tx, id, batch.version, dropped).await? {
        return Err(BatchError::Moved);
    }
    sql::forget(tx, id).await?;
    Ok(())
}

/// Enters what the files of a batch change, and what goes along, as one act.
#[boxed]
pub async fn apply_along(
    desk: &Desk<'_>,
    confirmed: &Confirmed,
    along: &dyn Along,
) -> Result<Applied, BatchError> {
    let _turn = turn().await;
    let (batch, files) = take(desk, confirmed.batch, confirmed.version).await?;
    let (edits, done) = (batch.mended(), AtomicUsize::new(0));
    let entering =
        Entering { reason: &confirmed.reason, batch: Some(confirmed), along: Some(along) };
    enter_files(desk, &files, &Ask::of_batch(&batch, &edits, &done), entering).await
}

/// Agrees to whatever the files of a batch come to now: for a decision that is not made on a page.
#[boxed]
pub async fn agree(desk: &Desk<'_>, id: BatchId, reason: &str) -> Result<Confirmed, BatchError> {
    let found = {
        let mut tx = desk.db.read().await?;
        sql::load(&mut tx, id).await?.ok_or(BatchError::Unknown)?
    };
    let (batch, files) = take(desk, id, found.version).await?;
    let (edits, done) = (batch.mended(), AtomicUsize::new(0));
    let looked = look(desk, &files, &Ask::of_batch(&batch, &edits, &done)).await?;
    Ok(Confirmed {
        batch: id,
        version: batch.version,
        fingerprint: looked.proposal.fingerprint(),
        reason: reason.to_owned(),
        endings: Vec::new(),
    })
}

async fn take(
    desk: &Desk<'_>,
    id: BatchId,
    version: i64,
) -> Result<(Batch, Vec<super::Incoming>), BatchError> {
    let mut tx = desk.db.read().await?;
    let batch = require_whole(opened(&mut tx, desk.by, id, version).await?)?;
    let files = incoming(&mut tx, id).await?;
    Ok((batch, files))
}

/// The figures of a day.
#[derive(Debug)]
pub struct Picture {
    /// Staff, and who covers what.
    pub coverage: Coverage,
    /// Community teams.
    pub teams: community::figures::Overview,
    /// Training.
    pub training: training::figures::Overview,
    /// Graduates by year.
    pub graduates: BTreeMap<i64, i64>,
}

/// The figures of a day as known after an act.
#[boxed]
pub async fn picture(tx: &mut Tx, at: AsOf) -> Result<Picture, Error> {
    let orgs = figures::org_map(tx, at.known_at).await?;
    Ok(Picture {
        coverage: figures::coverage(tx, &orgs, at, at.valid_on).await?,
        teams: community::figures::overview(tx, at).await?,
        training: training::figures::overview(tx, at).await?,
        graduates: pipeline::figures::by_year(tx, at).await?,
    })
}

/// A batch as if it were entered. Dropped, it leaves no trace; until then nobody else writes.
pub struct Trial {
    /// Where it stands as if entered.
    pub tx: Tx,
    /// The last act before.
    pub before: Seq,
    /// The act that will not be.
    pub after: Seq,
    /// What the files come to, as a page of changes would have it confirmed.
    pub fingerprint: String,
    /// How many people the files no longer name.
    pub missing: usize,
    _turn: SemaphorePermit<'static>,
}

/// Enters a batch, and the endings somebody said, in a transaction that is not to be committed.
#[boxed]
pub async fn try_batch(
    desk: &Desk<'_>,
    (id, version): (BatchId, i64),
    endings: &[Ending],
) -> Result<Trial, BatchError> {
    let turn = turn().await;
    let (batch, files) = {
        let mut tx = desk.db.read().await?;
        let batch = sql::load(&mut tx, id).await?.ok_or(BatchError::Unknown)?;
        require_look(desk.by, &batch)?;
        (require_whole(as_seen(batch, version)?)?, incoming(&mut tx, id).await?)
    };
    let (edits, done) = (batch.mended(), AtomicUsize::new(0));
    let tried = try_files(desk, &files, &Ask::of_batch(&batch, &edits, &done), endings).await?;
    Ok(Trial {
        fingerprint: tried.proposal.fingerprint(),
        missing: tried.proposal.missing.len(),
        tx: tried.tx,
        before: tried.before,
        after: tried.after,
        _turn: turn,
    })
}

impl Submitted {
    /// Files of an office, handed in on a page.
    pub fn new(office: OrgId, page: impl Into<String>) -> Self {
        Self { office, page: page.into(), handed_in: false }
    }
}
