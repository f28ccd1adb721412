//! Single statements, and what the table as a whole says.

use kernel::Uuid;
use sqlx::AssertSqlSafe;
use store::{Tx, Value, on_db};

use super::{query::LISTED, rows};
use crate::model::{KeyHash, One, Sig, TenantId};

store::row! {
    /// A statement that is there.
    #[derive(Clone, Debug)]
    pub(crate) struct Kept {
        pub(crate) seq: i64,
        pub(crate) authority: KeyHash,
        pub(crate) body: Vec<u8>,
    }
}

store::row! {
    /// A statement that is there, and who stands behind it; a large one is not read yet.
    #[derive(Clone, Debug)]
    pub(crate) struct Seen {
        pub(crate) seq: i64,
        pub(crate) sig: i64,
        pub(crate) authority: KeyHash,
        pub(crate) size: i64,
        pub(crate) body: Option<Vec<u8>>,
    }
}

store::row! {
    /// Where the store ends.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Edge {
        /// The last moment something was stored at.
        pub(crate) last: i64,
        /// The newest part.
        pub(crate) part: Option<i64>,
        /// Whether any statement refers to another.
        pub(crate) refers: bool,
    }
}

/// Where the store ends.
pub(crate) async fn edge(tx: &mut Tx) -> Result<Edge, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT coalesce((SELECT max(seq) FROM lrs_statement), 0) AS last, \
         (SELECT max(part) FROM lrs_part) AS part, \
         EXISTS (SELECT 1 FROM lrs_target) AS refers",
    )
    .fetch_one(c)
    .await)?)
}

/// The last moment something was stored at.
pub(crate) async fn last(tx: &mut Tx) -> Result<i64, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM lrs_statement")
        .fetch_one(c)
        .await)?)
}

impl One {
    /// Its id, and whether the mark of being voided must be there.
    const fn sought(self) -> (Uuid, i64) {
        match self {
            Self::Statement(id) => (id, 0),
            Self::Voided(id) => (id, Sig::VOIDED),
        }
    }
}

/// One statement by its id, voided or not.
pub(crate) async fn by_id(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
) -> Result<Option<Kept>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT s.seq, s.authority, s.body FROM lrs_part p CROSS JOIN lrs_statement s \
         WHERE s.part = p.part AND s.id = $1 AND s.tenant = $2 ORDER BY p.part DESC LIMIT 1",
    )
    .bind(id)
    .bind(tenant.0)
    .fetch_optional(c)
    .await)?)
}

/// One statement by its id; a large one is not read yet.
pub(crate) async fn seen(
    tx: &mut Tx,
    tenant: TenantId,
    one: One,
) -> Result<Option<Seen>, store::Error> {
    let (id, voided) = one.sought();
    let found: Option<Seen> = on_db!(tx, c => sqlx::query_as(AssertSqlSafe(format!(
        "SELECT s.authority, {LISTED} FROM lrs_part p CROSS JOIN lrs_statement s \
         WHERE s.part = p.part AND s.id = $1 AND s.tenant = $2 ORDER BY p.part DESC LIMIT 1",
    )))
    .bind(id)
    .bind(tenant.0)
    .fetch_optional(c)
    .await)?;
    Ok(found.filter(|it| it.sig & Sig::VOIDED == voided))
}

/// One statement, by the moment it was stored.
pub(crate) async fn body(tx: &mut Tx, seq: i64) -> Result<Vec<u8>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT body FROM lrs_statement WHERE seq = $1")
        .bind(seq)
        .fetch_one(c)
        .await)?)
}

/// Its id, by the moment it was stored.
pub(crate) async fn id(tx: &mut Tx, seq: i64) -> Result<Uuid, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT id FROM lrs_statement WHERE seq = $1")
        .bind(seq)
        .fetch_one(c)
        .await)?)
}

/// Some of its bytes, the first of which is numbered 0.
pub(crate) async fn bytes(
    tx: &mut Tx,
    seq: i64,
    (from, length): (i32, i32),
) -> Result<Vec<u8>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT substr(body, $2, $3) FROM lrs_statement WHERE seq = $1",
    )
    .bind(seq)
    .bind(from + 1)
    .bind(length)
    .fetch_one(c)
    .await)?)
}

/// Marks a statement as voided, unless it voids another itself.
pub(crate) async fn void(tx: &mut Tx, seq: i64) -> Result<(), store::Error> {
    store::execute!(
        tx,
        sqlx::query("UPDATE lrs_statement SET sig = sig | 1 WHERE seq = $1 AND (sig & $2) = 0")
            .bind(seq)
            .bind(Sig::VOIDS)
    )?;
    Ok(())
}

/// What was sent, where it was kept apart.
pub(crate) async fn put_sent(tx: &mut Tx, rows: &[Vec<Value>]) -> Result<(), store::Error> {
    rows::put(tx, "INSERT INTO lrs_sent (seq, sent)", "", rows).await.map(drop)
}

/// The bytes of a statement as they were sent.
pub(crate) async fn sent(tx: &mut Tx, seq: i64) -> Result<Option<Vec<u8>>, store::Error> {
    let kept: Option<(i64, Vec<u8>)> = on_db!(tx, c => sqlx::query_as(
        "SELECT sent_length, body FROM lrs_statement WHERE seq = $1",
    )
    .bind(seq)
    .fetch_optional(c)
    .await)?;
    let Some((length, mut body)) = kept else { return Ok(None) };
    if let Some(length) = usize::try_from(length).ok().filter(|n| *n > 0) {
        body.truncate(length);
        body.push(b'}');
        return Ok(Some(body));
    }
    Ok(on_db!(tx, c => sqlx::query_scalar("SELECT sent FROM lrs_sent WHERE seq = $1")
        .bind(seq)
        .fetch_optional(c)
        .await)?)
}

/// How many statements there are.
pub(crate) async fn count(tx: &mut Tx) -> Result<i64, store::Error> {
    Ok(
        on_db!(tx, c => sqlx::query_scalar("SELECT count(*) FROM lrs_statement").fetch_one(c).await)?,
    )
}

/// How many statements were stored since a moment, at most so many.
pub(crate) async fn count_since(
    tx: &mut Tx,
    tenant: TenantId,
    since: i64,
    most: i64,
) -> Result<i64, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT count(*) FROM (SELECT 1 FROM lrs_statement WHERE tenant = $1 AND seq > $2 \
         LIMIT $3) AS counted",
    )
    .bind(tenant.0)
    .bind(since)
    .bind(most)
    .fetch_one(c)
    .await)?)
}
