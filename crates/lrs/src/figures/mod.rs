//! The questions: statements as they are told, definitions, names, documents, keys.

mod data;
mod kept;

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, HashSet},
};

use store::{Error, Tx};

use crate::{
    json::{Doc, Value},
    model::{AccessKey, Format, Forward, KeyHash, Mention, Sig, TenantId, Version},
    rules::{self, Accepted, Canon, read_statement},
    store::{
        agent,
        attachment::{self, Held},
        definition::{self, Subject},
        document::{self, Document, Place},
        forward, key, query, statement,
    },
};

pub use self::{
    data::{attachment_data, attachments_here},
    kept::Records,
};

/// Statements as JSON: bytes, which are as they came and need not be looked at again.
pub(crate) type Told<'r> = Vec<Cow<'r, [u8]>>;

/// What was merged of many statements.
struct Kept {
    /// Of activities, by their ids.
    definitions: HashMap<String, String>,
    /// Of verbs, by theirs.
    displays: HashMap<String, String>,
}

impl Canon for Kept {
    fn definition(&self, activity: &str) -> Option<&str> {
        self.definitions.get(activity).map(String::as_str)
    }

    fn display(&self, verb: &str) -> Option<&str> {
        self.displays.get(verb).map(String::as_str)
    }
}

/// Tells statements in a format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Teller<'a> {
    /// The version the reader speaks.
    pub(crate) version: Version,
    /// Whose statements.
    pub(crate) tenant: TenantId,
    /// In which format.
    pub(crate) format: Format,
    /// In which languages.
    pub(crate) languages: &'a Accepted,
    /// Whose attachments are given; `None` for everybody's.
    pub(crate) sender: Option<KeyHash>,
}

