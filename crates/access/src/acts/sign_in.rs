use kernel::{Timestamp, Uuid};
use store::{Tx, boxed};

use crate::{
    AccountId, App, EventKind, FailedSignIn, SessionId,
    known::Known,
    rules,
    store::{self as sql, attempt::Of, session::New},
    token,
};

/// Someone at the door.
#[derive(Clone, Copy, Debug)]
pub struct SignIn<'a> {
    /// The name given.
    pub name: &'a str,
    /// The password given.
    pub password: &'a str,
    /// Where it comes from.
    pub address: &'a str,
    /// What the browser says it is.
    pub agent: &'a str,
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct Started {
    /// What the browser keeps, and nobody else.
    pub token: String,
    /// Its id.
    pub id: SessionId,
    /// The name of its account.
    pub name: String,
    /// When it ends however much it is used.
    pub expires_at: Timestamp,
    /// Whether the door was shut before, because somebody had tried too often.
    pub was_shut: bool,
}

/// Somebody whose password was right: what their browser keeps until they have given a code.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// What the browser keeps, and nobody else.
    pub token: String,
    /// When it is too late.
    pub expires_at: Timestamp,
}

/// Why the door stays shut.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such name, or not its password. Never says which.
    #[error("the name or the password is wrong")]
    Wrong,
    /// The password is right; a code is needed as well.
    #[error("a code is needed as well")]
    CodeNeeded(Waiting),
    /// Too many failures: not before this moment.
    #[error("too many attempts: try again after {0}")]
    Locked(Timestamp),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

const AGENT_CHARS: usize = 200;
/// A door that is shut is noted once in so long, for each network.
const ONE_SHUT_DOOR: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);
const KEEP_ATTEMPTS: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// Begins a session, always a new one; where a second step is on, asks for its code first.
#[boxed]
pub async fn sign_in(app: &App, who: &SignIn<'_>) -> Result<Started, SignInError> {
    sign_in_from(app, who, None).await
}

/// The same, from a browser that is known or not.
#[boxed]
pub(crate) async fn sign_in_from(
    app: &App,
    who: &SignIn<'_>,
    known: Option<&Known>,
) -> Result<Started, SignInError> {
    let name = rules::account_name(who.name);
    // Whatever can't be a name is counted too, as given.
    let key = token::name_key(name.as_deref().unwrap_or(who.name));
    let known = known.filter(|known| knows(app, known, name.as_deref().unwrap_or_default()));
    let knocked = knock(app, &key, &Place::of(known, who.address)).await;

    let mut tx = app.db.read().await?;
    let kept = match &name {
        Some(name) => sql::account::credentials(&mut tx, name).await?,
        None => None,
    };
    drop(tx);
    // Whose name it is is kept only where somebody bears it: it may be a password.
    let named = name.as_deref().filter(|_| kept.is_some());
    let attempt = match knocked {
        Err(SignInError::Locked(until)) => {
            failed(app, named, who.address, true).await?;
            return Err(SignInError::Locked(until));
        }
        other => other?,
    };
    let right = app.hasher.verify(who.password, kept.as_ref().map(|(_, hash)| hash.as_str())).await;
    match kept {
        Some((account, hash)) if right => begin(app, who, account, &hash, attempt).await,
        _ => {
            failed(app, named, who.address, false).await?;
            Err(SignInError::Wrong)
        }
    }
}

/// Notes a sign-in that failed, for whoever looks after accounts.
async fn failed(
    app: &App,
    name: Option<&str>,
    address: &str,
    locked: bool,
) -> Result<(), store::Error> {
    let now = app.clock.now();
    let network = network(address);
    let mut tx = app.db.write().await?;
    let since = rules::earlier(now, ONE_SHUT_DOOR);
    if locked && sql::failed::locked_since(&mut tx, &network, since).await? {
        return Ok(());
    }
    let it = FailedSignIn { at: now, account_name: name.map(str::to_owned), network, locked };
    sql::failed::insert(&mut tx, app.ids.next(), &it).await?;
    tx.commit().await
}

/// An address without its end: which network it was is told, not which machine.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(std::net::IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        _ => address.to_owned(),
    }
}

/// Whether an account was signed in with in this browser before.
pub(super) fn knows(app: &App, known: &Known, name: &str) -> bool {
    app.settings.seal.as_ref().is_some_and(|key| known.knows(key, name))
}

/// Where somebody who knocks is.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// At an address, where anybody may be.
    Address(String),
    /// In a browser, or a session, that is the account's own: only what fails there counts.
    Own(String),
}

impl Place {
    pub(super) fn of(known: Option<&Known>, address: &str) -> Self {
        known.map_or_else(|| Self::Address(address.to_owned()), |known| Self::Own(known.place()))
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::Address(name) | Self::Own(name) => name,
        }
    }
}

