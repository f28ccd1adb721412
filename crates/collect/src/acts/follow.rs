//! What an office owes follows it where it goes: to whoever it was merged or split into.

use std::collections::{BTreeMap, BTreeSet};

use ::store::{Tx, Value};
use access::Right;
use intake::acts::hand_in;
use kernel::{AsOf, Date, Interval};
use ledger::{Draft, Held, Receipt, held};
use registry::{figures::org_map, model::OrgId, rules::lineage::OrgMap};
use store::boxed;

use super::{
    Clerk,
    case::{Case, campaign, latest},
    tell::{News, Reporters},
};
use crate::{
    Error,
    model::{
        Campaign, CampaignId, CampaignState, Handover, HandoverId, Obligation, ObligationId, State,
        Submission,
    },
    rules::{self, Widened},
    store::{self as sql, Owed},
};

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Followed {
    /// Offices that are no more and owed.
    pub passed: usize,
    /// Of them, those nobody took over from.
    pub lost: usize,
    /// Offices that owe in their place.
    pub heirs: usize,
    /// Offices that owe again: they were not reorganised away after all.
    pub back: usize,
}

/// Lets those owe that took over from offices which are no more. What was sent stays the sheet
/// of the office it was; what is owed passes on, and nothing is entered where nothing changed.
#[boxed]
pub async fn follow_offices(
    clerk: &Clerk<'_>,
    id: CampaignId,
) -> Result<(Followed, Option<Receipt>), Error> {
    clerk.actor.require_some(Right::RunCampaigns)?;
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("campaign_follow", Some(today), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let following = Following::load(&mut tx, clerk, &draft, id).await?;
    let (mut done, inherited) = following.pass_on(clerk, &mut draft);
    if draft.is_empty() {
        return Ok((done, None));
    }
    done.heirs = inherited.len();
    let mut news = Vec::new();
    for (heir, taken) in &inherited {
        following.widen(&mut tx, clerk, &mut draft, *heir, taken).await?;
        news.push((*heir, News::passed(&following.campaign, &following.names(taken))));
    }
    let receipt = draft.seal(&mut tx).await?;
    let reporters = Reporters::load(&mut tx, clerk, &following.orgs).await?;
    reporters.tell(&mut tx, clerk, &news).await?;
    tx.commit().await?;
    Ok((done, Some(receipt)))
}

/// A campaign with its offices as they stand today.
struct Following {
    campaign: Campaign,
    orgs: OrgMap,
    owed: Vec<Owed>,
    passed: BTreeMap<OrgId, Vec<Held<Handover>>>,
    today: Date,
}

/// What an office takes over: from whom, and until when they owed.
type Taken = Vec<(OrgId, Date)>;

impl Following {
    async fn load(
        tx: &mut Tx,
        clerk: &Clerk<'_>,
        draft: &Draft,
        id: CampaignId,
    ) -> Result<Self, Error> {
        let (known_at, today) = (draft.seq() - 1, clerk.today());
        let standing = campaign(tx, known_at, id).await?;
        let campaign = latest(&standing).ok_or(Error::Unknown)?.fact.clone();
        if campaign.state != CampaignState::Open {
            return Err(Error::Step);
        }
        let at = AsOf { valid_on: today, known_at };
        let owed = sql::owed(tx, at, Some(id)).await?;
        let key = [Value::Uuid(Some(id.0))];
        let all = held::<Handover>(tx, known_at, "f.campaign_id = $2", &key).await?;
        let mut passed = BTreeMap::<OrgId, Vec<Held<Handover>>>::new();
        for now in all.into_iter().filter(|h| h.valid.to.is_none()) {
            passed.entry(now.fact.org).or_default().push(now);
        }
        Ok(Self { campaign, orgs: org_map(tx, known_at).await?, owed, passed, today })
    }

    /// Writes down who owes in whose place. Returns what each takes over.
    fn pass_on(&self, clerk: &Clerk<'_>, draft: &mut Draft) -> (Followed, BTreeMap<OrgId, Taken>) {
        let scope = clerk.actor.scope(Right::RunCampaigns);
        let mut inherited = BTreeMap::<OrgId, Taken>::new();
        let mut done = Followed::default();
        for one in self.owed.iter().filter(|one| scope.has(one.org.0)) {
            let before = self.passed.get(&one.org).map_or(&[][..], Vec::as_slice);
            let Some(heirs) = rules::heirs(&self.orgs, one.org, self.today) else {
                done.back += usize::from(!before.is_empty());
                self.end(draft, before);
                continue;
            };
            let known: BTreeSet<OrgId> = before.iter().filter_map(|h| h.fact.heir).collect();
            if !self.is_owed(one) || (!before.is_empty() && known == heirs) {
                continue;
            }
            self.end(draft, before);
            self.say(draft, one.org, &heirs);
            done.passed += 1;
            done.lost += usize::from(heirs.is_empty());
            for heir in heirs.difference(&known) {
                inherited.entry(*heir).or_default().push((one.org, self.due(one)));
            }
        }
        (done, inherited)
    }

    fn due(&self, one: &Owed) -> Date {
        one.due_on.unwrap_or(self.campaign.due_on)
    }

    fn is_owed(&self, one: &Owed) -> bool {
        let sent = one.sent.map(sql::SentRow::told);
        rules::passes_on(rules::standing(sent, self.due(one), self.today))
    }

    fn say(&self, draft: &mut Draft, org: OrgId, heirs: &BTreeSet<OrgId>) {
        let nobody = heirs.is_empty().then_some(None);
        for heir in heirs.iter().copied().map(Some).chain(nobody) {
            let id = HandoverId(draft.new_id());
            let said = Handover { id, campaign: self.campaign.id, org, heir };
            draft.assert(Interval::since(self.today), &said);
        }
    }

    /// What was said before held until today.
    fn end(&self, draft: &mut Draft, before: &[Held<Handover>]) {
        for said in before {
            draft.close::<Handover>(said.id);
            if said.valid.from != Some(self.today) {
                let until = Interval { from: said.valid.from, to: Some(self.today) };
                draft.assert(until, &said.fact);
            }
        }
    }

    /// An office owes for those it takes over from: as its own sheet, until the latest of their
    /// days. What it has sent already does not have them in it, and is opened again.
    async fn widen(
        &self,
        tx: &mut Tx,
        clerk: &Clerk<'_>,
        draft: &mut Draft,
        heir: OrgId,
        taken: &Taken,
    ) -> Result<(), Error> {
        let due = taken.iter().map(|(_, due)| *due).max().unwrap_or(self.campaign.due_on);
        let Some(own) = self.owed.iter().find(|one| one.org == heir) else {
            let id = ObligationId(draft.new_id());
            let due_on = (due != self.campaign.due_on).then_some(due);
            let owes = Obligation { id, campaign: self.campaign.id, org: heir, due_on };
            draft.assert(Interval::since(self.today), &owes);
            return Ok(());
        };
        let case = Case::load(tx, draft.seq() - 1, (self.campaign.id, heir)).await?;
        if due > self.due(own) {
            let longer = Obligation { due_on: Some(due), ..case.obligation.fact.clone() };
            let standing = std::slice::from_ref(&case.obligation);
            draft.overlay(standing, Interval::since(self.today), &longer);
        }
        self.reopen(tx, clerk, draft, &case).await
    }

    async fn reopen(
        &self,
        tx: &mut Tx,
        clerk: &Clerk<'_>,
        draft: &mut Draft,
        case: &Case,
    ) -> Result<(), Error> {
        let Some(now) = &case.submission else { return Ok(()) };
        let after = match rules::widened(Some(now.state)) {
            Widened::Covers => return Ok(()),
            Widened::GoesBack => {
                if let Some(batch) = now.batch {
                    hand_in(tx, batch, false).await?;
                }
                Submission { state: State::ToFix, ..now.clone() }
            }
            Widened::Anew => {
                Submission { state: State::Draft, round: now.round + 1, batch: None, ..now.clone() }
            }
        };
        case.say(clerk, draft, &after);
        Ok(())
    }

    /// Names of the offices that are taken over from, as they last were.
    fn names(&self, taken: &Taken) -> String {
        let names = taken.iter().filter_map(|(org, _)| self.orgs.latest(*org));
        names.map(|office| office.name.clone()).collect::<Vec<_>>().join(", ")
    }
}
