//! The keys a statement is found by.

use std::collections::HashSet;

use super::{Found, KeyHash, Kind, Mention, Role, Sig, TenantId};

/// The keys of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed {
    /// Its verb.
    pub verb: KeyHash,
    /// The first agent the filter `agent` finds it by.
    pub agent: Option<KeyHash>,
    /// The activity it is about.
    pub activity: Option<KeyHash>,
    /// Its registration.
    pub registration: Option<KeyHash>,
    /// All others, each once.
    pub further: Vec<KeyHash>,
}

impl Keyed {
    /// The keys of what was found in a statement.
    pub fn of(tenant: TenantId, found: &Found<'_>) -> Self {
        let mut keyed = Self {
            verb: Kind::Verb.text(tenant, &found.verb),
            agent: None,
            activity: None,
            registration: found
                .registration
                .map(|id| super::hash_of(tenant, Kind::Registration, id.as_bytes())),
            further: Vec::new(),
        };
        let mut seen = HashSet::new();
        for mention in &found.mentions {
            keyed.mention(tenant, mention, &mut seen);
        }
        keyed
    }

    fn mention(&mut self, tenant: TenantId, mention: &Mention<'_>, seen: &mut HashSet<KeyHash>) {
        let (key, first) = match mention {
            Mention::Agent { role: Role::Agent, ifi, .. } => {
                (Kind::Agent.agent(tenant, ifi), Some(&mut self.agent))
            }
            Mention::Agent { ifi, .. } => (Kind::RelatedAgent.agent(tenant, ifi), None),
            Mention::Activity { role: Role::Activity, id, .. } => {
                (Kind::Activity.text(tenant, id), Some(&mut self.activity))
            }
            Mention::Activity { id, .. } => (Kind::RelatedActivity.text(tenant, id), None),
        };
        match first {
            Some(first) if first.is_none() => *first = Some(key),
            Some(first) if *first == Some(key) => {}
            _ if !seen.insert(key) => {}
            _ => self.further.push(key),
        }
    }

    /// Its signature.
    pub const fn sig(&self) -> Sig {
        Sig::new(self.verb, self.activity, self.registration)
    }

    /// Every key.
    pub fn all(&self) -> impl Iterator<Item = KeyHash> {
        [Some(self.verb), self.agent, self.activity, self.registration]
            .into_iter()
            .flatten()
            .chain(self.further.iter().copied())
    }
}
