//! Reading the record of acts.

use kernel::{Seq, Timestamp, parse_iso};
use store::{ColumnType, Tx, Value, boxed, each_row_as_found, execute, on_db, sqlx};

use crate::{Error, Head, hash::GENESIS, model::Act};

type Row = (
    i64,
    kernel::Uuid,
    String,
    Option<String>,
    String,
    String,
    i64,
    String,
    String,
    Option<i64>,
    Vec<u8>,
    Vec<u8>,
);

const COLUMNS: &str = "seq, id, kind, effective_on, basis, entered_by, entered_at, source, reason, \
                       undoes, content, hash";

fn from_row(row: Row) -> Act {
    let (seq, id, kind, effective, basis, by, at, source, reason, undoes, content, hash) = row;
    Act {
        seq,
        id,
        kind,
        effective_on: effective.as_deref().and_then(parse_iso),
        // A text somebody tampered with reads as an empty one; verification then names the act.
        basis: serde_json::from_str(&basis).unwrap_or_default(),
        entered_by: by,
        entered_at: Timestamp::from_microsecond(at).unwrap_or_default(),
        source: serde_json::from_str(&source).unwrap_or(crate::Source::Form),
        reason,
        undoes,
        content: hex::encode(content),
        hash: hex::encode(hash),
    }
}

/// An act as it is kept.
fn to_row(act: &Act) -> Row {
    let json = |value: serde_json::Result<String>| value.expect("plain words are always JSON");
    let bytes = |digest: &str| hex::decode(digest).expect("a digest of ours is hexadecimal");
    (
        act.seq,
        act.id,
        act.kind.clone(),
        act.effective_on.map(|d| d.to_string()),
        json(serde_json::to_string(&act.basis)),
        act.entered_by.clone(),
        act.entered_at.as_microsecond(),
        json(serde_json::to_string(&act.source)),
        act.reason.clone(),
        act.undoes,
        bytes(&act.content),
        bytes(&act.hash),
    )
}

pub(crate) async fn write(tx: &mut Tx, act: &Act) -> Result<(), Error> {
    let (seq, id, kind, effective, basis, by, at, source, reason, undoes, content, hash) =
        to_row(act);
    let sql = sqlx::AssertSqlSafe(format!(
        "INSERT INTO act ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    ));
    execute!(
        tx,
        sqlx::query(sql)
            .bind(seq)
            .bind(id)
            .bind(kind)
            .bind(effective)
            .bind(basis)
            .bind(by)
            .bind(at)
            .bind(source)
            .bind(reason)
            .bind(undoes)
            .bind(content)
            .bind(hash)
    )?;
    Ok(())
}

const TYPES: &[ColumnType] = &[
    ColumnType::Int,
    ColumnType::Uuid,
    ColumnType::Text,
    ColumnType::Text,
    ColumnType::Text,
    ColumnType::Text,
    ColumnType::Int,
    ColumnType::Text,
    ColumnType::Text,
    ColumnType::Int,
    ColumnType::Bytes,
    ColumnType::Bytes,
];

/// All acts as they stand, oldest first. Calls `altered` for one that does not read as it would
/// have been written; one that can't be read at all is left out.
pub(crate) async fn as_found(
    tx: &mut Tx,
    mut altered: impl FnMut(Seq) + Send,
) -> Result<Vec<Act>, Error> {
    let mut acts = Vec::new();
    let sql = format!("SELECT {COLUMNS} FROM act ORDER BY seq");
    each_row_as_found(tx, sql, TYPES, |values| {
        let Some(row) = row_of(values) else { return };
        let act = from_row(row.clone());
        if to_row(&act) != row {
            altered(act.seq);
        }
        acts.push(act);
    })
    .await?;
    Ok(acts)
}

fn row_of(values: Vec<Option<Value>>) -> Option<Row> {
    let values: Vec<Value> = values.into_iter().collect::<Option<_>>()?;
    let [
        Value::Int(Some(seq)),
        Value::Uuid(Some(id)),
        Value::Text(Some(kind)),
        Value::Text(effective),
        Value::Text(Some(basis)),
        Value::Text(Some(by)),
        Value::Int(Some(at)),
        Value::Text(Some(source)),
        Value::Text(Some(reason)),
        Value::Int(undoes),
        Value::Bytes(Some(content)),
        Value::Bytes(Some(hash)),
    ] = <[Value; 12]>::try_from(values).ok()?
    else {
        return None;
    };
    Some((seq, id, kind, effective, basis, by, at, source, reason, undoes, content, hash))
}

/// One page of acts.
#[derive(Debug)]
pub struct ActPage {
    /// Newest first.
    pub acts: Vec<Act>,
    /// How many there are in all.
    pub total: i64,
}

/// Acts, newest first; of one kind or of all.
#[boxed]
pub async fn acts(
    tx: &mut Tx,
    kind: Option<&str>,
    offset: i64,
    limit: i64,
) -> Result<ActPage, Error> {
    let total = on_db!(&mut *tx, c => sqlx::query_scalar(
        "SELECT count(*) FROM act WHERE CAST($1 AS TEXT) IS NULL OR kind = $1")
        .bind(kind).fetch_one(c).await)?;
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM act WHERE CAST($1 AS TEXT) IS NULL OR kind = $1 \
         ORDER BY seq DESC LIMIT $2 OFFSET $3"
    ));
    let rows: Vec<Row> = on_db!(tx, c =>
        sqlx::query_as(sql).bind(kind).bind(limit).bind(offset).fetch_all(c).await)?;
    Ok(ActPage { acts: rows.into_iter().map(from_row).collect(), total })
}

