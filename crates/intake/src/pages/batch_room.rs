//! What this room keeps in the running application: batches read lately.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use ::store::Tx;
use access::{Actor, App, Right};
use axum::response::Response;
use kernel::{AsOf, Date, Seq, Uuid};
use ledger::Source;
use registry::{
    acts::Desk,
    figures,
    model::{Field, Organisation},
    pages::Waiting,
    rules::lineage::OrgMap,
};
use ui::{Problem, Ui};

use super::{
    fail::{fail, refused},
    kept::{Got, Kept},
    progress,
    remarks::{Remark, RemarkForm, Remarks},
    spots::Spots,
};
use crate::{
    acts::{Ask, BatchError, Looked, incoming, look, read_alone, require_look, require_mend, turn},
    model::{Batch, BatchId, BatchState, RowOutcome, UploadId},
    rules::propose::{ReadFile, ReadSheet},
    store::batch as sql,
};

/// Batch, its version, the last act, what is remembered of layouts: whatever a reading rests on.
pub(super) type Key = (BatchId, i64, Seq, (i64, i64), Sight);

/// What tells apart those to whom the same files come to something else: `None` sees everybody.
pub(super) type Sight = Option<(u64, Option<Date>)>;

fn sight(by: &Actor) -> Sight {
    (!by.may_all(Right::SeePeople)).then(|| (by.powers().view(), by.day()))
}

/// What this room keeps. Everything in it can be read again from the database.
pub struct Room {
    pub(super) batches: Kept<Key, ReadBatch>,
    files: Kept<(UploadId, i64, Seq, (i64, i64)), ReadFile>,
    maps: Kept<Seq, OrgMap>,
    patience: Duration,
    pub(super) remarks: Option<Remarks>,
    pub(super) remark_form: Option<RemarkForm>,
}

/// Batches kept as they were read, and files; with how many cells they may have together. One
/// alone may have as many as workbooks may.
const MOST_BATCHES: usize = 256;
const MOST_FILES: usize = 8;
const MOST_CELLS: usize = 1_000_000;
const MOST_MAPS: usize = 2;
/// A page that takes longer says so instead.
const PATIENCE: Duration = Duration::from_secs(1);
/// Whoever sent something waits for it.
const FOR_A_FORM: Duration = Duration::from_mins(5);

impl Default for Room {
    fn default() -> Self {
        Self {
            batches: Kept::new(MOST_BATCHES)
                .weighing(MOST_CELLS, |read| read.looked.files.iter().map(ReadFile::cells).sum()),
            files: Kept::new(MOST_FILES).weighing(MOST_CELLS, ReadFile::cells),
            maps: Kept::new(MOST_MAPS),
            patience: PATIENCE,
            remarks: None,
            remark_form: None,
        }
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Room").field("patience", &self.patience).finish_non_exhaustive()
    }
}

