//! SQL of what is kept beside the facts: files as sent, batches, remembered columns.

pub(crate) mod batch;
pub(crate) mod built;
pub(crate) mod confirmed;
pub(crate) mod kept;
pub(crate) mod stated;
pub(crate) mod stopped;

use std::collections::BTreeMap;

use ::store::{Tx, Value, execute, insert_rows, on_db, sqlx};
use kernel::{Clock, IdSource, Seq, Uuid};
use sha2::{Digest, Sha256};

use crate::{
    Error,
    acts::Incoming,
    model::{BatchId, UploadId},
    reading::Mapping,
};

/// What people said the columns mean: by sender, then by layout.
pub(crate) type Remembered = BTreeMap<String, BTreeMap<String, Mapping>>;

/// What people said the columns of every sender's layouts mean.
pub(crate) async fn mappings(tx: &mut Tx) -> Result<Remembered, Error> {
    let rows: Vec<(String, String, String, Option<i64>)> = on_db!(tx, c =>
        sqlx::query_as("SELECT sender, layout_key, meanings, header_rows FROM mapping")
            .fetch_all(c).await)?;
    let mut out = Remembered::new();
    for (sender, key, text, rows) in rows {
        if let Some(mapping) = mapping(&text, rows) {
            out.entry(sender).or_default().insert(key, mapping);
        }
    }
    Ok(out)
}

/// What was said of a layout, as it is kept.
pub(crate) fn mapping(meanings: &str, header_rows: Option<i64>) -> Option<Mapping> {
    let columns = serde_json::from_str(meanings).ok()?;
    Some(Mapping { columns, header_rows: header_rows.and_then(|n| u32::try_from(n).ok()) })
}

/// Forgets what was said of a sender's layout.
pub async fn forget(tx: &mut Tx, (sender, layout_key): (&str, &str)) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query("DELETE FROM mapping WHERE sender = $1 AND layout_key = $2")
            .bind(sender)
            .bind(layout_key)
    )?;
    Ok(())
}

/// Remembers what a person says of a sender's layout.
pub async fn remember(
    tx: &mut Tx,
    clock: &Clock,
    by: &str,
    (sender, layout_key): (&str, &str),
    mapping: &Mapping,
) -> Result<(), Error> {
    let text = serde_json::to_string(&mapping.columns).unwrap_or_default();
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO mapping (sender, layout_key, meanings, said_by, said_at, header_rows) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sender, layout_key) DO UPDATE \
             SET meanings = excluded.meanings, said_by = excluded.said_by, \
             said_at = excluded.said_at, header_rows = excluded.header_rows",
        )
        .bind(sender)
        .bind(layout_key)
        .bind(text)
        .bind(by)
        .bind(clock.now().as_microsecond())
        .bind(mapping.header_rows.map(i64::from))
    )?;
    Ok(())
}

/// Keeps files as they were sent, under the act they became.
pub(crate) async fn keep_files(
    tx: &mut Tx,
    clock: &Clock,
    by: &str,
    files: &[Incoming],
    act: Seq,
) -> Result<(), Error> {
    let ids = IdSource::new(clock.clone());
    let batch = BatchId(ids.next());
    execute!(
        &mut *tx,
        sqlx::query(
            "INSERT INTO batch (batch_id, opened_at, opened_by, edits, state, act) \
             VALUES ($1, $2, $3, '[]', 'applied', $4)",
        )
        .bind(batch.0)
        .bind(clock.now().as_microsecond())
        .bind(by)
        .bind(act)
    )?;
    add_files(tx, clock, batch, files).await
}

/// Adds files to a batch.
pub(crate) async fn add_files(
    tx: &mut Tx,
    clock: &Clock,
    batch: BatchId,
    files: &[Incoming],
) -> Result<(), Error> {
    let ids = IdSource::new(clock.clone());
    let now = clock.now().as_microsecond();
    let first: i64 = on_db!(&mut *tx, c => sqlx::query_scalar(
        "SELECT COALESCE(max(place), 0) FROM upload WHERE batch_id = $1")
        .bind(batch.0).fetch_one(c).await)?;
    // One at a time: a file may be as large as a statement should ever be.
    for (place, file) in (first + 1..).zip(files) {
        let row = vec![
            Value::Uuid(Some(UploadId(ids.next()).0)),
            Value::Uuid(Some(batch.0)),
            Value::Int(Some(place)),
            Value::text(&file.name),
            Value::text(hash(&file.bytes)),
            Value::Bytes(Some(file.bytes.to_vec())),
            Value::Int(Some(now)),
        ];
        insert_rows(
            tx,
            "upload",
            &["upload_id", "batch_id", "place", "file_name", "sha256", "bytes", "received_at"],
            &[row],
        )
        .await?;
    }
    Ok(())
}

/// SHA-256, hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, b| {
        use std::fmt::Write as _;
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// The newest file of a name, if its bytes are still kept.
pub async fn newest_file(tx: &mut Tx, name: &str) -> Result<Option<(Uuid, Vec<u8>)>, Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT upload_id, bytes FROM upload WHERE file_name = $1 AND bytes IS NOT NULL \
         ORDER BY received_at DESC, place DESC LIMIT 1")
        .bind(name).fetch_optional(c).await)?)
}
