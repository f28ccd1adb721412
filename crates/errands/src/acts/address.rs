//! Where notices are mailed to: said by the owner of an account, good once a code that was mailed
//! there comes back.

use std::sync::OnceLock;

use ::store::{
    Tx, boxed,
    jobs::{self, JobId},
};
use access::{AccountId, App, mailed_code, mailed_hash};
use jiff::SignedDuration;
use kernel::Timestamp;

use super::{Error, MAIL, send};
use crate::{
    Letters, MESSAGES, mailer,
    model::{Mail, MailAddress, News},
    pages::INBOX,
    store as sql,
};

/// Longest address that is taken.
const LONGEST_ADDRESS: usize = 254;
/// So long a mailed code is good.
pub(crate) const CODE_GOOD: SignedDuration = SignedDuration::from_hours(24);
/// Codes mailed for an account within that time.
const MOST_CODES: i64 = 5;
/// Tries of one code.
const MOST_TRIES: i64 = 5;

/// What came of saying where notices are to be mailed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nowhere any more.
    Nowhere,
    /// Where they are mailed to already.
    Same,
    /// A code is on its way there.
    CodeMailed,
}

/// Says where an account wants its notices mailed to; blank for nowhere.
#[boxed]
pub async fn mail_to(app: &App, account: AccountId, address: &str) -> Result<Said, Error> {
    let (address, now) = (address.trim(), app.clock.now());
    let mut tx = app.db.write().await?;
    if address.is_empty() {
        leave(&mut tx, account, now).await?;
        sql::set_address(&mut tx, account, None, now).await?;
        tx.commit().await?;
        return Ok(Said::Nowhere);
    }
    if address.len() > LONGEST_ADDRESS || !mailer::is_address(address) {
        return Err(Error::Address);
    }
    let standing = sql::address(&mut tx, account).await?;
    let same = standing.as_ref().is_some_and(|it| it.address == address);
    if same && standing.is_some_and(|it| it.confirmed_at.is_some()) {
        return Ok(Said::Same);
    }
    if !same {
        leave(&mut tx, account, now).await?;
    }
    sql::set_address(&mut tx, account, Some(address), now).await?;
    mail_code(app, &mut tx, account, address).await?;
    tx.commit().await?;
    Ok(Said::CodeMailed)
}

/// Mails another code to an address that was not confirmed yet.
#[boxed]
pub async fn mail_code_again(app: &App, account: AccountId) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let waiting = waiting(&mut tx, account).await?;
    mail_code(app, &mut tx, account, &waiting.address).await?;
    tx.commit().await?;
    Ok(())
}

/// Says that mail arrives at an account's address, by the code that was mailed there.
#[boxed]
pub async fn confirm_address(app: &App, account: AccountId, code: &str) -> Result<(), Error> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).take(20).collect();
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let waiting = waiting(&mut tx, account).await?;
    let kept = sql::try_code(&mut tx, account, since(now), MOST_TRIES).await?;
    let right = kept.is_some_and(|kept| kept == mailed_hash(account.0, &waiting.address, &digits));
    if right {
        sql::confirm(&mut tx, account, &waiting.address, now).await?;
    }
    // A try that failed is counted, too.
    tx.commit().await?;
    if right { Ok(()) } else { Err(Error::Code) }
}

/// Tables in which bytes of an address may linger.
pub const ADDRESS_TABLES: [&str; 3] = ["mail_address", "mail_code", "job"];

/// Forgets where an account's notices are mailed to, in the act that erases its person, and what was
/// not mailed there yet.
#[boxed]
pub async fn forget_address(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<(), ::store::Error> {
    leave(tx, account, now).await?;
    sql::drop_codes(tx, account).await?;
    sql::set_address(tx, account, None, now).await
}

/// What was not mailed yet to the address an account has so far is not mailed there any more, unless
/// it is another account's as well.
async fn leave(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<(), ::store::Error> {
    let Some(gone) = sql::address(tx, account).await? else { return Ok(()) };
    if sql::is_shared(tx, account, &gone.address).await? {
        return Ok(());
    }
    for (job, payload) in sql::unsent(tx, MAIL).await? {
        if serde_json::from_str::<Mail>(&payload).is_ok_and(|mail| mail.to == gone.address) {
            jobs::drop_one(tx, now, JobId(job)).await?;
        }
    }
    Ok(())
}

/// The address of an account that waits for its code.
async fn waiting(tx: &mut Tx, account: AccountId) -> Result<MailAddress, Error> {
    let standing = sql::address(tx, account).await?;
    standing.filter(|it| it.confirmed_at.is_none()).ok_or(Error::Nothing)
}

fn since(now: Timestamp) -> Timestamp {
    now.checked_sub(CODE_GOOD).unwrap_or(Timestamp::MIN)
}

async fn mail_code(app: &App, tx: &mut Tx, account: AccountId, address: &str) -> Result<(), Error> {
    let now = app.clock.now();
    if sql::codes_since(tx, account, since(now)).await? >= MOST_CODES {
        return Err(Error::Often);
    }
    let code = mailed_code(app.clock.chance());
    let digest = mailed_hash(account.0, address, &code);
    sql::put_code(tx, app.ids.next(), account, &digest, now).await?;
    let letter = letter(app.settings.public_url.as_deref(), &code);
    send(tx, &app.ids, now, address, letter).await?;
    Ok(())
}

/// The mail with the code. Its link fills the code in and confirms nothing by itself: programs
/// that look through mail follow links.
fn letter(site: Option<&str>, code: &str) -> (String, String) {
    static LETTERS: OnceLock<Option<Letters>> = OnceLock::new();
    let news = News::new("errands-code-mail", format!("{INBOX}?ma={code}")).arg("code", code);
    let read = || Letters::new(MESSAGES, "errands-code-mail-see").ok();
    let letters = LETTERS.get_or_init(|| Some(read()?.found("errands-code-mail-found")));
    match letters {
        Some(letters) => letters.write(site, &news),
        None => (code.to_owned(), news.href),
    }
}
