//! Telling an office that it owes, that something came back, that it was accepted: in the inbox
//! of whoever reports for it, and by mail where they want that.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::OnceLock,
};

use ::store::Tx;
use access::{AccountId, Role};
use errands::{Letters, acts::tell, model::News as Told};
use kernel::{Date, Uuid};
use registry::{figures::org_map, model::OrgId, rules::lineage::OrgMap};

use super::Clerk;
use crate::{Error, MESSAGES, model::Campaign, pages::OWED, rules};

/// What an office is told.
pub(super) struct News(Told);

fn of(message: &'static str, campaign: &Campaign) -> Told {
    Told::new(message, OWED)
        .arg("name", campaign.name.as_str())
        .arg("due", ui::format::date(campaign.due_on))
}

impl News {
    pub(super) fn opened(campaign: &Campaign) -> Self {
        Self(of("collect-news-opened", campaign))
    }

    /// Nothing is asked any more.
    pub(super) fn withdrawn(campaign: &Campaign, reason: &str) -> Self {
        Self(of("collect-news-withdrawn", campaign).arg("reason", reason))
    }

    /// It owes in the place of offices that are no more.
    pub(super) fn passed(campaign: &Campaign, from: &str) -> Self {
        Self(of("collect-news-passed", campaign).arg("from", from))
    }

    pub(super) fn accepted(campaign: &Campaign) -> Self {
        Self(of("collect-news-accepted", campaign))
    }

    pub(super) fn returned(campaign: &Campaign, remarks: usize) -> Self {
        let n = i64::try_from(remarks).unwrap_or(i64::MAX);
        Self(of("collect-news-returned", campaign).arg("n", n))
    }

    /// A file of it was deleted, because somebody in it was erased.
    pub(super) fn emptied(campaign: &Campaign) -> Self {
        Self(of("collect-news-emptied", campaign))
    }

    /// Figures rest on it: it is changed for a reason only.
    pub(super) fn locked(campaign: &Campaign) -> Self {
        Self(of("collect-news-locked", campaign))
    }

    pub(super) fn due(campaign: &Campaign, due: Date) -> Self {
        Self(of("collect-news-due", campaign).arg("due", ui::format::date(due)))
    }

    pub(super) fn late(campaign: &Campaign, due: Date) -> Self {
        Self(of("collect-news-late", campaign).arg("due", ui::format::date(due)))
    }
}

/// Who reports for which offices.
pub(super) struct Reporters {
    accounts: Vec<(AccountId, HashSet<Uuid>)>,
}

impl Reporters {
    /// Whether anybody would be told of an office.
    pub(super) fn has(&self, org: OrgId) -> bool {
        self.accounts.iter().any(|(_, offices)| offices.contains(&org.0))
    }

    /// Everybody who may report on a day.
    pub(super) async fn load(tx: &mut Tx, clerk: &Clerk<'_>, orgs: &OrgMap) -> Result<Self, Error> {
        let today = clerk.today();
        let holders = access::holders(clerk.app, tx, Role::Reporting).await?;
        let mut under: HashMap<Uuid, HashSet<Uuid>> = HashMap::new();
        for (org, _) in orgs.codes() {
            // An office is reported for by whoever holds it or one above it; one that is no more,
            // by whoever holds what it became.
            let stand = rules::heirs(orgs, org, today).unwrap_or_else(|| BTreeSet::from([org]));
            for first in stand {
                let mut at = Some(first);
                for _ in 0..DEEPEST {
                    let Some(here) = at else { break };
                    under.entry(here.0).or_default().insert(org.0);
                    at = orgs.on(here, today).and_then(|o| o.parent);
                }
            }
        }
        let mut accounts: HashMap<AccountId, HashSet<Uuid>> = HashMap::new();
        for holder in holders {
            // Who reports for everything is not told of each office.
            let Some(unit) = holder.unit else { continue };
            let all = under.get(&unit).cloned().unwrap_or_default();
            accounts.entry(holder.account.id).or_default().extend(all);
        }
        Ok(Self { accounts: accounts.into_iter().collect() })
    }

    /// Tells offices, each its own. Returns how many accounts were told.
    pub(super) async fn tell(
        &self,
        tx: &mut Tx,
        clerk: &Clerk<'_>,
        news: &[(OrgId, News)],
    ) -> Result<usize, Error> {
        let mut told: Vec<(AccountId, &Told)> = Vec::new();
        for (account, offices) in &self.accounts {
            let own = news.iter().filter(|(org, _)| offices.contains(&org.0));
            // One sentence a campaign is enough for somebody with several offices.
            let mut seen: HashSet<(&str, String)> = HashSet::new();
            for (_, News(one)) in own {
                let args = serde_json::to_string(&one.args).unwrap_or_default();
                if seen.insert((one.message, args)) {
                    told.push((*account, one));
                }
            }
        }
        let site = clerk.app.settings.public_url.clone();
        let letter = move |news: &Told| letter(site.as_deref(), news);
        let count = tell(tx, &clerk.app.clock, &told, &letter).await?;
        clerk.app.room::<errands::Room>().told();
        Ok(count)
    }
}

/// More steps up the tree than any office is deep.
const DEEPEST: usize = 64;

/// Tells offices that their sheets were locked, each once.
pub(super) async fn tell_locked(
    tx: &mut Tx,
    clerk: &Clerk<'_>,
    campaign: &Campaign,
    offices: &[OrgId],
) -> Result<(), Error> {
    if offices.is_empty() {
        return Ok(());
    }
    let news: Vec<(OrgId, News)> =
        offices.iter().map(|org| (*org, News::locked(campaign))).collect();
    let known = ledger::last_seq(tx).await?;
    let orgs = org_map(tx, known).await?;
    Reporters::load(tx, clerk, &orgs).await?.tell(tx, clerk, &news).await?;
    Ok(())
}

/// Tells one office.
pub(super) async fn tell_office(
    tx: &mut Tx,
    clerk: &Clerk<'_>,
    org: OrgId,
    news: News,
) -> Result<(), Error> {
    let known = ledger::last_seq(tx).await?;
    let orgs = org_map(tx, known).await?;
    let reporters = Reporters::load(tx, clerk, &orgs).await?;
    reporters.tell(tx, clerk, &[(org, news)]).await?;
    Ok(())
}

/// Subject and text of a mail.
fn letter(site: Option<&str>, news: &Told) -> (String, String) {
    static LETTERS: OnceLock<Option<Letters>> = OnceLock::new();
    let read = || Letters::new(MESSAGES, "collect-mail-see").ok();
    match LETTERS.get_or_init(read) {
        Some(letters) => letters.write(site, news),
        None => (news.message.to_owned(), news.href.clone()),
    }
}
