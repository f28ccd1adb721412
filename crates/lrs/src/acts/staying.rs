//! Learning records of somebody who is erased: they stay, since the standard has no record removed.

use ledger::Draft;
use registry::acts::{Identity, Keeps, Kept, Task, Which, Words};
use sha1::{Digest as _, Sha1};
use store::{Error, Tx};

use crate::{
    model::{Ifi, Kind, Lookup, StatementQuery, TenantId},
    pages::records,
    store::{key, query},
};

/// Records that name an address which was recorded for the person: whoever decides is told where
/// they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Staying;

impl Keeps for Staying {
    fn tell<'t>(&'t self, tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async move {
            let words = Words::some("lrs-erase-stays", naming(tx, person).await?, true);
            Ok(Kept { words: words.into_iter().collect(), ..Kept::default() })
        })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        _: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        self.tell(tx, person)
    }
}

async fn naming(tx: &mut Tx, person: &Identity) -> Result<Vec<Which>, Error> {
    let mut found = Vec::new();
    for (tenant, name) in key::tenants(tx).await? {
        for address in &person.emails {
            let mbox = format!("mailto:{address}");
            let digest = hex::encode(Sha1::digest(&mbox));
            let hashed = format!(r#"{{"mbox_sha1sum":"{digest}"}}"#);
            let ways =
                [(Ifi::Mbox(mbox.into()), address), (Ifi::MboxSha1sum(digest.into()), &hashed)];
            for (ifi, asked) in ways {
                if any(tx, TenantId(tenant), &ifi).await? {
                    let href = records(tenant, &[("nguoi", asked)]);
                    found.push(Which { said: address.clone(), office: Some(name.clone()), href });
                }
            }
        }
    }
    Ok(found)
}

async fn any(tx: &mut Tx, tenant: TenantId, ifi: &Ifi<'_>) -> Result<bool, Error> {
    let lookup = Lookup {
        narrow: Kind::Agent.agent(tenant, ifi),
        related: Some(Kind::RelatedAgent.agent(tenant, ifi)),
    };
    let asked = StatementQuery { agent: Some(lookup), limit: 1, ..StatementQuery::default() };
    Ok(!query::page(tx, tenant, &asked).await?.rows.is_empty())
}
