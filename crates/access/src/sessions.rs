//! Which session a token is, without asking the database each time.
//!
//! What is kept here is at most [`TRUST`] old, so a session that was ended or a role that was taken
//! by another process is refused after that time at the latest; by this process at once.

use std::{
    collections::HashMap,
    sync::{
        Arc, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};
use store::boxed;

use jiff::SignedDuration;
use kernel::Timestamp;

use crate::{
    Actor, App, Session, SessionId, figures, rules, store as sql,
    store::time,
    token::{self, TokenHash},
};

const TRUST: SignedDuration = SignedDuration::from_secs(5);
/// More browsers than this at one time, and everything is read again.
const MOST: usize = 20_000;

#[derive(Debug, Default)]
pub(crate) struct Sessions(RwLock<HashMap<TokenHash, Known>>);

#[derive(Clone, Debug)]
struct Known {
    session: Arc<Session>,
    read_at: Timestamp,
    /// Last use as this process knows it: the database is told once a minute.
    used: Arc<AtomicI64>,
}

impl Sessions {
    fn get(&self, hash: &TokenHash) -> Option<Known> {
        // A thread that panicked while it held the lock left a map that is still whole.
        let map = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        map.get(hash).cloned()
    }

    fn put(&self, hash: TokenHash, known: Known) {
        let mut map = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if map.len() >= MOST {
            map.clear();
        }
        map.insert(hash, known);
    }

    fn retain(&self, keep: impl Fn(&Session) -> bool) {
        let mut map = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        map.retain(|_, known| keep(&known.session));
    }

    /// Forgets a session that was ended.
    pub(crate) fn forget(&self, id: SessionId) {
        self.retain(|s| s.id != id);
    }

    /// Has every session read again: what somebody may do has changed.
    pub(crate) fn forget_powers(&self) {
        let mut map = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        map.values_mut().for_each(|known| known.read_at = Timestamp::MIN);
    }

    /// Forgets every session of an account.
    pub(crate) fn forget_account(&self, account: crate::AccountId) {
        self.retain(|s| s.actor.id() != Some(account));
    }
}

/// The session of a token, if it is good now; its use is noted.
pub(crate) async fn find(app: &App, token: &str) -> Result<Option<Arc<Session>>, ledger::Error> {
    let Some(hash) = token::hash(token) else { return Ok(None) };
    let now = app.clock.now();
    let before = app.sessions.get(&hash);
    let known = match before {
        // A clock set back must not prolong anything.
        Some(k) if k.read_at <= now && now < rules::later(k.read_at, TRUST) => k,
        before => match read(app, token, now, before).await? {
            Some(known) => {
                app.sessions.put(hash, known.clone());
                known
            }
            None => return Ok(None),
        },
    };
    let used = time(known.used.load(Ordering::Relaxed));
    if !rules::is_alive(&app.settings.sessions, now, used, known.session.expires_at) {
        return Ok(None);
    }
    note_use(app, &known, used, now);
    Ok(Some(known.session))
}

/// Who a token is, if its session is good now: for what answers without a page.
#[boxed]
pub async fn actor_of(app: &App, token: &str) -> Result<Option<Actor>, ledger::Error> {
    Ok(find(app, token).await?.map(|session| session.actor.clone()))
}

async fn read(
    app: &App,
    token: &str,
    now: Timestamp,
    before: Option<Known>,
) -> Result<Option<Known>, ledger::Error> {
    let mut tx = app.db.read().await?;
    let Some(mut session) = sql::session::by_token(&mut tx, token).await? else {
        if let Some(known) = before {
            app.sessions.forget(known.session.id);
        }
        return Ok(None);
    };
    if let Some(account) = session.actor.id() {
        let powers = figures::powers(app, &mut tx, account).await?;
        session.actor = Actor::account(account, session.actor.name(), powers);
    }
    let used = before.map_or_else(Arc::default, |known| known.used);
    used.fetch_max(session.last_seen_at.as_microsecond(), Ordering::Relaxed);
    Ok(Some(Known { session: Arc::new(session), read_at: now, used }))
}

/// At most once a minute, and never in the way of the page: a writer at work may take seconds.
fn note_use(app: &App, known: &Known, used: Timestamp, now: Timestamp) {
    if now < rules::later(used, rules::TOUCH_EVERY) {
        return;
    }
    let (old, new) = (used.as_microsecond(), now.as_microsecond());
    let first = known.used.compare_exchange(old, new, Ordering::Relaxed, Ordering::Relaxed);
    if first.is_err() {
        return;
    }
    let (app, id) = (app.clone(), known.session.id);
    tokio::spawn(async move {
        if let Err(error) = write_use(&app, id, now).await {
            tracing::warn!(%error, "the use of a session could not be noted");
        }
    });
}

async fn write_use(app: &App, id: SessionId, at: Timestamp) -> Result<(), store::Error> {
    let mut tx = app.db.write().await?;
    sql::session::touch(&mut tx, id, at).await?;
    tx.commit().await
}
