//! Filters as statements of SQL: one per key to begin with, each a walk along one index in the
//! order of time, merged.

use std::fmt::Write as _;

use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;
use store::{Tx, Value, on_db};

use crate::model::{KeyHash, Lookup, Sig, StatementQuery, TenantId};

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

/// Bytes after which a page ends though it has fewer statements than asked for.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Unequal, since a planner without knowledge takes an equation to be rare, and then reads all
/// rows of a key and sorts them rather than walking along the index until it has enough.
const NOT_VOIDED: &str = " AND (s.sig & 1) <> 1";
/// For the same reason.
const WALK: &str =
    "SELECT set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true)";

/// Statements that match, one page.
pub async fn page(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
) -> Result<Found, store::Error> {
    let (sql, binds) = compile(tenant, query);
    let limit = query.limit.max(1) as usize;
    if let Tx::Postgres(open) = tx {
        sqlx::query(WALK).execute(&mut **open).await?;
    }
    let mut found = Found::default();
    let mut bytes = 0;
    on_db!(tx, c => {
        let mut statement = sqlx::query_as::<_, Row>(AssertSqlSafe(sql));
        for bind in &binds {
            statement = statement.bind(*bind);
        }
        let mut rows = statement.fetch(c);
        while let Some(row) = rows.try_next().await? {
            if found.rows.len() == limit || (bytes > MOST_BYTES && !found.rows.is_empty()) {
                found.more = true;
                break;
            }
            bytes += row.body.len();
            found.rows.push(row);
        }
        Ok::<(), sqlx::Error>(())
    })?;
    Ok(found)
}

/// How the database would answer: for looking at plans.
pub async fn plan(
    tx: &mut Tx,
    tenant: TenantId,
    query: &StatementQuery,
) -> Result<Vec<String>, store::Error> {
    let (sql, binds) = compile(tenant, query);
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

/// Where a walk begins: the most selective kind first.
enum Driver {
    Registration(KeyHash),
    Agent(Lookup),
    Activity(Lookup),
    Verb(KeyHash),
    Authority(KeyHash),
    Tenant,
}

impl Driver {
    fn of(query: &StatementQuery) -> Self {
        if let Some(registration) = query.registration {
            Self::Registration(registration)
        } else if let Some(agent) = query.agent {
            Self::Agent(agent)
        } else if let Some(activity) = query.activity {
            Self::Activity(activity)
        } else if let Some(verb) = query.verb {
            Self::Verb(verb)
        } else if let Some(authority) = query.authority {
            Self::Authority(authority)
        } else {
            Self::Tenant
        }
    }
}

/// A statement of SQL in the making.
struct Compiler<'a> {
    query: &'a StatementQuery,
    binds: Vec<i64>,
}

fn compile(tenant: TenantId, query: &StatementQuery) -> (String, Vec<i64>) {
    let mut compiler = Compiler { query, binds: Vec::new() };
    let mut branches = Vec::new();
    let narrow = |of: &str, key: KeyHash, compiler: &mut Compiler<'_>| {
        [compiler.own(of, key), compiler.further(key)]
    };
    match Driver::of(query) {
        Driver::Registration(key) => {
            branches.extend(narrow("registration", key, &mut compiler));
        }
        Driver::Agent(agent) => {
            branches.extend(narrow("agent", agent.narrow, &mut compiler));
            if let Some(related) = agent.related {
                branches.extend(narrow("authority", related, &mut compiler));
            }
        }
        Driver::Activity(activity) => {
            branches.extend(narrow("activity", activity.narrow, &mut compiler));
            branches.extend(activity.related.map(|key| compiler.further(key)));
        }
        Driver::Verb(key) => branches.extend(narrow("verb", key, &mut compiler)),
        Driver::Authority(key) => branches.push(compiler.own("authority", key)),
        Driver::Tenant => branches.push(compiler.own("tenant", tenant.0)),
    }
    let order = compiler.order();
    let limit = compiler.limit();
    let walks = branches
        .iter()
        .map(|branch| format!("SELECT seq FROM ({branch}) AS walk"))
        .collect::<Vec<_>>()
        .join(" UNION ");
    let sql = format!(
        "SELECT s.seq, s.sig, s.body FROM ({walks} ORDER BY seq {order} LIMIT {limit}) AS hit \
         JOIN lrs_statement s ON s.seq = hit.seq ORDER BY hit.seq {order}"
    );
    (sql, compiler.binds)
}

