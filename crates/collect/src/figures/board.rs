//! How every office of a campaign stands.

use std::collections::BTreeMap;
use store::boxed;

use ::store::Tx;
use access::{Actor, Right};
use intake::model::BatchId;
use kernel::{AsOf, Date};
use registry::{model::OrgId, rules::lineage::OrgMap};
use serde::Serialize;

use crate::{
    Error,
    model::Campaign,
    rules::{self, Standing},
    store as sql,
};

/// One office of a campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardLine {
    /// The office.
    pub org: OrgId,
    /// Its code.
    pub code: String,
    /// Its name on that day, else the last it had.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Name of the office above it.
    pub parent: String,
    /// How it stands.
    pub standing: Standing,
    /// Until when it owes.
    pub due_on: Date,
    /// The day it last sent.
    pub sent_on: Option<Date>,
    /// Whether that was after its day.
    pub sent_late: bool,
    /// The how manyth time.
    pub round: i64,
    /// The files it sent.
    pub batch: Option<BatchId>,
}

/// Every office of a campaign, by code.
#[derive(Clone, Debug)]
pub struct Board {
    /// The campaign.
    pub campaign: Campaign,
    /// As of when.
    pub at: AsOf,
    /// Its offices, by code.
    pub lines: Vec<BoardLine>,
}

impl Board {
    /// How many offices stand how.
    pub fn counts(&self) -> BTreeMap<Standing, i64> {
        let mut counts = BTreeMap::new();
        for line in &self.lines {
            *counts.entry(line.standing).or_default() += 1;
        }
        counts
    }

    /// Only what somebody may see.
    #[must_use]
    pub fn seen_by(&self, actor: &Actor) -> Self {
        let scope = actor.scope(Right::SeeCampaigns);
        let mut lines = self.lines.clone();
        lines.retain(|line| scope.has(line.org.0));
        Self { lines, campaign: self.campaign.clone(), at: self.at }
    }
}

/// How every office of a campaign stands, as of a pair of dates: one statement. Whoever shows it
/// shows what its reader may see ([`Board::seen_by`]).
#[boxed]
pub async fn board(
    tx: &mut Tx,
    at: AsOf,
    campaign: Campaign,
    orgs: &OrgMap,
) -> Result<Board, Error> {
    let owed = sql::owed(tx, at, Some(campaign.id)).await?;
    let mut lines: Vec<BoardLine> =
        owed.into_iter().filter_map(|one| line(&campaign, at.valid_on, orgs, &one)).collect();
    lines.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Board { campaign, at, lines })
}

fn line(campaign: &Campaign, on: Date, orgs: &OrgMap, owed: &sql::Owed) -> Option<BoardLine> {
    let office = orgs.on(owed.org, on).or_else(|| orgs.latest(owed.org))?;
    let parent = office.parent.and_then(|p| orgs.on(p, on).or_else(|| orgs.latest(p)));
    let due_on = owed.due_on.unwrap_or(campaign.due_on);
    let sent = owed.sent;
    let sent_on = sent.and_then(|s| s.sent_on);
    Some(BoardLine {
        org: owed.org,
        code: office.code.clone(),
        name: office.name.clone(),
        kind: office.kind.clone(),
        parent: parent.map(|p| p.name.clone()).unwrap_or_default(),
        standing: rules::standing(sent.map(|s| (s.state, s.round)), due_on, on),
        due_on,
        sent_on,
        sent_late: sent.is_some_and(|s| s.round == 1) && sent_on.is_some_and(|d| d > due_on),
        round: sent.map_or(0, |s| s.round),
        batch: sent.and_then(|s| s.batch),
    })
}
