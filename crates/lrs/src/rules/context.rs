//! Contexts (Data 2.4.6; 2.0: contextAgents and contextGroups).

use super::{
    agent::{Allowed, agent_or_group},
    fields::{Check, broken, extensions, fields, formatted, list, required, text},
    language::is_language_tag,
    object::{activity, statement_ref},
    rulebook,
    statement::Depth,
    value::{is_iri, uuid},
};
use crate::{
    json::{Kind, Value},
    model::{Broken, Found, Role, Version},
};

const V1: [&str; 9] = [
    "registration",
    "instructor",
    "team",
    "contextActivities",
    "revision",
    "platform",
    "language",
    "statement",
    "extensions",
];

/// Checks a context and notes what it says. `of_activity`: the object is an activity.
pub(super) fn context<'d>(
    version: Version,
    depth: Depth,
    value: Value<'d>,
    of_activity: bool,
    found: &mut Found<'d>,
) -> Check<()> {
    let (known, people) = split(version, value)?;
    let [registration, instructor, team, activities, revision, platform, language, other, more] =
        known;
    if let Some(registration) = registration {
        let read = registration.text().and_then(|text| uuid(&text));
        let rule = &rulebook::REGISTRATION;
        let read = read.ok_or(Broken { at: registration.at(), rule })?;
        if depth == Depth::Statement {
            found.registration = Some(read);
        }
    }
    let seen = &mut found.mentions;
    if let Some(instructor) = instructor {
        agent_or_group(instructor, Allowed::Either, Role::RelatedAgent, seen)?;
    }
    if let Some(team) = team {
        agent_or_group(team, Allowed::Group, Role::RelatedAgent, seen)
            .map_err(|b| Broken { rule: team_rule(b.rule), ..b })?;
    }
    if let Some(activities) = activities {
        context_activities(activities, found)?;
    }
    for (property, rule) in [(revision, &rulebook::REVISION), (platform, &rulebook::PLATFORM)] {
        let Some(property) = property else { continue };
        text(property)?;
        if !of_activity {
            return broken(property, rule);
        }
    }
    if let Some(language) = language {
        formatted(language, &rulebook::LANGUAGE, is_language_tag)?;
    }
    other.map(statement_ref).transpose()?;
    more.map(extensions).transpose()?;
    let [agents, groups] = people;
    if let Some(agents) = agents {
        relevant(agents, &AGENTS, found)?;
    }
    if let Some(groups) = groups {
        relevant(groups, &GROUPS, found)?;
    }
    Ok(())
}

fn team_rule(rule: &'static crate::model::Rule) -> &'static crate::model::Rule {
    if *rule == rulebook::GROUP_TYPE { &rulebook::TEAM } else { rule }
}

type Split<'d> = ([Option<Value<'d>>; 9], [Option<Value<'d>>; 2]);

/// What both versions know, and what 2.0 added.
pub(super) fn split(version: Version, value: Value<'_>) -> Check<Split<'_>> {
    if version == Version::V1 {
        return Ok((fields(value, V1)?, [None; 2]));
    }
    let [a, b, c, d, e, f, g, h, i] = V1;
    let [a, b, c, d, e, f, g, h, i, agents, groups] =
        fields(value, [a, b, c, d, e, f, g, h, i, "contextAgents", "contextGroups"])?;
    Ok(([a, b, c, d, e, f, g, h, i], [agents, groups]))
}

fn context_activities<'d>(value: Value<'d>, found: &mut Found<'d>) -> Check<()> {
    let kinds = fields(value, ["parent", "grouping", "category", "other"])?;
    for given in kinds.into_iter().flatten() {
        if given.kind() == Kind::Array {
            for one in given.items() {
                activity(one, Role::RelatedActivity, &mut found.mentions)?;
            }
        } else {
            activity(given, Role::RelatedActivity, &mut found.mentions)?;
            found.lone.push(given);
        }
    }
    Ok(())
}

/// How context agents and context groups differ.
struct People {
    object_type: &'static str,
    property: &'static str,
    allowed: Allowed,
    rule: &'static crate::model::Rule,
}

static AGENTS: People = People {
    object_type: "contextAgent",
    property: "agent",
    allowed: Allowed::Agent,
    rule: &rulebook::CONTEXT_AGENT,
};
static GROUPS: People = People {
    object_type: "contextGroup",
    property: "group",
    allowed: Allowed::Group,
    rule: &rulebook::CONTEXT_GROUP,
};

fn relevant<'d>(value: Value<'d>, of: &'static People, found: &mut Found<'d>) -> Check<()> {
    for one in list(value, of.rule)? {
        let [object_type, person, types] =
            fields(one, ["objectType", of.property, "relevantTypes"])?;
        let object_type = required(object_type, one, of.rule)?;
        if object_type.text().as_deref() != Some(of.object_type) {
            return broken(object_type, of.rule);
        }
        let person = required(person, one, of.rule)?;
        agent_or_group(person, of.allowed, Role::RelatedAgent, &mut found.mentions)?;
        if let Some(types) = types {
            let mut none = true;
            for iri in list(types, &rulebook::RELEVANT_TYPES)? {
                formatted(iri, &rulebook::RELEVANT_TYPES, is_iri)?;
                none = false;
            }
            if none {
                return broken(types, &rulebook::RELEVANT_TYPES);
            }
        }
    }
    Ok(())
}
