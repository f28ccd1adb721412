//! What a person does with files before they are applied.

use std::sync::{Arc, atomic::AtomicUsize};
use store::boxed;

use ::store::Tx;
use access::{Actor, Refused, Right};
use kernel::{Date, IdSource};
use ledger::held;
use registry::acts::Desk;

use super::{
    apply::{Applied, Ask, Entering, enter_files},
    edit::Edit,
    ending::Ending,
    read::Incoming,
    seen::require_mend,
    turn::turn,
    whole::{FileTables, require_whole},
};
use crate::{
    Error,
    model::{Batch, BatchId, BatchState, HeldId, HeldRow, MadeEdit, SheetWish, UploadId},
    reading::{Grid, Mapping, Meaning, PointedLayouts, pointed, standing},
    store::{self as kept, batch as sql},
};

/// Why something can't be done with a batch.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// There is none.
    #[error("no such batch")]
    Unknown,
    /// It was applied or dropped before.
    #[error("the batch is closed")]
    Closed,
    /// Somebody else changed it meanwhile.
    #[error("the batch was changed meanwhile")]
    Moved,
    /// The record changed meanwhile: applying would do something else than was agreed to.
    #[error("it would do something else now")]
    OtherNow,
    /// The day of what is handed in to a campaign is the campaign's.
    #[error("the day is the campaign's")]
    DayFixed,
    /// Another room refuses what was to be entered along.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The bytes of a file were erased, because it named a person who was: its name.
    #[error("{0} was erased")]
    Erased(String),
    /// No file has a table of the kind that is asked for.
    #[error("no table of the kind that is asked for")]
    NoTable(Vec<FileTables>),
    /// The files a held row came from are not kept.
    #[error("the file is not kept")]
    NotKept,
    /// Anything below.
    #[error(transparent)]
    Intake(#[from] Error),
}

impl From<Refused> for BatchError {
    fn from(refused: Refused) -> Self {
        Self::Intake(refused.into())
    }
}

impl From<::store::Error> for BatchError {
    fn from(error: ::store::Error) -> Self {
        Self::Intake(error.into())
    }
}

/// A file as it was dropped.
#[derive(Clone, Debug)]
pub struct Dropped {
    /// Its name, without a path, unique among those dropped together.
    pub name: String,
    /// Its bytes, or a code that says why it was not taken in.
    pub bytes: Result<Vec<u8>, &'static str>,
}

/// What a person agreed to.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// The batch.
    pub batch: BatchId,
    /// Its version that was looked at.
    pub version: i64,
    /// What it would do: [`crate::model::Proposal::fingerprint`].
    pub fingerprint: String,
    /// Why, in words.
    pub reason: String,
    /// The missing whose duty ended.
    pub endings: Vec<Ending>,
}

/// Keeps files that were dropped together.
#[boxed]
pub async fn open_batch(desk: &Desk<'_>, files: Vec<Dropped>) -> Result<BatchId, BatchError> {
    if !desk.by.may(Right::Report) {
        desk.by.require(Right::Intake)?;
    }
    let mut tx = desk.db.write().await?;
    let batch = blank(desk, None);
    write(&mut tx, desk, &batch, files).await?;
    tx.commit().await?;
    Ok(batch.id)
}

pub(super) fn blank(desk: &Desk<'_>, on: Option<Date>) -> Batch {
    let ids = IdSource::new(desk.clock.clone());
    Batch {
        id: BatchId(ids.next()),
        opened_at: desk.clock.now(),
        opened_by: desk.by.name().to_owned(),
        on,
        edits: Vec::new(),
        sheets: Vec::new(),
        state: BatchState::Open,
        act: None,
        version: 0,
        counts: None,
        files: Vec::new(),
        submitted: None,
    }
}

pub(super) async fn write(
    tx: &mut Tx,
    desk: &Desk<'_>,
    batch: &Batch,
    files: Vec<Dropped>,
) -> Result<(), Error> {
    let ids = IdSource::new(desk.clock.clone());
    sql::insert(tx, batch).await?;
    for (place, file) in (1..).zip(files) {
        let (bytes, refusal) = match file.bytes {
            Ok(bytes) => (Some(bytes), None),
            Err(code) => (None, Some(code)),
        };
        let upload = sql::NewUpload {
            id: UploadId(ids.next()),
            place,
            name: &file.name,
            sha256: bytes.as_deref().map(kept::hash).unwrap_or_default(),
            bytes,
            refusal,
        };
        sql::insert_upload(tx, batch.id, desk.clock.now(), upload).await?;
    }
    Ok(())
}

