//! Statements that match a question, page by page.

use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;
use store::{Db, Tx, Value, on_db};

use super::{statement, walks::Walks};
use crate::model::{StatementQuery, TenantId};

store::row! {
    /// A statement found.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Row {
        /// When it was stored, in microseconds.
        pub seq: i64,
        /// Its signature and flags.
        pub sig: i64,
        /// The statement.
        pub body: Vec<u8>,
    }
}

/// A page of statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The statements, in the order asked for.
    pub rows: Vec<Row>,
    /// Whether there are more behind the last.
    pub more: bool,
}

store::row! {
    /// A statement found, of which a large one is not read yet: databases hand out rows before they
    /// are asked for, and a hundred large ones would stand in memory together.
    #[derive(Clone, Debug)]
    pub(crate) struct Listed {
        pub(crate) seq: i64,
        pub(crate) sig: i64,
        pub(crate) size: i64,
        pub(crate) body: Option<Vec<u8>>,
    }
}

store::row! {
    /// What a walk comes by: a statement that is meant, or one of like signature.
    #[derive(Clone, Debug)]
    struct Hit {
        seq: i64,
        sig: i64,
        size: i64,
        body: Option<Vec<u8>>,
        matches: i64,
    }
}

impl Hit {
    fn meant(self) -> Option<Listed> {
        let Self { seq, sig, size, body, matches } = self;
        (matches == 1).then_some(Listed { seq, sig, size, body })
    }
}

/// Statements found, in the order asked for, and whether there are more behind the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    pub(crate) rows: Vec<Listed>,
    pub(crate) more: bool,
}

/// What is selected of a statement that is found; the larger ones are read one by one.
pub(super) const LISTED: &str = "s.seq, s.sig, CAST(octet_length(s.body) AS BIGINT) AS size, \
     CASE WHEN octet_length(s.body) <= 65536 THEN s.body END AS body";

/// Bytes of a page after which it ends though it has fewer statements than asked for.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Most rows a walk goes on by, where those before it had but the signature.
const LONGEST_STRIDE: u32 = 4_096;

/// `PostgreSQL` takes every key for an average one, and would read and sort all rows of one rather
/// than walk along the index until it has enough. Where there is one way only, it need not look
/// for it each time: that alone is half of the time.
const WALK: &str = "SET LOCAL plan_cache_mode = force_generic_plan; \
     SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off; \
     SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
     SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
     SET LOCAL enable_sort = off";

impl Listed {
    /// How many bytes it has.
    pub(crate) fn size(&self) -> usize {
        usize::try_from(self.size).unwrap_or(0)
    }

    /// The same, read.
    pub(crate) async fn whole(self, tx: &mut Tx) -> Result<Row, store::Error> {
        let body = match self.body {
            Some(body) => body,
            None => statement::body(tx, self.seq).await?,
        };
        Ok(Row { seq: self.seq, sig: self.sig, body })
    }
}

impl List {
    /// How many bytes all of it has.
    pub(crate) fn size(&self) -> usize {
        self.rows.iter().map(Listed::size).sum()
    }

    /// Ends behind so many.
    pub(crate) fn end_behind(&mut self, rows: usize) {
        if rows < self.rows.len() {
            self.rows.truncate(rows);
            self.more = true;
        }
    }
}

impl From<Vec<Row>> for List {
    fn from(rows: Vec<Row>) -> Self {
        let listed = |row: Row| Listed {
            seq: row.seq,
            sig: row.sig,
            size: i64::try_from(row.body.len()).unwrap_or(i64::MAX),
            body: Some(row.body),
        };
        Self { rows: rows.into_iter().map(listed).collect(), more: false }
    }
}

/// Statements that match, one page of so many bytes at most; one statement in any case. The
/// transaction is a [`view`].
pub(crate) async fn list(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
    most: usize,
) -> Result<List, store::Error> {
    let limit = query.limit.max(1) as usize;
    let mut found = Page { list: List::default(), bytes: 0, limit, most };
    let mut query = query.clone();
    while let Some(last) = found.go_on(tx, tenant, &query).await? {
        if query.ascending {
            query.since = Some(last);
        } else {
            query.until = Some(last - 1);
        }
        // Many of like signature were made to be so: they are passed over in few strides.
        query.limit = query.limit.saturating_mul(4).min(LONGEST_STRIDE);
    }
    Ok(found.list)
}

/// A page that is filled.
struct Page {
    list: List,
    bytes: usize,
    limit: usize,
    most: usize,
}

impl Page {
    /// Takes what one walk gives. Where it ended before the page did: the last it came by.
    async fn go_on(
        &mut self,
        tx: &mut Tx,
        tenant: TenantId,
        query: &StatementQuery,
    ) -> Result<Option<i64>, store::Error> {
        let Walks { sql, binds } = Walks::of(tx, tenant, query).await?;
        let (mut seen, mut last) = (0, None);
        on_db!(tx, c => {
            let mut statement = sqlx::query_as::<_, Hit>(AssertSqlSafe(sql));
            for bind in &binds {
                statement = statement.bind(*bind);
            }
            let mut rows = statement.fetch(c);
            while let Some(hit) = rows.try_next().await? {
                (seen, last) = (seen + 1, Some(hit.seq));
                if hit.meant().is_some_and(|row| !self.takes(row)) {
                    return Ok(None);
                }
            }
        });
        Ok(last.filter(|_| seen > query.limit.max(1)))
    }

    /// Takes a row in, unless the page ends before it.
    fn takes(&mut self, row: Listed) -> bool {
        let rows = self.list.rows.len();
        self.bytes += row.size();
        if rows == self.limit || (self.bytes > self.most && rows > 0) {
            self.list.more = true;
            return false;
        }
        self.list.rows.push(row);
        true
    }
}

/// Statements that match, one page.
pub async fn page(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
) -> Result<Found, store::Error> {
    prepare(tx).await?;
    let List { rows, more } = list(tx, tenant, query, MOST_BYTES).await?;
    let mut found = Found { rows: Vec::with_capacity(rows.len()), more };
    for row in rows {
        found.rows.push(row.whole(tx).await?);
    }
    Ok(found)
}

/// A view to list from.
pub(crate) async fn view(db: &Db) -> Result<Tx, store::Error> {
    db.read_with(WALK).await
}

/// Makes a transaction that was begun otherwise one to list from.
async fn prepare(tx: &mut Tx) -> Result<(), store::Error> {
    if let Tx::Postgres(open) = tx {
        sqlx::raw_sql(WALK).execute(&mut **open).await?;
    }
    Ok(())
}

/// How the database would answer: for looking at plans.
pub async fn plan(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
) -> Result<Vec<String>, store::Error> {
    prepare(tx).await?;
    let Walks { sql, binds } = Walks::of(tx, tenant, query).await?;
    let binds: Vec<Value> = binds.into_iter().map(|n| Value::Int(Some(n))).collect();
    let (explain, column) = match tx {
        Tx::Sqlite(_) => ("EXPLAIN QUERY PLAN", 3),
        Tx::Postgres(_) => ("EXPLAIN", 0),
    };
    let mut lines = Vec::new();
    // Columns before the one with the text are numbers.
    let mut types = vec![store::ColumnType::Int; column];
    types.push(store::ColumnType::Text);
    store::each_row(tx, format!("{explain} {sql}"), &binds, &types, |row| {
        if let Some(Value::Text(Some(line))) = row.into_iter().nth(column) {
            lines.push(line);
        }
    })
    .await?;
    Ok(lines)
}
