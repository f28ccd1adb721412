//! What this room keeps in the running application: boards and maps of offices asked for lately,
//! and who published figures.

use std::sync::{Arc, Mutex, PoisonError};

use kernel::{AsOf, Seq};
use registry::{
    figures::{last_map_act, org_map},
    pages::Publishes,
    rules::lineage::OrgMap,
};
use store::Tx;

use crate::{
    Error,
    figures::{self, Board},
    model::{Campaign, CampaignId},
};

/// Answers stay right for ever: an act only adds. So only their number is limited.
const MOST_BOARDS: usize = 8;
const MOST_MAPS: usize = 2;

/// What was asked for lately, the latest last.
#[derive(Debug)]
struct Lately<K, V>(Mutex<Vec<(K, Arc<V>)>>, usize);

impl<K: PartialEq, V> Lately<K, V> {
    const fn new(most: usize) -> Self {
        Self(Mutex::new(Vec::new()), most)
    }

    fn get(&self, key: &K) -> Option<Arc<V>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(k, _)| k == key).map(|(_, value)| Arc::clone(value))
    }

    fn put(&self, key: K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= self.1 {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&value)));
        value
    }
}

/// What this room keeps: answers that can be read again from the database, and what another room
/// told it at the start.
#[derive(Debug)]
pub struct Room {
    boards: Lately<(CampaignId, AsOf), Board>,
    maps: Lately<Seq, OrgMap>,
    publishes: Option<Box<dyn Publishes>>,
}

impl Default for Room {
    fn default() -> Self {
        let (boards, maps) = (Lately::new(MOST_BOARDS), Lately::new(MOST_MAPS));
        Self { boards, maps, publishes: None }
    }
}

impl Room {
    /// Says which room publishes figures: what a late sheet changes of them is shown before it is
    /// accepted.
    #[must_use]
    pub fn published_by(mut self, room: impl Publishes + 'static) -> Self {
        self.publishes = Some(Box::new(room));
        self
    }

    pub(super) fn publishes(&self) -> Option<&dyn Publishes> {
        self.publishes.as_deref()
    }

    /// Offices over time as known after an act.
    pub async fn orgs(&self, tx: &mut Tx, known: Seq) -> Result<Arc<OrgMap>, Error> {
        let last = last_map_act(tx, known).await?;
        if let Some(orgs) = self.maps.get(&last) {
            return Ok(orgs);
        }
        let orgs = org_map(tx, known).await?;
        Ok(self.maps.put(last, orgs))
    }

    /// The board of a campaign as of a pair of dates.
    pub async fn board(
        &self,
        tx: &mut Tx,
        at: AsOf,
        campaign: Campaign,
    ) -> Result<Arc<Board>, Error> {
        let key = (campaign.id, at);
        if let Some(board) = self.boards.get(&key) {
            return Ok(board);
        }
        let orgs = self.orgs(tx, at.known_at).await?;
        let board = figures::board(tx, at, campaign, &orgs).await?;
        Ok(self.boards.put(key, board))
    }
}
