//! Backup and restore. A backup is always one `SQLite` file with the same tables, whichever
//! database it was taken from, so a province can move between the two.

use std::path::Path;

use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;

use crate::{
    ColumnType, Db, Error, Migration, Tx, bulk::values, dialect, insert_rows, migrate, on_db,
};

const PAGE: usize = 5_000;

/// Writes everything into `file`, which must not exist yet.
pub async fn backup(db: &Db, steps: &[Migration], file: &Path) -> Result<(), Error> {
    if file.exists() {
        return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
    }
    if let Some(pool) = db.sqlite_writer() {
        let target = file.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO $1").bind(target).execute(pool).await?;
        return Ok(());
    }
    let copy = Db::open_file(file).await?;
    let done = copy_all(db, &copy, steps).await;
    copy.close().await;
    if done.is_err() {
        // A half-written copy must not be taken for a backup.
        let _ = std::fs::remove_file(file);
    }
    done
}

/// Puts a backup into an empty database.
pub async fn restore(db: &Db, steps: &[Migration], file: &Path) -> Result<(), Error> {
    let head = std::fs::File::open(file).and_then(|mut f| {
        let mut magic = [0; 16];
        std::io::Read::read_exact(&mut f, &mut magic).map(|()| magic)
    })?;
    if &head != b"SQLite format 3\0" {
        return Err(Error::NotABackup(file.display().to_string()));
    }
    let copy = Db::open_file(file).await?;
    let done = copy_all(&copy, db, steps).await;
    copy.close().await;
    done
}

async fn copy_all(from: &Db, to: &Db, steps: &[Migration]) -> Result<(), Error> {
    let mut source = from.read().await?;
    let names = dialect::table_names(&mut source).await?;
    if !names.iter().any(|n| n == "migration") {
        return Err(Error::NotABackup("migration".to_owned()));
    }
    migrate(to, steps).await?;
    let mut target = to.write().await?;
    let known = dialect::table_names(&mut target).await?;
    for table in names.iter().filter(|n| *n != "migration" && known.contains(n)) {
        copy_table(&mut source, &mut target, table).await?;
    }
    target.commit().await
}

async fn copy_table(from: &mut Tx, to: &mut Tx, table: &str) -> Result<(), Error> {
    let occupied: i64 = on_db!(&mut *to, c =>
        sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table}"))).fetch_one(c).await)?;
    if occupied > 0 {
        return Err(Error::NotEmpty);
    }
    let columns = dialect::columns(from, table).await?;
    let types: Vec<ColumnType> = columns.iter().map(|(_, t)| column_type(t)).collect();
    let names: Vec<&str> = columns.iter().map(|(n, _)| n.as_str()).collect();
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

fn column_type(declared: &str) -> ColumnType {
    match declared.to_ascii_uppercase().as_str() {
        "BIGINT" => ColumnType::Int,
        "BOOLEAN" => ColumnType::Bool,
        "UUID" => ColumnType::Uuid,
        "BYTEA" => ColumnType::Bytes,
        _ => ColumnType::Text,
    }
}
