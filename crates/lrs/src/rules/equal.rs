//! When two statements are the same (Data 2.3.1, statement comparison).

use std::{borrow::Cow, collections::HashMap};

use super::{
    signature::SIGNATURE_USAGE,
    time::read_timestamp,
    value::{duration_to_compare, uuid},
};
use crate::json::{Doc, Kind, Parts, Value, unescape};

/// Whether two serialisations are one statement: what the store sets or what the standard does
/// not count as part of a statement may differ, everything else may not. `stored` is the one kept,
/// `received` the one that came now.
pub fn same_statement(stored: Value<'_>, received: Value<'_>) -> bool {
    same_objects(stored, received, |name| match name {
        "id" | "authority" | "stored" | "version" => How::Ignored,
        "timestamp" => How::Optional(same_instant),
        "actor" => How::Required(same_agent),
        "verb" => How::Required(same_verb),
        "object" => How::Required(same_object),
        "result" => How::Required(same_result),
        "context" => How::Required(same_context),
        "attachments" => How::Optional(same_attachments),
        _ => How::Required(same_value),
    })
}

type Same = for<'a, 'b> fn(Value<'a>, Value<'b>) -> bool;

enum How {
    Ignored,
    /// Where only one has it, they are the same all the same.
    Optional(Same),
    Required(Same),
}

fn same_objects(a: Value<'_>, b: Value<'_>, how: impl Fn(&str) -> How) -> bool {
    if a.kind() != Kind::Object || b.kind() != Kind::Object {
        return false;
    }
    let forth = a.entries().all(|(key, left)| {
        let name = key.text();
        match (how(&name), b.get(&name)) {
            (How::Ignored, _) | (How::Optional(_), None) => true,
            (How::Required(_), None) => false,
            (How::Optional(same) | How::Required(same), Some(right)) => same(left, right),
        }
    });
    forth
        && b.entries().all(|(key, _)| {
            let name = key.text();
            matches!(how(&name), How::Ignored | How::Optional(_)) || a.get(&name).is_some()
        })
}

fn same_instant(a: Value<'_>, b: Value<'_>) -> bool {
    let read = |value: Value<'_>| value.text().and_then(|text| read_timestamp(&text));
    same_value(a, b) || read(a).is_some_and(|at| read(b) == Some(at))
}

fn same_uuid(a: Value<'_>, b: Value<'_>) -> bool {
    let read = |value: Value<'_>| value.text().and_then(|text| uuid(&text));
    same_value(a, b) || read(a).is_some_and(|id| read(b) == Some(id))
}

fn same_duration(a: Value<'_>, b: Value<'_>) -> bool {
    let read = |value: Value<'_>| value.text().map(|text| duration_to_compare(&text));
    read(a) == read(b)
}

fn same_mbox(a: Value<'_>, b: Value<'_>) -> bool {
    let read = |value: Value<'_>| {
        let text = value.text()?;
        let (local, domain) = text.rsplit_once('@')?;
        Some((local.to_owned(), domain.to_lowercase()))
    };
    same_value(a, b) || read(a).is_some_and(|mbox| read(b) == Some(mbox))
}

fn same_agent(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |name| match name {
        "mbox" => How::Required(same_mbox),
        "member" => How::Required(same_members),
        _ => How::Required(same_value),
    })
}

/// Members have no order.
fn same_members(a: Value<'_>, b: Value<'_>) -> bool {
    same_bag(a.items().collect(), b.items().collect(), same_agent)
}

fn same_bag(mut left: Vec<Value<'_>>, mut right: Vec<Value<'_>>, same: Same) -> bool {
    if left.len() != right.len() {
        return false;
    }
    if left.len() > MOST_IN_PAIRS {
        // Each with each would take too long: in the order of their bytes equals stand together.
        left.sort_by_key(|one| one.raw());
        right.sort_by_key(|one| one.raw());
        return left.into_iter().zip(right).all(|(a, b)| same(a, b));
    }
    left.into_iter().all(|one| match right.iter().position(|other| same(one, *other)) {
        Some(at) => {
            right.swap_remove(at);
            true
        }
        None => false,
    })
}

/// Lists longer than this are not compared each with each.
const MOST_IN_PAIRS: usize = 64;

