use std::collections::{BTreeMap, BTreeSet};

use kernel::Uuid;
use store::{Tx, boxed};

use crate::{Actor, App, Read, Shown, store as sql};

/// Notes that personal data is opened. In the transaction that reads it where that one writes,
/// else in one of its own; committed before anything is shown.
#[boxed]
pub async fn log_read(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    read: &Read<'_>,
) -> Result<(), store::Error> {
    sql::read::insert(tx, app.ids.next(), app.clock.now(), actor, read).await
}

/// The same where many people are shown: each of them is told who looked, when and why. What it
/// costs grows with what is shown, not with the list it is a page of.
#[boxed]
pub async fn log_read_of(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    read: &Read<'_>,
    shown: &Shown,
) -> Result<(), store::Error> {
    let id = app.ids.next();
    sql::read::insert(tx, id, app.clock.now(), actor, read).await?;
    sql::shown::people(tx, id, &shown.people).await?;
    sql::shown::rows(tx, id, &shown.rows).await
}

/// Rows of a sheet became people who were not on record: who looked at them before looked at that person. `rows` are
/// those of one thing that was read, with file, sheet, row and who it became.
#[boxed]
pub async fn shown_became(
    tx: &mut Tx,
    subject: Uuid,
    rows: &[(&str, &str, i64, Uuid)],
) -> Result<(), store::Error> {
    let mut seen: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for (read, shown) in sql::shown::of_subject(tx, subject).await? {
        let here = |(file, sheet, row, _): &&(&str, &str, i64, Uuid)| {
            *file == shown.file && *sheet == shown.sheet && (shown.from..=shown.to).contains(row)
        };
        seen.entry(read).or_default().extend(rows.iter().filter(here).map(|(.., person)| *person));
    }
    for (read, people) in seen {
        let people: Vec<Uuid> = people.into_iter().collect();
        sql::shown::people(tx, read, &people).await?;
    }
    Ok(())
}

/// A row that waited is somebody's: who looked at it, alone or in its sheet, looked at them.
#[boxed]
pub async fn row_became(
    tx: &mut Tx,
    subject: Uuid,
    row: (&str, &str, i64),
    person: Uuid,
) -> Result<(), store::Error> {
    for read in sql::shown::of_row(tx, subject, row).await? {
        sql::shown::add(tx, read, person).await?;
    }
    Ok(())
}

/// What reads were said to be for: the read, whom or what it was of, and the words.
#[boxed]
pub async fn purposes(tx: &mut Tx) -> Result<Vec<(Uuid, Option<Uuid>, String)>, store::Error> {
    sql::read::purposes(tx).await
}

/// Puts other words in place of what a read was said to be for, in the act that erases whom they
/// name.
#[boxed]
pub async fn set_purpose(tx: &mut Tx, read: Uuid, purpose: &str) -> Result<(), store::Error> {
    sql::read::set_purpose(tx, read, purpose).await
}

/// Forgets sign-ins that failed before a moment; returns how many they were.
#[boxed]
pub async fn forget_failed_sign_ins(
    tx: &mut Tx,
    before: kernel::Timestamp,
) -> Result<i64, store::Error> {
    sql::failed::forget(tx, before).await
}

/// Forgets reads that were noted before a moment, within the transaction that decides so; returns
/// how many they were.
#[boxed]
pub async fn forget_reads(tx: &mut Tx, before: kernel::Timestamp) -> Result<i64, store::Error> {
    sql::shown::forget(tx, before).await?;
    sql::read::forget(tx, before).await
}
