//! The questions: what an account was told.

use ::store::{Error, Tx};
use access::AccountId;
use store::boxed;

use crate::{
    model::{MailAddress, Notice},
    store as sql,
};

/// Notices of an account, the latest first.
#[boxed]
pub async fn notices(
    tx: &mut Tx,
    account: AccountId,
    offset: i64,
    limit: i64,
) -> Result<Vec<Notice>, Error> {
    sql::page(tx, account, offset, limit).await
}

/// How many notices an account has, and how many of them it did not read.
#[boxed]
pub async fn count(tx: &mut Tx, account: AccountId) -> Result<(i64, i64), Error> {
    sql::count(tx, account).await
}

/// Where an account wants its notices mailed to.
#[boxed]
pub async fn address(tx: &mut Tx, account: AccountId) -> Result<Option<MailAddress>, Error> {
    sql::address(tx, account).await
}
