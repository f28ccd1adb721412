use kernel::Timestamp;
use store::{Tx, boxed};

use super::sign_in::{Place, SignInError, Started, knock, knows, start, tell_if_shut};
use crate::{
    AccountId, Actor, App, EventKind, Refused, Right, SealKey, Session, Unopened,
    known::Known,
    rules::codes::{self, RECOVERY_CODES, SECRET_BYTES, Typed},
    store::{self as sql, second_step::Kept},
    token,
};

/// Why something about a second step is not done.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The password given as the present one is not.
    #[error("the present password is wrong")]
    Password,
    /// The code is wrong, or was used before.
    #[error("the code is wrong, or was used before")]
    Code,
    /// Too many failures: not before this moment.
    #[error("too many attempts: try again after {0}")]
    Locked(Timestamp),
    /// It is not in a state for that.
    #[error("the second step is not in a state for that")]
    State,
    /// The sign-in this code belongs to is over.
    #[error("the sign-in is over: begin again")]
    Over,
    /// This server has no key to keep secrets under, or another than they were kept under.
    #[error("this server can't open what was kept")]
    NoKey,
    /// Nobody has this name.
    #[error("there is no account {0}")]
    Unknown(String),
    /// Whoever asks may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<Unopened> for StepError {
    fn from(_: Unopened) -> Self {
        Self::NoKey
    }
}

impl From<SignInError> for StepError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Wrong | SignInError::CodeNeeded(_) => Self::Password,
            SignInError::Locked(until) => Self::Locked(until),
            SignInError::Store(error) => Self::Store(error),
        }
    }
}

fn key(app: &App) -> Result<&SealKey, StepError> {
    app.settings.seal.as_ref().ok_or(StepError::NoKey)
}

pub(super) fn owner(session: &Session) -> Result<AccountId, StepError> {
    session.actor.id().ok_or(StepError::State)
}

/// Makes a secret for somebody who gave their password again. It is on once a code of it was
/// given.
#[boxed]
pub async fn begin_second_step(
    app: &App,
    session: &Session,
    present: &str,
) -> Result<(), StepError> {
    let (account, key) = (owner(session)?, key(app)?);
    super::account::confirm(app, session, present).await?;
    let sealed =
        key.seal(app.clock.chance(), account.0, &app.clock.chance().bytes::<SECRET_BYTES>());
    let mut tx = app.db.write().await?;
    if sql::second_step::begin(&mut tx, account, sealed, app.clock.now()).await? == 0 {
        return Err(StepError::State);
    }
    tx.commit().await?;
    Ok(())
}

/// The secret of a step that was begun: shown to its owner until it is on, never after.
#[boxed]
pub async fn begun_secret(
    app: &App,
    tx: &mut Tx,
    session: &Session,
) -> Result<Option<Vec<u8>>, StepError> {
    let account = owner(session)?;
    match sql::second_step::of(tx, account).await? {
        Some(Kept { sealed, confirmed_at: None }) => Ok(Some(key(app)?.open(account.0, &sealed)?)),
        _ => Ok(None),
    }
}

/// Turns it on with a first code. Returns codes to recover with, this once; other sessions end.
#[boxed]
pub async fn confirm_second_step(
    app: &App,
    session: &Session,
    code: &str,
) -> Result<Vec<String>, StepError> {
    let (account, now) = (owner(session)?, app.clock.now());
    let mut tx = app.db.write().await?;
    let kept = sql::second_step::of(&mut tx, account).await?;
    let kept = kept.filter(|kept| kept.confirmed_at.is_none()).ok_or(StepError::State)?;
    let secret = key(app)?.open(account.0, &kept.sealed)?;
    let step = match codes::typed(code) {
        Some(Typed::Shown(code)) => codes::step_of(&secret, &code, now),
        _ => None,
    };
    sql::second_step::confirm(&mut tx, account, now, step.ok_or(StepError::Code)?).await?;
    let codes = new_codes(app, &mut tx, account).await?;
    sql::session::delete_all(&mut tx, account, Some(session.id)).await?;
    note(app, &mut tx, account, session.actor.name(), EventKind::StepOn).await?;
    tx.commit().await?;
    app.sessions.forget_account(account);
    Ok(codes)
}

async fn new_codes(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
) -> Result<Vec<String>, store::Error> {
    let codes: Vec<String> = {
        let chance = app.clock.chance();
        (0..RECOVERY_CODES).map(|_| token::recovery_code(chance)).collect()
    };
    let hash = |code: &String| codes::recovery_hash(account.0, &code.replace('-', ""));
    let hashes: Vec<[u8; 32]> = codes.iter().map(hash).collect();
    sql::second_step::set_codes(tx, account, &hashes).await?;
    Ok(codes)
}