impl Room {
    /// Says what another room has to say of the cells of a batch.
    #[must_use]
    pub fn remarks(
        mut self,
        told: impl for<'t> Fn(&'t mut Tx, Uuid) -> Waiting<'t, Vec<Remark>> + Send + Sync + 'static,
    ) -> Self {
        self.remarks = Some(Box::new(told));
        self
    }

    /// Says where something is said of a cell of what an office handed in.
    #[must_use]
    pub fn remark_form(mut self, form: RemarkForm) -> Self {
        self.remark_form = Some(form);
        self
    }

    /// How long a page waits for a batch to be read before it says that it is being read.
    #[must_use]
    pub fn patient(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

/// A batch as it was read.
pub(super) struct ReadBatch {
    pub(super) batch: Batch,
    pub(super) looked: Looked,
    pub(super) fingerprint: String,
    pub(super) fields: Vec<Field>,
    pub(super) spots: Spots,
    /// Latest name of each office, by code.
    offices: HashMap<String, String>,
    seen_by: Mutex<HashSet<String>>,
}

impl ReadBatch {
    fn of(batch: Batch, looked: Looked, fields: Vec<Field>) -> Self {
        let fingerprint = looked.proposal.fingerprint();
        let spots = Spots::of(&looked);
        let offices = looked
            .orgs
            .codes()
            .filter_map(|(id, code)| Some((code.to_owned(), looked.orgs.latest(id)?.name.clone())))
            .collect();
        let seen_by = Mutex::default();
        Self { batch, looked, fingerprint, fields, spots, offices, seen_by }
    }

    /// Whether something is seen for the first time: by an account, or rows of it by an account.
    pub(super) fn first_seen_by(&self, what: String) -> bool {
        let mut seen = self.seen_by.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(what)
    }

    /// What the rows of a sheet come to.
    pub(super) fn outcomes<'a>(
        &'a self,
        file: &'a str,
        sheet: &'a str,
    ) -> impl Iterator<Item = &'a RowOutcome> {
        let all = self.looked.proposal.rows.iter();
        all.filter(move |row| *row.file == *file && *row.sheet == *sheet)
    }

    /// The name of an office.
    pub(super) fn office<'a>(&'a self, code: &'a str) -> &'a str {
        self.offices.get(code).map_or(code, String::as_str)
    }

    /// The offices of a sheet's day.
    pub(super) fn offices_of(&self, sheet: &ReadSheet) -> Vec<&Organisation> {
        self.looked.orgs.all_on(sheet.on)
    }

    /// A file by its name, with its place among those sent: from 1.
    pub(super) fn place(&self, file: &str) -> Option<(usize, &ReadFile)> {
        let at = self.batch.files.iter().position(|f| f.name == file)?;
        Some((at + 1, self.looked.files.iter().find(|f| f.name == file)?))
    }

    /// Where a sheet is: the file from 1, the sheet from 0.
    pub(super) fn sheet_place(&self, file: &str, sheet: &str) -> Option<(usize, usize)> {
        let (at, file) = self.place(file)?;
        let sheets = file.sheets.as_ref().ok()?;
        Some((at, sheets.iter().position(|s| s.name == sheet)?))
    }
}

/// What a page gets of a batch.
pub(super) enum Looking {
    /// It was read.
    Read(Arc<ReadBatch>),
    /// It is closed: there is a page for that.
    Closed(Batch),
    /// It takes a while: this is to be shown meanwhile.
    Wait(Response),
}

/// A batch for a page that shows it.
pub(super) async fn look_at(app: &App, by: &Actor, ui: &Ui, id: &str) -> Result<Looking, Problem> {
    let (batch, key) = load(app, by, id).await?;
    if batch.state != BatchState::Open {
        return Ok(Looking::Closed(batch));
    }
    let (room, files) = (app.room::<Room>(), batch.files.len());
    match read(app, by, batch, key, room.patience).await? {
        Got::Done(read) => Ok(Looking::Read(read)),
        Got::Going(done) => Ok(Looking::Wait(progress::wait(ui, id, (done, files)))),
    }
}

/// A batch for a form that was sent.
pub(super) async fn for_form(app: &App, by: &Actor, id: &str) -> Result<Arc<ReadBatch>, Problem> {
    read_open(app, by, load_to_mend(app, by, id).await?).await
}

/// The same for who may look at it.
pub(super) async fn seen(app: &App, by: &Actor, id: &str) -> Result<Arc<ReadBatch>, Problem> {
    read_open(app, by, load(app, by, id).await?).await
}

async fn read_open(
    app: &App,
    by: &Actor,
    (batch, key): (Batch, Key),
) -> Result<Arc<ReadBatch>, Problem> {
    let id = batch.id;
    if batch.state != BatchState::Open {
        return Err(refused(id, BatchError::Closed));
    }
    match read(app, by, batch, key, FOR_A_FORM).await? {
        Got::Done(read) => Ok(read),
        Got::Going(_) => Err(Problem::of_status(axum::http::StatusCode::SERVICE_UNAVAILABLE)),
    }
}

