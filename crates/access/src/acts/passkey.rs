use sha2::{Digest as _, Sha256};
use store::{Tx, boxed};

use super::{
    second_step::{StepError, check_code, note, owner},
    sign_in::{Place, Started, knock, start},
};
use crate::{
    AccountId, Actor, App, EventKind, PasskeyId, RelyingParty, Right, Session, Unbelieved,
    known::Known,
    rules::{
        self,
        webauthn::{self, Answer},
    },
    store as sql, token,
};

/// Most passkeys of one account.
const MOST: usize = 20;
/// Longest name of one, in characters.
pub(crate) const LONGEST_NAME: usize = 60;
/// What attempts with passkeys are counted under.
const KEY: &str = "passkey";

/// Why something about a passkey is not done.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// What came is not believed.
    #[error(transparent)]
    Unbelieved(#[from] Unbelieved),
    /// The challenge is over, or was answered before.
    #[error("the challenge is over")]
    Over,
    /// It is known already, or there are too many.
    #[error("it is known already, or there are too many")]
    Known,
    /// As about a second step: password, code, too many attempts, the database.
    #[error(transparent)]
    Step(#[from] StepError),
}

impl From<store::Error> for PasskeyError {
    fn from(error: store::Error) -> Self {
        Self::Step(error.into())
    }
}

/// What a browser is told to make a passkey from.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// What it signs.
    pub challenge: Vec<u8>,
    /// For whom: what it answers with at a sign-in.
    pub handle: Vec<u8>,
    /// Credentials the account has already.
    pub known: Vec<Vec<u8>>,
}

/// What a browser sends at a sign-in.
#[derive(Clone, Copy, Debug)]
pub struct PasskeySignIn<'a> {
    /// Which credential.
    pub credential: &'a [u8],
    /// Client data, as JSON.
    pub client_data: &'a [u8],
    /// Authenticator data.
    pub authenticator: &'a [u8],
    /// The signature.
    pub signature: &'a [u8],
    /// For whom, as the passkey has it.
    pub handle: &'a [u8],
    /// What tells the browser from others.
    pub browser: &'a str,
    /// Where it comes from.
    pub address: &'a str,
    /// What the browser says it is.
    pub agent: &'a str,
}

/// Every start is kept: one address may have so many open.
async fn ask(
    app: &App,
    tx: &mut Tx,
    account: Option<AccountId>,
    address: &str,
) -> Result<Vec<u8>, StepError> {
    let (challenge, now) = (app.clock.chance().bytes::<32>(), app.clock.now());
    sql::attempt::lock(tx).await?;
    let open = sql::passkey::nth_open(tx, address, now, rules::STARTS_PER_ADDRESS).await?;
    if let Some(until) = open {
        return Err(StepError::Locked(until));
    }
    let over = rules::later(now, rules::CODE_WAIT);
    sql::passkey::ask(tx, hash(&challenge), account, address, over).await?;
    Ok(challenge.to_vec())
}

fn hash(challenge: &[u8]) -> [u8; 32] {
    Sha256::digest(challenge).into()
}

/// Takes the challenge an answer speaks of, and for whom it was made: once, however that ends.
async fn take(app: &App, client_data: &[u8]) -> Result<(Vec<u8>, Option<AccountId>), PasskeyError> {
    let challenge = webauthn::challenge(client_data).ok_or(PasskeyError::Over)?;
    let mut tx = app.db.write().await?;
    let taken = sql::passkey::take(&mut tx, hash(&challenge), app.clock.now()).await?;
    tx.commit().await?;
    Ok((challenge, taken.ok_or(PasskeyError::Over)?))
}

/// Begins to make a passkey, for who gives their password again, and a code where a second step
/// is on: a passkey opens without either.
#[boxed]
pub async fn begin_passkey(
    app: &App,
    session: &Session,
    present: &str,
    code: &str,
) -> Result<NewPasskey, PasskeyError> {
    owner(session)?;
    let proven = super::account::prove(app, session, present).await;
    let (account, attempt) = proven.map_err(StepError::from)?;
    let mut tx = app.db.write().await?;
    let step = sql::second_step::of(&mut tx, account).await?;
    if step.is_some_and(|step| step.confirmed_at.is_some()) {
        check_code(app, &mut tx, account, code).await?;
        sql::attempt::succeed(&mut tx, attempt).await?;
    } else {
        sql::attempt::forget(&mut tx, attempt).await?;
    }
    let all = sql::passkey::of_account(&mut tx, account).await?;
    if all.len() >= MOST {
        return Err(PasskeyError::Known);
    }
    // Whoever gave a password is counted by themself.
    let challenge = ask(app, &mut tx, Some(account), &account.0.to_string()).await?;
    tx.commit().await?;
    let known = all.into_iter().map(|passkey| passkey.credential).collect();
    Ok(NewPasskey { challenge, handle: account.0.as_bytes().to_vec(), known })
}