/// Forgets a secret that is not on yet.
#[boxed]
pub async fn drop_second_step(app: &App, session: &Session) -> Result<(), StepError> {
    let account = owner(session)?;
    let mut tx = app.db.write().await?;
    let kept = sql::second_step::of(&mut tx, account).await?;
    if kept.is_some_and(|kept| kept.confirmed_at.is_none()) {
        sql::second_step::forget(&mut tx, account).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Turns it off, for who gives password and code again.
#[boxed]
pub async fn end_second_step(
    app: &App,
    session: &Session,
    present: &str,
    code: &str,
) -> Result<(), StepError> {
    // Wrong codes are counted as wrong passwords are.
    let (account, attempt) = super::account::prove(app, session, present).await?;
    let name = session.actor.name();
    let mut tx = app.db.write().await?;
    check_code(app, &mut tx, account, code).await?;
    sql::attempt::succeed(&mut tx, attempt).await?;
    sql::second_step::forget(&mut tx, account).await?;
    note(app, &mut tx, account, name, EventKind::StepOff).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) fn place(session: &Session) -> Place {
    Place::Own(format!("session {}", session.id))
}

/// Makes new codes to recover with, in place of the old, for who gives password and code again: with
/// a new one the second step is passed. Returns them this once.
#[boxed]
pub async fn renew_recovery_codes(
    app: &App,
    session: &Session,
    present: &str,
    code: &str,
) -> Result<Vec<String>, StepError> {
    let (account, attempt) = super::account::prove(app, session, present).await?;
    let mut tx = app.db.write().await?;
    let kept = sql::second_step::of(&mut tx, account).await?;
    if kept.is_none_or(|kept| kept.confirmed_at.is_none()) {
        return Err(StepError::State);
    }
    check_code(app, &mut tx, account, code).await?;
    sql::attempt::succeed(&mut tx, attempt).await?;
    let codes = new_codes(app, &mut tx, account).await?;
    note(app, &mut tx, account, session.actor.name(), EventKind::CodesNew).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Takes the second step from an account that lost it. Its sessions end.
#[boxed]
pub async fn take_second_step(app: &App, actor: &Actor, name: &str) -> Result<(), StepError> {
    actor.require(Right::Accounts)?;
    let mut tx = app.db.write().await?;
    let account = sql::account::by_name(&mut tx, name).await?;
    let account = account.ok_or_else(|| StepError::Unknown(name.to_owned()))?.id;
    if sql::second_step::forget(&mut tx, account).await? == 0 {
        return Err(StepError::State);
    }
    sql::session::delete_all(&mut tx, account, None).await?;
    note(app, &mut tx, account, actor.name(), EventKind::StepTaken).await?;
    tx.commit().await?;
    app.sessions.forget_account(account);
    tracing::info!(by = actor.name(), name, "second step taken off");
    Ok(())
}

/// Somebody at the door whose password was right.
#[derive(Clone, Copy, Debug)]
pub struct EnterCode<'a> {
    /// What their browser keeps since the password was right.
    pub token: &'a str,
    /// The code given.
    pub code: &'a str,
    /// Where it comes from.
    pub address: &'a str,
    /// What the browser says it is.
    pub agent: &'a str,
}

/// Begins a session for whose code is right, too, in a browser that is known or not.
#[boxed]
pub(crate) async fn enter_code(
    app: &App,
    who: &EnterCode<'_>,
    known: Option<&Known>,
) -> Result<Started, StepError> {
    let hash = token::hash(who.token).ok_or(StepError::Over)?;
    let mut tx = app.db.read().await?;
    let owing = sql::second_step::waiting(&mut tx, hash, app.clock.now()).await?;
    drop(tx);
    let name = owing.ok_or(StepError::Over)?.name;
    let place = Place::of(known.filter(|known| knows(app, known, &name)), who.address);
    let attempt = knock(app, &token::name_key(&name), &place).await?;
    let mut tx = app.db.write().await?;
    // Meanwhile another may have been quicker, the account closed, its password changed.
    let waiting = sql::second_step::waiting(&mut tx, hash, app.clock.now()).await?;
    let waiting = waiting.ok_or(StepError::Over)?;
    check_code(app, &mut tx, waiting.account, who.code).await?;
    sql::second_step::done_waiting(&mut tx, hash).await?;
    // The right password and the right code are among the failed ones still.
    let was_shut = tell_if_shut(app, &mut tx, (waiting.account, &name), 2).await?;
    sql::attempt::succeed(&mut tx, waiting.attempt).await?;
    sql::attempt::succeed(&mut tx, attempt).await?;
    let started = start(app, &mut tx, waiting.account, (who.address, who.agent)).await?;
    tx.commit().await?;
    Ok(Started { was_shut, ..started })
}

/// Whether somebody with this token still owes a code.
#[boxed]
pub async fn owes_code(app: &App, token: &str) -> Result<bool, store::Error> {
    let Some(hash) = token::hash(token) else { return Ok(false) };
    let mut tx = app.db.read().await?;
    Ok(sql::second_step::waiting(&mut tx, hash, app.clock.now()).await?.is_some())
}

/// Takes a code, each once.
pub(super) async fn check_code(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    code: &str,
) -> Result<(), StepError> {
    let now = app.clock.now();
    let kept = sql::second_step::of(tx, account).await?;
    let kept = kept.filter(|kept| kept.confirmed_at.is_some()).ok_or(StepError::State)?;
    let taken = match codes::typed(code) {
        Some(Typed::Shown(code)) => {
            let secret = key(app)?.open(account.0, &kept.sealed)?;
            match codes::step_of(&secret, &code, now) {
                Some(step) => sql::second_step::take(tx, account, step).await?,
                None => 0,
            }
        }
        Some(Typed::Recovery(code)) => {
            let hash = codes::recovery_hash(account.0, &code);
            let used = sql::second_step::use_code(tx, account, hash, now).await?;
            if used > 0 {
                let by = sql::account::by_id(tx, account).await?;
                let by = by.map(|account| account.name).unwrap_or_default();
                note(app, tx, account, &by, EventKind::CodeUsed).await?;
            }
            used
        }
        None => 0,
    };
    if taken > 0 { Ok(()) } else { Err(StepError::Code) }
}

/// Notes what was done to the ways into an account.
pub(super) async fn note(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    by: &str,
    kind: EventKind,
) -> Result<(), store::Error> {
    sql::event::insert(tx, app.ids.next(), app.clock.now(), account, Some(by), kind).await
}
