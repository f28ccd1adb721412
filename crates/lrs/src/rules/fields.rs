//! Objects and plain values, as every part of a statement is made of.

use std::borrow::Cow;

use super::{language::is_language_tag, rulebook, value::is_iri};
use crate::{
    json::{Kind, Value},
    model::{Broken, Rule},
};

pub(super) type Check<T> = Result<T, Broken>;

pub(super) fn broken<T>(value: Value<'_>, rule: &'static Rule) -> Check<T> {
    Err(Broken { at: value.at(), rule })
}

/// The properties of an object by these names, each at most once; no other, and none null.
pub(super) fn fields<'d, const N: usize>(
    value: Value<'d>,
    names: [&'static str; N],
) -> Check<[Option<Value<'d>>; N]> {
    if value.kind() != Kind::Object {
        return broken(value, not_an(value, &rulebook::OBJECT_EXPECTED));
    }
    let mut found = [None; N];
    for (key, property) in value.entries() {
        let Some(at) = names.iter().position(|name| key.is(name)) else {
            return Err(Broken { at: key.at(), rule: &rulebook::UNKNOWN });
        };
        if property.kind() == Kind::Null {
            return broken(property, &rulebook::NULL);
        }
        if found[at].replace(property).is_some() {
            return broken(property, &rulebook::TWICE);
        }
    }
    Ok(found)
}

/// Null is a fault of its own, whatever is expected.
fn not_an(value: Value<'_>, rule: &'static Rule) -> &'static Rule {
    if value.kind() == Kind::Null { &rulebook::NULL } else { rule }
}

pub(super) fn required<'d>(
    property: Option<Value<'d>>,
    of: Value<'d>,
    rule: &'static Rule,
) -> Check<Value<'d>> {
    property.ok_or(Broken { at: of.at(), rule })
}

pub(super) fn text(value: Value<'_>) -> Check<Cow<'_, str>> {
    value.text().ok_or(Broken { at: value.at(), rule: not_an(value, &rulebook::TEXT_EXPECTED) })
}

/// A string of a format.
pub(super) fn formatted<'d>(
    value: Value<'d>,
    rule: &'static Rule,
    fits: fn(&str) -> bool,
) -> Check<Cow<'d, str>> {
    match value.text() {
        Some(text) if fits(&text) => Ok(text),
        _ => broken(value, rule),
    }
}

pub(super) fn boolean(value: Value<'_>) -> Check<bool> {
    match value.kind() {
        Kind::True => Ok(true),
        Kind::False => Ok(false),
        _ => broken(value, &rulebook::BOOLEAN_EXPECTED),
    }
}

pub(super) fn number(value: Value<'_>) -> Check<f64> {
    value.number().ok_or(Broken { at: value.at(), rule: &rulebook::NUMBER_EXPECTED })
}

pub(super) fn list<'d>(
    value: Value<'d>,
    rule: &'static Rule,
) -> Check<impl Iterator<Item = Value<'d>>> {
    if value.kind() == Kind::Array { Ok(value.items()) } else { broken(value, rule) }
}

/// A list that holds no null.
pub(super) fn no_null(value: Value<'_>) -> Check<()> {
    if value.kind() == Kind::Null { broken(value, &rulebook::NULL) } else { Ok(()) }
}

pub(super) fn language_map(value: Value<'_>) -> Check<()> {
    if value.kind() != Kind::Object {
        return broken(value, not_an(value, &rulebook::LANGUAGE_MAP));
    }
    distinct_keys(value)?;
    let mut empty = true;
    for (key, text) in value.entries() {
        empty = false;
        if !is_language_tag(&key.text()) {
            return Err(Broken { at: key.at(), rule: &rulebook::LANGUAGE_TAG });
        }
        if text.kind() != Kind::Text {
            return broken(text, not_an(text, &rulebook::LANGUAGE_MAP));
        }
    }
    if empty { broken(value, &rulebook::LANGUAGE_MAP_EMPTY) } else { Ok(()) }
}

/// Keys are IRIs; values are nobody's business.
pub(super) fn extensions(value: Value<'_>) -> Check<()> {
    if value.kind() != Kind::Object {
        return broken(value, not_an(value, &rulebook::EXTENSIONS));
    }
    distinct_keys(value)?;
    for (key, _) in value.entries() {
        if !is_iri(&key.text()) {
            return Err(Broken { at: key.at(), rule: &rulebook::EXTENSIONS });
        }
    }
    Ok(())
}

/// Few keys are compared with each other, many are sorted: a hostile map must not take long.
fn distinct_keys(value: Value<'_>) -> Check<()> {
    let keys: Vec<_> = value.entries().map(|(key, _)| (key.text(), key.at())).collect();
    if keys.len() <= 8 {
        for (n, (key, at)) in keys.iter().enumerate() {
            if keys[..n].iter().any(|(earlier, _)| earlier == key) {
                return Err(Broken { at: *at, rule: &rulebook::TWICE });
            }
        }
        return Ok(());
    }
    let mut seen = std::collections::HashSet::with_capacity(keys.len());
    for (key, at) in &keys {
        if !seen.insert(key) {
            return Err(Broken { at: *at, rule: &rulebook::TWICE });
        }
    }
    Ok(())
}
