//! Canonical definitions of activities: what many statements say about one activity, merged
//! (Data 2.4.4.1).
//!
//! Values are moved as the bytes they are: a definition may hold an extension as large as a request
//! may be, and laid open that would take many times its size.

use std::{borrow::Cow, collections::HashMap};

use crate::json::{Doc, Key, Kind, Value, write_text};

/// A definition as it is kept.
pub type Definition = String;

/// A definition that would become larger stays as it is: what one request can bring is kept, what
/// many add up to must not grow without end.
const MOST_BYTES: usize = 48 * 1024 * 1024;

/// Merges a definition a statement brought into the one that is kept; `None` where that changes
/// nothing. Only for senders that may define.
///
/// Language maps grow and are corrected language by language, extensions key by key; type and
/// further information are replaced. What makes an interaction (its type, right answers, the
/// components) is kept as it first came: changing it would change what earlier answers mean.
pub fn merge_definition(kept: Option<&str>, brought: &str) -> Option<Definition> {
    merge_within(kept, brought, (MOST_BYTES, write_merged))
}

/// Merges the display of a verb in the same way: language by language.
pub fn merge_display(kept: Option<&str>, brought: &str) -> Option<String> {
    let write = |old: Value<'_>, new: Value<'_>, out: &mut String| {
        write_map((Some(old), Some(new)), out);
    };
    merge_within(kept, brought, (MOST_BYTES, write))
}

fn merge_within(
    kept: Option<&str>,
    brought: &str,
    (most, write): (usize, impl Fn(Value<'_>, Value<'_>, &mut String)),
) -> Option<Definition> {
    let new = object(brought)?;
    let old = kept.and_then(object).or_else(|| object("{}"))?;
    let mut merged = String::with_capacity(kept.map_or(0, str::len) + brought.len());
    write(old.root(), new.root(), &mut merged);
    let fits = kept.is_none_or(|kept| merged.len() <= most.max(kept.len()));
    // What is written is always written in the same way, so that the same is told by its bytes.
    (fits && kept != Some(merged.as_str())).then_some(merged)
}

fn object(json: &str) -> Option<Doc<'_>> {
    Doc::of_statements(json.as_bytes()).ok().filter(|doc| doc.root().kind() == Kind::Object)
}

/// The first property of each name: a statement has none twice.
fn named(object: Value<'_>) -> HashMap<Cow<'_, str>, Value<'_>> {
    object.entries().map(|(key, value)| (key.text(), value)).collect()
}

/// Writes an object of two: in the order of the old one, then what only the new one has. `write`
/// gets a name and what each of them says, at least one of which says something.
fn write_both<'d>(
    (old, new): (Option<Value<'d>>, Option<Value<'d>>),
    out: &mut String,
    mut write: impl FnMut(&str, (Option<Value<'d>>, Option<Value<'d>>), &mut String),
) {
    // Where there is nothing to compare with, nothing is looked up.
    let is_first = old.is_none_or(|old| old.entries().next().is_none());
    let mut further = new.filter(|_| !is_first).map(named).unwrap_or_default();
    let start = out.len();
    let mut put = |key: Key<'d>, values, out: &mut String| {
        out.push(if out.len() == start { '{' } else { ',' });
        let name = key.text();
        write_text(&name, out);
        out.push(':');
        write(&name, values, out);
    };
    for (key, value) in old.into_iter().flat_map(Value::entries) {
        let corrected = further.remove(&key.text());
        put(key, (Some(value), corrected), out);
    }
    for (key, value) in new.into_iter().flat_map(Value::entries) {
        if is_first || further.remove(&key.text()).is_some() {
            put(key, (None, Some(value)), out);
        }
    }
    out.push_str(if out.len() == start { "{}" } else { "}" });
}

fn write_merged(old: Value<'_>, new: Value<'_>, out: &mut String) {
    write_both((Some(old), Some(new)), out, |name, values, out| match name {
        "name" | "description" | "extensions" => write_map(values, out),
        "type" | "moreInfo" => write_one((values.1, values.0), out),
        "choices" | "scale" | "source" | "target" | "steps" => write_components(values, out),
        _ => write_one(values, out),
    });
}