fn same_verb(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |name| match name {
        "display" => How::Ignored,
        _ => How::Required(same_value),
    })
}

fn same_activity(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |name| match name {
        "definition" => How::Ignored,
        _ => How::Required(same_value),
    })
}

fn same_object(a: Value<'_>, b: Value<'_>) -> bool {
    fn kind(value: Value<'_>) -> Option<std::borrow::Cow<'_, str>> {
        value.get("objectType").and_then(Value::text)
    }
    if kind(a) != kind(b) {
        return false;
    }
    match kind(a).as_deref() {
        Some("Agent" | "Group") => same_agent(a, b),
        Some("StatementRef") => same_ref(a, b),
        Some("SubStatement") => same_sub_statement(a, b),
        _ => same_activity(a, b),
    }
}

fn same_ref(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |name| match name {
        "id" => How::Required(same_uuid),
        _ => How::Required(same_value),
    })
}

fn same_sub_statement(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |name| match name {
        "timestamp" => How::Required(same_instant),
        "actor" => How::Required(same_agent),
        "verb" => How::Required(same_verb),
        "object" => How::Required(same_object),
        "result" => How::Required(same_result),
        "context" => How::Required(same_context),
        "attachments" => How::Optional(same_attachments),
        _ => How::Required(same_value),
    })
}

fn same_result(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |name| match name {
        "duration" => How::Required(same_duration),
        _ => How::Required(same_value),
    })
}

fn same_context(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |name| match name {
        "registration" => How::Required(same_uuid),
        "instructor" | "team" => How::Required(same_agent),
        "contextActivities" => How::Required(same_context_activities),
        "statement" => How::Required(same_ref),
        "contextAgents" | "contextGroups" => How::Required(same_people),
        _ => How::Required(same_value),
    })
}

fn same_context_activities(a: Value<'_>, b: Value<'_>) -> bool {
    same_objects(a, b, |_| How::Required(same_activities))
}

/// An activity alone and a list of it are the same: it is returned as a list (Data 2.4.6.2).
fn same_activities(a: Value<'_>, b: Value<'_>) -> bool {
    fn listed(value: Value<'_>) -> Vec<Value<'_>> {
        if value.kind() == Kind::Array { value.items().collect() } else { vec![value] }
    }
    same_bag(listed(a), listed(b), same_activity)
}

fn same_people(a: Value<'_>, b: Value<'_>) -> bool {
    fn one(a: Value<'_>, b: Value<'_>) -> bool {
        same_objects(a, b, |name| match name {
            "agent" | "group" => How::Required(same_agent),
            _ => How::Required(same_value),
        })
    }
    same_bag(a.items().collect(), b.items().collect(), one)
}

/// The signature itself is not part of what was signed.
fn same_attachments(a: Value<'_>, b: Value<'_>) -> bool {
    fn unsigned(value: Value<'_>) -> Vec<Value<'_>> {
        let is_signature = |one: &Value<'_>| {
            one.get("usageType").and_then(Value::text).as_deref() == Some(SIGNATURE_USAGE)
        };
        value.items().filter(|one| !is_signature(one)).collect()
    }
    fn one(a: Value<'_>, b: Value<'_>) -> bool {
        same_objects(a, b, |name| match name {
            "display" | "description" => How::Ignored,
            _ => How::Required(same_value),
        })
    }
    same_bag(unsigned(a), unsigned(b), one)
}

/// Whether two JSON values are equal: properties in any order, numbers by what they amount to.
pub fn same_value(a: Value<'_>, b: Value<'_>) -> bool {
    if a.kind() != b.kind() {
        return false;
    }
    if a.is_folded() || b.is_folded() {
        return same_json(a.raw(), b.raw());
    }
    match a.kind() {
        Kind::Null | Kind::True | Kind::False => true,
        Kind::Number => a.raw() == b.raw() || same_number(a, b),
        Kind::Text => a.text() == b.text(),
        Kind::Array => {
            a.items().count() == b.items().count()
                && a.items().zip(b.items()).all(|(x, y)| same_value(x, y))
        }
        Kind::Object => same_properties(a, b),
    }
}

/// Values of more bytes are not laid open to be compared.
const LARGE: usize = 64 * 1024;

/// The same of two values as the bytes they are.
fn same_json(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.len().max(b.len()) <= LARGE {
        let laid_open = (Doc::parse(a.as_bytes()), Doc::parse(b.as_bytes()));
        return matches!(laid_open, (Ok(a), Ok(b)) if same_value(a.root(), b.root()));
    }
    match (Parts::of(a), Parts::of(b)) {
        (Some(a), Some(b)) => a.is_object() == b.is_object() && same_parts(a, b),
        (None, None) => match (Doc::parse(a.as_bytes()), Doc::parse(b.as_bytes())) {
            (Ok(a), Ok(b)) => same_value(a.root(), b.root()),
            _ => false,
        },
        _ => false,
    }
}

/// One by one for as long as names are in the same order; what is left of an object by its names.
fn same_parts(mut a: Parts<'_>, mut b: Parts<'_>) -> bool {
    loop {
        let (left, right) = (a.clone(), b.clone());
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some((name, x)), Some((other, y))) if same_name(name, other) => {
                if !same_json(x, y) {
                    return false;
                }
            }
            (Some(_), Some(_)) => return same_by_name(left, right),
            _ => return false,
        }
    }
}

