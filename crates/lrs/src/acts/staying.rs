//! Learning records of somebody who is erased: they stay, since the standard has no record removed.
//! Documents under their name go: the standard has those removed.

use access::{accounts_of_person, links};
use ledger::Draft;
use registry::{
    acts::{Identity, Keeps, Kept, Task, Which, Words},
    figures::bears_alone,
};
use sha1::{Digest as _, Sha1};
use store::Tx;

use crate::{
    model::{Ifi, Kind, Lookup, StatementQuery, TenantId},
    pages::records,
    store::{document, key, query},
};

/// Records that name an address which was recorded for the person, or an account of theirs at a
/// provider: whoever decides is told where they are. Documents (state, profiles) are theirs where
/// nobody else of the register gives the address. Comes before what forgets their accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Staying;

impl Keeps for Staying {
    fn tell<'t>(&'t self, tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async move {
            let named = names(tx, person).await?;
            told(tx, &named).await
        })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        _: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let named = names(tx, person).await?;
            let told = told(tx, &named).await?;
            for name in named.iter().filter(|name| name.alone) {
                document::forget_agent(tx, &name.ifi.canonical()).await?;
            }
            Ok(told)
        })
    }
}

/// A way in which records name the person.
struct Name {
    ifi: Ifi<'static>,
    /// As it is said, and as it is asked for on the page of records.
    said: String,
    asked: String,
    /// Whether it is of nobody else.
    alone: bool,
}

async fn names(tx: &mut Tx, person: &Identity) -> Result<Vec<Name>, registry::Error> {
    let known = ledger::last_seq(tx).await?;
    let mut all = Vec::new();
    for address in &person.emails {
        let alone = match person.person {
            Some(id) => bears_alone(tx, known, id, address).await?,
            None => false,
        };
        let mbox = format!("mailto:{address}");
        let digest = hex::encode(Sha1::digest(&mbox));
        let said = address.clone();
        all.push(Name { ifi: Ifi::Mbox(mbox.into()), said, asked: address.clone(), alone });
        let (ifi, said) = (Ifi::MboxSha1sum(digest.into()), address.clone());
        let asked = format!("{{{}}}", ifi.properties());
        all.push(Name { ifi, said, asked, alone });
    }
    for account in accounts_of_person(tx, known, &person.record_ids()).await? {
        for link in links(tx, account.id).await? {
            let said = link.subject.clone();
            let ifi = Ifi::Account { home_page: link.issuer.into(), name: link.subject.into() };
            let asked = format!("{{{}}}", ifi.properties());
            all.push(Name { ifi, said, asked, alone: true });
        }
    }
    Ok(all)
}

async fn told(tx: &mut Tx, named: &[Name]) -> Result<Kept, registry::Error> {
    let (mut stays, mut goes) = (Vec::new(), Vec::new());
    for (tenant, name) in key::tenants(tx).await? {
        for it in named {
            if any(tx, TenantId(tenant), &it.ifi).await? {
                let href = records(tenant, &[("nguoi", &it.asked)]);
                stays.push(Which { said: it.said.clone(), office: Some(name.clone()), href });
            }
        }
    }
    for it in named.iter().filter(|it| it.alone) {
        for document in document::of_agent(tx, &it.ifi.canonical()).await? {
            let href = records(1, &[("nguoi", &it.asked)]);
            goes.push(Which { said: document.name, office: Some(document.activity), href });
        }
    }
    let words = [
        Words::some("lrs-erase-stays", stays, true),
        Words::some("lrs-erase-documents", goes, false),
    ];
    let tables = vec!["lrs_document"];
    Ok(Kept { words: words.into_iter().flatten().collect(), tables, ..Kept::default() })
}

async fn any(tx: &mut Tx, tenant: TenantId, ifi: &Ifi<'_>) -> Result<bool, store::Error> {
    let lookup = Lookup {
        narrow: Kind::Agent.agent(tenant, ifi),
        related: Some(Kind::RelatedAgent.agent(tenant, ifi)),
    };
    let asked = StatementQuery { agent: Some(lookup), limit: 1, ..StatementQuery::default() };
    Ok(!query::page(tx, tenant, &asked).await?.rows.is_empty())
}