/// The first that is there.
fn write_one((first, second): (Option<Value<'_>>, Option<Value<'_>>), out: &mut String) {
    out.push_str(first.or(second).map_or("null", Value::raw));
}

/// A map grows, and is corrected key by key.
fn write_map(values: (Option<Value<'_>>, Option<Value<'_>>), out: &mut String) {
    write_both(values, out, |_, (old, new), out| write_one((new, old), out));
}

/// Components keep their order and number; their descriptions grow.
fn write_components((old, new): (Option<Value<'_>>, Option<Value<'_>>), out: &mut String) {
    let id = |one: Value<'_>| one.get("id").and_then(Value::text).unwrap_or_default().into_owned();
    let told: HashMap<String, Value<'_>> = match (old, new) {
        (Some(_), Some(new)) => new.items().map(|one| (id(one), one)).collect(),
        _ => HashMap::new(),
    };
    out.push('[');
    for (n, one) in old.or(new).into_iter().flat_map(Value::items).enumerate() {
        if n > 0 {
            out.push(',');
        }
        let further = told.get(&id(one)).copied();
        write_component(one, further, out);
    }
    out.push(']');
}

fn write_component(old: Value<'_>, new: Option<Value<'_>>, out: &mut String) {
    write_both((Some(old), new), out, |name, values, out| {
        if name == "description" { write_map(values, out) } else { write_one(values, out) }
    });
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::subsequence};
    use serde_json::{Map, Value as Json, json};

    use super::*;

    /// The same, laid open: what merging means.
    fn model(kept: &mut Map<String, Json>, brought: &Map<String, Json>) {
        for (name, value) in brought {
            match name.as_str() {
                "name" | "description" | "extensions" => {
                    let map = kept.entry(name.clone()).or_insert_with(|| json!({}));
                    grow(map, value);
                }
                "type" | "moreInfo" => drop(kept.insert(name.clone(), value.clone())),
                "choices" if kept.contains_key("choices") => {
                    for old in kept["choices"].as_array_mut().unwrap() {
                        let new =
                            value.as_array().unwrap().iter().find(|new| new["id"] == old["id"]);
                        let Some(told) = new.and_then(|new| new.get("description")) else {
                            continue;
                        };
                        let map = old.as_object_mut().unwrap().entry("description");
                        grow(map.or_insert_with(|| json!({})), told);
                    }
                }
                _ => drop(kept.entry(name.clone()).or_insert_with(|| value.clone())),
            }
        }
    }

    fn grow(map: &mut Json, by: &Json) {
        map.as_object_mut().unwrap().extend(by.as_object().unwrap().clone());
    }

    fn map(keys: &'static [&'static str]) -> impl Strategy<Value = Json> {
        let value = prop_oneof![
            any::<i8>().prop_map(|n| json!(n)),
            Just(json!({"a": [1, {"b": null}], "extensions": {"c": []}})),
            "[a\"\\\\\n]{0,3}".prop_map(|text| json!(text)),
        ];
        (subsequence(keys, 0..=keys.len()), prop::collection::vec(value, keys.len()))
            .prop_map(|(keys, values)| keys.into_iter().map(str::to_owned).zip(values).collect())
    }

    fn definition() -> impl Strategy<Value = Json> {
        const LANGUAGES: &[&str] = &["en", "vi", "x-\"\\"];
        let component = map(LANGUAGES);
        let choices = prop::collection::vec(component, 3).prop_flat_map(|told: Vec<Json>| {
            let all = ["a", "b", "c"].into_iter().zip(told);
            let all = all.map(|(id, told)| json!({"id": id, "description": told}));
            subsequence(all.collect::<Vec<_>>(), 0..=3).prop_shuffle().prop_map(Json::Array)
        });
        let parts = (
            map(LANGUAGES),
            map(&["http://e/1", "http://e/2", "http://e/3"]),
            "http://t/[12]".prop_map(Json::String),
            choices,
        );
        let names: Vec<&str> =
            vec!["name", "extensions", "type", "choices", "interactionType", "description"];
        (parts, subsequence(names, 0..=6)).prop_map(|((name, more, kind, choices), told)| {
            let whole = json!({
                "name": name, "description": name, "extensions": more, "type": kind,
                "choices": choices, "interactionType": kind,
            });
            told.into_iter().map(|name| (name.to_owned(), whole[name].clone())).collect()
        })
    }

    proptest! {
        #[test]
        fn it_merges_as_if_everything_were_laid_open(all in prop::collection::vec(definition(), 1..5)) {
            let (mut kept, mut expected) = (None::<String>, Map::new());
            for one in &all {
                let before = expected.clone();
                model(&mut expected, one.as_object().unwrap());
                let text = serde_json::to_string_pretty(one).unwrap();
                let merged = merge_definition(kept.as_deref(), &text);
                // The same in another order of words is written anew; what is not the same, always.
                prop_assert!(merged.is_some() || (kept.is_some() && before == expected));
                kept = merged.or(kept);
                let told: Json = serde_json::from_str(kept.as_deref().unwrap()).unwrap();
                prop_assert_eq!(told, Json::Object(expected.clone()));
                prop_assert_eq!(merge_definition(kept.as_deref(), kept.as_deref().unwrap()), None);
            }
        }
    }

    #[test]
    fn maps_grow_and_interactions_stay() {
        let first = r#"{"name":{"en":"Quiz"},"interactionType":"choice","correctResponsesPattern":["a"],
            "choices":[{"id":"a","description":{"en":"A"}}]}"#;
        let kept = merge_definition(None, first).unwrap();
        assert_eq!(merge_definition(Some(&kept), first), None, "nothing new");
        let second = r#"{"name":{"vi":"Câu hỏi","en":"Quiz 1"},"type":"http://t",
            "correctResponsesPattern":["b"],"choices":[{"id":"a","description":{"vi":"Á"}},{"id":"b"}]}"#;
        let merged = merge_definition(Some(&kept), second).unwrap();
        assert_eq!(
            merged,
            r#"{"name":{"en":"Quiz 1","vi":"Câu hỏi"},"interactionType":"choice","#.to_owned()
                + r#""correctResponsesPattern":["a"],"#
                + r#""choices":[{"id":"a","description":{"en":"A","vi":"Á"}}],"type":"http://t"}"#
        );
    }

    #[test]
    fn what_extensions_hold_is_kept_as_it_was_sent() {
        let first = r#"{"extensions":{"http://e/1":[1.0, 1e400],"http://e/2":{"b":1,"a":2}}}"#;
        let kept = merge_definition(None, first).unwrap();
        let second = r#"{ "extensions": {"http:\/\/e/1":[ 2 ]} }"#;
        let merged = merge_definition(Some(&kept), second);
        let expected = r#"{"extensions":{"http://e/1":[ 2 ],"http://e/2":{"b":1,"a":2}}}"#;
        assert_eq!(merged.as_deref(), Some(expected));
    }

    #[test]
    fn many_definitions_do_not_add_up_without_end() {
        let of = |n: usize| format!(r#"{{"extensions":{{"http://e/{n}":"{}"}}}}"#, "x".repeat(100));
        let kept = merge_within(None, &of(0), (10, write_merged)).unwrap();
        assert_eq!(merge_within(Some(&kept), &of(1), (200, write_merged)), None);
        assert!(merge_within(Some(&kept), &of(1), (300, write_merged)).is_some());
        // What it already has can still be corrected.
        let corrected = kept.replace("xx", "yy");
        assert_eq!(merge_within(Some(&kept), &corrected, (200, write_merged)), Some(corrected));
    }

    #[test]
    fn what_is_no_definition_changes_nothing() {
        for none in ["", "[]", "{", "null"] {
            assert_eq!(merge_definition(Some("{}"), none), None);
            assert_eq!(merge_definition(None, none), None);
        }
    }
}