fn same_name(a: Option<&str>, b: Option<&str>) -> bool {
    a == b || a.zip(b).is_some_and(|(a, b)| unescape(a) == unescape(b))
}

fn same_by_name(a: Parts<'_>, b: Parts<'_>) -> bool {
    let count = b.clone().count();
    let named: HashMap<String, &str> =
        b.filter_map(|(name, value)| Some((unescape(name?), value))).collect();
    let is_there = |(name, value): (Option<&str>, &str)| {
        let other = name.and_then(|name| named.get(&unescape(name)));
        other.is_some_and(|other| same_json(value, other))
    };
    a.clone().count() == count && a.into_iter().all(is_there)
}

/// In the same order they are compared one by one, else by their names.
fn same_properties(a: Value<'_>, b: Value<'_>) -> bool {
    if a.entries().count() != b.entries().count() {
        return false;
    }
    let pairs = a.entries().zip(b.entries());
    if pairs.clone().all(|((left, _), (right, _))| left.text() == right.text()) {
        return pairs.into_iter().all(|((_, left), (_, right))| same_value(left, right));
    }
    let named: HashMap<Cow<'_, str>, Value<'_>> =
        b.entries().map(|(key, value)| (key.text(), value)).collect();
    a.entries()
        .all(|(key, left)| named.get(&key.text()).is_some_and(|right| same_value(left, *right)))
}

#[expect(clippy::float_cmp, reason = "the same number written in two ways")]
fn same_number(a: Value<'_>, b: Value<'_>) -> bool {
    a.number().is_some_and(|x| b.number().is_some_and(|y| x == y))
}

#[cfg(test)]
mod tests {
    use crate::json::Doc;

