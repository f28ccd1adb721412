//! Backup and restore. A backup is always one `SQLite` file with the same tables, whichever
//! database it was taken from, so a province can move between the two.

use std::{
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
};

use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;

use crate::{
    ColumnType, Db, Error, Migration, Tx, boxed, bulk::values, columns, dialect, execute,
    insert_rows, migrate, on_db, schema,
};

const PAGE: usize = 5_000;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Writes everything into `file`, which must not exist yet. It appears there whole or not at all.
#[boxed]
pub async fn backup(db: &Db, steps: &[Migration], file: &Path) -> Result<(), Error> {
    if file.exists() {
        return Err(std::io::Error::from(ErrorKind::AlreadyExists).into());
    }
    let partial = partial(file);
    let written = write_backup(db, steps, &partial).await;
    if written.is_err() {
        // What is half written helps nobody; that it can't be removed is not the error to tell.
        let _ = std::fs::remove_file(&partial);
        return written;
    }
    std::fs::File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, file)?;
    Ok(())
}

fn partial(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}

async fn write_backup(db: &Db, steps: &[Migration], file: &Path) -> Result<(), Error> {
    if file.exists() {
        std::fs::remove_file(file)?;
    }
    if let Some(pool) = db.sqlite_writer() {
        let target = file.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO $1").bind(target).execute(pool).await?;
        return Ok(());
    }
    let copy = Db::make_copy(file).await?;
    let done = copy_all(db, &copy, steps).await;
    copy.close().await;
    done
}

/// Puts a backup into a database in which nothing is recorded yet, then brings it up to date.
#[boxed]
pub async fn restore(db: &Db, steps: &[Migration], file: &Path) -> Result<(), Error> {
    let mut magic = [0; 16];
    let read = std::fs::File::open(file)?.read_exact(&mut magic);
    if read.is_err() || &magic != MAGIC {
        return Err(Error::NotABackup(format!("{} is no SQLite file", file.display())));
    }
    let copy = Db::open_read_only(file).await?;
    let done = copy_all(&copy, db, steps).await;
    copy.close().await;
    done
}

async fn copy_all(from: &Db, to: &Db, steps: &[Migration]) -> Result<(), Error> {
    let mut source = from.read().await?;
    if !dialect::table_names(&mut source).await?.iter().any(|n| n == "migration") {
        return Err(Error::NotABackup("it has no migrations".to_owned()));
    }
    let done = migrate::done(&mut source).await?;
    migrate::check(&done, steps)?;
    let had: Vec<Migration> =
        steps.iter().filter(|s| done.iter().any(|d| d.is(s))).copied().collect();
    let mut target = to.write().await?;
    migrate::lock(&mut target).await?;
    clear(&mut target, &schema::made_by(steps).await?).await?;
    // The tables as they were when the backup was taken, filled, and only then changed.
    migrate::apply_missing(&mut target, steps, &had).await?;
    let tables = schema::made_by(&had).await?;
    for table in tables.iter().rev() {
        execute!(&mut target, sqlx::query(AssertSqlSafe(format!("DELETE FROM {table}"))))?;
    }
    for table in &tables {
        copy_table(&mut source, &mut target, table).await?;
    }
    migrate::apply_missing(&mut target, steps, steps).await?;
    target.commit().await
}

/// Removes our own tables, which must be empty, and no one else's.
async fn clear(tx: &mut Tx, ours: &[String]) -> Result<(), Error> {
    let there = dialect::table_names(tx).await?;
    let found: Vec<&String> = ours.iter().rev().filter(|t| there.contains(t)).collect();
    for table in &found {
        if !schema::is_empty(tx, table).await? {
            return Err(Error::NotEmpty);
        }
    }
    for table in found {
        execute!(&mut *tx, sqlx::query(AssertSqlSafe(format!("DROP TABLE {table}"))))?;
    }
    if there.iter().any(|t| t == "migration") {
        execute!(tx, sqlx::query("DELETE FROM migration"))?;
    }
    Ok(())
}

async fn copy_table(from: &mut Tx, to: &mut Tx, table: &str) -> Result<(), Error> {
    // Names come from our own tables, never from the file.
    let wanted = columns(to, table).await?;
    let mut theirs: Vec<String> = columns(from, table).await?.into_iter().map(|(n, _)| n).collect();
    let mut ours: Vec<String> = wanted.iter().map(|(n, _)| n.clone()).collect();
    theirs.sort();
    ours.sort();
    if theirs != ours {
        return Err(Error::NotABackup(format!("its table {table} is another")));
    }
    let (names, types): (Vec<&str>, Vec<ColumnType>) =
        wanted.iter().map(|(n, t)| (n.as_str(), *t)).unzip();
    let select = AssertSqlSafe(format!("SELECT {} FROM {table}", names.join(", ")));
    on_db!(from, c => {
        let mut rows = sqlx::query(select).fetch(c);
        let mut page = Vec::with_capacity(PAGE);
        while let Some(row) = rows.try_next().await? {
            page.push(values(&row, &types)?);
            if page.len() == PAGE {
                insert_rows(to, table, &names, &page).await?;
                page.clear();
            }
        }
        insert_rows(to, table, &names, &page).await
    })
}
