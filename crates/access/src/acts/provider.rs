use sha2::{Digest as _, Sha256};
use store::boxed;

use super::{
    second_step::{StepError, note, owner},
    sign_in::{Place, Started, knock, start},
};
use crate::{
    AccountId, Actor, App, EventKind, LinkId, ProviderError, Right, Session,
    known::Known,
    provider::Provider,
    rules::{self, oidc::LONGEST_SUBJECT},
    store::{self as sql, provider::Visit},
    token,
};

/// What attempts with the provider are counted under.
const KEY: &str = "provider";
/// Longest address one comes back to.
const LONGEST_BACK: usize = 2_000;

/// Why somebody the provider knows does not come in, or is not linked.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// There is no provider.
    #[error("there is no provider")]
    None,
    /// The way there and back is over, or was another browser's.
    #[error("the visit is over")]
    Over,
    /// The provider's word is not had.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Nobody here is whom the provider knows.
    #[error("nobody is linked to whom the provider knows")]
    Unknown {
        /// Whom the provider knows.
        subject: String,
    },
    /// Whom the provider knows is linked already.
    #[error("linked already")]
    Linked,
    /// Not a name a provider gives.
    #[error("not a name a provider gives")]
    Subject,
    /// As about a second step: password, too many attempts, the database.
    #[error(transparent)]
    Step(#[from] StepError),
}

impl From<store::Error> for LinkError {
    fn from(error: store::Error) -> Self {
        Self::Step(error.into())
    }
}

fn provider(app: &App) -> Result<&Provider, LinkError> {
    app.provider.as_ref().ok_or(LinkError::None)
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Where somebody is sent to sign in at the provider. `browser` tells this browser from others,
/// `address` is where it is, `here` is where the provider sends them back.
#[boxed]
pub(crate) async fn visit_provider(
    app: &App,
    (browser, address, known): (&str, &str, Option<&Known>),
    here: &str,
    back: &str,
) -> Result<String, LinkError> {
    visit(app, (browser, Place::of(known, address).name()), here, back, None).await
}

/// Where somebody who gave their password again is sent, to have whom the provider knows linked
/// to their account.
#[boxed]
pub async fn visit_to_link(
    app: &App,
    session: &Session,
    present: &str,
    here: &str,
) -> Result<String, LinkError> {
    let account = owner(session)?;
    super::account::confirm(app, session, present).await.map_err(StepError::from)?;
    // Whoever gave a password is counted by themself.
    visit(app, (&session.csrf, &account.0.to_string()), here, "", Some(account)).await
}

async fn visit(
    app: &App,
    (browser, address): (&str, &str),
    here: &str,
    back: &str,
    account: Option<AccountId>,
) -> Result<String, LinkError> {
    let provider = provider(app)?;
    let chance = app.clock.chance();
    let state = token::random(chance);
    let back = if back.len() <= LONGEST_BACK { back } else { "/" }.to_owned();
    let visit =
        Visit { nonce: token::random(chance), verifier: token::random(chance), account, back };
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    // Every visit is kept, and the provider may be asked: one address may have so many open.
    sql::attempt::lock(&mut tx).await?;
    let most = rules::STARTS_PER_ADDRESS;
    if let Some(until) = sql::provider::nth_open(&mut tx, address, now, most).await? {
        return Err(StepError::Locked(until).into());
    }
    let over = rules::later(now, rules::VISIT);
    let ids = (hash(&state), hash(browser));
    sql::provider::begin(&mut tx, ids, &visit, address, over).await?;
    tx.commit().await?;
    Ok(provider.address(here, &state, &visit.nonce, &visit.verifier).await?)
}

/// Somebody who comes back from the provider.
#[derive(Clone, Copy, Debug)]
pub struct Return<'a> {
    /// What tells their browser from others.
    pub browser: &'a str,
    /// Who is signed in there.
    pub session: Option<&'a Session>,
    /// Which visit.
    pub state: &'a str,
    /// What the provider gave them, unless it refused.
    pub code: Option<&'a str>,
    /// Which provider says so.
    pub issuer: Option<&'a str>,
    /// Where they were sent back to.
    pub here: &'a str,
    /// Where it comes from.
    pub address: &'a str,
    /// What the browser says it is.
    pub agent: &'a str,
}

/// What a visit came to.
#[derive(Clone, Debug)]
pub enum Returned {
    /// A session began; where they wanted to go.
    Started(Started, String),
    /// Whom the provider knows is linked to the account now.
    Linked,
}

