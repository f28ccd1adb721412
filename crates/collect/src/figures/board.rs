//! How every office of a campaign stands.

use std::collections::{BTreeMap, BTreeSet};
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
    /// Its round: 1, and one more each time it was opened again; 0 where there is nothing.
    pub round: i64,
    /// The files it sent.
    pub batch: Option<BatchId>,
    /// Names of the offices that owe in its place.
    pub heirs: Vec<String>,
    /// Whether what it sent has a table without rows.
    pub no_rows: bool,
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

    /// Offices that owe, and are no more on the day: what they owe is to be passed on.
    pub fn ended<'b>(&'b self, orgs: &OrgMap) -> Vec<&'b BoardLine> {
        let ended = |line: &&BoardLine| {
            rules::passes_on(line.standing)
                && rules::heirs(orgs, line.org, self.at.valid_on).is_some()
        };
        self.lines.iter().filter(ended).collect()
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

/// How every office of a campaign stands, as of a pair of dates: four statements, however many
/// offices. Whoever shows it shows what its reader may see ([`Board::seen_by`]).
#[boxed]
pub async fn board(
    tx: &mut Tx,
    at: AsOf,
    campaign: Campaign,
    orgs: &OrgMap,
) -> Result<Board, Error> {
    let owed = sql::owed(tx, at, Some(campaign.id)).await?;
    let passed = sql::passed(tx, at, Some(campaign.id)).await?;
    let bare = sql::sent_bare(tx, at.known_at, campaign.id).await?;
    let of = |one: &sql::Owed| passed.get(&(one.campaign, one.org));
    let lines = owed.iter().filter_map(|one| line(&campaign, at.valid_on, orgs, (one, of(one))));
    let mut lines: Vec<BoardLine> = lines.collect();
    for line in &mut lines {
        let sent = matches!(line.standing, Standing::Sent | Standing::Accepted | Standing::Locked);
        line.no_rows = sent && line.batch.is_some_and(|batch| bare.contains(&batch));
    }
    lines.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Board { campaign, at, lines })
}

/// Name of an office on a day, else the last it had.
fn name_of(orgs: &OrgMap, org: OrgId, on: Date) -> Option<String> {
    orgs.on(org, on).or_else(|| orgs.latest(org)).map(|office| office.name.clone())
}

fn line(
    campaign: &Campaign,
    on: Date,
    orgs: &OrgMap,
    (owed, heirs): (&sql::Owed, Option<&BTreeSet<OrgId>>),
) -> Option<BoardLine> {
    let office = orgs.on(owed.org, on).or_else(|| orgs.latest(owed.org))?;
    let parent = office.parent.and_then(|p| name_of(orgs, p, on));
    let due_on = owed.due_on.unwrap_or(campaign.due_on);
    let sent = owed.sent;
    let sent_on = sent.and_then(|s| s.sent_on);
    Some(BoardLine {
        org: owed.org,
        code: office.code.clone(),
        name: office.name.clone(),
        kind: office.kind.clone(),
        parent: parent.unwrap_or_default(),
        standing: match heirs {
            Some(_) => Standing::Passed,
            None => rules::standing(sent.map(sql::SentRow::told), due_on, on),
        },
        due_on,
        sent_on,
        sent_late: sent.is_some_and(|s| s.round == 1) && sent_on.is_some_and(|d| d > due_on),
        round: sent.map_or(0, |s| s.round),
        batch: sent.and_then(|s| s.batch),
        heirs: heirs.into_iter().flatten().filter_map(|heir| name_of(orgs, *heir, on)).collect(),
        no_rows: false,
    })
}