/// A batch alone, without reading its files, for who may look at it.
pub(super) async fn load(app: &App, by: &Actor, id: &str) -> Result<(Batch, Key), Problem> {
    let id = BatchId(id.parse().map_err(|_| Problem::not_found())?);
    let mut tx = app.db.read().await.map_err(fail)?;
    let batch = sql::load(&mut tx, id).await?.ok_or_else(Problem::not_found)?;
    require_look(by, &batch)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let stamp = sql::mappings_stamp(&mut tx).await?;
    let key = (id, batch.version, known, stamp, sight(by));
    Ok((batch, key))
}

/// The same for who may mend it.
pub(super) async fn load_to_mend(app: &App, by: &Actor, id: &str) -> Result<(Batch, Key), Problem> {
    let loaded = load(app, by, id).await?;
    require_mend(by, &loaded.0)?;
    Ok(loaded)
}

async fn read(
    app: &App,
    by: &Actor,
    batch: Batch,
    key: Key,
    patience: Duration,
) -> Result<Got<ReadBatch>, Problem> {
    let (own, by) = (app.clone(), by.clone());
    let make = move |meter: super::kept::Meter<ReadBatch>| async move {
        let _turn = turn().await;
        let mut tx = own.db.read().await.map_err(fail)?;
        let files = incoming(&mut tx, batch.id).await?;
        let at = AsOf { valid_on: own.clock.today(), known_at: key.2 };
        let fields = figures::fields(&mut tx, at).await.map_err(fail)?;
        drop(tx);
        let edits = batch.mended();
        let ask = Ask::of_batch(&batch, &edits, meter.count());
        let looked = look(&desk(&own, &by), &files, &ask).await?;
        Ok(ReadBatch::of(batch, looked, fields))
    };
    let batches = &app.room::<Room>().batches;
    // With a new act what was read before goes: an erasure must leave nothing behind.
    batches.keep_only(|k| k.2 >= key.2);
    batches.get(key, patience, make).await
}

/// One file of an applied batch, as it was read then.
pub(super) async fn file_of(
    app: &App,
    batch: BatchId,
    upload: UploadId,
) -> Result<Option<Arc<ReadFile>>, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let Some(batch) = sql::load(&mut tx, batch).await? else { return Ok(None) };
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let stamp = sql::mappings_stamp(&mut tx).await?;
    drop(tx);
    let own = app.clone();
    let key = (upload, batch.version, known, stamp);
    let make = move |meter: super::kept::Meter<ReadFile>| async move {
        let _turn = turn().await;
        let mut tx = own.db.read().await.map_err(fail)?;
        let content = sql::content(&mut tx, batch.id, upload).await?;
        drop(tx);
        let (name, bytes) = content.ok_or_else(Problem::not_found)?;
        let files = [crate::acts::Incoming { name, bytes: Arc::new(bytes) }];
        let edits = batch.mended();
        let ask = Ask::of_batch(&batch, &edits, meter.count());
        let mut read = read_alone(&desk(&own, &Actor::command()), &files, &ask).await?;
        read.pop().ok_or_else(Problem::not_found)
    };
    let files = &app.room::<Room>().files;
    files.keep_only(|k| k.2 >= known);
    match files.get(key, FOR_A_FORM, make).await? {
        Got::Done(file) => Ok(Some(file)),
        Got::Going(_) => Err(Problem::of_status(axum::http::StatusCode::SERVICE_UNAVAILABLE)),
    }
}

/// Offices over time as known after an act.
pub(super) async fn offices(app: &App, known: Seq) -> Result<Arc<OrgMap>, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let last = figures::last_map_act(&mut tx, known).await?;
    drop(tx);
    let own = app.clone();
    let make = move |_| async move {
        let mut tx = own.db.read().await.map_err(fail)?;
        Ok(figures::org_map(&mut tx, known).await?)
    };
    match app.room::<Room>().maps.get(last, FOR_A_FORM, make).await? {
        Got::Done(map) => Ok(map),
        Got::Going(_) => Err(Problem::of_status(axum::http::StatusCode::SERVICE_UNAVAILABLE)),
    }
}

/// The desk a person enters at.
pub(super) fn desk<'a>(app: &'a App, by: &'a Actor) -> Desk<'a> {
    Desk { db: &app.db, clock: &app.clock, by, source: Source::Form }
}
