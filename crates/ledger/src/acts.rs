//! Reading the record of acts.

use kernel::{Seq, Timestamp, parse_iso};
use store::{Tx, on_db, sqlx};

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

/// One page of acts.
#[derive(Debug)]
pub struct ActPage {
    /// Newest first.
    pub acts: Vec<Act>,
    /// How many there are in all.
    pub total: i64,
}

/// Acts, newest first; of one kind or of all.
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
pub async fn act(tx: &mut Tx, seq: Seq) -> Result<Option<Act>, Error> {
    Ok(acts_of(tx, seq, seq).await?.pop())
}

/// Acts of a range of numbers, oldest first.
pub async fn acts_of(tx: &mut Tx, first: Seq, last: Seq) -> Result<Vec<Act>, Error> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM act WHERE seq >= $1 AND seq <= $2 ORDER BY seq"
    ));
    let rows: Vec<Row> =
        on_db!(tx, c => sqlx::query_as(sql).bind(first).bind(last).fetch_all(c).await)?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// The end of the chain.
pub async fn head(tx: &mut Tx) -> Result<Head, Error> {
    let row: Option<(i64, Vec<u8>)> = on_db!(tx, c =>
        sqlx::query_as("SELECT seq, hash FROM act ORDER BY seq DESC LIMIT 1").fetch_optional(c).await)?;
    Ok(row.map_or_else(
        || Head { seq: 0, hash: GENESIS.to_owned() },
        |(seq, hash)| Head { seq, hash: hex::encode(hash) },
    ))
}

/// Number of the last act, 0 when there is none.
pub async fn last_seq(tx: &mut Tx) -> Result<Seq, Error> {
    Ok(on_db!(tx, c =>
        sqlx::query_scalar("SELECT COALESCE(max(seq), 0) FROM act").fetch_one(c).await)?)
}

/// The last act entered at or before a time; 0 when there is none.
pub async fn known_at(tx: &mut Tx, time: Timestamp) -> Result<Seq, Error> {
    Ok(on_db!(tx, c =>
        sqlx::query_scalar("SELECT COALESCE(max(seq), 0) FROM act WHERE entered_at <= $1")
            .bind(time.as_microsecond()).fetch_one(c).await)?)
}
