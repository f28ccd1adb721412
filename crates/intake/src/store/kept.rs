//! SQL of files as they were sent, all of them: where somebody is looked for, to be erased.

use ::store::{Tx, execute, on_db, sqlx};
use kernel::{Seq, Timestamp, Uuid};

use crate::{
    Error,
    model::{BatchId, MadeEdit, UploadId},
};

/// A file whose bytes are kept.
#[derive(Clone, Debug)]
pub(crate) struct KeptBytes {
    pub(crate) id: UploadId,
    pub(crate) batch: BatchId,
    pub(crate) name: String,
    pub(crate) sha256: String,
    /// The version of its batch.
    pub(crate) version: i64,
}

/// Every file whose bytes are kept, in the order they came.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<KeptBytes>, Error> {
    let rows: Vec<(Uuid, Uuid, String, String, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT u.upload_id, u.batch_id, u.file_name, u.sha256, b.version FROM upload u \
         JOIN batch b ON b.batch_id = u.batch_id WHERE u.bytes IS NOT NULL \
         ORDER BY u.received_at, u.upload_id").fetch_all(c).await)?;
    let kept = |(id, batch, name, sha256, version)| KeptBytes {
        id: UploadId(id),
        batch: BatchId(batch),
        name,
        sha256,
        version,
    };
    Ok(rows.into_iter().map(kept).collect())
}

::store::row! {
    /// A file as it was sent, in a list.
    #[derive(Clone, Debug)]
    pub(crate) struct Sent {
        pub(crate) file_name: String,
        pub(crate) received_at: i64,
        pub(crate) opened_by: String,
        pub(crate) erased_by: Option<i64>,
        pub(crate) bytes: Option<i64>,
    }
}

/// Files of a name that an act was made of, kept or not.
pub(crate) async fn of_act(tx: &mut Tx, act: Seq, name: &str) -> Result<Vec<Sent>, ::store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT u.file_name, u.received_at, b.opened_by, u.erased_by, \
         CAST(length(u.bytes) AS BIGINT) AS bytes \
         FROM upload u JOIN batch b ON b.batch_id = u.batch_id \
         WHERE b.act = $1 AND u.file_name = $2 ORDER BY u.received_at, u.upload_id")
        .bind(act).bind(name).fetch_all(c).await)?)
}

/// Erases a file's bytes by an act.
pub(crate) async fn erase(tx: &mut Tx, id: UploadId, act: Seq) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("UPDATE upload SET bytes = NULL, erased_by = $1 WHERE upload_id = $2")
            .bind(act)
            .bind(id.0)
    )?;
    Ok(())
}

/// Batches of which an act erased a file, the first first.
pub(crate) async fn emptied_by(tx: &mut Tx, act: Seq) -> Result<Vec<BatchId>, Error> {
    let ids: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT DISTINCT batch_id FROM upload WHERE erased_by = $1 ORDER BY batch_id")
        .bind(act).fetch_all(c).await)?;
    Ok(ids.into_iter().map(BatchId).collect())
}

/// Forgets what was typed into cells of files whose bytes are gone. Their batch becomes another
/// version.
pub(crate) async fn forget_edits(tx: &mut Tx) -> Result<(), Error> {
    let mended: Vec<(Uuid, String)> = on_db!(tx, c => sqlx::query_as(
        "SELECT b.batch_id, b.edits FROM batch b WHERE b.edits <> '[]' AND EXISTS \
         (SELECT 1 FROM upload u WHERE u.batch_id = b.batch_id AND u.bytes IS NULL)")
        .fetch_all(c).await)?;
    for (id, edits) in mended {
        let kept: Vec<String> = on_db!(tx, c => sqlx::query_scalar(
            "SELECT file_name FROM upload WHERE batch_id = $1 AND bytes IS NOT NULL")
            .bind(id).fetch_all(c).await)?;
        let mut edits: Vec<MadeEdit> = serde_json::from_str(&edits).unwrap_or_default();
        let before = edits.len();
        edits.retain(|e| kept.contains(&e.edit.file));
        if edits.len() < before {
            set_edits(tx, id, &edits).await?;
        }
    }
    Ok(())
}

async fn set_edits(tx: &mut Tx, id: Uuid, edits: &[MadeEdit]) -> Result<(), Error> {
    let text = serde_json::to_string(edits).unwrap_or_default();
    execute!(
        tx,
        sqlx::query("UPDATE batch SET edits = $1, version = version + 1 WHERE batch_id = $2")
            .bind(text)
            .bind(id)
    )?;
    Ok(())
}

/// Files whose bytes came before a moment, of batches that are over, and of which no row waits.
const PAST: &str = "FROM upload u WHERE u.bytes IS NOT NULL AND u.received_at < $1 \
    AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.batch_id = u.batch_id AND b.state = 'open') \
    AND NOT EXISTS (SELECT 1 FROM held_row h WHERE h.file = u.file_name AND h.recorded_to IS NULL)";

/// How many such files there are.
pub(crate) async fn past(tx: &mut Tx, before: Timestamp) -> Result<i64, ::store::Error> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) {PAST}"));
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(before.as_microsecond()).fetch_one(c).await)?)
}

/// Erases their bytes by an act, with what was typed into them; returns how many they were.
pub(crate) async fn erase_past(tx: &mut Tx, before: Timestamp, act: Seq) -> Result<i64, Error> {
    let sql = sqlx::AssertSqlSafe(format!(
        "UPDATE upload SET bytes = NULL, erased_by = $2 WHERE upload_id IN \
         (SELECT u.upload_id {PAST})"
    ));
    let gone = execute!(tx, sqlx::query(sql).bind(before.as_microsecond()).bind(act))?;
    forget_edits(tx).await?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}