    const BASE: &str = r#"{"id":"2557db94-bd34-46d7-9684-d928c824963a","actor":{"objectType":"Group",
        "member":[{"mbox":"mailto:a@X.vn"},{"mbox":"mailto:b@x.vn"}]},"verb":{"id":"http://v",
        "display":{"en":"did"}},"object":{"id":"http://o","definition":{"name":{"en":"o"}}},
        "result":{"score":{"raw":1.0},"duration":"PT1.239S"},
        "context":{"contextActivities":{"parent":{"id":"http://p"}}},
        "timestamp":"2020-01-01T07:00:00+07:00"}"#;

    fn same(other: &str) -> bool {
        let (a, b) = (Doc::parse(BASE.as_bytes()).unwrap(), Doc::parse(other.as_bytes()).unwrap());
        super::same_statement(a.root(), b.root())
    }

    fn with(from: &str, to: &str) -> String {
        assert!(BASE.contains(from), "{from}");
        BASE.replacen(from, to, 1)
    }

    #[test]
    fn what_the_standard_lets_differ() {
        // Data 2.3.1: exceptions to immutability are ignored.
        for (from, to) in [
            ("\"id\":\"2557db94-bd34-46d7-9684-d928c824963a\",", ""),
            ("\"display\":{\"en\":\"did\"}", "\"display\":{\"vi\":\"làm\"}"),
            (",\"definition\":{\"name\":{\"en\":\"o\"}}", ""),
            ("2020-01-01T07:00:00+07:00", "2020-01-01T00:00:00.000Z"),
            ("{\"id\":\"http://p\"}", "[{\"id\":\"http://p\"}]"),
            ("a@X.vn", "a@x.VN"),
            ("\"timestamp\"", "\"stored\":\"2020-01-01T00:00:00Z\",\"timestamp\""),
            ("\"timestamp\"", "\"version\":\"1.0.0\",\"timestamp\""),
            ("PT1.239S", "PT1.23S"),
            ("\"raw\":1.0", "\"raw\":1"),
            (
                "\"mailto:a@X.vn\"},{\"mbox\":\"mailto:b@x.vn\"",
                "\"mailto:b@x.vn\"},{\"mbox\":\"mailto:a@x.vn\"",
            ),
            (",\n        \"timestamp\":\"2020-01-01T07:00:00+07:00\"", ""),
        ] {
            assert!(same(&with(from, to)), "{from} → {to}");
        }
    }

    #[test]
    fn extensions_that_are_not_laid_open_are_compared_as_they_are() {
        let of = |inside: &str| {
            with("\"score\"", &format!("\"extensions\":{{\"http://e\":{inside}}},\"score\""))
        };
        let one = of(r#"{"a":[1,2],"b":{"c":1.0}}"#);
        for (other, expected) in [
            (r#"{"a":[1,2],"b":{"c":1.0}}"#, true),
            (r#"{ "b" : {"c":1}, "a":[1, 2] }"#, true),
            (r#"{"a":[1,2],"b":{"c":2}}"#, false),
            (r#"{"a":[2,1],"b":{"c":1.0}}"#, false),
            ("[]", false),
            ("{}", false),
        ] {
            let other = of(other);
            let (a, b) = (Doc::of_statements(one.as_bytes()), Doc::of_statements(other.as_bytes()));
            let (a, b) = (a.unwrap(), b.unwrap());
            assert_eq!(super::same_statement(a.root(), b.root()), expected, "{other}");
            let whole = Doc::parse(other.as_bytes()).unwrap();
            assert_eq!(super::same_statement(a.root(), whole.root()), expected, "{other}");
        }
    }

    #[test]
    fn large_extensions_are_compared_without_being_laid_open() {
        let numbers = |last: &str| format!("[{}{last}]", "1, ".repeat(super::LARGE));
        let of = |a: &str, b: &str| super::same_json(a, b);
        assert!(of(&numbers("2"), &numbers("2.0").replace(' ', "")));
        assert!(!of(&numbers("2"), &numbers("3")));
        assert!(!of(&numbers("2"), &numbers("2,2")));
        assert!(!of(&numbers("2"), "{}"));
        let (long, same) = (numbers("2"), numbers("2e0"));
        let text = format!("\"{}\"", "a".repeat(super::LARGE));
        let object = format!(r#"{{"a":{long},"b":{{"c":{text}}},"d":null}}"#);
        for (other, expected) in [
            (format!(r#"{{"a":{same},"b":{{"c":{text}}},"d":null}}"#), true),
            (format!(r#"{{ "d" : null, "b":{{"\u0063":{text} }},"a":{same}}}"#), true),
            (format!(r#"{{"a":{same},"b":{{"c":{text}}},"e":null}}"#), false),
            (format!(r#"{{"a":{same},"b":{{"c":{text}}}}}"#), false),
            (format!(r#"{{"d":null,"a":{same},"b":{{"c":"b{}}}}}"#, &text[1..]), false),
            (format!("[{object}]"), false),
            (long.clone(), false),
        ] {
            assert_eq!(of(&object, &other), expected, "{other:.40}");
            assert_eq!(of(&other, &object), expected, "{other:.40}");
        }
    }

    #[test]
    fn what_it_does_not() {
        for (from, to) in [
            ("http://v", "http://w"),
            ("http://o", "http://O"),
            ("http://p", "http://q"),
            ("PT1.239S", "PT1.25S"),
            ("\"raw\":1.0", "\"raw\":2"),
            ("mailto:b@x.vn", "mailto:c@x.vn"),
            ("07:00:00+07:00", "07:00:01+07:00"),
            ("\"result\"", "\"attachment\":1,\"result\""),
        ] {
            assert!(!same(&with(from, to)), "{from} → {to}");
        }
    }
}
