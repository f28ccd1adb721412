//! The questions: statements as they are told, definitions, names, documents, keys.

mod kept;

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use store::{Error, Tx};

use crate::{
    json::{Doc, Value},
    model::{AccessKey, Format, Forward, KeyHash, Mention, Sig, TenantId, Version},
    rules::{self, Accepted, read_statement},
    store::{
        agent,
        attachment::{self, Data},
        definition,
        document::{self, Document, Place},
        forward, key, query, statement,
    },
};

pub use self::kept::Records;

/// Statements as JSON: bytes, which are as they came and need not be looked at again.
pub type Told<'r> = Vec<Cow<'r, [u8]>>;

/// Tells statements in a format.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The version the reader speaks.
    pub version: Version,
    /// Whose statements.
    pub tenant: TenantId,
    /// In which format.
    pub format: Format,
    /// In which languages.
    pub languages: &'a Accepted,
    /// Whose attachments are given; `None` for everybody's.
    pub sender: Option<KeyHash>,
}

impl Teller<'_> {
    /// Statements as JSON, one by one.
    pub async fn tell<'r>(&self, tx: &mut Tx, rows: &'r [query::Row]) -> Result<Told<'r>, Error> {
        let bodies: Told<'r> = rows.iter().map(|row| self.body(row)).collect();
        match self.format {
            Format::Exact => Ok(bodies),
            Format::Ids => Ok(bodies.into_iter().map(|body| rewritten(body, rules::ids)).collect()),
            Format::Canonical => {
                let definitions = self.definitions(tx, &bodies).await?;
                let tell = |statement: Value<'_>, out: &mut String| {
                    rules::canonical(statement, &definitions, self.languages, out);
                };
                Ok(bodies.into_iter().map(|body| rewritten(body, tell)).collect())
            }
        }
    }

    /// As received; 2.0 gives times in UTC.
    fn body<'r>(&self, row: &'r query::Row) -> Cow<'r, [u8]> {
        let told = Some(&row.body)
            .filter(|_| self.version == Version::V2 && row.sig & Sig::LOCAL_TIME != 0)
            .and_then(|body| std::str::from_utf8(body).ok())
            .and_then(rules::in_utc);
        told.map_or(Cow::Borrowed(&*row.body), |told| Cow::Owned(told.into_bytes()))
    }

    async fn definitions(
        &self,
        tx: &mut Tx,
        bodies: &Told<'_>,
    ) -> Result<HashMap<String, String>, Error> {
        let mut ids = BTreeSet::new();
        for body in bodies {
            let Ok(doc) = Doc::parse(body) else { continue };
            let Ok(found) = read_statement(Version::V2, doc.root()) else { continue };
            for mention in found.mentions {
                if let Mention::Activity { id, .. } = mention {
                    ids.insert(id.into_owned());
                }
            }
        }
        let ids: Vec<String> = ids.into_iter().collect();
        definition::of(tx, self.tenant, &ids).await
    }

    /// What the attachments of statements hold, each once, as far as it is here.
    pub async fn data(&self, tx: &mut Tx, rows: &[query::Row]) -> Result<Vec<Data>, Error> {
        let mut hashes: Vec<String> = Vec::new();
        for row in rows {
            let Ok(doc) = Doc::parse(&row.body) else { continue };
            let Ok(found) = read_statement(Version::V2, doc.root()) else { continue };
            for one in found.attachments {
                if !hashes.contains(&one.sha2) {
                    hashes.push(one.sha2);
                }
            }
        }
        if let Some(sender) = self.sender {
            hashes = attachment::sent_by(tx, self.tenant, sender, hashes).await?;
        }
        let mut kept = attachment::of(tx, self.tenant, &hashes).await?;
        Ok(hashes.iter().filter_map(|hash| kept.remove(hash)).collect())
    }
}

fn rewritten(body: Cow<'_, [u8]>, tell: impl Fn(Value<'_>, &mut String)) -> Cow<'_, [u8]> {
    let Ok(doc) = Doc::parse(&body) else { return body };
    let mut out = String::with_capacity(body.len());
    tell(doc.root(), &mut out);
    Cow::Owned(out.into_bytes())
}

/// What an agent is called.
pub async fn names(tx: &mut Tx, agent: KeyHash) -> Result<Vec<String>, Error> {
    agent::names(tx, agent).await
}

/// The canonical definition of an activity, as JSON.
pub async fn definition(
    tx: &mut Tx,
    tenant: TenantId,
    activity: &str,
) -> Result<Option<String>, Error> {
    Ok(definition::of(tx, tenant, &[activity.to_owned()]).await?.remove(activity))
}

/// One document.
pub async fn document(
    tx: &mut Tx,
    tenant: TenantId,
    place: &Place,
    name: &str,
) -> Result<Option<Document>, Error> {
    document::get(tx, tenant, place, name).await
}

/// Names of documents changed after a moment, and when the last was.
pub async fn document_names(
    tx: &mut Tx,
    tenant: TenantId,
    place: &Place,
    since: Option<i64>,
) -> Result<(Vec<String>, Option<i64>), Error> {
    document::names(tx, tenant, place, since).await
}

/// Every key, the newest first.
pub async fn keys(tx: &mut Tx) -> Result<Vec<AccessKey>, Error> {
    key::all(tx).await
}

/// Tenants: id and name.
pub async fn tenants(tx: &mut Tx) -> Result<Vec<(TenantId, String)>, Error> {
    Ok(key::tenants(tx).await?.into_iter().map(|(id, name)| (TenantId(id), name)).collect())
}

/// The tenant of a name, entered where it is new.
pub async fn tenant(tx: &mut Tx, name: &str) -> Result<TenantId, Error> {
    key::tenant(tx, name).await
}

/// Whether any statement is there.
pub async fn is_any(tx: &mut Tx) -> Result<bool, Error> {
    Ok(statement::last(tx).await? > 0)
}

/// How many statements are there.
pub async fn count(tx: &mut Tx) -> Result<i64, Error> {
    statement::count(tx).await
}

/// The bytes of a statement as they were sent, by the moment it was stored.
pub async fn sent(tx: &mut Tx, stored: i64) -> Result<Option<Vec<u8>>, Error> {
    statement::sent(tx, stored).await
}

/// How many statements were stored since a moment, at most so many are counted.
pub async fn count_since(
    tx: &mut Tx,
    tenant: TenantId,
    since: i64,
    most: i64,
) -> Result<i64, Error> {
    statement::count_since(tx, tenant, since, most).await
}

/// Another store that gets a share, and what waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The other store.
    pub forward: Forward,
    /// Statements stored after what it got last, whether it wants them or not; so many at most are
    /// counted.
    pub waiting: i64,
    /// Statements it would not take.
    pub refused: i64,
}

/// More are not counted.
const MOST_WAITING: i64 = 100_000;

/// Every store that gets a share.
pub async fn queues(tx: &mut Tx) -> Result<Vec<Queue>, Error> {
    let refused = forward::refused(tx).await?;
    let mut queues = Vec::new();
    for forward in forward::all(tx).await? {
        let waiting =
            statement::count_since(tx, forward.tenant, forward.position, MOST_WAITING).await?;
        let refused = refused.iter().find(|(id, _)| *id == forward.id.0).map_or(0, |(_, n)| *n);
        queues.push(Queue { forward, waiting, refused });
    }
    Ok(queues)
}
