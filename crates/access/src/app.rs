//! The running application's state.

use std::{
    any::{Any, TypeId, type_name},
    collections::{BTreeSet, HashMap},
    fmt,
    ops::Deref,
    sync::Arc,
};

use kernel::{Clock, IdSource, Uuid};
use store::{Db, Tx, boxed};

use crate::{
    Limits, ProviderSettings, Register, SealKey, Unit, head::HeadCache, password::Hasher,
    provider::Provider, sessions::Sessions,
};

/// What every page takes as axum state. Cheap to clone; reads as [`Running`]:
/// `app.db.read()`, `app.clock.now()`, `app.room::<Cache>()`.
#[derive(Clone, Debug)]
pub struct App(Arc<Running>);

/// The state itself.
pub struct Running {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Ids by that clock.
    pub ids: IdSource,
    /// How this office runs it.
    pub settings: Settings,
    pub(crate) hasher: Hasher,
    pub(crate) sessions: Sessions,
    pub(crate) head: HeadCache,
    pub(crate) provider: Option<Provider>,
    register: Option<Box<dyn Register>>,
    subjects: HashMap<&'static str, SubjectPage>,
    rooms: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
}

/// The address of the page of whoever's data was read.
pub type SubjectPage = fn(Uuid) -> String;

/// How this office runs it.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The address people use, `https://…`; cookies are then only sent over TLS.
    pub public_url: Option<String>,
    /// Whether a proxy stands in front, whose `X-Forwarded-For` tells the address of who asks.
    pub behind_proxy: bool,
    /// How long a session lasts.
    pub sessions: Limits,
    /// The key secrets are kept under; without it no second step can be turned on.
    pub seal: Option<SealKey>,
    /// The organisation's provider of `OpenID` Connect, where people may come from.
    pub provider: Option<ProviderSettings>,
}

impl Settings {
    /// Whether people come over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.get(..8).is_some_and(|s| s.eq_ignore_ascii_case("https://")))
    }
}

impl App {
    /// The state of one process; rooms add theirs before [`Builder::build`].
    pub fn builder(db: Db, clock: Clock) -> Builder {
        let ids = IdSource::new(clock.clone());
        Builder(Running {
            db,
            clock,
            ids,
            settings: Settings::default(),
            hasher: Hasher::new(),
            sessions: Sessions::default(),
            head: HeadCache::default(),
            provider: None,
            register: None,
            subjects: HashMap::new(),
            rooms: HashMap::new(),
        })
    }
}

impl App {
    /// Every unit there is or was, by name; none where there is no register.
    #[boxed]
    pub async fn units(&self, tx: &mut Tx) -> Result<Vec<Unit>, store::Error> {
        match &self.register {
            Some(register) => register.units(self, tx).await,
            None => Ok(Vec::new()),
        }
    }

    /// A unit and all under it.
    pub(crate) async fn under(
        &self,
        tx: &mut Tx,
        unit: Uuid,
    ) -> Result<BTreeSet<Uuid>, store::Error> {
        match &self.register {
            Some(register) => register.under(self, tx, unit).await,
            None => Ok(BTreeSet::from([unit])),
        }
    }

    /// Who bears a personal number.
    pub(crate) async fn bearer(
        &self,
        tx: &mut Tx,
        number: &str,
    ) -> Result<Option<Uuid>, store::Error> {
        match &self.register {
            Some(register) => register.bearer(tx, number).await,
            None => Ok(None),
        }
    }
}

impl Deref for App {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.0
    }
}

impl Running {
    /// What a room keeps for itself: `app.room::<registry::Cache>()`.
    ///
    /// # Panics
    /// When it was not added at the start: the program is wired wrongly.
    #[track_caller]
    pub fn room<T: Send + Sync + 'static>(&self) -> &T {
        self.rooms
            .get(&TypeId::of::<T>())
            .and_then(|kept| kept.downcast_ref())
            .unwrap_or_else(|| panic!("{} was not added to access::App", type_name::<T>()))
    }

    /// Tells that an act was entered: the next page shows its hash at once, rather than soon.
    pub fn acted(&self) {
        self.head.forget();
    }

    /// The page of whoever's data a read of this kind opened.
    pub fn subject_page(&self, kind: &str, subject: Uuid) -> Option<String> {
        self.subjects.get(kind).map(|page| page(subject))
    }

    /// Where a person of the register is shown.
    pub fn person_page(&self, person: Uuid) -> Option<String> {
        self.register.as_ref().map(|register| register.person_page(person))
    }

    /// Where a unit is shown.
    pub fn unit_page(&self, code: &str) -> Option<String> {
        self.register.as_ref().map(|register| register.unit_page(code))
    }

    /// How many passwords were hashed since the start.
    pub fn passwords_hashed(&self) -> u64 {
        self.hasher.done()
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("db", &self.db).finish_non_exhaustive()
    }
}

/// Puts the state together at the start.
#[derive(Debug)]
pub struct Builder(Running);

impl Builder {
    /// How this office runs it.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.0.provider = settings.provider.clone().map(Provider::new);
        self.0.settings = settings;
        self
    }

    /// Adds what a room keeps for itself, one value of a type.
    #[must_use]
    pub fn room<T: Send + Sync + 'static>(mut self, kept: T) -> Self {
        self.0.rooms.insert(TypeId::of::<T>(), Box::new(kept));
        self
    }

    /// Says what the register tells of units and people.
    #[must_use]
    pub fn register(mut self, register: impl Register + 'static) -> Self {
        self.0.register = Some(Box::new(register));
        self
    }

    /// Says where the log of reads finds the page of whoever's data a kind of read opens.
    #[must_use]
    pub fn subject_page(mut self, kind: &'static str, page: SubjectPage) -> Self {
        self.0.subjects.insert(kind, page);
        self
    }

    /// The state.
    pub fn build(self) -> App {
        App(Arc::new(self.0))
    }
}
