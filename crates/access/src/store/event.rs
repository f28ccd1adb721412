use kernel::{Timestamp, Uuid};
use store::{Error, Tx, execute, on_db, sqlx};

use crate::{AccountId, Event, EventKind, store::time};

pub(crate) async fn insert(
    tx: &mut Tx,
    id: Uuid,
    at: Timestamp,
    account: AccountId,
    by: Option<&str>,
    kind: EventKind,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO account_event (id, at, account, by_name, kind) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(at.as_microsecond())
        .bind(account.0)
        .bind(by.unwrap_or_default())
        .bind(kind.code())
    )?;
    Ok(())
}

/// The latest first.
pub(crate) async fn of_account(
    tx: &mut Tx,
    account: AccountId,
    most: i64,
) -> Result<Vec<Event>, Error> {
    let rows: Vec<(i64, String, String)> = on_db!(tx, c => sqlx::query_as(
        "SELECT at, by_name, kind FROM account_event WHERE account = $1 \
         ORDER BY at DESC, id DESC LIMIT $2")
        .bind(account.0).bind(most).fetch_all(c).await)?;
    let event = |(at, by, kind): (i64, String, String)| {
        let kind = EventKind::parse(&kind)?;
        // Guesses were once noted under the name of the account they were at.
        let by = Some(by).filter(|by| !by.is_empty() && kind != EventKind::DoorShut);
        Some(Event { at: time(at), by, kind })
    };
    Ok(rows.into_iter().filter_map(event).collect())
}