impl Teller<'_> {
    /// Whether a statement is told in the bytes that are kept.
    pub(crate) fn is_as_kept(&self, sig: i64) -> bool {
        self.format == Format::Exact && !self.in_utc(sig)
    }

    /// Statements as JSON, one by one; `None` where the definitions that belong to several of them
    /// have more bytes than these together. To one alone so many are given as fit.
    pub(crate) async fn tell<'r>(
        &self,
        tx: &mut Tx,
        rows: &'r [query::Row],
        most: usize,
    ) -> Result<Option<Told<'r>>, Error> {
        let bodies: Told<'r> = rows.iter().map(|row| self.body(row)).collect();
        let told: Told<'r> = match self.format {
            Format::Exact => bodies,
            Format::Ids => bodies.into_iter().map(|body| rewritten(body, rules::ids)).collect(),
            Format::Canonical => {
                let (kept, all) = self.canon(tx, &bodies, most).await?;
                if !all && rows.len() > 1 {
                    return Ok(None);
                }
                let tell = |statement: Value<'_>, out: &mut String| {
                    rules::canonical(statement, &kept, self.languages, out);
                };
                bodies.into_iter().map(|body| rewritten(body, tell)).collect()
            }
        };
        Ok(Some(told))
    }

    /// As received; 2.0 gives times in UTC.
    fn body<'r>(&self, row: &'r query::Row) -> Cow<'r, [u8]> {
        let told = Some(&row.body)
            .filter(|_| self.in_utc(row.sig))
            .and_then(|body| std::str::from_utf8(body).ok())
            .and_then(rules::in_utc);
        told.map_or(Cow::Borrowed(&*row.body), |told| Cow::Owned(told.into_bytes()))
    }

    fn in_utc(&self, sig: i64) -> bool {
        self.version == Version::V2 && sig & Sig::LOCAL_TIME != 0
    }

    /// What is kept of so many bytes at most, and whether that is all.
    async fn canon(
        &self,
        tx: &mut Tx,
        bodies: &Told<'_>,
        most: usize,
    ) -> Result<(Kept, bool), Error> {
        let (mut activities, mut verbs) = (BTreeSet::new(), BTreeSet::new());
        for body in bodies {
            let Ok(doc) = Doc::of_statements(body) else { continue };
            let Ok(found) = read_statement(Version::V2, doc.root()) else { continue };
            for mention in found.mentions {
                if let Mention::Activity { id, .. } = mention {
                    activities.insert(id.into_owned());
                }
            }
            for one in [Some(doc.root()), doc.root().get("object")].into_iter().flatten() {
                let id = one.get("verb").and_then(|verb| verb.get("id")?.text());
                verbs.extend(id.map(Cow::into_owned));
            }
        }
        let mut room = most;
        let (displays, all_verbs) = self.fitting(tx, Subject::Verb, verbs, &mut room).await?;
        let (definitions, all) = self.fitting(tx, Subject::Activity, activities, &mut room).await?;
        Ok((Kept { definitions, displays }, all && all_verbs))
    }

    /// What is kept of these, as far as there is room, and whether that is all.
    async fn fitting(
        &self,
        tx: &mut Tx,
        subject: Subject,
        ids: BTreeSet<String>,
        room: &mut usize,
    ) -> Result<(HashMap<String, String>, bool), Error> {
        let ids: Vec<String> = ids.into_iter().collect();
        let sizes = definition::sizes(tx, self.tenant, subject, &ids).await?;
        let there = sizes.len();
        let fits = |(id, size): (String, i64)| {
            *room = room.checked_sub(usize::try_from(size).unwrap_or(usize::MAX))?;
            Some(id)
        };
        let ids: Vec<String> = sizes.into_iter().map_while(fits).collect();
        Ok((definition::of(tx, self.tenant, subject, &ids).await?, ids.len() == there))
    }

    /// What is known of the attachments of statements, each once, as far as they are here: data
    /// that are called by two types are two. The list ends before these and the statements together
    /// have more bytes than so many, but never before the first statement.
    pub(crate) async fn attachments(
        &self,
        tx: &mut Tx,
        list: &mut query::List,
        most: usize,
    ) -> Result<Vec<Held>, Error> {
        let mut named = Vec::new();
        for row in &list.rows {
            let body = match &row.body {
                Some(body) => Cow::Borrowed(body),
                None => Cow::Owned(statement::body(tx, row.seq).await?),
            };
            named.push(named_in(&body));
        }
        let mut hashes: Vec<String> =
            named.iter().flatten().map(|(sha2, _)| sha2.clone()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        if let Some(sender) = self.sender {
            hashes = attachment::sent_by(tx, self.tenant, sender, hashes).await?;
        }
        let sizes = attachment::sizes(tx, self.tenant, &hashes).await?;
        let (mut held, mut bytes) = (Vec::new(), 0);
        let mut given: HashMap<String, HashSet<String>> = HashMap::new();
        for (n, named) in named.into_iter().enumerate() {
            let before = held.len();
            bytes += list.rows[n].size();
            for (sha2, content_type) in named {
                let Some(size) = sizes.get(&sha2).copied() else { continue };
                let types = given.entry(sha2.clone()).or_default();
                // One statement could call the same data by any number of types.
                let too_much = n == 0 && bytes + size > most && !types.is_empty();
                if !too_much && types.insert(content_type.clone()) {
                    bytes += size;
                    held.push(Held { sha2, content_type, size });
                }
            }
            if n > 0 && bytes > most {
                held.truncate(before);
                list.end_behind(n);
                break;
            }
        }
        Ok(held)
    }
}

/// Hashes and media types of the attachments a statement names.
fn named_in(body: &[u8]) -> Vec<(String, String)> {
    let Ok(doc) = Doc::of_statements(body) else { return Vec::new() };
    let Ok(found) = read_statement(Version::V2, doc.root()) else { return Vec::new() };
    found.attachments.into_iter().map(|one| (one.sha2, one.content_type.into_owned())).collect()
}

fn rewritten(body: Cow<'_, [u8]>, tell: impl Fn(Value<'_>, &mut String)) -> Cow<'_, [u8]> {
    let Ok(doc) = Doc::of_statements(&body) else { return body };
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
    Ok(definition::of(tx, tenant, Subject::Activity, &[activity.to_owned()])
        .await?
        .remove(activity))
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
