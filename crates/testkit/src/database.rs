//! Fresh databases, gone when the test ends.

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use store::{Db, Migration};
use tempfile::TempDir;

/// Names the variable that holds the address of a `PostgreSQL` server tests may write to.
pub const POSTGRES: &str = "NHANLUC_TEST_POSTGRES";

/// A database of one test's own. Reads as the [`Db`] it holds.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    address: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    File(TempDir),
    Schema { server: String, name: String },
}

/// One database of each kind there is, migrated. Without [`POSTGRES`] in the environment there is
/// only `SQLite`, and a line is printed.
pub async fn databases(migrations: &[Migration]) -> Vec<TestDb> {
    let mut all = vec![sqlite(migrations).await];
    match std::env::var(POSTGRES) {
        Ok(server) if !server.is_empty() => all.push(postgres(&server, migrations).await),
        _ => crate::say("skipped: PostgreSQL (NHANLUC_TEST_POSTGRES is not set)"),
    }
    all
}

/// The secret of every test's installation.
fn secret() -> store::Secret {
    store::Secret::new(b"secret of a test")
}

/// A migrated `SQLite` file alone, for tests that can't differ between the two.
pub async fn sqlite(migrations: &[Migration]) -> TestDb {
    let folder = tempfile::tempdir().expect("the temporary folder can be written to");
    let address = folder.path().join("nhanluc.db").to_string_lossy().into_owned();
    let db = Db::open(&address).await.expect("a new file can be opened");
    store::migrate(&db, migrations).await.expect("the migrations run on SQLite");
    let db = db.with_secret(secret());
    TestDb { db, address, place: Place::File(folder) }
}

async fn postgres(server: &str, migrations: &[Migration]) -> TestDb {
    let name = fresh_name();
    let mut admin = PgConnection::connect(server).await.expect("NHANLUC_TEST_POSTGRES answers");
    // A test that was killed may have left one of this name.
    let sql = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
    admin.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.expect("a schema can be made");
    admin.close().await.expect("the connection closes");
    let join = if server.contains('?') { '&' } else { '?' };
    let address = format!("{server}{join}options[search_path]={name}&application_name={name}");
    let db = Db::open(&address).await.expect("the schema can be opened");
    store::migrate(&db, migrations).await.expect("the migrations run on PostgreSQL");
    let db = db.with_secret(secret());
    TestDb { db, address, place: Place::Schema { server: server.to_owned(), name } }
}

fn fresh_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

impl TestDb {
    /// The database, to be kept by an application under test.
    pub fn db(&self) -> Db {
        self.db.clone()
    }

    /// `sqlite` or `postgres`: goes into the messages of assertions.
    pub const fn name(&self) -> &'static str {
        match self.place {
            Place::File(_) => "sqlite",
            Place::Schema { .. } => "postgres",
        }
    }

    /// What `--db` would say: a path, or `postgres://…` with the schema in it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A second, independent handle, as another process would have.
    pub async fn reopen(&self) -> Db {
        let db =
            Db::open(&self.address).await.expect("a database that was open can be opened again");
        db.with_secret(secret())
    }

    /// The file, where it is one.
    pub fn file(&self) -> Option<PathBuf> {
        matches!(self.place, Place::File(_)).then(|| PathBuf::from(&self.address))
    }

    /// The file's folder, where a test may put more; gone with the database.
    pub fn folder(&self) -> Option<&Path> {
        match &self.place {
            Place::File(folder) => Some(folder.path()),
            Place::Schema { .. } => None,
        }
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Place::Schema { server, name } = &self.place else { return };
        let (server, name) = (server.clone(), name.clone());
        // A thread of its own: the test's runtime is busy dropping us.
        let dropped = std::thread::spawn(move || drop_schema(&server, &name)).join();
        if !matches!(dropped, Ok(Ok(()))) {
            crate::say("a test schema was left behind");
        }
    }
}

fn drop_schema(server: &str, name: &str) -> Result<(), sqlx::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut admin = PgConnection::connect(server).await?;
        // Connections a failed test left open would keep the schema locked.
        sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
        )
        .bind(name)
        .execute(&mut admin)
        .await?;
        let sql = format!("DROP SCHEMA IF EXISTS {name} CASCADE");
        admin.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
        admin.close().await
    })
}
