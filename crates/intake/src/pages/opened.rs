//! Noting that a sender's sheets were opened.

use access::{App, Read, Signed, log_read};
use ui::Problem;

use super::{batch_room::ReadBatch, fail::fail, links};
use crate::{
    model::{BatchCounts, HeldId},
    store::batch as sql,
};

/// A batch looked at: its sheets are shown as they were sent. Also a message id.
pub(super) const BATCH: &str = "intake-read-batch";
/// A row that waits, with what its cells show. Also a message id.
pub(super) const HELD: &str = "intake-read-held";
/// The rows around the source of a figure, unmasked. Also a message id.
pub(super) const SOURCE: &str = "intake-read-source";

/// Notes it once for each reading of a batch and each account, and what the batch came to.
pub(super) async fn batch(app: &App, signed: &Signed, read: &ReadBatch) -> Result<(), Problem> {
    if !read.first_seen_by(signed.actor.name()) {
        return Ok(());
    }
    let counts = BatchCounts::of(&read.looked.proposal);
    let page = links::batch(read.batch.id);
    let people = u64::try_from(counts.rows).unwrap_or(u64::MAX);
    let note =
        Read { kind: BATCH, subject: Some(read.batch.id.0), people, page: &page, purpose: "" };
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &note).await.map_err(fail)?;
    if read.batch.counts != Some(counts) {
        sql::note_counts(&mut tx, read.batch.id, read.batch.version, &counts).await?;
    }
    tx.commit().await.map_err(fail)
}

/// Notes that a row that waits was opened.
pub(super) async fn held(app: &App, signed: &Signed, id: HeldId) -> Result<(), Problem> {
    let page = links::held(id);
    let note = Read { kind: HELD, subject: None, people: 1, page: &page, purpose: "" };
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &note).await.map_err(fail)?;
    tx.commit().await.map_err(fail)
}

/// Notes that rows of a sheet were opened, and why.
pub(super) async fn source(
    app: &App,
    signed: &Signed,
    (page, people, purpose): (&str, u64, &str),
) -> Result<(), Problem> {
    let note = Read::list(SOURCE, people, page).because(purpose);
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &note).await.map_err(fail)?;
    tx.commit().await.map_err(fail)
}