/// Ends a visit: begins a session for whose account is linked, or links. It never makes an account
/// and never links by itself.
#[boxed]
pub(crate) async fn return_from_provider(
    app: &App,
    who: &Return<'_>,
    known: Option<&Known>,
) -> Result<Returned, LinkError> {
    let provider = provider(app)?;
    // What was never begun here is no failure of anybody: any page of the web can have a browser
    // look at this address, and would shut out all who come from where it is.
    let mut tx = app.db.write().await?;
    let ids = (hash(who.state), hash(who.browser));
    let visit = sql::provider::end(&mut tx, ids, app.clock.now()).await?.ok_or(LinkError::Over)?;
    tx.commit().await?;
    let key = token::name_key(&format!("{KEY} {}", who.browser));
    let place = Place::of(known, who.address);
    let attempt = knock(app, &key, &place).await.map_err(StepError::from)?;
    let code = who.code.ok_or(LinkError::Over)?;
    if !provider.is_from_here(who.issuer).await? {
        return Err(LinkError::Over);
    }
    let (secrets, now) = ((&visit.nonce[..], &visit.verifier[..]), app.clock.now().as_second());
    let subject = provider.subject(code, who.here, secrets, now).await?;
    let issuer = &provider.settings.issuer;
    let mut tx = app.db.write().await?;
    sql::attempt::forget(&mut tx, attempt).await?;
    if let Some(account) = visit.account {
        // Whoever began it must still be who sits there.
        let session = who.session.filter(|session| session.actor.id() == Some(account));
        let by = session.ok_or(LinkError::Over)?.actor.name().to_owned();
        link(app, &mut tx, account, (issuer, &subject), &by).await?;
        tx.commit().await?;
        return Ok(Returned::Linked);
    }
    let known = sql::provider::owner(&mut tx, (issuer, &subject)).await?;
    let Some((link, account)) = known else {
        tx.commit().await?;
        tracing::info!(subject, "somebody the provider knows is linked to no account");
        return Err(LinkError::Unknown { subject });
    };
    sql::provider::used(&mut tx, link, app.clock.now()).await?;
    let started = start(app, &mut tx, account, (who.address, who.agent)).await?;
    tx.commit().await?;
    Ok(Returned::Started(started, visit.back))
}

async fn link(
    app: &App,
    tx: &mut store::Tx,
    account: AccountId,
    whom: (&str, &str),
    by: &str,
) -> Result<(), LinkError> {
    let (id, now) = (LinkId(app.ids.next()), app.clock.now());
    if sql::provider::insert(tx, id, account, whom, (by, now)).await? == 0 {
        return Err(LinkError::Linked);
    }
    note(app, tx, account, by, EventKind::LinkAdded).await?;
    Ok(())
}

/// Links whom the provider knows to an account, by whoever keeps accounts.
#[boxed]
pub async fn link_account(
    app: &App,
    actor: &Actor,
    name: &str,
    subject: &str,
) -> Result<(), LinkError> {
    actor.require(Right::Accounts).map_err(StepError::from)?;
    let issuer = &provider(app)?.settings.issuer;
    let subject = subject.trim();
    let sound = !subject.is_empty() && !subject.chars().any(char::is_control);
    if !sound || subject.len() > LONGEST_SUBJECT {
        return Err(LinkError::Subject);
    }
    let mut tx = app.db.write().await?;
    let account = sql::account::by_name(&mut tx, name).await?;
    let account = account.ok_or_else(|| StepError::Unknown(name.to_owned()))?.id;
    link(app, &mut tx, account, (issuer, subject), actor.name()).await?;
    tx.commit().await?;
    tracing::info!(by = actor.name(), name, "linked to whom the provider knows");
    Ok(())
}

/// Removes a link of one's own. `false` where there is no such.
#[boxed]
pub async fn unlink(app: &App, session: &Session, id: LinkId) -> Result<bool, LinkError> {
    remove(app, owner(session)?, session.actor.name(), id).await
}

/// Removes a link of an account, by whoever keeps accounts.
#[boxed]
pub async fn unlink_account(
    app: &App,
    actor: &Actor,
    name: &str,
    id: LinkId,
) -> Result<bool, LinkError> {
    actor.require(Right::Accounts).map_err(StepError::from)?;
    let mut tx = app.db.read().await?;
    let account = sql::account::by_name(&mut tx, name).await?;
    drop(tx);
    let account = account.ok_or_else(|| StepError::Unknown(name.to_owned()))?.id;
    remove(app, account, actor.name(), id).await
}

async fn remove(app: &App, account: AccountId, by: &str, id: LinkId) -> Result<bool, LinkError> {
    let mut tx = app.db.write().await?;
    if sql::provider::delete(&mut tx, account, id).await? == 0 {
        return Ok(false);
    }
    note(app, &mut tx, account, by, EventKind::LinkRemoved).await?;
    tx.commit().await?;
    Ok(true)
}
