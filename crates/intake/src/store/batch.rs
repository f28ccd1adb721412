//! SQL of batches and their files.

use ::store::{Tx, Value, execute, insert_rows, on_db, sqlx};
use kernel::{Date, Seq, Timestamp, Uuid, parse_iso};
use registry::model::OrgId;
use serde::Serialize;

use crate::{
    Error,
    model::{
        Batch, BatchCounts, BatchId, BatchState, KeptFile, MadeEdit, SheetWish, Submitted, UploadId,
    },
    reading::Mapping,
};

/// A file to be kept in a batch; without bytes when it was refused.
pub(crate) struct NewUpload<'a> {
    pub(crate) id: UploadId,
    pub(crate) place: i64,
    pub(crate) name: &'a str,
    pub(crate) sha256: String,
    pub(crate) bytes: Option<Vec<u8>>,
    pub(crate) refusal: Option<&'a str>,
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

pub(crate) async fn insert(tx: &mut Tx, batch: &Batch) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO batch (batch_id, opened_at, opened_by, on_date, edits, sheets, state, \
             version, org_id, page, handed_in) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(batch.id.0)
        .bind(batch.opened_at.as_microsecond())
        .bind(&batch.opened_by)
        .bind(batch.on.map(|d| d.to_string()))
        .bind(json(&batch.edits))
        .bind(json(&batch.sheets))
        .bind(batch.state.as_str())
        .bind(batch.version)
        .bind(batch.submitted.as_ref().map(|s| s.office.0))
        .bind(batch.submitted.as_ref().map(|s| s.page.clone()))
        .bind(batch.submitted.as_ref().is_some_and(|s| s.handed_in))
    )?;
    Ok(())
}

/// Puts an open batch of an office into other hands, or back; `false` when it is closed.
pub(crate) async fn hand_in(tx: &mut Tx, id: BatchId, handed_in: bool) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE batch SET handed_in = $1, version = version + 1 \
             WHERE batch_id = $2 AND org_id IS NOT NULL AND state = 'open'",
        )
        .bind(handed_in)
        .bind(id.0)
    )?;
    Ok(touched == 1)
}

pub(crate) async fn insert_upload(
    tx: &mut Tx,
    batch: BatchId,
    at: Timestamp,
    file: NewUpload<'_>,
) -> Result<(), Error> {
    let row = vec![
        Value::Uuid(Some(file.id.0)),
        Value::Uuid(Some(batch.0)),
        Value::Int(Some(file.place)),
        Value::text(file.name),
        Value::text(file.sha256),
        Value::Bytes(file.bytes),
        Value::Int(Some(at.as_microsecond())),
        Value::Text(file.refusal.map(str::to_owned)),
    ];
    let columns = [
        "upload_id",
        "batch_id",
        "place",
        "file_name",
        "sha256",
        "bytes",
        "received_at",
        "refusal",
    ];
    insert_rows(tx, "upload", &columns, &[row]).await?;
    Ok(())
}

store::row! {
    struct Row {
        batch_id: Uuid,
        opened_at: i64,
        opened_by: String,
        on_date: Option<String>,
        edits: String,
        sheets: String,
        state: String,
        act: Option<i64>,
        version: i64,
        counts: Option<String>,
        org_id: Option<Uuid>,
        page: Option<String>,
        handed_in: bool,
    }
}

impl Row {
    fn batch(self, files: Vec<KeptFile>) -> Batch {
        Batch {
            id: BatchId(self.batch_id),
            opened_at: Timestamp::from_microsecond(self.opened_at).unwrap_or_default(),
            opened_by: self.opened_by,
            on: self.on_date.as_deref().and_then(parse_iso),
            edits: serde_json::from_str(&self.edits).unwrap_or_default(),
            sheets: serde_json::from_str(&self.sheets).unwrap_or_default(),
            state: BatchState::parse(&self.state).unwrap_or(BatchState::Dropped),
            act: self.act,
            version: self.version,
            counts: self.counts.and_then(|c| serde_json::from_str(&c).ok()),
            files,
            submitted: self.org_id.map(|office| Submitted {
                office: OrgId(office),
                page: self.page.unwrap_or_default(),
                handed_in: self.handed_in,
            }),
        }
    }
}

store::row! {
    struct FileRow {
        batch_id: Uuid,
        upload_id: Uuid,
        file_name: String,
        sha256: String,
        size: Option<i64>,
        refusal: Option<String>,
        erased_by: Option<i64>,
        left_out_by: Option<String>,
    }
}

