use store::Tx;

use crate::{Actor, App, Read, store as sql};

/// Notes that personal data is opened. In the transaction that reads it where that one writes,
/// else in one of its own; committed before anything is shown.
pub async fn log_read(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    read: &Read<'_>,
) -> Result<(), store::Error> {
    sql::read::insert(tx, app.ids.next(), app.clock.now(), actor, read).await
}