/// Counts the attempt as failed before the password is looked at, so that many at once can't
/// slip past the limit together.
pub(super) async fn knock(app: &App, key: &str, place: &Place) -> Result<Uuid, SignInError> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    sql::attempt::lock(&mut tx).await?;
    if let Some(until) = locked(&mut tx, key, place, now).await? {
        return Err(SignInError::Locked(until));
    }
    let id = app.ids.next();
    sql::attempt::forget_before(&mut tx, rules::earlier(now, KEEP_ATTEMPTS)).await?;
    sql::attempt::insert(&mut tx, id, key, place.name(), now).await?;
    tx.commit().await?;
    Ok(id)
}

async fn locked(
    tx: &mut Tx,
    key: &str,
    place: &Place,
    now: Timestamp,
) -> Result<Option<Timestamp>, store::Error> {
    let since = rules::earlier(now, rules::WINDOW);
    let mut until = None;
    let address = Some(place.name());
    let limits = [
        (Of { name_key: Some(key), address }, rules::PER_PAIR),
        (Of { name_key: None, address }, rules::PER_ADDRESS),
        (Of { name_key: Some(key), address: None }, rules::PER_ACCOUNT),
    ];
    // What strangers got wrong does not shut out whose account it is.
    let asked = match place {
        Place::Address(_) => &limits[..],
        Place::Own(_) => &limits[..2],
    };
    for &(of, most) in asked {
        let deciding = sql::attempt::nth_failure(tx, of, since, most).await?;
        until = until.max(rules::locked_until(deciding));
    }
    Ok(until)
}

/// What follows a right password.
async fn begin(
    app: &App,
    who: &SignIn<'_>,
    account: AccountId,
    checked: &str,
    attempt: Uuid,
) -> Result<Started, SignInError> {
    let mut tx = app.db.write().await?;
    // The password may have been changed, or the account closed, while we were hashing.
    let name = rules::account_name(who.name).unwrap_or_default();
    let still = sql::account::credentials(&mut tx, &name).await?;
    if still.is_none_or(|(id, hash)| id != account || hash != checked) {
        return Err(SignInError::Wrong);
    }
    let step = sql::second_step::of(&mut tx, account).await?;
    if step.is_some_and(|step| step.confirmed_at.is_some()) {
        // The attempt stays a failed one until the code was right: whoever knows the password
        // alone must not have the count of wrong codes begin anew.
        let waiting = wait(app, &mut tx, (account, checked, attempt)).await?;
        tx.commit().await?;
        return Err(SignInError::CodeNeeded(waiting));
    }
    // This attempt itself is among the failed ones still.
    let was_shut = tell_if_shut(app, &mut tx, (account, &name), 1).await?;
    sql::attempt::succeed(&mut tx, attempt).await?;
    let started = start(app, &mut tx, account, (who.address, who.agent)).await?;
    tx.commit().await?;
    Ok(Started { was_shut, ..started })
}

/// Notes for its owner that so many tried to guess an account's password that the door was shut:
/// at the next sign-in, since what is written at the door would tell which accounts there are.
/// `own` of the failures are the owner's, who is just coming in.
pub(super) async fn tell_if_shut(
    app: &App,
    tx: &mut Tx,
    (account, name): (AccountId, &str),
    own: i64,
) -> Result<bool, store::Error> {
    let key = token::name_key(name);
    let of = Of { name_key: Some(&key), address: None };
    let since = rules::earlier(app.clock.now(), KEEP_ATTEMPTS);
    if sql::attempt::nth_failure(tx, of, since, rules::PER_PAIR + own).await?.is_none() {
        return Ok(false);
    }
    // When the last of the others tried, not when its owner came in and was told.
    let last = sql::attempt::nth_failure(tx, of, since, 1 + own).await?;
    let (id, at) = (app.ids.next(), last.unwrap_or_else(|| app.clock.now()));
    sql::event::insert(tx, id, at, account, None, EventKind::DoorShut).await?;
    Ok(true)
}

async fn wait(
    app: &App,
    tx: &mut Tx,
    of: (AccountId, &str, Uuid),
) -> Result<Waiting, store::Error> {
    let now = app.clock.now();
    let waiting = Waiting {
        token: token::random(app.clock.chance()),
        expires_at: rules::later(now, rules::CODE_WAIT),
    };
    let hash = token::hash(&waiting.token).expect("a token of ours has its shape");
    sql::second_step::wait(tx, hash, of, (now, waiting.expires_at)).await?;
    Ok(waiting)
}

/// Begins a session of an account, in a transaction that has decided so.
pub(super) async fn start(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    (address, agent): (&str, &str),
) -> Result<Started, store::Error> {
    let now = app.clock.now();
    let name = sql::account::by_id(tx, account).await?.map(|account| account.name);
    let started = Started {
        name: name.unwrap_or_default(),
        id: SessionId(app.ids.next()),
        expires_at: rules::later(now, app.settings.sessions.absolute),
        token: token::random(app.clock.chance()),
        was_shut: false,
    };
    let agent: String = agent.chars().take(AGENT_CHARS).collect();
    sql::session::forget_expired(tx, now).await?;
    let new = New {
        id: started.id,
        hash: token::hash(&started.token).expect("a token of ours has its shape"),
        account,
        at: now,
        expires: started.expires_at,
        address,
        agent: &agent,
    };
    sql::session::insert(tx, &new).await?;
    Ok(started)
}