/// One act.
#[boxed]
pub async fn act(tx: &mut Tx, seq: Seq) -> Result<Option<Act>, Error> {
    Ok(acts_of(tx, seq, seq).await?.pop())
}

/// Acts of a range of numbers, oldest first.
#[boxed]
pub async fn acts_of(tx: &mut Tx, first: Seq, last: Seq) -> Result<Vec<Act>, Error> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM act WHERE seq >= $1 AND seq <= $2 ORDER BY seq"
    ));
    let rows: Vec<Row> =
        on_db!(tx, c => sqlx::query_as(sql).bind(first).bind(last).fetch_all(c).await)?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// The end of the chain.
#[boxed]
pub async fn head(tx: &mut Tx) -> Result<Head, Error> {
    let row: Option<(i64, Vec<u8>)> = on_db!(tx, c =>
        sqlx::query_as("SELECT seq, hash FROM act ORDER BY seq DESC LIMIT 1").fetch_optional(c).await)?;
    Ok(row.map_or_else(
        || Head { seq: 0, hash: GENESIS.to_owned() },
        |(seq, hash)| Head { seq, hash: hex::encode(hash) },
    ))
}

/// Number of the last act, 0 when there is none.
#[boxed]
pub async fn last_seq(tx: &mut Tx) -> Result<Seq, Error> {
    Ok(on_db!(tx, c =>
        sqlx::query_scalar("SELECT COALESCE(max(seq), 0) FROM act").fetch_one(c).await)?)
}

/// The last act entered at or before a time; 0 when there is none.
#[boxed]
pub async fn known_at(tx: &mut Tx, time: Timestamp) -> Result<Seq, Error> {
    Ok(on_db!(tx, c =>
        sqlx::query_scalar("SELECT COALESCE(max(seq), 0) FROM act WHERE entered_at <= $1")
            .bind(time.as_microsecond()).fetch_one(c).await)?)
}

/// The same where a time may be named: without one the last act of all.
pub async fn known_by(tx: &mut Tx, time: Option<Timestamp>) -> Result<Seq, Error> {
    match time {
        Some(time) => known_at(tx, time).await,
        None => last_seq(tx).await,
    }
}
