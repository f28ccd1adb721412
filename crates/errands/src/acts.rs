//! The verbs: people are told, notices are read, jobs are tried again or dropped.

mod address;

use std::collections::HashMap;
use store::boxed;

pub(crate) use self::address::CODE_GOOD;
pub use self::address::{
    ADDRESS_TABLES, Said, confirm_address, forget_address, mail_code_again, mail_to,
};

use ::store::{
    Db, Tx,
    jobs::{self, JobId, NewJob},
};
use access::{AccountId, Actor, Refused, Right};
use kernel::{Clock, IdSource, Timestamp};

use crate::{
    model::{Mail, News, NoticeId},
    store as sql,
};

/// The kind of job that sends one mail.
pub const MAIL: &str = "errands.mail";

/// Why something can't be done here.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// There is no such job or notice, or it is not in a state to do that with.
    #[error("there is nothing to do that with")]
    Nothing,
    /// Not an address of mail.
    #[error("not an address of mail")]
    Address,
    /// Not the code that was mailed, or one that was tried too often.
    #[error("not the code that was mailed")]
    Code,
    /// So many codes were mailed today that no more is.
    #[error("too many codes were mailed")]
    Often,
    /// The database.
    #[error(transparent)]
    Store(#[from] ::store::Error),
}

/// A mail that goes with a notice: its subject and its text, made by whoever tells.
pub type Letter<'a> = &'a (dyn Fn(&News) -> (String, String) + Sync);

/// Tells accounts something, within the transaction that decides upon it. Those that want their
/// notices mailed get a mail as well. Returns how many were told.
pub async fn tell(
    tx: &mut Tx,
    clock: &Clock,
    told: &[(AccountId, &News)],
    letter: Letter<'_>,
) -> Result<usize, ::store::Error> {
    if told.is_empty() {
        return Ok(0);
    }
    let (ids, now) = (IdSource::new(clock.clone()), clock.now());
    sql::insert(tx, &ids, now, told).await?;
    let addresses: HashMap<AccountId, String> = sql::addresses(tx).await?.into_iter().collect();
    for (account, news) in told {
        let Some(to) = addresses.get(account) else { continue };
        send(tx, &ids, now, to, letter(news)).await?;
    }
    Ok(told.len())
}

/// A mail is put onto the queue.
async fn send(
    tx: &mut Tx,
    ids: &IdSource,
    now: Timestamp,
    to: &str,
    (subject, body): (String, String),
) -> Result<(), ::store::Error> {
    let mail = Mail { to: to.to_owned(), subject, body };
    let payload = serde_json::to_string(&mail).unwrap_or_default();
    jobs::enqueue(tx, ids, now, &NewJob::now(MAIL, payload, now)).await?;
    Ok(())
}

/// Notes that an account has read one of its notices, or all of them.
#[boxed]
pub async fn read(
    db: &Db,
    clock: &Clock,
    account: AccountId,
    notice: Option<NoticeId>,
) -> Result<(), Error> {
    let mut tx = db.write().await?;
    let touched = sql::read(&mut tx, account, notice, clock.now()).await?;
    if notice.is_some() && touched == 0 {
        return Err(Error::Nothing);
    }
    tx.commit().await?;
    Ok(())
}

/// Tries a job again that failed.
#[boxed]
pub async fn retry(db: &Db, clock: &Clock, actor: &Actor, id: JobId) -> Result<(), Error> {
    actor.require(Right::Operate)?;
    let mut tx = db.write().await?;
    if !jobs::retry(&mut tx, clock.now(), id).await? {
        return Err(Error::Nothing);
    }
    tx.commit().await?;
    Ok(())
}

/// Decides that a job is not to be done.
#[boxed]
pub async fn drop_job(db: &Db, clock: &Clock, actor: &Actor, id: JobId) -> Result<(), Error> {
    actor.require(Right::Operate)?;
    let mut tx = db.write().await?;
    if !jobs::drop_one(&mut tx, clock.now(), id).await? {
        return Err(Error::Nothing);
    }
    tx.commit().await?;
    Ok(())
}
