//! SQL of whom a read showed.

use kernel::{Timestamp, Uuid};
use store::{Error, Tx, Value, execute, insert_rows, on_db, sqlx};

use crate::{ReadLine, RowsShown, store::time};

pub(crate) async fn people(tx: &mut Tx, read: Uuid, people: &[Uuid]) -> Result<(), Error> {
    let row = |person: &Uuid| vec![Value::Uuid(Some(*person)), Value::Uuid(Some(read))];
    let rows: Vec<_> = people.iter().map(row).collect();
    insert_rows(tx, "read_subject", &["subject", "read_id"], &rows).await
}

pub(crate) async fn rows(tx: &mut Tx, read: Uuid, rows: &[RowsShown]) -> Result<(), Error> {
    let row = |shown: &RowsShown| {
        vec![
            Value::Uuid(Some(read)),
            Value::text(&shown.file),
            Value::text(&shown.sheet),
            Value::Int(Some(shown.from)),
            Value::Int(Some(shown.to)),
        ]
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    let columns = ["read_id", "file", "sheet", "from_row", "to_row"];
    insert_rows(tx, "read_rows", &columns, &rows).await
}

/// What reads of one thing showed of sheets.
pub(crate) async fn of_subject(
    tx: &mut Tx,
    subject: Uuid,
) -> Result<Vec<(Uuid, RowsShown)>, Error> {
    let rows: Vec<(Uuid, String, String, i64, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT w.read_id, w.file, w.sheet, w.from_row, w.to_row FROM read_rows w \
         JOIN read_log r ON r.id = w.read_id WHERE r.subject = $1")
        .bind(subject).fetch_all(c).await)?;
    let shown = |(id, file, sheet, from, to)| (id, RowsShown { file, sheet, from, to });
    Ok(rows.into_iter().map(shown).collect())
}

/// Reads of one thing, and those that showed a row of a sheet.
pub(crate) async fn of_row(
    tx: &mut Tx,
    subject: Uuid,
    (file, sheet, row): (&str, &str, i64),
) -> Result<Vec<Uuid>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT id FROM read_log WHERE subject = $1 UNION SELECT read_id FROM read_rows \
         WHERE file = $2 AND sheet = $3 AND from_row <= $4 AND to_row >= $4")
        .bind(subject).bind(file).bind(sheet).bind(row).fetch_all(c).await)?)
}

/// Whom a read showed is noted once.
pub(crate) async fn add(tx: &mut Tx, read: Uuid, person: Uuid) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO read_subject (subject, read_id) VALUES ($1, $2) \
             ON CONFLICT (subject, read_id) DO NOTHING",
        )
        .bind(person)
        .bind(read)
    )?;
    Ok(())
}

/// Reads that showed somebody: theirs, and those of many in which they stand. Newest first.
pub(crate) async fn of_person(
    tx: &mut Tx,
    person: Uuid,
    limit: i64,
) -> Result<Vec<ReadLine>, Error> {
    type Row = (Uuid, i64, String, String, Option<Uuid>, i64, String, String);
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(
        "SELECT id, at, account_name, kind, subject, many, page, purpose FROM read_log \
         WHERE subject = $1 UNION SELECT r.id, r.at, r.account_name, r.kind, r.subject, r.many, \
         r.page, r.purpose FROM read_subject s JOIN read_log r ON r.id = s.read_id \
         WHERE s.subject = $1 ORDER BY 2 DESC, 1 DESC LIMIT $2")
        .bind(person).bind(limit).fetch_all(c).await)?;
    let line = |(_, at, account_name, kind, subject, people, page, purpose)| ReadLine {
        at: time(at),
        account_name,
        kind,
        subject,
        people,
        page,
        purpose,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The purpose that an account gave last for reads of a kind.
pub(crate) async fn purpose(
    tx: &mut Tx,
    account: &str,
    (kind, subject): (&str, Option<Uuid>),
    since: Timestamp,
) -> Result<Option<String>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT purpose FROM read_log WHERE account_name = $1 AND kind = $2 AND at >= $3 \
         AND (CAST($4 AS UUID) IS NULL OR subject = $4) AND purpose <> '' \
         ORDER BY at DESC, id DESC LIMIT 1")
        .bind(account).bind(kind).bind(since.as_microsecond()).bind(subject)
        .fetch_optional(c).await)?)
}

pub(crate) async fn forget(tx: &mut Tx, moment: Timestamp) -> Result<(), Error> {
    let at = moment.as_microsecond();
    for table in ["read_subject", "read_rows"] {
        let sql = sqlx::AssertSqlSafe(format!(
            "DELETE FROM {table} WHERE read_id IN (SELECT id FROM read_log WHERE at < $1)"
        ));
        execute!(&mut *tx, sqlx::query(sql).bind(at))?;
    }
    Ok(())
}
