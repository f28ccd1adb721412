//! Whether a batch is still what its sender sent, and whether anything stands in it: a file that was
//! emptied by an erasure, or in which nothing was found, must not be taken for a sheet that says
//! nothing.

use std::{collections::BTreeMap, sync::atomic::AtomicUsize};

use ::store::Tx;
use kernel::Seq;
use registry::acts::Desk;
use store::boxed;

use super::{
    apply::{Ask, read_alone},
    batch::{BatchError, incoming, opened},
    require_look,
};
use crate::{
    Error,
    model::{Batch, BatchId, BatchState, UploadId},
    rules::propose::{ReadFile, ReadSheet},
    store::{batch as sql, kept},
};

/// The kind of sheet that is told by no declaration: officers and their duties.
pub const OFFICERS: &str = "officers";

/// The tables that were found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTables {
    /// Its name.
    pub file: String,
    /// Why nothing of it is read: a code, and the limit it passes.
    pub refusal: Option<(String, Option<u64>)>,
    /// How many rows there are of each kind of which there is a table.
    pub rows: BTreeMap<String, usize>,
}

impl FileTables {
    fn of(name: &str, read: Option<&ReadFile>) -> Self {
        let mut found = Self { file: name.to_owned(), ..Self::default() };
        match read.map(|file| &file.sheets) {
            Some(Ok(sheets)) => {
                for sheet in sheets {
                    let Some(kind) = kind(sheet) else { continue };
                    *found.rows.entry(kind.to_owned()).or_default() += sheet.rows();
                }
            }
            Some(Err(refusal)) => {
                found.refusal = Some((refusal.code().to_owned(), refusal.limit()));
            }
            None => {}
        }
        found
    }
}

/// The kind of the table a sheet has; `None` where none was found.
fn kind(sheet: &ReadSheet) -> Option<&str> {
    match &sheet.listing {
        Some(listing) => Some(&listing.kind),
        None => (!sheet.reading.tables.is_empty() || sheet.rows() > 0).then_some(OFFICERS),
    }
}

/// What stands in the files of an open batch.
#[derive(Clone, Debug)]
pub struct Tables {
    /// The version that was read.
    pub version: i64,
    /// Its files, in order.
    pub files: Vec<FileTables>,
}

impl Tables {
    /// How many rows there are of a kind; `None` = no file has a table of it.
    pub fn rows(&self, kind: &str) -> Option<usize> {
        rows(&self.files, kind)
    }
}

fn rows(files: &[FileTables], kind: &str) -> Option<usize> {
    let of: Vec<usize> = files.iter().filter_map(|f| f.rows.get(kind).copied()).collect();
    (!of.is_empty()).then(|| of.iter().sum())
}

/// Reads the files of an open batch, and says which tables are there.
#[boxed]
pub async fn tables(desk: &Desk<'_>, id: BatchId) -> Result<Tables, BatchError> {
    let mut tx = desk.db.read().await?;
    let batch = sql::load(&mut tx, id).await?.ok_or(BatchError::Unknown)?;
    require_look(desk.by, &batch)?;
    let files = incoming(&mut tx, id).await?;
    drop(tx);
    let (edits, done) = (batch.mended(), AtomicUsize::new(0));
    let read = read_alone(desk, &files, &Ask::of_batch(&batch, &edits, &done)).await?;
    let mut all = Vec::new();
    for file in &batch.files {
        let mut found = FileTables::of(&file.name, read.iter().find(|r| r.name == file.name));
        if let Some(code) = &file.refusal {
            found.refusal = Some((code.clone(), None));
        }
        all.push(found);
    }
    Ok(Tables { version: batch.version, files: all })
}

/// Refuses files of which none has a table of a kind.
pub(super) fn require_table(kind: &str, read: &[ReadFile]) -> Result<(), BatchError> {
    let found: Vec<FileTables> =
        read.iter().map(|file| FileTables::of(&file.name, Some(file))).collect();
    if rows(&found, kind).is_some() { Ok(()) } else { Err(BatchError::NoTable(found)) }
}

/// Refuses to enter the rest of a batch as if a file whose bytes were erased had been empty.
pub(super) fn require_whole(batch: Batch) -> Result<Batch, BatchError> {
    let gone = batch.emptied().next().map(|file| file.name.clone());
    gone.map_or(Ok(batch), |file| Err(BatchError::Erased(file)))
}

/// Leaves a file out of an open batch whose bytes an erasure took: the rest can be entered.
#[boxed]
pub async fn leave_out(
    desk: &Desk<'_>,
    (id, version): (BatchId, i64),
    file: UploadId,
) -> Result<(), BatchError> {
    let mut tx = desk.db.write().await?;
    let batch = opened(&mut tx, desk.by, id, version).await?;
    if batch.submitted.is_some() {
        return Err(BatchError::Refused("submitted"));
    }
    if !batch.emptied().any(|f| f.id == file) {
        return Err(BatchError::Unknown);
    }
    sql::leave_out(&mut tx, file, (desk.by.name(), desk.clock.now())).await?;
    let said = (batch.on, &batch.edits[..], &batch.sheets[..]);
    if !sql::change(&mut tx, id, version, said).await? {
        return Err(BatchError::Moved);
    }
    tx.commit().await?;
    Ok(())
}

/// Open batches that lost a file to an act.
#[boxed]
pub async fn emptied_by(tx: &mut Tx, act: Seq) -> Result<Vec<Batch>, Error> {
    let mut open = Vec::new();
    for id in kept::emptied_by(tx, act).await? {
        open.extend(sql::load(tx, id).await?.filter(|b| b.state == BatchState::Open));
    }
    Ok(open)
}