/// A batch that can still be changed by who asks, as it was looked at.
pub(super) async fn opened(
    tx: &mut Tx,
    by: &Actor,
    id: BatchId,
    version: i64,
) -> Result<Batch, BatchError> {
    let batch = sql::load(tx, id).await?.ok_or(BatchError::Unknown)?;
    require_mend(by, &batch)?;
    as_seen(batch, version)
}

/// A batch, as long as it is open and as it was when it was looked at.
pub(super) fn as_seen(batch: Batch, version: i64) -> Result<Batch, BatchError> {
    match batch.state {
        BatchState::Open if batch.version == version => Ok(batch),
        BatchState::Open => Err(BatchError::Moved),
        _ => Err(BatchError::Closed),
    }
}

/// Changes what is said of an open batch. Returns its version after that.
pub async fn change_batch(
    desk: &Desk<'_>,
    id: BatchId,
    version: i64,
    change: impl FnOnce(&mut Batch) + Send,
) -> Result<i64, BatchError> {
    let mut tx = desk.db.write().await?;
    let mut batch = opened(&mut tx, desk.by, id, version).await?;
    let before = (batch.on, batch.edits.clone(), batch.sheets.clone());
    change(&mut batch);
    if batch.submitted.is_some() && batch.on != before.0 {
        return Err(BatchError::DayFixed);
    }
    let after = (batch.on, &batch.edits[..], &batch.sheets[..]);
    if after == (before.0, &before.1[..], &before.2[..]) {
        return Ok(version);
    }
    if !sql::change(&mut tx, id, version, after).await? {
        return Err(BatchError::Moved);
    }
    tx.commit().await?;
    Ok(version + 1)
}

impl Batch {
    /// Mends a cell. Told what it said as it was sent, it can be mended back.
    pub fn mend(&mut self, desk: &Desk<'_>, edit: Edit, shown: &str) {
        let same = |e: &MadeEdit| {
            let (a, b) = (&e.edit, &edit);
            (&a.file, &a.sheet, a.row, a.column) == (&b.file, &b.sheet, b.row, b.column)
        };
        let before = self.edits.iter().position(same).map(|at| self.edits.remove(at));
        let was = before.map_or_else(|| shown.to_owned(), |e| e.was);
        if was == edit.value {
            return;
        }
        let (by, at) = (desk.by.name().to_owned(), desk.clock.now().as_microsecond());
        self.edits.push(MadeEdit { edit, was, by, at });
    }

    /// What is said of a sheet, to be changed.
    pub fn wish_mut(&mut self, file: &str, sheet: &str) -> &mut SheetWish {
        let at = self.sheets.iter().position(|w| w.file == file && w.sheet == sheet);
        let at = at.unwrap_or_else(|| {
            let (file, sheet) = (file.to_owned(), sheet.to_owned());
            self.sheets.push(SheetWish { file, sheet, ..SheetWish::default() });
            self.sheets.len() - 1
        });
        &mut self.sheets[at]
    }
}

/// Remembers what columns of a sender's layout mean; `None` forgets what was said of one. The batch
/// becomes another version, so that everybody reads it anew.
#[boxed]
pub async fn take_as(
    desk: &Desk<'_>,
    id: BatchId,
    version: i64,
    layout: (&str, &str),
    columns: &[(u16, Option<Meaning>)],
) -> Result<(), BatchError> {
    let mut tx = desk.db.write().await?;
    let batch = opened(&mut tx, desk.by, id, version).await?;
    let mut mapping: Mapping = sql::mapping(&mut tx, layout).await?.unwrap_or_default();
    for (column, meaning) in columns {
        match meaning {
            Some(meaning) => mapping.columns.insert(*column, meaning.clone()),
            None => mapping.columns.remove(column),
        };
    }
    kept::remember(&mut tx, desk.clock, desk.by.name(), layout, &mapping).await?;
    read_anew(tx, &batch).await
}

/// Remembers the header that a person pointed out in a sheet of a sender, and what its columns
/// mean, in place of any pointed out in this sheet before; `None` = the program finds it by itself
/// again. The batch becomes another version.
#[boxed]
pub async fn point_out(
    desk: &Desk<'_>,
    (id, version): (BatchId, i64),
    (sender, grid): (&str, &Grid),
    layout: Option<(&str, &Mapping)>,
) -> Result<(), BatchError> {
    let mut tx = desk.db.write().await?;
    let batch = opened(&mut tx, desk.by, id, version).await?;
    let known = kept::mappings(&mut tx).await?;
    let of_sender: PointedLayouts<'_> = known.get(sender).into_iter().flat_map(pointed).collect();
    for before in standing(grid, &of_sender) {
        kept::forget(&mut tx, (sender, &before.layout_key)).await?;
    }
    if let Some((key, mapping)) = layout {
        kept::remember(&mut tx, desk.clock, desk.by.name(), (sender, key), mapping).await?;
    }
    read_anew(tx, &batch).await
}

