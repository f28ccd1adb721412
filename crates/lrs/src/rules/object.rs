//! Verbs and objects (Data 2.4.3, 2.4.4).

use std::borrow::Cow;

use super::{
    agent::{Allowed, agent_or_group},
    fields::{Check, broken, extensions, fields, formatted, language_map, list, no_null, required},
    rulebook,
    statement::{Depth, sub_statement},
    value::{is_iri, uuid},
};
use crate::{
    json::{Kind, Value},
    model::{Broken, Found, Mention, Role, Rule, Version},
};

/// Checks a verb and gives its id.
pub(super) fn verb(value: Value<'_>) -> Check<Cow<'_, str>> {
    let [id, display] = fields(value, ["id", "display"])?;
    let id = required(id, value, &rulebook::VERB_ID)?;
    if let Some(display) = display {
        language_map(display)?;
    }
    formatted(id, &rulebook::VERB_ID, is_iri)
}

/// Checks an object of any kind and notes what it says. Gives whether it is an activity.
pub(super) fn object<'d>(
    version: Version,
    depth: Depth,
    value: Value<'d>,
    found: &mut Found<'d>,
) -> Check<bool> {
    if value.kind() != Kind::Object {
        fields(value, [])?;
    }
    let (agent, related) = depth.roles();
    let given = value.get("objectType");
    match given.map(Value::text) {
        None => activity(value, related, &mut found.mentions)?,
        Some(kind) => match kind.as_deref() {
            Some("Activity") => activity(value, related, &mut found.mentions)?,
            Some("Agent" | "Group") => {
                agent_or_group(value, Allowed::Either, agent, &mut found.mentions)?;
                return Ok(false);
            }
            Some("StatementRef") => {
                let target = statement_ref(value)?;
                if depth == Depth::Statement {
                    found.target = Some(target);
                }
                return Ok(false);
            }
            Some("SubStatement") if depth == Depth::Statement => {
                sub_statement(version, value, found)?;
                return Ok(false);
            }
            Some("SubStatement") => return broken(given.unwrap_or(value), &rulebook::NESTED),
            _ => return broken(given.unwrap_or(value), &rulebook::OBJECT_TYPE),
        },
    }
    Ok(true)
}

/// Checks a statement reference and gives the id in it.
pub(super) fn statement_ref(value: Value<'_>) -> Check<kernel::Uuid> {
    let [object_type, id] = fields(value, ["objectType", "id"])?;
    let object_type = required(object_type, value, &rulebook::REF_TYPE)?;
    if object_type.text().as_deref() != Some("StatementRef") {
        return broken(object_type, &rulebook::REF_TYPE);
    }
    let id = required(id, value, &rulebook::REF_ID)?;
    id.text().and_then(|text| uuid(&text)).ok_or(Broken { at: id.at(), rule: &rulebook::REF_ID })
}

/// Checks an activity and notes it.
pub(super) fn activity<'d>(value: Value<'d>, role: Role, seen: &mut Vec<Mention<'d>>) -> Check<()> {
    let [object_type, id, definition] = fields(value, ["objectType", "id", "definition"])?;
    if let Some(object_type) = object_type
        && object_type.text().as_deref() != Some("Activity")
    {
        return broken(object_type, &rulebook::ACTIVITY_TYPE);
    }
    let id = required(id, value, &rulebook::ACTIVITY_ID)?;
    let id = formatted(id, &rulebook::ACTIVITY_ID, is_iri)?;
    if let Some(definition) = definition {
        check_definition(definition)?;
    }
    seen.push(Mention::Activity { role, id, definition });
    Ok(())
}

const INTERACTIONS: [&str; 10] = [
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
];

fn check_definition(value: Value<'_>) -> Check<()> {
    let [
        name,
        description,
        kind,
        more_info,
        more,
        interaction_type,
        pattern,
        choices,
        scale,
        source,
        target,
        steps,
    ] = fields(
        value,
        [
            "name",
            "description",
            "type",
            "moreInfo",
            "extensions",
            "interactionType",
            "correctResponsesPattern",
            "choices",
            "scale",
            "source",
            "target",
            "steps",
        ],
    )?;
    for map in [name, description].into_iter().flatten() {
        language_map(map)?;
    }
    for iri in [kind, more_info].into_iter().flatten() {
        formatted(iri, &rulebook::IRI, is_iri)?;
    }
    more.map(extensions).transpose()?;
    if let Some(interaction_type) = interaction_type {
        let known = |text: &str| INTERACTIONS.contains(&text);
        formatted(interaction_type, &rulebook::INTERACTION_TYPE, known)?;
    }
    pattern.map(|pattern| texts(pattern, &rulebook::PATTERN)).transpose()?;
    let lists = [choices, scale, source, target, steps];
    for components in lists.into_iter().flatten() {
        interaction_components(components)?;
    }
    if interaction_type.is_none()
        && let Some(stray) = lists.into_iter().chain([pattern]).flatten().next()
    {
        return broken(stray, &rulebook::NEEDS_INTERACTION_TYPE);
    }
    Ok(())
}

fn texts(value: Value<'_>, rule: &'static Rule) -> Check<()> {
    for item in list(value, rule)? {
        no_null(item)?;
        formatted(item, rule, |_| true)?;
    }
    Ok(())
}

fn interaction_components(value: Value<'_>) -> Check<()> {
    let mut seen = std::collections::HashSet::new();
    for component in list(value, &rulebook::LIST_EXPECTED)? {
        let [id, description] = fields(component, ["id", "description"])?;
        let id = required(id, component, &rulebook::COMPONENT_ID)?;
        let text = formatted(id, &rulebook::COMPONENT_ID, |text| !text.is_empty())?;
        if !seen.insert(text) {
            return broken(id, &rulebook::COMPONENT_DISTINCT);
        }
        description.map(language_map).transpose()?;
    }
    Ok(())
}
