use store::{Tx, boxed};

use crate::{Actor, App, Read, store as sql};

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

/// Forgets reads that were noted before a moment, within the transaction that decides so; returns
/// how many they were.
#[boxed]
pub async fn forget_reads(tx: &mut Tx, before: kernel::Timestamp) -> Result<i64, store::Error> {
    sql::read::forget(tx, before).await
}