impl FileRow {
    fn file(self) -> KeptFile {
        KeptFile {
            id: UploadId(self.upload_id),
            name: self.file_name,
            sha256: self.sha256,
            size: self.size,
            refusal: self.refusal,
            erased_by: self.erased_by,
            left_out_by: self.left_out_by,
        }
    }
}

/// A batch with its files.
pub(crate) async fn load(tx: &mut Tx, id: BatchId) -> Result<Option<Batch>, Error> {
    let row: Option<Row> = on_db!(&mut *tx, c => sqlx::query_as(
        "SELECT batch_id, opened_at, opened_by, on_date, edits, sheets, state, act, version, counts, \
         org_id, page, handed_in \
         FROM batch WHERE batch_id = $1").bind(id.0).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    let files: Vec<FileRow> = on_db!(tx, c => sqlx::query_as(
        "SELECT batch_id, upload_id, file_name, sha256, \
         CAST(length(bytes) AS BIGINT) AS size, refusal, erased_by, left_out_by \
         FROM upload WHERE batch_id = $1 ORDER BY place").bind(id.0).fetch_all(c).await)?;
    Ok(Some(row.batch(files.into_iter().map(FileRow::file).collect())))
}

/// Batches, the newest first.
pub(crate) async fn page(tx: &mut Tx, offset: i64, limit: i64) -> Result<Vec<Batch>, Error> {
    let rows: Vec<Row> = on_db!(&mut *tx, c => sqlx::query_as(
        "SELECT batch_id, opened_at, opened_by, on_date, edits, sheets, state, act, version, counts, \
         org_id, page, handed_in \
         FROM batch ORDER BY opened_at DESC, batch_id DESC LIMIT $1 OFFSET $2")
        .bind(limit).bind(offset).fetch_all(c).await)?;
    let files: Vec<FileRow> = on_db!(tx, c => sqlx::query_as(
        "SELECT u.batch_id, u.upload_id, u.file_name, u.sha256, \
         CAST(length(u.bytes) AS BIGINT) AS size, u.refusal, u.erased_by, u.left_out_by \
         FROM upload u \
         JOIN (SELECT batch_id FROM batch ORDER BY opened_at DESC, batch_id DESC \
               LIMIT $1 OFFSET $2) b ON b.batch_id = u.batch_id ORDER BY u.batch_id, u.place")
        .bind(limit).bind(offset).fetch_all(c).await)?;
    let mut by_batch: std::collections::HashMap<Uuid, Vec<KeptFile>> =
        std::collections::HashMap::new();
    for file in files {
        by_batch.entry(file.batch_id).or_default().push(file.file());
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let files = by_batch.remove(&row.batch_id).unwrap_or_default();
            row.batch(files)
        })
        .collect())
}

/// How many there are.
pub(crate) async fn count(tx: &mut Tx) -> Result<i64, Error> {
    Ok(on_db!(tx, c =>
        sqlx::query_scalar("SELECT count(*) FROM batch").fetch_one(c).await)?)
}

/// Keeps what was said of an open batch; `false` when it is another version by now, or closed.
pub(crate) async fn change(
    tx: &mut Tx,
    id: BatchId,
    version: i64,
    (on, edits, sheets): (Option<Date>, &[MadeEdit], &[SheetWish]),
) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE batch SET on_date = $1, edits = $2, sheets = $3, version = version + 1 \
             WHERE batch_id = $4 AND version = $5 AND state = 'open'",
        )
        .bind(on.map(|d| d.to_string()))
        .bind(json(&edits))
        .bind(json(&sheets))
        .bind(id.0)
        .bind(version)
    )?;
    Ok(touched == 1)
}

/// Closes an open batch; `false` when it is another version by now, or closed.
pub(crate) async fn close(
    tx: &mut Tx,
    id: BatchId,
    version: i64,
    (state, act, counts): (BatchState, Option<Seq>, Option<&BatchCounts>),
) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "UPDATE batch SET state = $1, act = $2, counts = COALESCE($3, counts), \
             version = version + 1 WHERE batch_id = $4 AND version = $5 AND state = 'open'",
        )
        .bind(state.as_str())
        .bind(act)
        .bind(counts.map(json))
        .bind(id.0)
        .bind(version)
    )?;
    Ok(touched == 1)
}

/// Opens the batch that became an act, which was undone; closes it again where it holds again.
/// The batch keeps the number of the act.
pub(crate) async fn follow(tx: &mut Tx, act: Seq, holds: bool) -> Result<(), Error> {
    let (open, applied) = (BatchState::Open, BatchState::Applied);
    let (from, to) = if holds { (open, applied) } else { (applied, open) };
    execute!(
        tx,
        sqlx::query(
            "UPDATE batch SET state = $1, version = version + 1 WHERE act = $2 AND state = $3",
        )
        .bind(to.as_str())
        .bind(act)
        .bind(from.as_str())
    )?;
    Ok(())
}

