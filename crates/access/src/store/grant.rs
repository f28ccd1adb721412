use kernel::Seq;
use ledger::{Error, Held, held};
use store::{Tx, Value, on_db, sqlx};

use crate::{AccountId, Grant};

/// Every role of an account as known after an act, whatever its days.
pub(crate) async fn of_account(
    tx: &mut Tx,
    known: Seq,
    account: AccountId,
) -> Result<Vec<Held<Grant>>, Error> {
    held::<Grant>(tx, known, "f.account_id = $2", &[Value::Uuid(Some(account.0))]).await
}

/// Whether a role was ever given.
pub(crate) async fn any(tx: &mut Tx) -> Result<bool, store::Error> {
    let found: Option<i64> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT recorded_from FROM role_grant LIMIT 1").fetch_optional(c).await)?;
    Ok(found.is_some())
}
