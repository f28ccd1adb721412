//! What somebody's offices owe, in every campaign.

use std::collections::HashMap;
use store::boxed;

use ::store::Tx;
use access::{Actor, Right};
use kernel::{AsOf, Date};
use registry::{model::OrgId, rules::lineage::OrgMap};

use super::campaigns;
use crate::{
    Error,
    model::{Campaign, CampaignId, CampaignState},
    rules::{self, Standing},
    store as sql,
};

/// What an office owes.
#[derive(Clone, Debug)]
pub struct OwedLine {
    /// The campaign.
    pub campaign: Campaign,
    /// The office.
    pub org: OrgId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
    /// Until when.
    pub due_on: Date,
}

/// What the offices somebody reports for owe, what is most pressing first.
#[boxed]
pub async fn owed(
    tx: &mut Tx,
    actor: &Actor,
    at: AsOf,
    orgs: &OrgMap,
) -> Result<Vec<OwedLine>, Error> {
    actor.require_some(Right::Report)?;
    let scope = actor.scope(Right::Report);
    let known: HashMap<CampaignId, Campaign> =
        campaigns(tx, at).await?.into_iter().filter(asks).map(|c| (c.id, c)).collect();
    let passed = sql::passed(tx, at, None).await?;
    let mut lines = Vec::new();
    for one in sql::owed(tx, at, None).await? {
        // Others owe in its place: among them whoever stands for it now.
        let owes = scope.has(one.org.0) && !passed.contains_key(&(one.campaign, one.org));
        let Some(campaign) = known.get(&one.campaign).filter(|_| owes) else {
            continue;
        };
        let office = orgs.on(one.org, at.valid_on).or_else(|| orgs.latest(one.org));
        let Some(office) = office else { continue };
        let due_on = one.due_on.unwrap_or(campaign.due_on);
        let sent = one.sent.map(sql::SentRow::told);
        lines.push(OwedLine {
            campaign: campaign.clone(),
            org: one.org,
            code: office.code.clone(),
            name: office.name.clone(),
            standing: rules::standing(sent, due_on, at.valid_on),
            due_on,
        });
    }
    let pressing = |l: &OwedLine| (!l.standing.is_owed(), l.due_on, l.standing, l.code.clone());
    lines.sort_by_key(pressing);
    Ok(lines)
}

/// What was withdrawn asks nothing of anybody.
fn asks(campaign: &Campaign) -> bool {
    campaign.state != CampaignState::Withdrawn
}
