//! What the room keeps for itself while the program runs.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use kernel::{Clock, IdSource};
use store::Db;
use subtle::ConstantTimeEq as _;

use crate::{
    acts::{Seen, Sender, Writer, keys_hash},
    model::AccessKey,
    rate::Rates,
    store::key,
    turns::Turns,
};

/// How large a request may be, and an answer.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Bytes of a request to the statements, attachments included.
    pub statements: usize,
    /// Bytes of a document.
    pub document: usize,
    /// Bytes of a page of statements that is asked for, attachments included: it ends before it
    /// has more, but never before its first statement.
    pub page: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { statements: 32 * 1024 * 1024, document: 16 * 1024 * 1024, page: 16 * 1024 * 1024 }
    }
}

impl Sizes {
    fn largest(self) -> usize {
        self.statements.max(self.document)
    }
}

/// The state of the store in one process.
#[derive(Debug)]
pub struct Room {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Ids for statements that come without.
    pub ids: IdSource,
    /// How large a request may be, and an answer.
    pub sizes: Sizes,
    /// Who stores statements.
    pub writer: Writer,
    /// What was brought before.
    pub seen: Arc<Seen>,
    pub(crate) rates: Rates,
    pub(crate) turns: Turns,
    /// Of those who send before it is known who they are, as the alternate syntax does: nobody with
    /// a key waits for them.
    pub(crate) strangers: Turns,
    /// Of those who read: they wait for nobody who sends slowly.
    pub(crate) readers: Turns,
    keys: RwLock<HashMap<String, Known>>,
    home_page: String,
}

#[derive(Clone, Debug)]
struct Known {
    client: Arc<Client>,
    secret_hash: Vec<u8>,
    read_at: Instant,
}

/// Who asks: a key that is good, and how it writes.
#[derive(Debug)]
pub struct Client {
    /// The key.
    pub key: AccessKey,
    /// How it writes.
    pub sender: Sender,
}

/// A key that another process revoked is refused after this time at the latest.
const TRUST: Duration = Duration::from_secs(1);
/// More keys than this at one time, and everything is read again.
const MOST: usize = 10_000;
/// The home page of the accounts that stand as authorities, where the office gives no address.
const HOME_PAGE: &str = "http://nhanluc.localhost/xapi";

impl Room {
    /// The store of a database. `public_url`: the address people use.
    pub fn new(db: Db, clock: Clock, public_url: Option<&str>) -> Self {
        let seen = Arc::new(Seen::default());
        let home_page = public_url.map_or_else(
            || HOME_PAGE.to_owned(),
            |url| format!("{}/xapi", url.trim_end_matches('/')),
        );
        Self {
            writer: Writer::new(db.clone(), clock.clone(), Arc::clone(&seen)),
            ids: IdSource::new(clock.clone()),
            sizes: Sizes::default(),
            rates: Rates::default(),
            turns: Turns::of(Sizes::default().largest()),
            strangers: Turns::of(Sizes::default().largest()),
            readers: Turns::of(Sizes::default().largest()),
            keys: RwLock::default(),
            db,
            clock,
            seen,
            home_page,
        }
    }

    /// Other limits of size.
    #[must_use]
    pub fn sizes(mut self, sizes: Sizes) -> Self {
        self.sizes = sizes;
        self.turns = Turns::of(sizes.largest());
        self.strangers = Turns::of(sizes.largest());
        self.readers = Turns::of(sizes.largest());
        self
    }

    /// Other parts of the indexes, of so many statements each.
    #[must_use]
    pub fn parts(mut self, statements: usize) -> Self {
        self.writer = Writer::new(self.db.clone(), self.clock.clone(), Arc::clone(&self.seen))
            .parts(statements);
        self
    }

    /// The home page of the accounts that stand as authorities.
    pub fn home_page(&self) -> &str {
        &self.home_page
    }

    /// How a key writes.
    pub fn client(&self, key: AccessKey) -> Client {
        let authority = key.authority(&self.home_page);
        let sender = Sender::new(key.tenant, &authority, key.scopes.may_define());
        Client { key, sender }
    }

    /// Who sends this key and secret; `None` where they are not good.
    pub(crate) async fn find(
        &self,
        name: &str,
        secret: &str,
    ) -> Result<Option<Arc<Client>>, store::Error> {
        let known = {
            let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
            keys.get(name).filter(|known| known.read_at.elapsed() < TRUST).cloned()
        };
        let known = match known {
            Some(known) => Some(known),
            None => self.read(name).await?,
        };
        let Some(known) = known else { return Ok(None) };
        let good: bool = keys_hash(secret).as_slice().ct_eq(&known.secret_hash).into();
        Ok((good && known.client.key.revoked_at.is_none()).then_some(known.client))
    }

    async fn read(&self, name: &str) -> Result<Option<Known>, store::Error> {
        if name.len() > 200 || name.contains('\0') {
            return Ok(None);
        }
        let found = key::by_key(&mut self.db.read().await?, name).await?;
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        let Some((key, secret_hash)) = found else {
            keys.remove(name);
            return Ok(None);
        };
        let client = Arc::new(self.client(key));
        let known = Known { client, secret_hash, read_at: Instant::now() };
        if keys.len() >= MOST {
            keys.clear();
        }
        keys.insert(name.to_owned(), known.clone());
        Ok(Some(known))
    }

    /// Forgets a key that was revoked.
    pub fn forget(&self, name: &str) {
        self.keys.write().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}
