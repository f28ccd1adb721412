//! What is held on one person of the register: records that speak of them, documents under their
//! name.

use std::sync::OnceLock;

use access::{accounts_of, links};
use registry::{
    acts::Task,
    figures::{Keeps, KeptFact, Whose, bears_alone},
};
use sha1::{Digest as _, Sha1};
use store::{Error, Tx};
use ui::{Lang, Ui};

use crate::{
    json::Doc,
    model::{Ifi, Kind, Lookup, Mention, StatementQuery, TenantId, Version},
    pages::Sentence,
    rules::{read_statement, uuid},
    store::{document, key, query, time},
};

/// Learning records. Whose a record is says an address that the person has shown to be theirs and
/// nobody else of the register gives, or an account at a provider that was linked to theirs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Records;

/// Records of one way to name somebody in one tenant that are told, the newest first.
const MOST: usize = 10_000;
/// So many are read at a time.
const PAGE: u32 = 500;

impl Keeps for Records {
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move {
            let names = names(tx, whose).await?;
            let mut all = Vec::new();
            for (tenant, _) in key::tenants(tx).await? {
                for ifi in &names {
                    all.extend(records(tx, TenantId(tenant), ifi).await?);
                }
            }
            for ifi in &names {
                all.extend(documents(tx, ifi).await?);
            }
            Ok(all)
        })
    }
}

/// The ways in which records surely name a person.
async fn names(tx: &mut Tx, whose: Whose<'_>) -> Result<Vec<Ifi<'static>>, registry::Error> {
    let mut all = Vec::new();
    for address in whose.addresses {
        let address = address.to_lowercase();
        if bears_alone(tx, whose.at.known_at, whose.person, &address).await? {
            let mbox = format!("mailto:{address}");
            all.push(Ifi::MboxSha1sum(hex::encode(Sha1::digest(&mbox)).into()));
            all.push(Ifi::Mbox(mbox.into()));
        }
    }
    for (account, _) in accounts_of(tx, whose.person.0).await? {
        for link in links(tx, account.id).await? {
            all.push(Ifi::Account { home_page: link.issuer.into(), name: link.subject.into() });
        }
    }
    Ok(all)
}

async fn records(tx: &mut Tx, tenant: TenantId, ifi: &Ifi<'_>) -> Result<Vec<KeptFact>, Error> {
    let lookup = Lookup {
        narrow: Kind::Agent.agent(tenant, ifi),
        related: Some(Kind::RelatedAgent.agent(tenant, ifi)),
    };
    let mut asked =
        StatementQuery { agent: Some(lookup), limit: PAGE, ..StatementQuery::default() };
    let mut all = Vec::new();
    loop {
        let found = query::page(tx, tenant, &asked).await?;
        all.extend(found.rows.iter().map(|row| record(row, ifi)));
        let last = found.rows.last().filter(|_| found.more && all.len() < MOST);
        let Some(last) = last else { return Ok(all) };
        asked.until = Some(last.seq - 1);
    }
}

/// A record in words. As it was sent it is given only where it names nobody else: another's data
/// is not handed over with it.
fn record(row: &query::Row, ifi: &Ifi<'_>) -> KeptFact {
    let told = vietnamese().map(|ui| Sentence::read(ui, &row.body)).unwrap_or_default();
    let alone = names_nobody_else(&row.body, ifi);
    let about = Some(told.what).filter(|_| alone || told.activity.is_some());
    let fact = KeptFact::loose("learning_record")
        .say("verb", Some(told.verb))
        .say("about", about)
        .say("result", Some(told.outcome.join(", ")))
        .say("stored_at", Some(ui::format::time(time(row.seq))))
        .say("record", id(&row.body));
    if alone { fact.whole(String::from_utf8_lossy(&row.body)) } else { fact }
}

fn vietnamese() -> Option<&'static Ui> {
    static TEXTS: OnceLock<Option<Ui>> = OnceLock::new();
    TEXTS.get_or_init(|| Ui::sample(&[crate::MESSAGES], Lang::Vi, "/").ok()).as_ref()
}

fn id(body: &[u8]) -> Option<kernel::Uuid> {
    let doc = Doc::of_statements(body).ok()?;
    let id = doc.root().get("id")?.text()?;
    uuid(&id)
}

fn names_nobody_else(body: &[u8], ifi: &Ifi<'_>) -> bool {
    let Ok(doc) = Doc::of_statements(body) else { return false };
    let Ok(found) = read_statement(Version::V2, doc.root()) else { return false };
    let own = ifi.canonical();
    let anonymous_group = doc.root().get("actor").is_some_and(|a| a.get("member").is_some());
    !anonymous_group
        && found.mentions.iter().all(|mention| match mention {
            Mention::Agent { ifi, .. } => ifi.canonical() == own,
            Mention::Activity { .. } => true,
        })
}

async fn documents(tx: &mut Tx, ifi: &Ifi<'_>) -> Result<Vec<KeptFact>, Error> {
    let all = document::of_agent(tx, &ifi.canonical()).await?;
    let told = |it: document::Listed| {
        KeptFact::loose("learning_document")
            .say("name", Some(it.name))
            .say("about", Some(it.activity))
            .say("stored_at", Some(ui::format::time(time(it.updated_at))))
            .say("bytes", Some(it.bytes))
    };
    Ok(all.into_iter().map(told).collect())
}
