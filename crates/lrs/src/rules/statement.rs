//! A statement as a whole (Data 2).

use super::{
    agent::{Allowed, agent_or_group, authority},
    attachment::attachments,
    context::{context, split},
    fields::{Check, broken, fields, formatted, required, text},
    object::{object, verb},
    result::result,
    rulebook,
    time::{is_rfc_3339, read_timestamp},
    value::uuid,
};
use crate::{
    json::{Kind, Value},
    model::{Broken, Found, Role, Version},
};

/// The verb that voids another statement (Data 2.3.2).
pub const VOIDED: &str = "http://adlnet.gov/expapi/verbs/voided";

/// Whether a part belongs to the statement itself or to one it contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    Statement,
    Sub,
}

impl Depth {
    /// In which place actor and object stand: what a contained statement says is only related.
    pub(super) const fn roles(self) -> (Role, Role) {
        match self {
            Self::Statement => (Role::Agent, Role::Activity),
            Self::Sub => (Role::RelatedAgent, Role::RelatedActivity),
        }
    }
}

/// Judges a statement that came in a request of a version; gives what the store must know of it.
pub fn read_statement(version: Version, value: Value<'_>) -> Result<Found<'_>, Broken> {
    if value.kind() != Kind::Object {
        return broken(value, &rulebook::STATEMENT);
    }
    let [
        id,
        actor,
        given_verb,
        given_object,
        given_result,
        given_context,
        timestamp,
        stored,
        given_authority,
        given_version,
        given_attachments,
    ] = fields(
        value,
        [
            "id",
            "actor",
            "verb",
            "object",
            "result",
            "context",
            "timestamp",
            "stored",
            "authority",
            "version",
            "attachments",
        ],
    )?;
    let mut found = Found { has_version: given_version.is_some(), ..Found::default() };
    if let Some(id) = id {
        let read = id.text().and_then(|text| uuid(&text));
        found.id = Some(read.ok_or(Broken { at: id.at(), rule: &rulebook::ID })?);
    }
    let core = Core { actor, given_verb, given_object, given_result, given_context, timestamp };
    let of_ref = check_core(version, Depth::Statement, value, &core, &mut found)?;
    if found.verb == VOIDED {
        if !of_ref {
            return broken(given_object.unwrap_or(value), &rulebook::VOIDS_REF);
        }
        found.voids = true;
    }
    if let Some(stored) = stored {
        instant(stored)?;
        found.overruled.push(stored.span());
    }
    if let Some(given) = given_authority {
        authority(given)?;
        found.overruled.push(given.span());
    }
    if let Some(given) = given_version {
        let admitted = given.text().is_some_and(|text| version.admits(&text));
        if !admitted {
            return broken(given, &rulebook::VERSION);
        }
    }
    if let Some(given) = given_attachments {
        attachments(given, &mut found.attachments)?;
    }
    Ok(found)
}

/// What a statement and a contained one share.
#[derive(Clone, Copy)]
struct Core<'d> {
    actor: Option<Value<'d>>,
    given_verb: Option<Value<'d>>,
    given_object: Option<Value<'d>>,
    given_result: Option<Value<'d>>,
    given_context: Option<Value<'d>>,
    timestamp: Option<Value<'d>>,
}

/// Gives whether the object is a statement reference.
fn check_core<'d>(
    version: Version,
    depth: Depth,
    value: Value<'d>,
    core: &Core<'d>,
    found: &mut Found<'d>,
) -> Check<bool> {
    let actor = required(core.actor, value, &rulebook::NEEDS_ACTOR)?;
    let given_verb = required(core.given_verb, value, &rulebook::NEEDS_VERB)?;
    let given_object = required(core.given_object, value, &rulebook::NEEDS_OBJECT)?;
    agent_or_group(actor, Allowed::Either, depth.roles().0, &mut found.mentions)?;
    let id = verb(given_verb)?;
    if depth == Depth::Statement {
        found.verb = id;
    }
    let of_activity = object(version, depth, given_object, found)?;
    core.given_result.map(result).transpose()?;
    if let Some(given) = core.given_context {
        context(version, depth, given, of_activity, found)?;
    }
    if let Some(timestamp) = core.timestamp {
        let at = instant(timestamp)?;
        if depth == Depth::Statement {
            found.timestamp = Some(at);
        }
    }
    Ok(given_object.get("objectType").and_then(Value::text).as_deref() == Some("StatementRef"))
}

/// A statement contained in another (Data 2.4.4.3).
pub(super) fn sub_statement<'d>(
    version: Version,
    value: Value<'d>,
    found: &mut Found<'d>,
) -> Check<()> {
    let [
        object_type,
        actor,
        given_verb,
        given_object,
        given_result,
        given_context,
        timestamp,
        given_attachments,
    ] = fields(
        value,
        ["objectType", "actor", "verb", "object", "result", "context", "timestamp", "attachments"],
    )?;
    object_type.map(text).transpose()?;
    let core = Core { actor, given_verb, given_object, given_result, given_context, timestamp };
    check_core(version, Depth::Sub, value, &core, found)?;
    if let Some(given) = given_attachments {
        attachments(given, &mut found.attachments)?;
    }
    Ok(())
}

/// Whether a statement that was read keeps to the version it says it is of: one of 1.0.x is judged
/// by what it is, whoever brings it.
pub fn check_own_version(version: Version, value: Value<'_>) -> Result<(), Broken> {
    let own = value.get("version").and_then(Value::text);
    let spoken = own.and_then(|text| Version::read(&text)).unwrap_or(version);
    match (version, spoken) {
        (Version::V1, _) => Ok(()),
        (Version::V2, Version::V1) => check_contexts(value),
        (Version::V2, Version::V2) => check_timestamps(value),
    }
}

/// Whether its contexts have nothing of what 2.0 added.
fn check_contexts(value: Value<'_>) -> Check<()> {
    let contexts = [Some(value), value.get("object")];
    for context in contexts.into_iter().flatten().filter_map(|it| it.get("context")) {
        split(Version::V1, context)?;
    }
    Ok(())
}

/// Whether its timestamps are as 2.0 asks for: of RFC 3339, where ISO 8601 alone allows more.
fn check_timestamps(value: Value<'_>) -> Check<()> {
    let contained = value.get("object").and_then(|object| object.get("timestamp"));
    let given = [value.get("timestamp"), value.get("stored"), contained];
    for one in given.into_iter().flatten() {
        if !one.text().is_some_and(|text| is_rfc_3339(&text)) {
            return broken(one, &rulebook::TIMESTAMP_IN_FULL);
        }
    }
    Ok(())
}

fn instant(value: Value<'_>) -> Check<i64> {
    formatted(value, &rulebook::TIMESTAMP, |_| true)?;
    let read = value.text().and_then(|text| read_timestamp(&text));
    read.ok_or(Broken { at: value.at(), rule: &rulebook::TIMESTAMP })
}