/// Makes a batch another version, and commits.
async fn read_anew(mut tx: Tx, batch: &Batch) -> Result<(), BatchError> {
    let said = (batch.on, &batch.edits[..], &batch.sheets[..]);
    if !sql::change(&mut tx, batch.id, batch.version, said).await? {
        return Err(BatchError::Moved);
    }
    tx.commit().await?;
    Ok(())
}

/// Sets a batch aside and removes its files.
#[boxed]
pub async fn drop_batch(desk: &Desk<'_>, id: BatchId, version: i64) -> Result<(), BatchError> {
    let mut tx = desk.db.write().await?;
    let batch = opened(&mut tx, desk.by, id, version).await?;
    if batch.submitted.is_some() {
        return Err(BatchError::Refused("submitted"));
    }
    if !sql::close(&mut tx, id, version, (BatchState::Dropped, None, None)).await? {
        return Err(BatchError::Moved);
    }
    sql::forget(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// Enters what the files of a batch change as one act and closes the batch, all or nothing.
#[boxed]
pub async fn apply_batch(desk: &Desk<'_>, confirmed: &Confirmed) -> Result<Applied, BatchError> {
    let _turn = turn().await;
    let mut tx = desk.db.read().await?;
    let batch = opened(&mut tx, desk.by, confirmed.batch, confirmed.version).await?;
    let batch = require_whole(batch)?;
    let files = incoming(&mut tx, batch.id).await?;
    drop(tx);
    let (edits, done) = (batch.mended(), AtomicUsize::new(0));
    let ask = Ask::of_batch(&batch, &edits, &done);
    let entering = Entering { reason: &confirmed.reason, batch: Some(confirmed), along: None };
    enter_files(desk, &files, &ask, entering).await
}

/// The files of a batch, as they are read.
pub(crate) async fn incoming(tx: &mut Tx, id: BatchId) -> Result<Vec<Incoming>, Error> {
    let files = sql::contents(tx, id).await?;
    Ok(files.into_iter().map(|(name, bytes)| Incoming { name, bytes: Arc::new(bytes) }).collect())
}

/// Opens a batch from the newest file a held row came from, with everything that was mended in
/// it before, and these cells besides.
#[boxed]
pub async fn batch_of_held(
    desk: &Desk<'_>,
    id: HeldId,
    edits: &[(Edit, String)],
) -> Result<BatchId, BatchError> {
    desk.by.require(Right::Intake)?;
    let mut tx = desk.db.write().await?;
    let row = held_row(&mut tx, id).await?.ok_or(BatchError::Unknown)?;
    let found = newest_applied(&mut tx, &row.file).await?.ok_or(BatchError::NotKept)?;
    let earlier = sql::load(&mut tx, found.0).await?.ok_or(BatchError::NotKept)?;
    let content = sql::content(&mut tx, found.0, found.1).await?.ok_or(BatchError::NotKept)?;
    let mut batch = blank(desk, earlier.on);
    batch.edits = earlier.edits.into_iter().filter(|e| e.edit.file == row.file).collect();
    batch.sheets = earlier.sheets.into_iter().filter(|w| w.file == row.file).collect();
    for (edit, shown) in edits {
        batch.mend(desk, edit.clone(), shown);
    }
    let file = Dropped { name: content.0, bytes: Ok(content.1) };
    write(&mut tx, desk, &batch, vec![file]).await?;
    tx.commit().await?;
    Ok(batch.id)
}

/// A row that waits now.
pub(crate) async fn held_row(tx: &mut Tx, id: HeldId) -> Result<Option<HeldRow>, Error> {
    let known = ledger::last_seq(tx).await?;
    let id = ::store::Value::Uuid(Some(id.0));
    let mut found = held::<HeldRow>(tx, known, "f.held_id = $2", &[id]).await?;
    Ok(found.pop().map(|h| h.fact))
}

/// The newest file of a name that was applied, whose act still stands and whose bytes are kept.
pub(crate) async fn newest_applied(
    tx: &mut Tx,
    name: &str,
) -> Result<Option<(BatchId, UploadId)>, Error> {
    for (batch, upload, act) in sql::applied(tx, name).await? {
        let undone = match act {
            Some(act) => registry::figures::undone_by(tx, act).await?,
            None => None,
        };
        if undone.is_none() {
            return Ok(Some((batch, upload)));
        }
    }
    Ok(None)
}