/// Notes what an open batch came to when it was read.
pub(crate) async fn note_counts(
    tx: &mut Tx,
    id: BatchId,
    version: i64,
    counts: &BatchCounts,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "UPDATE batch SET counts = $1 WHERE batch_id = $2 AND version = $3 AND state = 'open'",
        )
        .bind(json(counts))
        .bind(id.0)
        .bind(version)
    )?;
    Ok(())
}

/// Name and bytes of the files of a batch that are kept, in order.
pub(crate) async fn contents(tx: &mut Tx, id: BatchId) -> Result<Vec<(String, Vec<u8>)>, Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT file_name, bytes FROM upload WHERE batch_id = $1 AND bytes IS NOT NULL \
         ORDER BY place").bind(id.0).fetch_all(c).await)?)
}

/// Name and bytes of a file of a batch, where they are kept.
pub(crate) async fn content(
    tx: &mut Tx,
    batch: BatchId,
    id: UploadId,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT file_name, bytes FROM upload WHERE batch_id = $1 AND upload_id = $2 \
         AND bytes IS NOT NULL").bind(batch.0).bind(id.0).fetch_optional(c).await)?)
}

/// How many files of a name are looked through for one whose act still stands.
const MOST_TRIED: i64 = 20;

/// Files of a name that were applied and are still kept, the newest first.
pub(crate) async fn applied(
    tx: &mut Tx,
    name: &str,
) -> Result<Vec<(BatchId, UploadId, Option<Seq>)>, Error> {
    let found: Vec<(Uuid, Uuid, Option<i64>)> = on_db!(tx, c => sqlx::query_as(
        "SELECT u.batch_id, u.upload_id, b.act FROM upload u \
         JOIN batch b ON b.batch_id = u.batch_id \
         WHERE u.file_name = $1 AND u.bytes IS NOT NULL AND b.state = 'applied' \
         ORDER BY COALESCE(b.act, 0) DESC, u.received_at DESC, u.upload_id DESC LIMIT $2")
        .bind(name).bind(MOST_TRIED).fetch_all(c).await)?;
    Ok(found.into_iter().map(|(b, u, act)| (BatchId(b), UploadId(u), act)).collect())
}

/// Leaves a file out of its batch.
pub(crate) async fn leave_out(
    tx: &mut Tx,
    id: UploadId,
    (by, at): (&str, Timestamp),
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE upload SET left_out_by = $1, left_out_at = $2 WHERE upload_id = $3")
            .bind(by)
            .bind(at.as_microsecond())
            .bind(id.0)
    )?;
    Ok(())
}

/// Removes the bytes of a batch's files, with what was typed into them.
pub(crate) async fn forget(tx: &mut Tx, id: BatchId) -> Result<(), Error> {
    execute!(tx, sqlx::query("UPDATE upload SET bytes = NULL WHERE batch_id = $1").bind(id.0))?;
    super::kept::forget_edits(tx).await
}

/// What people said of one layout of a sender.
pub(crate) async fn mapping(
    tx: &mut Tx,
    (sender, layout_key): (&str, &str),
) -> Result<Option<Mapping>, Error> {
    let found: Option<(String, Option<i64>)> = on_db!(tx, c => sqlx::query_as(
        "SELECT meanings, header_rows FROM mapping WHERE sender = $1 AND layout_key = $2")
        .bind(sender).bind(layout_key).fetch_optional(c).await)?;
    Ok(found.and_then(|(text, rows)| super::mapping(&text, rows)))
}

/// Who said what is remembered of a layout of a sender, and when.
pub(crate) async fn said_of(
    tx: &mut Tx,
    (sender, layout_key): (&str, &str),
) -> Result<Option<(String, Timestamp)>, Error> {
    let found: Option<(String, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT said_by, said_at FROM mapping WHERE sender = $1 AND layout_key = $2")
        .bind(sender).bind(layout_key).fetch_optional(c).await)?;
    Ok(found.map(|(by, at)| (by, Timestamp::from_microsecond(at).unwrap_or_default())))
}

/// Changes whenever what people said of any layout changes.
pub(crate) async fn mappings_stamp(tx: &mut Tx) -> Result<(i64, i64), Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT count(*), COALESCE(max(said_at), 0) FROM mapping").fetch_one(c).await)?)
}