/// Keeps a passkey that a browser made.
#[boxed]
pub async fn add_passkey(
    app: &App,
    session: &Session,
    party: &RelyingParty,
    name: &str,
    (client_data, attestation): (&[u8], &[u8]),
) -> Result<PasskeyId, PasskeyError> {
    let account = owner(session)?;
    let (challenge, of) = take(app, client_data).await?;
    if of != Some(account) {
        return Err(PasskeyError::Over);
    }
    let mut tx = app.db.write().await?;
    let made = webauthn::made(client_data, attestation, &challenge, party)?;
    let id = PasskeyId(app.ids.next());
    let name: String = kernel::folding::squeeze(name).chars().take(LONGEST_NAME).collect();
    let name = if name.is_empty() { party.id.clone() } else { name };
    if sql::passkey::insert(&mut tx, id, account, made, &name, app.clock.now()).await? == 0 {
        return Err(PasskeyError::Known);
    }
    note(app, &mut tx, account, session.actor.name(), EventKind::PasskeyAdded).await?;
    tx.commit().await?;
    Ok(id)
}

/// Removes one of one's own. `false` where there is no such.
#[boxed]
pub async fn remove_passkey(
    app: &App,
    session: &Session,
    id: PasskeyId,
) -> Result<bool, PasskeyError> {
    let account = owner(session)?;
    let mut tx = app.db.write().await?;
    if sql::passkey::delete(&mut tx, account, id).await? == 0 {
        return Ok(false);
    }
    note(app, &mut tx, account, session.actor.name(), EventKind::PasskeyRemoved).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes every passkey from an account. Its sessions end.
#[boxed]
pub async fn take_passkeys(app: &App, actor: &Actor, name: &str) -> Result<u64, PasskeyError> {
    actor.require(Right::Accounts).map_err(StepError::from)?;
    let mut tx = app.db.write().await?;
    let account = sql::account::by_name(&mut tx, name).await?;
    let account = account.ok_or_else(|| StepError::Unknown(name.to_owned()))?.id;
    let taken = sql::passkey::delete_all(&mut tx, account).await?;
    if taken == 0 {
        return Err(StepError::State.into());
    }
    sql::session::delete_all(&mut tx, account, None).await?;
    note(app, &mut tx, account, actor.name(), EventKind::PasskeysTaken).await?;
    tx.commit().await?;
    app.sessions.forget_account(account);
    tracing::info!(by = actor.name(), name, "passkeys taken");
    Ok(taken)
}

/// Begins a sign-in with whatever passkey a browser has for this address. Says nothing of who
/// there is.
#[boxed]
pub(crate) async fn ask_passkey(
    app: &App,
    address: &str,
    known: Option<&Known>,
) -> Result<Vec<u8>, PasskeyError> {
    let mut tx = app.db.write().await?;
    let challenge = ask(app, &mut tx, None, Place::of(known, address).name()).await?;
    tx.commit().await?;
    Ok(challenge)
}

/// Begins a session for the owner of a passkey. It is two proofs in one, the device and what
/// unlocks it, so no code is asked for.
#[boxed]
pub(crate) async fn sign_in_with_passkey(
    app: &App,
    party: &RelyingParty,
    who: &PasskeySignIn<'_>,
    known: Option<&Known>,
) -> Result<Started, PasskeyError> {
    // No name is given: a browser is counted by itself, so that one can't shut out the others who
    // come from its address.
    let key = token::name_key(&format!("{KEY} {}", who.browser));
    let attempt =
        knock(app, &key, &Place::of(known, who.address)).await.map_err(StepError::from)?;
    let (challenge, of) = take(app, who.client_data).await?;
    if of.is_some() {
        return Err(PasskeyError::Over);
    }
    let mut tx = app.db.write().await?;
    let kept = sql::passkey::by_credential(&mut tx, who.credential).await?;
    let kept = kept.filter(|kept| who.handle == kept.account.0.as_bytes());
    let kept = kept.ok_or(Unbelieved::Signature)?;
    let answer = Answer {
        client_data: who.client_data,
        authenticator: who.authenticator,
        signature: who.signature,
    };
    let counter = webauthn::answered(&answer, &challenge, party, &kept.public_key, kept.counter);
    let counter = counter.inspect_err(|why| {
        tracing::warn!(passkey = %kept.id, %why, "a passkey was not believed");
    })?;
    if sql::passkey::used(&mut tx, &kept, counter, app.clock.now()).await? == 0 {
        return Err(Unbelieved::Counter.into());
    }
    sql::attempt::forget(&mut tx, attempt).await?;
    let started = start(app, &mut tx, kept.account, (who.address, who.agent)).await?;
    tx.commit().await?;
    Ok(started)
}
