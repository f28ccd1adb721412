//! From JSON to rows, before anything waits for the database.

use std::{
    collections::HashSet,
    hash::{BuildHasher as _, RandomState},
    ops::Range,
    sync::RwLock,
};

use kernel::{IdSource, Uuid};

use crate::{
    json::{Kind, Value},
    model::{self, Fault, Found, Ifi, Keyed, Mention, Sig, TenantId, Version},
    rules::{
        Composed, SIGNATURE_USAGE, check_own_version, has_local_time, read_statement, rulebook,
    },
    store::{agent::Called, definition::Subject},
};

/// Who sends statements.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Whose records they become.
    pub tenant: TenantId,
    /// Who stands behind them, as JSON.
    pub authority: String,
    /// The same as it is looked up.
    pub authority_key: model::KeyHash,
    /// Whether they change what activities and agents are called.
    pub may_define: bool,
}

impl Sender {
    /// Someone who sends under an identity.
    pub fn new(tenant: TenantId, authority: &Ifi<'_>, may_define: bool) -> Self {
        Self {
            tenant,
            authority: format!("{{\"objectType\":\"Agent\",{}}}", authority.properties()),
            authority_key: model::Kind::RelatedAgent.agent(tenant, authority),
            may_define,
        }
    }
}

/// A statement ready to be stored.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Its id, given or made.
    pub id: Uuid,
    pub(crate) composed: Composed,
    pub(crate) keyed: Keyed,
    pub(crate) sig: i64,
    pub(crate) target: Option<(Uuid, bool)>,
    pub(crate) said: Vec<(Subject, String, Said)>,
    pub(crate) called: Vec<Called>,
    /// Attachments it names.
    pub attachments: Vec<Named>,
    /// What of the above was not seen before.
    pub(crate) marks: Vec<u64>,
}

/// What a statement says an activity is, or a verb is called. Not copied where the body has it: it
/// may be as large as the statement.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    /// These bytes of the body, which begins as it was sent.
    Within(Range<usize>),
    /// This, where the body is not as it was sent.
    Apart(String),
}

/// An attachment a statement names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Hash of its data, hexadecimal, lower case.
    pub sha2: String,
    /// Whether it is the statement's signature.
    pub is_signature: bool,
    /// Whether its data can be had elsewhere.
    pub has_url: bool,
    /// The way to it.
    pub path: String,
}

impl Named {
    fn of(attachment: &model::Attachment<'_>) -> Self {
        Self {
            sha2: attachment.sha2.clone(),
            is_signature: attachment.usage == SIGNATURE_USAGE,
            has_url: attachment.has_url,
            path: attachment.value.doc().path(attachment.value.at()),
        }
    }
}

/// More than this, and everything is looked at anew.
const MOST_SEEN: usize = 200_000;

/// Definitions and names that were brought before and are merged already: most statements bring
/// nothing new.
#[derive(Debug, Default)]
pub struct Seen {
    hasher: RandomState,
    marks: RwLock<HashSet<u64>>,
}

impl Seen {
    fn is_new(&self, mark: u64) -> bool {
        !self.marks.read().unwrap_or_else(std::sync::PoisonError::into_inner).contains(&mark)
    }

    /// Remembers what was committed.
    pub(crate) fn remember(&self, marks: impl IntoIterator<Item = u64>) {
        let mut kept = self.marks.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if kept.len() > MOST_SEEN {
            kept.clear();
        }
        kept.extend(marks);
    }
}

/// Judges what came in a request, a statement or a list of them, and makes it ready. `given` is
/// the id of one that has none.
pub fn prepare(
    version: Version,
    sender: &Sender,
    top: Value<'_>,
    given: Option<Uuid>,
    (ids, seen): (&IdSource, &Seen),
) -> Result<Vec<Prepared>, Fault> {
    let fault = |broken| Fault::of(top.doc(), broken);
    let mut prepared = Vec::new();
    match top.kind() {
        Kind::Object => {
            prepared.push(one(version, sender, top, given, (ids, seen)).map_err(fault)?);
        }
        Kind::Array => {
            let mut used = HashSet::new();
            for statement in top.items() {
                let ready = one(version, sender, statement, None, (ids, seen)).map_err(fault)?;
                if !used.insert(ready.id) {
                    let place = statement.get("id").unwrap_or(statement);
                    let path = top.doc().path(place.at());
                    return Err(Fault::new(path, &rulebook::SAME_ID_TWICE));
                }
                prepared.push(ready);
            }
        }
        _ => return Err(Fault::new("$", &rulebook::STATEMENTS)),
    }
    Ok(prepared)
}