impl Compiler<'_> {
    fn bind(&mut self, value: i64) -> String {
        self.binds.push(value);
        format!("${}", self.binds.len())
    }

    const fn order(&self) -> &'static str {
        if self.query.ascending { "ASC" } else { "DESC" }
    }

    /// One more than asked for tells whether there are more.
    fn limit(&self) -> i64 {
        i64::from(self.query.limit.max(1)) + 1
    }

    fn range(&mut self, column: &str) -> String {
        let mut out = String::new();
        if let Some(since) = self.query.since {
            let bind = self.bind(since);
            let _ = write!(out, " AND {column} > {bind}");
        }
        if let Some(until) = self.query.until {
            let bind = self.bind(until);
            let _ = write!(out, " AND {column} <= {bind}");
        }
        out
    }

    /// The bits of the signature that must be there.
    fn signature(&mut self, column: &str) -> String {
        let activity = self.query.activity.filter(|a| a.related.is_none()).map(|a| a.narrow);
        let (mask, want) = Sig::wanted(self.query.verb, activity, self.query.registration);
        let mask = mask & !Sig::VOIDED;
        if mask == 0 {
            return String::new();
        }
        let (mask, want) = (self.bind(mask), self.bind(want));
        format!(" AND ({column} & {mask}) = {want}")
    }

    /// Statements whose own column has the key.
    fn own(&mut self, column: &str, key: KeyHash) -> String {
        let key = self.bind(key);
        let range = self.range("s.seq");
        let signature = self.signature("s.sig");
        let rest = self.conditions("s");
        let authority = self.authority();
        format!(
            "SELECT s.seq FROM lrs_statement s WHERE s.{column} = {key}{range}{NOT_VOIDED}{signature}\
             {rest}{authority} ORDER BY s.seq {} LIMIT {}",
            self.order(),
            self.limit()
        )
    }

    /// Statements that have the key among their further ones, perhaps by several ways: the other
    /// conditions are asked of the statement whose key it is, time and voiding of the statement
    /// that is found.
    fn further(&mut self, key: KeyHash) -> String {
        let key = self.bind(key);
        let range = self.range("r.seq");
        let signature = self.signature("r.sig");
        let rest = self.conditions("v");
        let authority = self.authority();
        format!(
            "SELECT DISTINCT r.seq FROM lrs_ref r JOIN lrs_statement s ON s.seq = r.seq \
             JOIN lrs_statement v ON v.seq = r.via \
             WHERE r.key = {key}{range}{signature}{NOT_VOIDED}{rest}{authority} \
             ORDER BY r.seq {} LIMIT {}",
            self.order(),
            self.limit()
        )
    }

    /// Every condition but the one that is walked along. The plus keeps the planner from walking
    /// along another index than the one meant.
    fn conditions(&mut self, of: &str) -> String {
        let mut out = String::new();
        let query = self.query;
        let driver = Driver::of(query);
        if let Some(verb) = query.verb.filter(|_| !matches!(driver, Driver::Verb(_))) {
            let bind = self.bind(verb);
            let _ = write!(out, " AND +{of}.verb = {bind}");
        }
        if let Some(activity) = query.activity.filter(|_| !matches!(driver, Driver::Activity(_))) {
            out.push_str(&self.activity(of, activity));
        }
        if let Some(agent) = query.agent.filter(|_| !matches!(driver, Driver::Agent(_))) {
            out.push_str(&self.agent(of, agent));
        }
        out
    }

    fn activity(&mut self, of: &str, lookup: Lookup) -> String {
        let own = self.bind(lookup.narrow);
        let Some(related) = lookup.related else { return format!(" AND +{of}.activity = {own}") };
        let related = self.bind(related);
        let further = among_further(of, &related);
        format!(" AND (+{of}.activity = {own} OR {further})")
    }

    /// In the column, or among the further keys the statement has of its own.
    fn agent(&mut self, of: &str, lookup: Lookup) -> String {
        let own = self.bind(lookup.narrow);
        let Some(related) = lookup.related else {
            return format!(" AND (+{of}.agent = {own} OR {})", among_further(of, &own));
        };
        let related = self.bind(related);
        let further = among_further(of, &format!("{own}, {related}"));
        format!(" AND (+{of}.agent = {own} OR +{of}.authority = {related} OR {further})")
    }

    /// Who stands behind the statement that is found, whatever it refers to.
    fn authority(&mut self) -> String {
        match (self.query.authority, Driver::of(self.query)) {
            (None, _) | (_, Driver::Authority(_)) => String::new(),
            (Some(authority), _) => {
                let bind = self.bind(authority);
                format!(" AND +s.authority = {bind}")
            }
        }
    }
}

fn among_further(of: &str, keys: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM lrs_ref x WHERE x.key IN ({keys}) AND x.seq = {of}.seq \
         AND x.via = {of}.seq)"
    )
}
