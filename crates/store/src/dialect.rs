//! The statements that must differ between the two databases, and nothing else.

use sqlx::AssertSqlSafe;

use crate::{Error, Tx, on_db};

/// A read on `PostgreSQL` sees one moment, as it does on `SQLite`.
pub(crate) const PG_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
/// The same with settings of its own.
pub(crate) fn read_with(settings: &'static str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("{PG_READ}; {settings}"))
}
/// A write sees what was committed while it waited for a lock, whatever the server's default is.
pub(crate) const PG_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE";
/// A write on `SQLite` takes its place in the queue at once, not at its first statement.
pub(crate) const SQLITE_WRITE: &str = "BEGIN IMMEDIATE";
/// A named lock until the end of the transaction. Locks reach over a whole database, so the
/// schema is a part of the name: provinces in one database don't wait for each other.
pub(crate) const PG_LOCK: &str =
    "SELECT pg_advisory_xact_lock($1 # hashtextextended(current_schema(), 0))";
/// Whether that lock is free: shared with others who look, and let go at once.
pub(crate) const PG_IS_FREE: &str =
    "SELECT pg_try_advisory_xact_lock_shared($1 # hashtextextended(current_schema(), 0))";
/// Moves the write-ahead log into the file and empties it.
pub(crate) const SQLITE_CHECKPOINT: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// Most values one statement may carry.
pub(crate) const fn max_binds(tx: &Tx) -> usize {
    match tx {
        Tx::Sqlite(_) => 32_766,
        Tx::Postgres(_) => 65_535,
    }
}

/// A migration as this database reads it. Text compares by its bytes on `SQLite`; on
/// `PostgreSQL` it would by the server's locale, and one order would become two.
/// `INTEGER PRIMARY KEY` is the row's own number on `SQLite`, which needs no index beside it.
pub(crate) fn migration(tx: &Tx, sql: &str) -> String {
    match tx {
        Tx::Sqlite(_) => sql.to_owned(),
        Tx::Postgres(_) => {
            text_by_bytes(sql).replace("INTEGER PRIMARY KEY", "BIGINT NOT NULL PRIMARY KEY")
        }
    }
}

fn text_by_bytes(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + sql.len() / 8);
    let (mut rest, mut before, mut quoted) = (sql, "", false);
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(if word == 0 { first.len_utf8() } else { word });
        out.push_str(piece);
        quoted ^= piece == "'";
        // Not the target of a cast: there it is a type alone.
        if piece == "TEXT" && !quoted && before != "AS" {
            out.push_str(" COLLATE \"C\"");
        }
        if word > 0 {
            before = piece;
        }
        rest = tail;
    }
    out
}

/// Names of the tables that are there, sorted.
pub(crate) async fn table_names(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let sql = match tx {
        Tx::Sqlite(_) => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' \
             ESCAPE '\\'"
        }
        Tx::Postgres(_) => {
            "SELECT table_name::text FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        }
    };
    let mut names: Vec<String> = on_db!(tx, c => sqlx::query_scalar(sql).fetch_all(c).await)?;
    names.sort();
    Ok(names)
}

/// Columns of a table with their declared types, in order.
pub(crate) async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<(String, String)>, Error> {
    let sql = match tx {
        Tx::Sqlite(_) => "SELECT name, upper(type) FROM pragma_table_info($1) ORDER BY cid",
        Tx::Postgres(_) => {
            "SELECT column_name::text, upper(data_type::text) FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    };
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(table).fetch_all(c).await)?)
}

/// First columns of a table's indexes, the primary key's among them.
pub(crate) async fn indexed(tx: &mut Tx, table: &str) -> Result<Vec<String>, Error> {
    let sql = match tx {
        Tx::Sqlite(_) => {
            "SELECT c.name FROM pragma_index_list($1) i, pragma_index_info(i.name) c \
             WHERE c.seqno = 0 AND c.name IS NOT NULL"
        }
        Tx::Postgres(_) => {
            "SELECT a.attname::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0] \
             WHERE t.relname = $1 AND t.relnamespace = current_schema()::regnamespace"
        }
    };
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(table).fetch_all(c).await)?)
}

/// Tables whose rows a table's rows refer to.
pub(crate) async fn references(tx: &mut Tx, table: &str) -> Result<Vec<String>, Error> {
    let sql = match tx {
        Tx::Sqlite(_) => "SELECT \"table\" FROM pragma_foreign_key_list($1)",
        Tx::Postgres(_) => {
            "SELECT r.relname::text FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid \
             JOIN pg_class r ON r.oid = k.confrelid WHERE k.contype = 'f' AND t.relname = $1 \
             AND t.relnamespace = current_schema()::regnamespace"
        }
    };
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(table).fetch_all(c).await)?)
}

/// `$3, $4, …`, so many.
pub(crate) fn marks(first: usize, count: usize) -> String {
    let marks: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    marks.join(", ")
}

/// Takes the job that has waited longest. `$1`: now; `$2`: claims before it are over; `$3`: proof
/// of the claim; `$4`: who; kinds from `$5`. On a server, jobs that others are just taking are
/// passed over; on a file the writer is alone.
pub(crate) fn claim_job(tx: &Tx, kinds: usize) -> String {
    let alone = match tx {
        Tx::Sqlite(_) => "",
        Tx::Postgres(_) => "FOR UPDATE SKIP LOCKED",
    };
    format!(
        "UPDATE job SET state = 'running', claim = $3, claimed_at = $1, claimed_by = $4, \
         attempts = attempts + 1, progress_done = 0, progress_whole = 0, changed_at = $1 \
         WHERE job_id = (SELECT job_id FROM job WHERE ((state = 'waiting' AND run_at <= $1) \
         OR (state = 'running' AND claimed_at < $2)) AND kind IN ({}) \
         ORDER BY run_at, job_id LIMIT 1 {alone}) \
         RETURNING job_id, kind, payload, attempts, run_at",
        marks(5, kinds),
    )
}

/// Looks through what is new in a table, and through nothing else: rows that were removed, their
/// entries in indexes and the end of the file are left to the server's own care.
pub(crate) fn settle(table: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("VACUUM (INDEX_CLEANUP off, TRUNCATE off, PROCESS_TOAST off) {table}"))
}

/// Takes back the room that removed values held, so that their bytes are gone as well; and from what
/// the planner keeps of common and of sample values.
pub(crate) fn rewrite(table: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("VACUUM (FULL, ANALYZE) {table}"))
}

#[cfg(test)]
mod tests {
    use super::text_by_bytes;

    #[test]
    fn only_columns_of_text_get_an_order() {
        let sql = "CREATE TABLE t (a TEXT NOT NULL, b TEXT, c_TEXT BIGINT, d TEXT DEFAULT 'a TEXT');\n\
                   INSERT INTO t SELECT CAST(c_TEXT AS TEXT) FROM t; ALTER TABLE t ADD đ TEXT;";
        let expected = "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, b TEXT COLLATE \"C\", \
                        c_TEXT BIGINT, d TEXT COLLATE \"C\" DEFAULT 'a TEXT');\n\
                        INSERT INTO t SELECT CAST(c_TEXT AS TEXT) FROM t; \
                        ALTER TABLE t ADD đ TEXT COLLATE \"C\";";
        assert_eq!(text_by_bytes(sql), expected);
    }
}
