//! What this room keeps in the running application.

use std::{
    collections::BTreeSet,
    fmt,
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use access::Actor;
use kernel::{AsOf, Date, Seq};
use ledger::FactTable;
use store::Tx;
use ui::{Html, Page, Ui};

use super::{
    by_hand::Foreseeing,
    doing::Doings,
    lru::Lru,
    part::{Fill, FillOurs, FillPerson, Remedy},
};
use crate::{
    Error,
    acts::{Elsewhere, Follows, Joins, Reach, Task, Undoing},
    figures::{self, AreaIndex, Coverage, Lacks},
    model::OrgId,
    rules::lineage::OrgMap,
};

pub use access::Waiting;

/// The message that tells, with their number `$n`, what another room keeps about offices that end,
/// and how many of them there are.
pub type Touched<'t> = Task<'t, (&'static str, i64)>;

/// Counts what another room keeps about offices.
pub type Touches = for<'t> fn(&'t mut Tx, AsOf, &'t BTreeSet<OrgId>) -> Touched<'t>;

/// How many sheet rows wait and are not counted, as known after an act: another room knows. It is
/// asked in the transaction of the page: a request that waited for a second connection while it
/// holds one could wait for ever.
type HeldRows = Box<dyn for<'t> Fn(&'t mut Tx, Seq) -> Waiting<'t, i64> + Send + Sync>;

/// What this room keeps: answers computed lately, and what other rooms told it at the start.
pub struct Room {
    pub(super) facts: Vec<&'static FactTable>,
    held_rows: Option<(&'static str, HeldRows)>,
    elsewhere: Vec<Box<dyn Elsewhere>>,
    follows: Vec<Box<dyn Follows>>,
    pub(super) joins: Vec<Box<dyn Joins>>,
    pub(super) sections: Vec<Fill>,
    pub(super) of_office: Vec<FillOurs>,
    pub(super) of_unit: Vec<FillOurs>,
    pub(super) of_person: Vec<FillPerson>,
    pub(super) remedy: Option<Remedy>,
    pub(super) lacks: Vec<Box<dyn Lacks>>,
    pub(super) touches: Vec<Touches>,
    patience: Duration,
    pub(super) doings: Doings,
    pub(super) foreseen: Foreseeing,
    maps: Lru<Seq, Map>,
    maps_by_act: Lru<Seq, Arc<Map>>,
    coverages: Lru<(AsOf, Date), Covered>,
    areas: Lru<Seq, AreaIndex>,
    bodies: Lru<String, (Page, Html)>,
    duplicates: Lru<Seq, usize>,
    started: Instant,
    /// The last act any page knew of.
    newest: AtomicI64,
}

/// The map of offices over time, and the days on which it changed.
#[derive(Debug)]
pub struct Map {
    /// The offices.
    pub orgs: OrgMap,
    pub(super) days: Vec<Date>,
}

/// Coverage, and since when nobody is where nobody is.
#[derive(Debug)]
pub(super) struct Covered {
    pub(super) coverage: Coverage,
    pub(super) vacant: std::collections::BTreeMap<crate::rules::lineage::LineKey, Date>,
}

/// Answers stay right for ever: an act only adds. So only their number is limited.
const MOST_MAPS: usize = 4;
const MOST_COVERAGES: usize = 16;
const MOST_BODIES: usize = 384;
/// A page that takes longer shows that it is at work.
const PATIENCE: Duration = Duration::from_millis(300);
/// Boundaries are no facts and change without an act: a page with a drawing lives this long.
const BODY_SECONDS: u64 = 60;

impl Room {
    /// `facts` are the fact tables of every room: what verification and undoing range over.
    pub fn new(facts: impl IntoIterator<Item = &'static FactTable>) -> Self {
        Self {
            facts: facts.into_iter().collect(),
            held_rows: None,
            elsewhere: Vec::new(),
            follows: Vec::new(),
            joins: Vec::new(),
            sections: Vec::new(),
            of_office: Vec::new(),
            of_unit: Vec::new(),
            of_person: Vec::new(),
            remedy: None,
            lacks: Vec::new(),
            touches: Vec::new(),
            patience: PATIENCE,
            doings: Doings::default(),
            foreseen: Foreseeing::default(),
            maps: Lru::new(MOST_MAPS),
            maps_by_act: Lru::new(MOST_COVERAGES),
            coverages: Lru::new(MOST_COVERAGES),
            areas: Lru::new(MOST_MAPS),
            bodies: Lru::new(MOST_BODIES),
            duplicates: Lru::new(MOST_MAPS),
            started: Instant::now(),
            newest: AtomicI64::new(0),
        }
    }

    /// Says how many sheet rows wait, and the page where they are.
    #[must_use]
    pub fn held_rows(
        mut self,
        page: &'static str,
        count: impl for<'t> Fn(&'t mut Tx, Seq) -> Waiting<'t, i64> + Send + Sync + 'static,
    ) -> Self {
        self.held_rows = Some((page, Box::new(count)));
        self
    }

    /// Says what another room keeps that may name a person, so that an erasure reaches it.
    #[must_use]
    pub fn elsewhere(mut self, keeps: impl Elsewhere + 'static) -> Self {
        self.elsewhere.push(Box::new(keeps));
        self
    }

    /// Says what another room keeps beside the facts of an act, so that an undoing reaches it.
    #[must_use]
    pub fn follows(mut self, keeps: impl Follows + 'static) -> Self {
        self.follows.push(Box::new(keeps));
        self
    }

    /// Says what another room says of people, so that joining two records reaches it.
    #[must_use]
    pub fn joins(mut self, says: impl Joins + 'static) -> Self {
        self.joins.push(Box::new(says));
        self
    }

    /// Says what another room keeps about offices: the preview of a reorganisation counts it.
    #[must_use]
    pub fn touches(mut self, counts: Touches) -> Self {
        self.touches.push(counts);
        self
    }

    /// Adds what another room tells on the province page, in the order of adding.
    #[must_use]
    pub fn section(mut self, fill: Fill) -> Self {
        self.sections.push(fill);
        self
    }

    /// Adds what another room tells of one office on its page.
    #[must_use]
    pub fn of_office(mut self, fill: FillOurs) -> Self {
        self.of_office.push(fill);
        self
    }

    /// Adds what another room tells of somebody's own unit: what is due.
    #[must_use]
    pub fn of_unit(mut self, fill: FillOurs) -> Self {
        self.of_unit.push(fill);
        self
    }

    /// Adds what another room tells of a person on their page.
    #[must_use]
    pub fn of_person(mut self, fill: FillPerson) -> Self {
        self.of_person.push(fill);
        self
    }

    /// How long a page waits for something long before it says how far it has got.
    #[must_use]
    pub const fn patient(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub(super) const fn patience(&self) -> Duration {
        self.patience
    }

    /// Says where something is promised about a gap.
    #[must_use]
    pub fn remedy(mut self, page: Remedy) -> Self {
        self.remedy = Some(page);
        self
    }

    /// Adds something that offices lack, which another room can count.
    #[must_use]
    pub fn lacks(mut self, what: impl Lacks + 'static) -> Self {
        self.lacks.push(Box::new(what));
        self
    }

    /// What offices lack that other rooms can count.
    pub fn all_lacks(&self) -> &[Box<dyn Lacks>] {
        &self.lacks
    }

    /// How far an erasure reaches.
    pub fn reach(&self) -> Reach<'_> {
        Reach { tables: &self.facts, elsewhere: &self.elsewhere }
    }

    /// How far an undoing reaches.
    pub(super) fn undoing(&self, enter: bool) -> Undoing<'_> {
        Undoing { tables: &self.facts, follows: &self.follows, enter }
    }

    /// Rows that wait as known after an act, and their page; `None` where no room receives sheets.
    pub(super) async fn rows_held(
        &self,
        tx: &mut Tx,
        known: Seq,
    ) -> Result<Option<(i64, &'static str)>, Error> {
        match &self.held_rows {
            Some((page, count)) => Ok(Some((count(tx, known).await?, *page))),
            None => Ok(None),
        }
    }

    /// Offices over time as known after an act.
    pub(super) async fn map(&self, tx: &mut Tx, known: Seq) -> Result<Arc<Map>, Error> {
        let found = self.maps_by_act.get(known, || async {
            let last = figures::last_map_act(tx, known).await?;
            self.maps
                .get(last, || async {
                    let orgs = figures::org_map(tx, known).await?;
                    Ok::<_, Error>(Map { orgs, days: figures::map_days(tx, known).await? })
                })
                .await
        });
        Ok(Arc::clone(&*found.await?))
    }

    /// Coverage, computed once for a pair of dates and a map.
    pub(super) async fn coverage(
        &self,
        tx: &mut Tx,
        as_of: AsOf,
        map: Date,
    ) -> Result<Arc<Covered>, Error> {
        self.coverages
            .get((as_of, map), || async {
                let offices = self.map(tx, as_of.known_at).await?;
                let coverage = figures::coverage(tx, &offices.orgs, as_of, map).await?;
                let vacant = figures::vacant_since(tx, as_of, &coverage.lines).await?;
                Ok(Covered { coverage, vacant })
            })
            .await
    }

    /// All areas over time as known after an act.
    pub(super) async fn areas(&self, tx: &mut Tx, known: Seq) -> Result<Arc<AreaIndex>, Error> {
        let last = figures::last_map_act(tx, known).await?;
        self.areas.get(last, || figures::area_index(tx, known)).await
    }

    /// How many pairs of records may be of one person, as known after an act.
    pub(super) async fn duplicates(
        &self,
        tx: &mut Tx,
        by: &Actor,
        known: Seq,
    ) -> Result<usize, Error> {
        let found = self.duplicates.get(known, || async {
            Ok::<_, Error>(figures::duplicates(tx, by, known).await?.len())
        });
        Ok(*found.await?)
    }

    /// A page's body, made once while nothing it rests on changes. `key` says what it rests on.
    /// With a new act every body goes: an erasure must not leave names behind. A passing answer is
    /// made anew: a table that is asked for as a file must be written to put itself aside.
    pub(super) async fn body<F>(
        &self,
        ui: &Ui,
        head: Seq,
        key: String,
        make: impl FnOnce() -> F,
    ) -> Result<Arc<(Page, Html)>, ui::Problem>
    where
        F: Future<Output = Result<(Page, Html), ui::Problem>>,
    {
        if ui.is_passing() {
            return make().await.map(Arc::new);
        }
        if self.newest.fetch_max(head, Ordering::SeqCst) < head {
            self.bodies.clear();
        }
        let age = self.started.elapsed().as_secs() / BODY_SECONDS;
        self.bodies.get(format!("{age}|{key}"), make).await
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Room").field("facts", &self.facts.len()).finish_non_exhaustive()
    }
}
