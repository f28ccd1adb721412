//! The three formats statements are given in (Communication 2.1.3).

use super::language::Accepted;
use crate::json::{Doc, Kind, Value, write_text};

/// As it was received, with what the store set.
pub fn exact(body: &str) -> &str {
    body
}

/// Where canonical definitions are found: the JSON of an activity's definition, by its id.
pub trait Canon {
    /// The canonical definition of an activity; `None` where there is none.
    fn definition(&self, activity: &str) -> Option<&str>;
    /// The canonical display of a verb; `None` where there is none.
    fn display(&self, verb: &str) -> Option<&str>;
}

/// Only what identifies agents, verbs and activities.
pub fn ids(statement: Value<'_>, out: &mut String) {
    walk(statement, &Ids, out);
}

/// With canonical definitions, one language in each map.
pub fn canonical(statement: Value<'_>, canon: &dyn Canon, accepted: &Accepted, out: &mut String) {
    walk(statement, &Canonical { canon, accepted }, out);
}

/// How the parts of a statement that are not part of it as such are written.
trait Writer {
    fn verb(&self, verb: Value<'_>, out: &mut String);
    fn activity(&self, activity: Value<'_>, out: &mut String);
    fn agent(&self, agent: Value<'_>, out: &mut String);
}

/// Writes an object; `write` may write a property's value in its own way and says whether it did.
fn rewrite(
    object: Value<'_>,
    out: &mut String,
    mut write: impl FnMut(&str, Value<'_>, &mut String) -> bool,
) {
    if object.kind() != Kind::Object {
        out.push_str(object.raw());
        return;
    }
    out.push('{');
    for (n, (key, value)) in object.entries().enumerate() {
        if n > 0 {
            out.push(',');
        }
        let name = key.text();
        write_text(&name, out);
        out.push(':');
        if !write(&name, value, out) {
            out.push_str(value.raw());
        }
    }
    out.push('}');
}

fn rewrite_list(list: Value<'_>, out: &mut String, write: impl Fn(Value<'_>, &mut String)) {
    if list.kind() != Kind::Array {
        write(list, out);
        return;
    }
    out.push('[');
    for (n, item) in list.items().enumerate() {
        if n > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(']');
}

fn walk(statement: Value<'_>, writer: &dyn Writer, out: &mut String) {
    rewrite(statement, out, |name, value, out| {
        match name {
            "actor" | "authority" => writer.agent(value, out),
            "verb" => writer.verb(value, out),
            "object" => object(value, writer, out),
            "context" => context(value, writer, out),
            _ => return false,
        }
        true
    });
}

fn object(value: Value<'_>, writer: &dyn Writer, out: &mut String) {
    match value.get("objectType").and_then(Value::text).as_deref() {
        Some("Agent" | "Group") => writer.agent(value, out),
        Some("SubStatement") => walk(value, writer, out),
        Some("StatementRef") => out.push_str(value.raw()),
        _ => writer.activity(value, out),
    }
}

fn context(value: Value<'_>, writer: &dyn Writer, out: &mut String) {
    rewrite(value, out, |name, value, out| {
        match name {
            "instructor" | "team" => writer.agent(value, out),
            "contextActivities" => rewrite(value, out, |_, activities, out| {
                rewrite_list(activities, out, |one, out| writer.activity(one, out));
                true
            }),
            "contextAgents" | "contextGroups" => rewrite_list(value, out, |one, out| {
                rewrite(one, out, |name, person, out| {
                    let is_person = matches!(name, "agent" | "group");
                    if is_person {
                        writer.agent(person, out);
                    }
                    is_person
                });
            }),
            _ => return false,
        }
        true
    });
}

struct Ids;

/// Writes only some properties of an object, as they are.
fn only(object: Value<'_>, names: &[&str], out: &mut String) {
    out.push('{');
    let kept = object.entries().filter(|(key, _)| names.iter().any(|name| key.is(name)));
    for (n, (key, value)) in kept.enumerate() {
        if n > 0 {
            out.push(',');
        }
        write_text(&key.text(), out);
        out.push(':');
        out.push_str(value.raw());
    }
    out.push('}');
}

const IDENTITY: [&str; 5] = ["objectType", "mbox", "mbox_sha1sum", "openid", "account"];

impl Writer for Ids {
    fn verb(&self, verb: Value<'_>, out: &mut String) {
        only(verb, &["id"], out);
    }

    /// "Only include minimum information necessary" (Communication 2.1.3): what has no objectType
    /// is an activity.
    fn activity(&self, activity: Value<'_>, out: &mut String) {
        only(activity, &["id"], out);
    }

    fn agent(&self, agent: Value<'_>, out: &mut String) {
        let identified = IDENTITY[1..].iter().any(|name| agent.get(name).is_some());
        match agent.get("member") {
            Some(member) if !identified => {
                out.push_str("{\"objectType\":\"Group\",\"member\":");
                rewrite_list(member, out, |one, out| only(one, &IDENTITY, out));
                out.push('}');
            }
            _ => only(agent, &IDENTITY, out),
        }
    }
}

struct Canonical<'a> {
    canon: &'a dyn Canon,
    accepted: &'a Accepted,
}

impl Canonical<'_> {
    /// One language of a map.
    fn language_map(&self, map: Value<'_>, out: &mut String) {
        let tags: Vec<_> = map.entries().map(|(key, _)| key.text()).collect();
        let tags: Vec<&str> = tags.iter().map(AsRef::as_ref).collect();
        match self.accepted.choose(&tags) {
            Some(tag) => only(map, &[tag], out),
            None => out.push_str(map.raw()),
        }
    }

    fn definition(&self, definition: Value<'_>, out: &mut String) {
        rewrite(definition, out, |name, value, out| {
            match name {
                "name" | "description" => self.language_map(value, out),
                "choices" | "scale" | "source" | "target" | "steps" => {
                    rewrite_list(value, out, |one, out| self.component(one, out));
                }
                _ => return false,
            }
            true
        });
    }

    fn component(&self, component: Value<'_>, out: &mut String) {
        rewrite(component, out, |name, value, out| {
            let is_map = name == "description";
            if is_map {
                self.language_map(value, out);
            }
            is_map
        });
    }
}

impl Writer for Canonical<'_> {
    fn verb(&self, verb: Value<'_>, out: &mut String) {
        let id = verb.get("id").and_then(Value::text).unwrap_or_default();
        let kept =
            self.canon.display(&id).and_then(|json| Doc::of_statements(json.as_bytes()).ok());
        let Some(display) = kept.as_ref().map(Doc::root).or_else(|| verb.get("display")) else {
            out.push_str(verb.raw());
            return;
        };
        only(verb, &["id"], out);
        out.pop();
        out.push_str(",\"display\":");
        self.language_map(display, out);
        out.push('}');
    }

    fn activity(&self, activity: Value<'_>, out: &mut String) {
        let id = activity.get("id").and_then(Value::text).unwrap_or_default();
        let kept =
            self.canon.definition(&id).and_then(|json| Doc::of_statements(json.as_bytes()).ok());
        let own = activity.get("definition");
        let Some(definition) = kept.as_ref().map(Doc::root).or(own) else {
            out.push_str(activity.raw());
            return;
        };
        only(activity, &["objectType", "id"], out);
        out.pop();
        out.push_str(",\"definition\":");
        self.definition(definition, out);
        out.push('}');
    }

    fn agent(&self, agent: Value<'_>, out: &mut String) {
        out.push_str(agent.raw());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is kept of one activity and one verb.
    struct Kept(&'static str, &'static str);

    impl Canon for Kept {
        fn definition(&self, activity: &str) -> Option<&str> {
            (activity == "http://o").then_some(self.0)
        }

        fn display(&self, verb: &str) -> Option<&str> {
            (verb == "http://v").then_some(self.1)
        }
    }

    const STATEMENT: &str = r#"{"actor":{"name":"An","mbox":"mailto:a@b.c"},
        "verb":{"id":"http://v","display":{"en":"did","vi":"đã làm"}},
        "object":{"id":"http://o","definition":{"name":{"en":"old"}}},
        "context":{"team":{"objectType":"Group","name":"T","member":[{"name":"B","openid":"http://b"}]},
        "contextActivities":{"parent":[{"objectType":"Activity","id":"http://p","definition":{}}]}},
        "result":{"response":"x"}}"#;

    #[test]
    fn ids_leave_only_what_identifies() {
        let doc = Doc::parse(STATEMENT.as_bytes()).unwrap();
        let mut out = String::new();
        ids(doc.root(), &mut out);
        let expected = r#"{"actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"http://v"},"object":{"id":"http://o"},"context":{"team":{"objectType":"Group","member":[{"openid":"http://b"}]},"contextActivities":{"parent":[{"id":"http://p"}]}},"result":{"response":"x"}}"#;
        assert_eq!(out, expected);
    }

    #[test]
    fn canonical_takes_kept_definitions_in_one_language() {
        let doc = Doc::parse(STATEMENT.as_bytes()).unwrap();
        let kept = r#"{"name":{"en":"new","vi":"mới"},"interactionType":"choice","choices":[{"id":"a","description":{"en":"A","vi":"Á"}}]}"#;
        let canon = Kept(kept, r#"{"en":"did","vi":"làm xong"}"#);
        let mut out = String::new();
        canonical(doc.root(), &canon, &Accepted::read("vi"), &mut out);
        assert!(out.contains(r#""verb":{"id":"http://v","display":{"vi":"làm xong"}}"#), "{out}");
        assert!(
            out.contains(r#""object":{"id":"http://o","definition":{"name":{"vi":"mới"}"#),
            "{out}"
        );
        assert!(out.contains(r#"{"id":"a","description":{"vi":"Á"}}"#), "{out}");
        assert!(out.contains(r#""actor":{"name":"An","mbox":"mailto:a@b.c"}"#), "{out}");
        assert!(Doc::parse(out.as_bytes()).is_ok());
    }
}