fn one(
    version: Version,
    sender: &Sender,
    statement: Value<'_>,
    given: Option<Uuid>,
    (ids, seen): (&IdSource, &Seen),
) -> Result<Prepared, model::Broken> {
    let found = read_statement(version, statement)?;
    check_own_version(version, statement)?;
    let id = found.id.or(given).unwrap_or_else(|| ids.next());
    let keyed = Keyed::of(sender.tenant, &found);
    let mut ready = Prepared {
        id,
        composed: Composed::new(version, statement, &found, id, &sender.authority),
        sig: keyed.sig().0 | flags(statement, &found),
        keyed,
        target: found.target.map(|target| (target, found.voids)),
        said: Vec::new(),
        called: Vec::new(),
        attachments: found.attachments.iter().map(Named::of).collect(),
        marks: Vec::new(),
    };
    if sender.may_define {
        let display = statement.get("verb").and_then(|verb| verb.get("display"));
        if let Some(display) = display {
            ready.note_said(sender.tenant, Subject::Verb, (&found.verb, statement, display), seen);
        }
        for mention in &found.mentions {
            ready.note(sender.tenant, (statement, mention), seen);
        }
    }
    Ok(ready)
}

fn flags(statement: Value<'_>, found: &Found<'_>) -> i64 {
    let mut flags = 0;
    if has_local_time(statement) {
        flags |= Sig::LOCAL_TIME;
    }
    if found.voids {
        flags |= Sig::VOIDS;
    }
    flags
}

impl Prepared {
    /// What it says activities are, or verbs are called, by their ids.
    pub(crate) fn said(&self, of: Subject) -> impl Iterator<Item = (&String, &str)> {
        let said = self.said.iter().filter(move |(subject, ..)| *subject == of);
        said.filter_map(|(_, id, said)| {
            let json = match said {
                Said::Within(place) => self.composed.sent_part(place.clone())?,
                Said::Apart(json) => json,
            };
            Some((id, json))
        })
    }

    /// Notes what is said of one, where it was not said before.
    fn note_said(
        &mut self,
        tenant: TenantId,
        subject: Subject,
        (id, statement, value): (&str, Value<'_>, Value<'_>),
        seen: &Seen,
    ) {
        let raw = value.raw();
        let mark = seen.hasher.hash_one((tenant, subject, id, raw));
        if !seen.is_new(mark) {
            return;
        }
        let (start, (from, to)) = (statement.span().0, value.span());
        let said = if self.composed.sent_length > 0 {
            Said::Within(from - start..to - start)
        } else {
            Said::Apart(raw.to_owned())
        };
        self.said.push((subject, id.to_owned(), said));
        self.marks.push(mark);
    }

    fn note(
        &mut self,
        tenant: TenantId,
        (statement, mention): (Value<'_>, &Mention<'_>),
        seen: &Seen,
    ) {
        match mention {
            Mention::Activity { id, definition: Some(definition), .. } => {
                self.note_said(tenant, Subject::Activity, (id, statement, *definition), seen);
            }
            Mention::Agent { ifi, name: Some(name), group, .. } if !name.is_empty() => {
                let key = model::Kind::Agent.agent(tenant, ifi);
                let mark = seen.hasher.hash_one((key, name));
                if seen.is_new(mark) {
                    self.called.push(Called {
                        key,
                        identity: ifi.properties(),
                        // A text column takes no NUL.
                        name: name.replace('\0', "\u{fffd}"),
                        group: *group,
                    });
                    self.marks.push(mark);
                }
            }
            _ => {}
        }
    }
}
