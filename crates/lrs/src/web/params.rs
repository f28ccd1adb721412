//! Parameters: known by their exact names, each at most once (Communication 3.2).

use kernel::Uuid;

use super::answer::Refusal;
use crate::{
    json::Doc,
    model::{Fault, Ifi, TenantId},
    rules::{is_iri, read_agent, read_agent_only, read_timestamp, rulebook, uuid},
};

/// Parameters of a request, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Params(pub(super) Vec<(String, String)>);

impl Params {
    pub(super) fn parse(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// Refuses names that are not known here, and names given twice.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        for (n, (name, _)) in self.0.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                return Err(Refusal::bad(shown(name), &rulebook::NO_PARAMETER));
            }
            if self.0[..n].iter().any(|(earlier, _)| earlier == name) {
                return Err(Refusal::bad(shown(name), &rulebook::PARAMETER_TWICE));
            }
        }
        Ok(())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn require(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| Refusal::bad(name, &rulebook::PARAMETER_MISSING))
    }

    pub(super) fn uuid(&self, name: &str) -> Result<Option<Uuid>, Refusal> {
        let rule = if name == "registration" { &rulebook::REGISTRATION } else { &rulebook::ID };
        self.get(name).map(|text| uuid(text).ok_or_else(|| Refusal::bad(name, rule))).transpose()
    }

    pub(super) fn iri(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.get(name) {
            Some(text) if !is_iri(text) => Err(Refusal::bad(name, &rulebook::IRI)),
            other => Ok(other),
        }
    }

    pub(super) fn boolean(&self, name: &str) -> Result<bool, Refusal> {
        match self.get(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Refusal::bad(name, &rulebook::BOOLEAN_PARAMETER)),
        }
    }

    pub(super) fn timestamp(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let read = |text: &str| {
            // A plus that was not encoded came as a blank.
            let text = text.replace(' ', "+");
            let spaced = read_timestamp(&text.replacen('+', " ", 1));
            read_timestamp(&text).or(spaced)
        };
        let fault = || Refusal::bad(name, &rulebook::TIMESTAMP);
        self.get(name).map(|text| read(text).ok_or_else(fault)).transpose()
    }

    /// An agent, or where that makes sense an identified group.
    pub(super) fn agent<T>(
        &self,
        name: &str,
        group: bool,
        then: impl FnOnce(&Ifi<'_>, Option<&str>) -> T,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let doc = Doc::parse(text.as_bytes())
            .map_err(|why| Refusal::from(Fault::malformed(name, why)))?;
        let read = if group { read_agent } else { read_agent_only };
        let (ifi, called) = read(doc.root()).map_err(|broken| {
            let path = doc.path(broken.at).replacen('$', name, 1);
            Refusal::bad(path, broken.rule)
        })?;
        Ok(Some(then(&ifi, called.as_deref())))
    }
}

/// A name from outside, as it can be told.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(100).collect()
}

/// Key of an agent in the narrow place.
pub(super) fn agent_key(tenant: TenantId, ifi: &Ifi<'_>) -> i64 {
    crate::model::Kind::Agent.agent(tenant, ifi)
}
