//! Statements into their table: the path every statement takes.

use std::sync::OnceLock;

use kernel::Uuid;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};
use store::Tx;

use super::copy;
use crate::model::KeyHash;

/// A row of the table.
#[derive(Clone, Debug)]
pub struct StatementRow {
    /// The moment it was stored, in microseconds.
    pub seq: i64,
    /// Whose it is.
    pub tenant: i64,
    /// The statement's id.
    pub id: Uuid,
    /// Its verb.
    pub verb: KeyHash,
    /// The first agent `agent` finds it by.
    pub agent: Option<KeyHash>,
    /// The activity it is about.
    pub activity: Option<KeyHash>,
    /// Its registration.
    pub registration: Option<KeyHash>,
    /// Who stands behind it.
    pub authority: KeyHash,
    /// Its signature and flags.
    pub sig: i64,
    /// How many bytes of the body are as they were sent.
    pub sent_length: i64,
    /// The statement as it is given back.
    pub body: Vec<u8>,
    /// The part whose indexes it stands in.
    pub part: i64,
}

/// A further key of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefRow {
    /// The key.
    pub key: KeyHash,
    /// The statement it finds.
    pub seq: i64,
    /// The statement whose key it is.
    pub via: i64,
    /// That one's signature.
    pub sig: i64,
    /// The part the statement it finds stands in.
    pub part: i64,
}

const STATEMENT: &str = "INTO lrs_statement (seq, tenant, id, verb, agent, activity, \
    registration, authority, sig, sent_length, body, part)";
/// Whether an id is in this part already is found out by writing it.
const SAME_ID: &str = "ON CONFLICT (part, id, tenant) DO NOTHING";
const REF: &str = "INTO lrs_ref (key, seq, via, sig, part)";

/// Writes statements; gives how many had an id that is in their part already, and were not.
pub async fn statements(tx: &mut Tx, rows: &[StatementRow]) -> Result<u64, store::Error> {
    let written = match tx {
        Tx::Sqlite(open) => sqlite_statements(open, rows).await?,
        Tx::Postgres(open) if rows.len() >= copy::FEWEST => copy::statements(open, rows).await?,
        Tx::Postgres(open) => postgres_statements(open, rows).await?,
    };
    Ok(rows.len() as u64 - written)
}

/// Writes further keys.
pub async fn refs(tx: &mut Tx, rows: &[RefRow]) -> Result<(), store::Error> {
    match tx {
        Tx::Sqlite(open) => sqlite_refs(open, rows).await,
        Tx::Postgres(open) => postgres_refs(open, rows).await,
    }
}

/// Rows in one statement on `SQLite`. Every length up to it is prepared once, so that a small
/// group is one round trip whatever its length.
const MOST_ROWS: usize = 64;

/// The statement that writes so many rows, made once. Parameters without names: looking up
/// hundreds of names takes longer than writing the rows. `FAIL`, since the transaction is given up
/// anyhow when a row can't be written: else every page is copied first, so that one statement can
/// be undone alone.
fn rows_sql(
    texts: &'static OnceLock<Vec<String>>,
    into: &str,
    columns: usize,
    conflict: &str,
    rows: usize,
) -> &'static str {
    let texts = texts.get_or_init(|| {
        let one = format!("({})", vec!["?"; columns].join(", "));
        let text = |n: usize| {
            format!("INSERT OR FAIL {into} VALUES {} {conflict}", vec![one.as_str(); n].join(", "))
        };
        (1..=MOST_ROWS).map(text).collect()
    });
    &texts[rows.clamp(1, MOST_ROWS) - 1]
}

async fn sqlite_statements(
    open: &mut Transaction<'static, Sqlite>,
    rows: &[StatementRow],
) -> Result<u64, store::Error> {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let mut written = 0;
    for chunk in rows.chunks(MOST_ROWS) {
        let sql = rows_sql(&TEXTS, STATEMENT, 12, SAME_ID, chunk.len());
        let mut query = sqlx::query(sql);
        for row in chunk {
            query = query
                .bind(row.seq)
                .bind(row.tenant)
                .bind(row.id)
                .bind(row.verb)
                .bind(row.agent)
                .bind(row.activity)
                .bind(row.registration)
                .bind(row.authority)
                .bind(row.sig)
                .bind(row.sent_length)
                .bind(row.body.as_slice())
                .bind(row.part);
        }
        written += query.execute(&mut **open).await?.rows_affected();
    }
    Ok(written)
}

async fn sqlite_refs(
    open: &mut Transaction<'static, Sqlite>,
    rows: &[RefRow],
) -> Result<(), store::Error> {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    for chunk in rows.chunks(MOST_ROWS) {
        let mut query = sqlx::query(rows_sql(&TEXTS, REF, 5, "", chunk.len()));
        for row in chunk {
            query = query.bind(row.key).bind(row.seq).bind(row.via).bind(row.sig).bind(row.part);
        }
        query.execute(&mut **open).await?;
    }
    Ok(())
}

/// One list a column: one round trip and one plan, however many rows.
async fn postgres_statements(
    open: &mut Transaction<'static, Postgres>,
    rows: &[StatementRow],
) -> Result<u64, store::Error> {
    fn column<T>(rows: &[StatementRow], of: impl Fn(&StatementRow) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    static TEXT: OnceLock<String> = OnceLock::new();
    let sql = TEXT.get_or_init(|| {
        format!(
            "INSERT {STATEMENT} SELECT * FROM UNNEST($1::bigint[], $2::bigint[], $3::uuid[], \
             $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], \
             $10::bigint[], $11::bytea[], $12::bigint[]) {SAME_ID}"
        )
    });
    let done = sqlx::query(sql.as_str())
        .bind(column(rows, |r| r.seq))
        .bind(column(rows, |r| r.tenant))
        .bind(column(rows, |r| r.id))
        .bind(column(rows, |r| r.verb))
        .bind(column(rows, |r| r.agent))
        .bind(column(rows, |r| r.activity))
        .bind(column(rows, |r| r.registration))
        .bind(column(rows, |r| r.authority))
        .bind(column(rows, |r| r.sig))
        .bind(column(rows, |r| r.sent_length))
        .bind(rows.iter().map(|r| r.body.as_slice()).collect::<Vec<_>>())
        .bind(column(rows, |r| r.part))
        .execute(&mut **open)
        .await?;
    Ok(done.rows_affected())
}

async fn postgres_refs(
    open: &mut Transaction<'static, Postgres>,
    rows: &[RefRow],
) -> Result<(), store::Error> {
    let column = |of: fn(&RefRow) -> i64| rows.iter().map(of).collect::<Vec<_>>();
    let sql = AssertSqlSafe(format!(
        "INSERT {REF} SELECT * FROM UNNEST($1::bigint[], $2::bigint[], $3::bigint[], \
         $4::bigint[], $5::bigint[])"
    ));
    sqlx::query(sql)
        .bind(column(|r| r.key))
        .bind(column(|r| r.seq))
        .bind(column(|r| r.via))
        .bind(column(|r| r.sig))
        .bind(column(|r| r.part))
        .execute(&mut **open)
        .await?;
    Ok(())
}
